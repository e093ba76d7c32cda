//! A page of text as a PDF: headings, paragraphs, lines that wrap, pages that follow one another.
//!
//! Its letters are those that every reader of PDF has (Helvetica, with the letters of Windows-1252): Italian and most of
//! western Europe. A letter beyond is written without its accents, and as `?` where nothing is left of it: so the file
//! needs no font inside and stays small. No scripts, no links, nothing that is fetched. The same text gives the same
//! bytes.

use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A piece of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// What it is, once at the head.
    Title(String),
    Heading(String),
    /// One line in bold.
    Strong(String),
    /// Its own line ends stay.
    Text(String),
}

/// A4, in points of a 72nd of an inch.
const WIDTH: f32 = 595.0;
const HEIGHT: f32 = 842.0;
const MARGIN: f32 = 64.0;
/// Pages that are written at most: the limits of what is sent stay far below.
const PAGES: usize = 200;

/// Size of letters, distance to the next line, air above.
struct Look {
    bold: bool,
    size: f32,
    line: f32,
    above: f32,
}

impl Piece {
    const fn look(&self) -> Look {
        match self {
            Self::Title(_) => Look { bold: true, size: 20.0, line: 25.0, above: 0.0 },
            Self::Heading(_) => Look { bold: true, size: 13.0, line: 18.0, above: 14.0 },
            Self::Strong(_) => Look { bold: true, size: 10.5, line: 15.0, above: 6.0 },
            Self::Text(_) => Look { bold: false, size: 10.5, line: 15.0, above: 0.0 },
        }
    }

    fn text(&self) -> &str {
        match self {
            Self::Title(text) | Self::Heading(text) | Self::Strong(text) | Self::Text(text) => text,
        }
    }
}

/// A line where it stands.
struct Placed {
    bold: bool,
    size: f32,
    y: f32,
    bytes: Vec<u8>,
}

/// Writes it. `language` as a tag: `it`.
#[must_use]
pub fn write(title: &str, language: &str, pieces: &[Piece]) -> Vec<u8> {
    let pages = laid_out(pieces);
    let id = |number: usize| Ref::new(i32::try_from(number).unwrap_or(i32::MAX));
    let (catalog, tree, info, plain, bold) = (id(1), id(2), id(3), id(4), id(5));
    let page_id = |place: usize| id(6 + 2 * place);
    let content_id = |place: usize| id(7 + 2 * place);
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(tree).lang(TextStr(language));
    pdf.document_info(info).title(TextStr(title));
    pdf.pages(tree).kids((0..pages.len()).map(page_id)).count(i32::try_from(pages.len()).unwrap_or(i32::MAX));
    for (font, name) in [(plain, &b"Helvetica"[..]), (bold, b"Helvetica-Bold")] {
        pdf.type1_font(font).base_font(Name(name)).encoding_predefined(Name(b"WinAnsiEncoding"));
    }
    for (place, lines) in pages.iter().enumerate() {
        let mut page = pdf.page(page_id(place));
        page.media_box(Rect::new(0.0, 0.0, WIDTH, HEIGHT)).parent(tree).contents(content_id(place));
        page.resources().fonts().pair(Name(b"P"), plain).pair(Name(b"B"), bold);
        page.finish();
        let mut content = Content::new();
        for line in lines {
            content.begin_text();
            content.set_font(Name(if line.bold { b"B" } else { b"P" }), line.size);
            content.next_line(MARGIN, line.y);
            content.show(Str(&line.bytes));
            content.end_text();
        }
        pdf.stream(content_id(place), &content.finish());
    }
    pdf.finish()
}

/// Lines on pages, from above to below.
fn laid_out(pieces: &[Piece]) -> Vec<Vec<Placed>> {
    let mut pages = vec![Vec::new()];
    let mut y = HEIGHT - MARGIN;
    for piece in pieces {
        let look = piece.look();
        let at_top = pages.last().is_none_or(Vec::is_empty);
        y -= if at_top { 0.0 } else { look.above };
        for bytes in piece.text().lines().flat_map(|line| wrapped(&letters(line), &look)) {
            if y - look.line < MARGIN {
                pages.push(Vec::new());
                y = HEIGHT - MARGIN;
            }
            if pages.len() > PAGES {
                pages.pop();
                return pages;
            }
            y -= look.line;
            if let Some(page) = pages.last_mut() {
                page.push(Placed { bold: look.bold, size: look.size, y, bytes });
            }
        }
    }
    pages
}

/// A line cut where it is full: between words, and inside one that is longer than a line.
fn wrapped(line: &[u8], look: &Look) -> Vec<Vec<u8>> {
    // Bold letters are wider by a tenth at most.
    let most = (WIDTH - 2.0 * MARGIN) * 1_000.0 / look.size / if look.bold { 1.1 } else { 1.0 };
    let wide = |bytes: &[u8]| bytes.iter().map(|byte| f32::from(width(*byte))).sum::<f32>();
    let mut lines: Vec<Vec<u8>> = Vec::new();
    let mut now: Vec<u8> = Vec::new();
    for word in line.split(|byte| *byte == b' ') {
        let gap: &[u8] = if now.is_empty() { b"" } else { b" " };
        let longer = [&now, gap, word].concat();
        if wide(&longer) <= most {
            now = longer;
            continue;
        }
        if !now.is_empty() {
            lines.push(std::mem::take(&mut now));
        }
        for byte in word {
            now.push(*byte);
            if wide(&now) > most {
                now.pop();
                lines.push(std::mem::replace(&mut now, vec![*byte]));
            }
        }
    }
    lines.push(now);
    lines
}

/// The widths of Helvetica from the space to the tilde, in thousandths of the size, as its maker gives them.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];

/// How wide a letter is; of those beyond the plain ones at most.
fn width(byte: u8) -> u16 {
    let plain = usize::from(byte).checked_sub(32).and_then(|place| WIDTHS.get(place)).copied();
    plain.unwrap_or(match byte {
        0x85 | 0x89 | 0x8C | 0x97 | 0x99 | 0x9C | 0xC6 => 1_000,
        0xC0..=0xDE => 778,
        _ => 611,
    })
}

/// Letters of Windows-1252 that are not at the places of Unicode.
const MOVED: [(char, u8); 27] = [
    ('€', 0x80),
    ('‚', 0x82),
    ('ƒ', 0x83),
    ('„', 0x84),
    ('…', 0x85),
    ('†', 0x86),
    ('‡', 0x87),
    ('ˆ', 0x88),
    ('‰', 0x89),
    ('Š', 0x8A),
    ('‹', 0x8B),
    ('Œ', 0x8C),
    ('Ž', 0x8E),
    ('‘', 0x91),
    ('’', 0x92),
    ('“', 0x93),
    ('”', 0x94),
    ('•', 0x95),
    ('–', 0x96),
    ('—', 0x97),
    ('˜', 0x98),
    ('™', 0x99),
    ('š', 0x9A),
    ('›', 0x9B),
    ('œ', 0x9C),
    ('ž', 0x9E),
    ('Ÿ', 0x9F),
];

/// A letter as a byte of Windows-1252, where it has one.
fn byte(c: char) -> Option<u8> {
    match u8::try_from(u32::from(c)) {
        Ok(byte) if (32..127).contains(&byte) || byte >= 0xA0 => Some(byte),
        _ => MOVED.iter().find(|(moved, _)| *moved == c).map(|(_, byte)| *byte),
    }
}

/// A line in bytes of Windows-1252.
fn letters(line: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(line.len());
    for c in line.nfc() {
        if let Some(byte) = byte(c) {
            out.push(byte);
        } else if c.is_whitespace() {
            out.push(b' ');
        } else if !c.is_control() {
            let plain: Vec<u8> = [c].into_iter().nfkd().filter(|c| !is_combining_mark(*c)).filter_map(byte).collect();
            out.extend(if plain.is_empty() { vec![b'?'] } else { plain });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Piece, letters, write};

    fn page() -> Vec<Piece> {
        vec![
            Piece::Title("Bruno Neri".to_owned()),
            Piece::Heading("Perché".to_owned()),
            Piece::Text("Lavoro il larice: né (troppo) bello \\ né brutto.\nCosì è.".to_owned()),
        ]
    }

    /// The text that a reader of PDF shows, line by line: what `Tj` is asked to show, in letters or in pairs of digits.
    fn shown(pdf: &[u8]) -> Vec<String> {
        let mut lines = Vec::new();
        for row in pdf.split(|byte| *byte == b'\n').filter_map(|row| row.strip_suffix(b" Tj")) {
            let inside = &row[1..row.len() - 1];
            let bytes: Vec<u8> = if row[0] == b'<' {
                let pairs = std::str::from_utf8(inside).unwrap().as_bytes().chunks(2);
                pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
            } else {
                let mut escaped = false;
                let plain = inside.iter().filter(|byte| {
                    escaped = **byte == b'\\' && !escaped;
                    !escaped
                });
                plain.copied().collect()
            };
            lines.push(bytes.into_iter().map(char::from).collect());
        }
        lines
    }

    #[test]
    fn what_is_written_is_a_pdf_and_says_what_it_should() {
        let pdf = write("Bruno Neri", "it", &page());
        assert!(pdf.starts_with(b"%PDF-1.") && pdf.trim_ascii_end().ends_with(b"%%EOF"));
        assert_eq!(pdf, write("Bruno Neri", "it", &page()), "the same text, the same bytes");
        assert_eq!(
            shown(&pdf),
            ["Bruno Neri", "Perché", "Lavoro il larice: né (troppo) bello \\ né brutto.", "Così è."]
        );
        let text = String::from_utf8_lossy(&pdf).into_owned();
        for part in ["/WinAnsiEncoding", "/Helvetica-Bold", "/Lang (it)", "/Count 1"] {
            assert!(text.contains(part), "{part}");
        }
        // Each object is where the table says.
        let table: usize = text.split("startxref").nth(1).unwrap().trim().lines().next().unwrap().parse().unwrap();
        let rows = std::str::from_utf8(&pdf[table..]).unwrap().lines().skip(2);
        let places = rows
            .filter(|row| row.trim_end().ends_with(" n"))
            .map(|row| row.get(..10).unwrap().parse::<usize>().unwrap());
        for (number, place) in places.enumerate() {
            assert!(pdf[place..].starts_with(format!("{} 0 obj", number + 1).as_bytes()));
        }
    }

    #[test]
    fn letters_beyond_are_folded_and_long_texts_wrap_over_pages() {
        assert_eq!(letters("“Łódź” €5 – ﬁn"), b"\x93?\xF3dz\x94 \x805 \x96 fin");
        assert_eq!(letters("\u{202e}a\tb"), b"?a b");
        let long = "parola ".repeat(4_000) + &"x".repeat(500);
        let pdf = write("x", "en", &[Piece::Text(long.clone())]);
        let lines = shown(&pdf);
        assert!(lines.iter().all(|line| line.len() < 130), "a line is as wide as the page at most");
        assert_eq!(lines.concat().replace(' ', ""), long.replace(' ', ""), "nothing is lost");
        assert!(!String::from_utf8_lossy(&pdf).contains("/Count 1\n"));
        assert!(write("x", "en", &[]).starts_with(b"%PDF"));
    }
}
