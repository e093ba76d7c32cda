//! Work ads in files of others.
//!
//! The XML that job boards read ("Indeed style": `<source><job>…`), and the `JobPosting` of schema.org in a page's JSON-LD.
//! Read within limits, written so that what was written reads back as it was.
//!
//! A small reader of our own: elements, text, CDATA, the five entities and numbers; no DTD, no entities of others, no
//! includes, so that nothing grows and nothing is fetched.

mod markdown;
mod pay;
mod posting;

pub use pay::{CURRENCIES, THOUSAND};
pub use posting::read_page;

/// An ad as a feed tells it. Texts are plain; what is not told is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FedJob {
    /// The feed's own key of the ad, the same each time.
    pub key: String,
    pub url: String,
    pub title: String,
    pub company: String,
    pub place: String,
    pub text: String,
    /// Whole pay: from, to, as written (`32000.00`).
    pub pay_from: String,
    pub pay_to: String,
    /// ISO 4217.
    pub currency: String,
    /// `year`, `month`, `day`, `hour`.
    pub period: String,
    /// `permanent`, `temporary`, `freelance`, `apprentice`, `internship`, `volunteer`.
    pub contract: String,
    /// `on_site`, `mixed`, `anywhere`.
    pub remote: String,
    /// RFC 3339 or a day.
    pub posted: String,
    /// What boards do not know: texts by the names of our own elements, in the order of [`OURS`].
    pub ours: Vec<(&'static str, String)>,
}

/// Our own elements, in their order: what each says is in the description of the format. `markdown` says the same as `text`.
pub const OURS: [&str; 9] =
    ["markdown", "weeklyhours", "client", "clientnotnamed", "keptdays", "skill", "language", "question", "step"];

impl FedJob {
    /// The texts of one of our own elements.
    #[must_use]
    pub fn each(&self, name: &str) -> Vec<String> {
        self.ours.iter().filter(|(own, _)| *own == name).map(|(_, text)| text.clone()).collect()
    }

    /// The first of them; empty where there is none.
    #[must_use]
    pub fn first(&self, name: &str) -> String {
        self.each(name).into_iter().next().unwrap_or_default()
    }
}

/// Why a feed is not taken at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FeedRefusal {
    #[error("it is no feed of work ads")]
    NotAFeed,
    /// A whole page, and no ad in it.
    #[error("it is a page without work ads")]
    NoAds,
    #[error("it has more ads than are taken")]
    TooMany,
}

/// Texts longer than this are cut.
const TEXT_CHARS: usize = 20_000;
const LINE_CHARS: usize = 400;

/// Reads either: XML of ads, or a page with their JSON-LD.
///
/// # Errors
/// When it is neither, or holds more than `most`.
pub fn read(text: &str, most: usize) -> Result<Vec<FedJob>, FeedRefusal> {
    let head = text.trim_start_matches('\u{feff}').trim_start();
    let is_xml = head.starts_with("<?xml") || head.starts_with("<source");
    if is_xml && !head.contains("<html") { read_xml(head, most) } else { read_page(head, most) }
}

/// Reads `<source><job>…</job></source>`.
///
/// # Errors
/// When it is none, or holds more than `most` ads.
pub fn read_xml(text: &str, most: usize) -> Result<Vec<FedJob>, FeedRefusal> {
    if !text.contains("<source") {
        return Err(FeedRefusal::NotAFeed);
    }
    let mut jobs = Vec::new();
    let mut rest = text;
    // A file that breaks off is none: what is missing would be taken for what vanished.
    while let Some((_, after)) = rest.split_once("<job>") {
        let (body, after) = until_end(after, "</job>").ok_or(FeedRefusal::NotAFeed)?;
        if jobs.len() >= most {
            return Err(FeedRefusal::TooMany);
        }
        jobs.push(job(body));
        rest = after;
    }
    if rest.contains("</source>") || is_empty_source(text) { Ok(jobs) } else { Err(FeedRefusal::NotAFeed) }
}

/// `<source/>`: nothing, and whole.
fn is_empty_source(text: &str) -> bool {
    text.contains("<source/>") || text.contains("<source />")
}

/// The text up to an end tag that stands outside of CDATA, and what follows it.
fn until_end<'a>(text: &'a str, end: &str) -> Option<(&'a str, &'a str)> {
    let mut from = 0;
    loop {
        let rest = text.get(from..)?;
        let close = rest.find(end)?;
        match rest.find("<![CDATA[") {
            Some(open) if open < close => from += open + rest.get(open..)?.find("]]>")? + 3,
            _ => return Some((text.get(..from + close)?, text.get(from + close + end.len()..)?)),
        }
    }
}

fn job(body: &str) -> FedJob {
    let line = |name: &str| cut(&element(body, name), LINE_CHARS);
    let salary = pay::read(&line("salary"));
    let place = [line("city"), line("state"), line("country")].into_iter().filter(|part| !part.is_empty());
    FedJob {
        key: line("referencenumber"),
        url: line("url"),
        title: line("title"),
        company: line("company"),
        place: place.take(1).collect::<Vec<_>>().join(", "),
        text: cut(&plain(&element(body, "description")), TEXT_CHARS),
        pay_from: salary.0,
        pay_to: salary.1,
        currency: salary.2,
        period: salary.3,
        contract: contract(&line("jobtype")),
        remote: remote(&line("remotetype")),
        posted: line("date"),
        ours: OURS.into_iter().flat_map(|name| each(body, name).map(move |text| (name, text))).collect(),
    }
}

/// Elements of one name that are read.
const EACH: usize = 20;

/// The texts of all elements of a name.
fn each(body: &str, name: &'static str) -> impl Iterator<Item = String> {
    let open = format!("<{name}>");
    let most = if name == "markdown" { TEXT_CHARS } else { LINE_CHARS };
    let parts: Vec<&str> = body.split(&open).skip(1).take(EACH).collect();
    let texts: Vec<String> = parts.iter().map(|part| cut(&element(&format!("{open}{part}"), name), most)).collect();
    texts.into_iter().filter(|text| !text.is_empty())
}

fn cut(text: &str, most: usize) -> String {
    text.trim().chars().take(most).collect()
}

/// The text of the first element of a name; empty where there is none.
fn element(body: &str, name: &str) -> String {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    let Some((_, after)) = body.split_once(&open) else { return String::new() };
    let Some((inside, _)) = until_end(after, &close) else { return String::new() };
    let mut text = String::new();
    let mut rest = inside;
    while let Some((before, after)) = rest.split_once("<![CDATA[") {
        text.push_str(&unescaped(before));
        let Some((raw, after)) = after.split_once("]]>") else { return text };
        text.push_str(raw);
        rest = after;
    }
    text.push_str(&unescaped(rest));
    text
}

/// The five entities of XML and numbers; any other stays as it was written.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let named = after.split_once(';').filter(|(name, _)| name.len() <= 8);
        let known = named.and_then(|(name, _)| entity(name));
        match (known, named) {
            (Some(c), Some((_, after))) => {
                out.push(c);
                rest = after;
            }
            _ => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

/// HTML without its tags: blocks end lines, list items begin with a dash.
fn plain(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(&unescaped(before));
        let Some((tag, after)) = after.split_once('>') else { break };
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        match (name.to_ascii_lowercase().as_str(), tag.starts_with('/')) {
            ("p" | "div" | "ul" | "ol" | "h1" | "h2" | "h3" | "h4", _) => out.push_str("\n\n"),
            ("br", _) => out.push('\n'),
            ("li", false) => out.push_str("\n- "),
            _ => {}
        }
        rest = after;
    }
    out.push_str(&unescaped(rest));
    let mut lines = Vec::new();
    for line in out.lines().map(str::trim_end) {
        if !(line.trim().is_empty() && lines.last().is_none_or(|last: &&str| last.trim().is_empty())) {
            lines.push(line);
        }
    }
    lines.join("\n").trim().to_owned()
}

fn contract(word: &str) -> String {
    let lower = word.to_lowercase().replace(['-', '_', ' '], "");
    let told = match lower.as_str() {
        "temporary" | "tempodeterminato" => "temporary",
        "contract" | "contractor" | "freelance" => "freelance",
        "apprentice" | "apprenticeship" => "apprentice",
        "internship" | "intern" => "internship",
        "volunteer" => "volunteer",
        _ => "permanent",
    };
    told.to_owned()
}

fn remote(word: &str) -> String {
    let lower = word.to_lowercase();
    let told = match () {
        () if lower.contains("hybrid") || lower.contains("mixed") => "mixed",
        () if lower.contains("remote") || lower.contains("telecommute") || lower.contains("anywhere") => "anywhere",
        () => "on_site",
    };
    told.to_owned()
}

/// A text inside an element.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c if u32::from(c) < 32 && !matches!(c, '\n' | '\t') => {}
            c => out.push(c),
        }
    }
    out
}

/// Writes a feed. `publisher`: name and address of who gives it; `built`: when, as HTTP writes dates.
#[must_use]
pub fn write_xml((publisher, address): (&str, &str), built: &str, jobs: &[FedJob]) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<source>\n");
    let mut put = |indent: &str, name: &str, text: &str| {
        out.push_str(&format!("{indent}<{name}>{}</{name}>\n", escaped(text)));
    };
    put("  ", "publisher", publisher);
    put("  ", "publisherurl", address);
    put("  ", "lastBuildDate", built);
    for job in jobs {
        out.push_str("  <job>\n");
        let salary = format!("{} - {} {} per {}", job.pay_from, job.pay_to, job.currency, job.period);
        // A description is HTML to those who read feeds: plain text is said as such.
        let description = escaped(&job.text);
        for (name, text) in [
            ("title", job.title.as_str()),
            ("date", &job.posted),
            ("referencenumber", &job.key),
            ("url", &job.url),
            ("company", &job.company),
            ("city", &job.place),
            ("description", &description),
            ("salary", &salary),
            ("jobtype", &job.contract),
            ("remotetype", &job.remote),
        ] {
            out.push_str(&format!("    <{name}>{}</{name}>\n", escaped(text)));
        }
        // What is ours alone stands there where it says something.
        for (name, text) in job.ours.iter().filter(|(_, text)| !text.is_empty()) {
            out.push_str(&format!("    <{name}>{}</{name}>\n", escaped(text)));
        }
        out.push_str("  </job>\n");
    }
    out.push_str("</source>\n");
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{FedJob, FeedRefusal, read, write_xml};

    fn job() -> FedJob {
        FedJob {
            key: "17".into(),
            url: "https://officina.example/17".into(),
            title: "Progettista & falegname".into(),
            company: "Officina".into(),
            place: "Modena".into(),
            text: "Disegniamo arredi <per> scuole.\n\n- uno\n- due".into(),
            pay_from: "32000.00".into(),
            pay_to: "40000.00".into(),
            currency: "EUR".into(),
            period: "year".into(),
            contract: "permanent".into(),
            remote: "mixed".into(),
            posted: "2026-03-10T09:00:00Z".into(),
            ours: [
                ("markdown", "Disegniamo **arredi** <per> scuole.\n\n- uno\n- due"),
                ("weeklyhours", "38"),
                ("client", "Tre Ruote"),
                ("keptdays", "90"),
                ("skill", "disegno <tecnico>"),
                ("skill", "legno"),
                ("language", "it"),
                ("question", "Perché & come?"),
                ("step", "Una telefonata (entro 12 giorni)"),
            ]
            .map(|(name, text)| (name, text.to_owned()))
            .into(),
        }
    }

    #[test]
    fn a_pay_in_each_currency_reads_back() {
        for code in super::pay::CURRENCIES {
            let jobs = vec![FedJob { currency: code.into(), ..job() }];
            assert_eq!(read(&write_xml(("Pergola", "https://pergola.example"), "", &jobs), 10).unwrap(), jobs);
        }
    }

    #[test]
    fn a_feed_of_others_is_read() {
        let xml = "<?xml version='1.0'?><source><publisher>X</publisher><job><title><![CDATA[Joiner </job> & more]]></title>\
                   <referencenumber>a1</referencenumber><url>https://x.example/1</url><city>York</city>\
                   <description><![CDATA[<p>Wood.</p><ul><li>one</li><li>two</li></ul><script>x</script>]]></description>\
                   <salary>£16.50 - £19 per hour</salary><jobtype>temporary</jobtype></job></source>";
        let jobs = read(xml, 10).unwrap();
        assert_eq!(jobs.len(), 1);
        assert_eq!((jobs[0].title.as_str(), jobs[0].place.as_str()), ("Joiner </job> & more", "York"));
        assert_eq!((jobs[0].pay_from.as_str(), jobs[0].pay_to.as_str()), ("16.50", "19"));
        assert_eq!((jobs[0].currency.as_str(), jobs[0].period.as_str()), ("GBP", "hour"));
        assert_eq!(jobs[0].contract, "temporary");
        assert!(jobs[0].text.starts_with("Wood.") && jobs[0].text.contains("- one\n- two"), "{}", jobs[0].text);
    }

    #[test]
    fn a_page_with_postings_is_read() {
        let html = r#"<html><script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"JobPosting",
            "title":"Joiner","identifier":{"value":"7"},"url":"https://x.example/7","description":"&lt;p&gt;Wood",
            "hiringOrganization":{"name":"X"},"jobLocation":{"address":{"addressLocality":"York"}},
            "baseSalary":{"currency":"GBP","value":{"minValue":16.5,"maxValue":19,"unitText":"HOUR"}}}]}</script></html>"#;
        let jobs = read(html, 10).unwrap();
        assert_eq!((jobs[0].key.as_str(), jobs[0].pay_from.as_str(), jobs[0].period.as_str()), ("7", "16.5", "hour"));
        assert_eq!(jobs[0].company, "X");
    }

    #[test]
    fn a_posting_may_say_things_as_lists_and_texts() {
        let html = r#"<script type="application/ld+json">{"@type":["Thing","https://schema.org/JobPosting"],"title":"Joiner",
            "identifier":7,"description":"Wood","hiringOrganization":"X","employmentType":["PART_TIME","TEMPORARY"],
            "jobLocation":[{"address":{"addressLocality":"York"}},{"address":"Leeds"}],"skills":["oak","ash"],
            "baseSalary":{"currency":"GBP","value":16.5,"unitText":"HOUR"}}</script>"#;
        let jobs = read(html, 10).unwrap();
        let one = &jobs[0];
        assert_eq!((one.key.as_str(), one.company.as_str(), one.place.as_str()), ("7", "X", "York"));
        assert_eq!((one.pay_from.as_str(), one.pay_to.as_str(), one.period.as_str()), ("16.5", "16.5", "hour"));
        assert_eq!((one.each("skill"), one.first("weeklyhours").as_str()), (vec!["oak".into(), "ash".into()], ""));
    }

    #[test]
    fn what_is_no_feed_or_too_much_is_refused() {
        assert_eq!(read("", 10), Err(FeedRefusal::NotAFeed));
        assert_eq!(read("<html>hello</html>", 10), Err(FeedRefusal::NoAds));
        let block = |body: &str| format!("<html><script type=\"application/ld+json\">{body}</script></html>");
        assert_eq!(read(&block("{\"@type\":\"Thing\"}"), 10), Err(FeedRefusal::NoAds));
        assert_eq!(read(&block("{\"@type\":\"JobPosting\",,}"), 10), Err(FeedRefusal::NotAFeed), "damaged");
        assert_eq!(read("<html><p>hel", 10), Err(FeedRefusal::NotAFeed), "a page that breaks off");
        let one = block("{\"@type\":\"JobPosting\",\"identifier\":1}");
        assert_eq!(read(&one, 10).unwrap().len(), 1);
        let broken = format!("{one}<script type=\"application/ld+json\">{{\"@type\":\"JobPosting\",\"identif");
        assert_eq!(read(&broken, 10), Err(FeedRefusal::NotAFeed), "breaks off within an ad");
        assert_eq!(read(&[one, block("{\"@type\":\"JobPosting\",,}")].concat(), 10), Err(FeedRefusal::NotAFeed));
        let many: String =
            (0..40).map(|key| block(&format!("{{\"@type\":\"JobPosting\",\"identifier\":{key}}}"))).collect();
        assert_eq!(read(&many, 100).unwrap().len(), 40, "each in a block of its own");
        assert_eq!(read("<?xml version='1.0'?><rss/>", 10), Err(FeedRefusal::NotAFeed));
        assert_eq!(read("<source><job><title>x", 10), Err(FeedRefusal::NotAFeed));
        assert_eq!(read("<source><job><title>x</title></job>", 10), Err(FeedRefusal::NotAFeed), "it breaks off");
        assert_eq!(read("<source/>", 10), Ok(Vec::new()));
        let million = format!("<source>{}</source>", "<job></job>".repeat(1_000_000));
        assert_eq!(read(&million, 500), Err(FeedRefusal::TooMany));
        let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><source><job><title>&a;&a;</title></job></source>";
        assert_eq!(super::read_xml(bomb, 5).unwrap()[0].title, "&a;&a;", "nothing grows");
    }

    #[test]
    fn what_is_written_reads_back() {
        let jobs = vec![job(), FedJob { key: "18".into(), ..job() }];
        let told = write_xml(("Pergola", "https://pergola.example"), "Tue, 10 Mar 2026 09:00:00 GMT", &jobs);
        let back = read(&told, 10).unwrap();
        assert_eq!(back, jobs);
    }

    proptest! {
        /// Bytes of strangers are read or refused, and nothing else happens.
        #[test]
        fn nothing_breaks_the_reader(text in "[<>/a-z&;#\\[\\]!CDAT \"{}:@0-9]{0,400}") {
            drop(read(&text, 5));
            drop(read(&format!("<source><job>{text}</job></source>"), 5));
            drop(read(&format!("<script type=\"application/ld+json\">{text}</script>"), 5));
        }
    }
}
