//! Writes a LinkedIn archive with N connections and some three messages for each, always the same for the same N:
//! `cargo run -p pergola-formats --example linkedin_archive -- 30000 archive.zip [messages]`.
//!
//! Used by benchmarks and browser tests. The people are made of syllables and exist nowhere.

use std::{
    error::Error,
    fmt::Write as _,
    fs::File,
    io::{BufWriter, Seek, Write},
};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

const GIVEN: [&str; 16] = [
    "Ada", "Bruno", "Carla", "Dario", "Elena", "Fabio", "Giulia", "Hassan", "Irene", "Jonas", "Kofi", "Livia", "Marta",
    "Nicolò", "Olga", "Pietro",
];
const FAMILY: [&str; 12] = [
    "Ventolieve",
    "Cieloverde",
    "Cortelunga",
    "Quattropassi",
    "Terrabuona",
    "Pietradolce",
    "Rugiadabella",
    "Chiodofisso",
    "Ottolune",
    "Sanpietrino",
    "Calcina",
    "Mareggiata",
];
const WORK: [&str; 8] = [
    "Bottega Ottolune",
    "Museo del Sale Rosa",
    "Cantiere Vento Largo",
    "Lumen, luci e ombre",
    "Fornace Città",
    "Cooperativa Mareggiata",
    "Segheria Però",
    "Officine \"\"Ferro\"\"",
];
const POSITION: [&str; 6] =
    ["Responsabile acquisti", "Ebanista", "Designer", "Direttrice", "Product Manager", "Curatore"];
const MONTH: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const OWNER: &str = "https://www.linkedin.com/in/livia-primavera";

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(connections), Some(path)) = (arguments.next(), arguments.next()) else {
        return Err("linkedin_archive N OUT.zip [MESSAGES]".into());
    };
    let connections: usize = connections.parse()?;
    let messages = arguments.next().map_or(Ok(connections * 3), |messages| messages.parse())?;
    let mut zip = Archive { zip: ZipWriter::new(BufWriter::new(File::create(path)?)) };
    zip.add("Profile.csv", PROFILE)?;
    zip.add("Positions.csv", POSITIONS)?;
    zip.add("Skills.csv", "Name\nGiardinaggio\nAscolto\nLegno\n")?;
    zip.add("Languages.csv", "Name,Proficiency\nItaliano,Native or bilingual proficiency\nEnglish,\n")?;
    zip.add("Email Addresses.csv", "Email Address,Confirmed,Primary,Updated On\nlivia@primavera.example,Yes,Yes,\n")?;
    zip.add("Connections.csv", &connections_csv(connections))?;
    zip.add("Invitations.csv", &invitations_csv(connections / 4))?;
    zip.add("messages.csv", &messages_csv(messages, connections.max(1)))?;
    zip.zip.finish()?.flush()?;
    Ok(())
}

const PROFILE: &str = "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,\
Twitter Handles,Websites,Instant Messengers\nLivia,Primavera,,,,Giardiniera,,,,\"Ancona, Italia\",,,\n";
const POSITIONS: &str = "Company Name,Title,Description,Location,Started On,Finished On\n\
Vivaio Primavera,Giardiniera,,Ancona,Mar 2016,\nBottega Ottolune,Apprendista,,,2012,Feb 2016\n";
const PREAMBLE: &str = "Notes:\n\"When exporting your connection data, you may notice that some of the email addresses are \
missing.\"\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\n";

struct Archive<W: Write + Seek> {
    zip: ZipWriter<W>,
}

impl<W: Write + Seek> Archive<W> {
    fn add(&mut self, name: &str, text: &str) -> Result<(), Box<dyn Error>> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        self.zip.start_file(name, options)?;
        self.zip.write_all(text.as_bytes())?;
        Ok(())
    }
}

/// Spreads numbers without chance: the same in every run.
const fn spread(number: usize) -> usize {
    number.wrapping_mul(2_654_435_761) >> 7 & 0xff_ffff
}

fn pick<'a>(from: &[&'a str], number: usize) -> &'a str {
    from.get(number % from.len()).copied().unwrap_or_default()
}

fn person(number: usize) -> (&'static str, String, String) {
    let (given, family) = (pick(&GIVEN, spread(number)), pick(&FAMILY, spread(number) / 16));
    let family = format!("{family}{}", if number > 191 { format!(" {}", number / 192) } else { String::new() });
    let url = format!("https://www.linkedin.com/in/persona-{number}");
    (given, family, url)
}

fn connections_csv(count: usize) -> String {
    let mut csv = PREAMBLE.to_owned();
    for number in 0..count {
        let (given, family, url) = person(number);
        let email = if number % 70 == 0 { format!("persona{number}@posta.example") } else { String::new() };
        let (work, position) = (pick(&WORK, spread(number + 7)), pick(&POSITION, spread(number + 3)));
        let (day, month, year) =
            (spread(number) % 28 + 1, pick(&MONTH, spread(number) / 28), 2008 + spread(number) % 18);
        let _ = writeln!(csv, "{given},{family},{url},{email},\"{work}\",{position},{day:02} {month} {year}");
    }
    csv
}

fn invitations_csv(count: usize) -> String {
    let mut csv = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n".to_owned();
    for number in 0..count {
        let (given, family, url) = person(number * 4);
        let (month, day, year) = (spread(number) % 12 + 1, spread(number) % 28 + 1, 8 + spread(number) % 18);
        let date = format!("\"{month}/{day}/{year:02}, 1:{:02} PM\"", number % 60);
        let _ = match number % 2 {
            0 => writeln!(csv, "Livia Primavera,{given} {family},{date},Ciao,OUTGOING,{OWNER},{url}"),
            _ => writeln!(csv, "{given} {family},Livia Primavera,{date},,INCOMING,{url},{OWNER}"),
        };
    }
    csv
}

fn messages_csv(count: usize, people: usize) -> String {
    let mut csv = "\"CONVERSATION ID\",\"CONVERSATION TITLE\",\"FROM\",\"SENDER PROFILE URL\",\"TO\",\
\"RECIPIENT PROFILE URLS\",\"DATE\",\"SUBJECT\",\"CONTENT\",\"FOLDER\",\"ATTACHMENTS\",\"IS MESSAGE DRAFT\",\
\"IS CONVERSATION DRAFT\"\n"
        .to_owned();
    for number in 0..count {
        // Few people get most of the words, as in life.
        let who = spread(number) % people / (1 + spread(number + 1) % 40);
        let (given, family, url) = person(who);
        let date = format!(
            "20{:02}-{:02}-{:02} {:02}:{:02}:{:02} UTC",
            10 + number % 16,
            1 + spread(number) % 12,
            1 + spread(number) % 28,
            number % 24,
            spread(number) % 60,
            number / 60 % 60
        );
        let text = "\"Ciao, ci vediamo giovedì?\nHo pensato a quello che \"\"dicevi\"\" del legno, e avrei un'idea.\"";
        let _ = match number % 2 {
            0 => writeln!(csv, "2-{who}==,,{given} {family},{url},Livia Primavera,{OWNER},{date},,{text},INBOX,,No,No"),
            _ => writeln!(csv, "2-{who}==,,Livia Primavera,{OWNER},{given} {family},{url},{date},,{text},INBOX,,No,No"),
        };
    }
    csv
}
