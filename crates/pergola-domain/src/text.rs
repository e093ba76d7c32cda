//! Texts of members, made safe to compare and to show. Not the sentences of Pergola: those live in the rooms' words.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// For comparing and finding: lower case, accents dropped, white space folded to one blank.
///
/// Databases fold only ASCII, and each its own way, so tables keep this beside the text.
#[must_use]
pub fn fold(text: &str) -> String {
    let plain: String =
        text.nfkd().filter(|c| !is_combining_mark(*c) && !is_invisible(*c)).flat_map(char::to_lowercase).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One line as somebody typed it, cleaned for showing.
///
/// White space is folded; control and direction-changing characters are dropped; a letter keeps at most two combining
/// marks, so that no text climbs over its neighbours.
#[must_use]
pub fn line(text: &str) -> String {
    clean(text, false).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Several lines as somebody typed them: as [`line()`], but line ends stay, three in a row become two.
#[must_use]
pub fn paragraphs(text: &str) -> String {
    let cleaned = clean(&text.replace("\r\n", "\n"), true);
    let mut out = String::with_capacity(cleaned.len());
    let mut empty = 0;
    for row in cleaned.trim().lines().map(str::trim_end) {
        empty = if row.is_empty() { empty + 1 } else { 0 };
        if empty < 2 {
            out.push_str(row);
            out.push('\n');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// A part of a text: words, or an address to go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    Words(&'a str),
    Link(&'a str),
}

/// A text cut where it names addresses of the web, so that a page can make links of them.
///
/// What is shown is where it leads: an address with a name before an `@`, which pretends to be another's, stays words.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((from, to)) = next_link(rest) {
        if let (Some(before), Some(link)) = (rest.get(..from), rest.get(from..to)) {
            if !before.is_empty() {
                pieces.push(Piece::Words(before));
            }
            pieces.push(Piece::Link(link));
        }
        rest = rest.get(to..).unwrap_or_default();
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest));
    }
    pieces
}

/// From where to where the next address goes.
fn next_link(text: &str) -> Option<(usize, usize)> {
    let mut start = 0;
    loop {
        let ahead = text.get(start..)?;
        let found = ["https://", "http://"].iter().filter_map(|scheme| ahead.find(scheme).map(|at| (at, scheme.len())));
        let (at, scheme) = found.min()?;
        let from = start + at;
        let whole =
            text.get(from..)?.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '«' | '»')).next()?;
        let link = without_end(whole);
        let stands_alone = !text.get(..from)?.chars().next_back().is_some_and(char::is_alphanumeric);
        if stands_alone && leads_somewhere(link.get(scheme..)?) {
            return Some((from, from + link.len()));
        }
        start = from + scheme;
    }
}

/// An address without the point, or the bracket, that ends the sentence around it.
fn without_end(link: &str) -> &str {
    let mut link = link;
    loop {
        let last = link.chars().next_back();
        let closes =
            |open: char, close: char| last == Some(close) && link.matches(close).count() > link.matches(open).count();
        let ends = matches!(last, Some('.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '”' | '*' | '_' | '…'));
        if !ends && !closes('(', ')') && !closes('[', ']') {
            return link;
        }
        link = link.strip_suffix(|_: char| true).unwrap_or_default();
    }
}

fn leads_somewhere(after_scheme: &str) -> bool {
    let host = after_scheme.split(['/', '?', '#']).next().unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let good = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    name.starts_with(|c: char| c.is_alphanumeric() || c == '[') && host.chars().all(good)
}

fn clean(text: &str, keeps_lines: bool) -> String {
    let mut marks = 0;
    text.nfc()
        .filter(|c| {
            marks = if is_combining_mark(*c) { marks + 1 } else { 0 };
            let kept = if c.is_control() { keeps_lines && *c == '\n' || *c == '\t' } else { !is_invisible(*c) };
            kept && marks <= 2
        })
        .collect()
}

/// Characters that change the direction or hide: a name with them can pretend to be another's.
pub(crate) const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{61C}'
            | '\u{115F}' | '\u{1160}'
            | '\u{180E}'
            | '\u{200B}'
            | '\u{200E}' | '\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{3164}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            // Letters that nobody sees, in which whole sentences can be hidden.
            | '\u{E0000}'..='\u{E007F}'
    )
}

/// Words that stand before a name and are none.
const TITLES: [&str; 18] = [
    "arch", "avv", "dott", "dott.ssa", "dr", "dr.ssa", "dssa", "geom", "ing", "mr", "mrs", "ms", "on", "prof",
    "prof.ssa", "rag", "sig", "sig.ra",
];

fn is_title(word: &str) -> bool {
    let bare = word.trim_end_matches('.').to_lowercase();
    // With the point of what is cut short, or where English writes none: «Ing» is also how people are called.
    let cut = word.contains('.') || matches!(bare.as_str(), "dr" | "mr" | "mrs" | "ms" | "prof");
    cut && TITLES.contains(&bare.as_str())
}

/// How somebody is called in a sentence: the first word of a name, with the titles before it, for “Dott.ssa” alone is nobody.
/// The whole name where it has no more than that.
#[must_use]
pub fn first_name(name: &str) -> &str {
    let name = name.trim();
    let mut rest = name;
    loop {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        let next = behind.trim_start();
        if !is_title(word) || next.is_empty() {
            return name.get(..name.len() - behind.len()).unwrap_or(name);
        }
        rest = next;
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, first_name, fold, line, paragraphs, pieces};

    #[test]
    fn folding_finds_what_people_type() {
        assert_eq!(fold("  Perché\u{A0}NO "), "perche no");
        assert_eq!(fold("Ｐｅｒｇｏｌａ"), "pergola");
    }

    #[test]
    fn a_line_cannot_change_direction_or_climb() {
        assert_eq!(line("Ada\u{202E} Rossi\n"), "Ada Rossi");
        for unseen in ['\u{AD}', '\u{61C}', '\u{115F}', '\u{3164}', '\u{E0041}', '\u{200B}', '\u{2066}'] {
            assert_eq!(line(&format!("A{unseen}da")), "Ada", "{:x}", u32::from(unseen));
            assert_eq!(line(&unseen.to_string()), "");
        }
        assert_eq!(line("Z\u{300}\u{301}\u{302}\u{303}a").chars().count(), 4, "a letter, two of its marks, a letter");
    }

    #[test]
    fn the_first_word_of_a_name_with_its_titles_is_how_one_is_called() {
        for (name, first) in [
            ("Giulia Bianchi", "Giulia"),
            ("Giulia", "Giulia"),
            ("Giulia  Bianchi", "Giulia"),
            ("  Giulia\u{a0}Bianchi ", "Giulia"),
            ("Gian-Luca Neri", "Gian-Luca"),
            ("Dott.ssa Giulia Bianchi", "Dott.ssa Giulia"),
            ("Prof. Ing. Bruno Neri", "Prof. Ing. Bruno"),
            ("Dr Ada Rossi", "Dr Ada"),
            ("Ing Chen", "Ing"),
            ("J. R. Smith", "J."),
            ("Dott.", "Dott."),
            ("Mr. Neri", "Mr. Neri"),
            ("Ève Éluard", "Ève"),
            ("王 小明", "王"),
            (" ", ""),
            ("", ""),
        ] {
            assert_eq!(first_name(name), first, "{name:?}");
        }
    }

    #[test]
    fn paragraphs_keep_their_lines() {
        assert_eq!(paragraphs("uno \r\ndue\n\n\n\ntre\n"), "uno\ndue\n\ntre");
    }

    fn links(text: &str) -> Vec<&str> {
        let links = pieces(text).into_iter();
        links.filter_map(|piece| if let Piece::Link(link) = piece { Some(link) } else { None }).collect()
    }

    #[test]
    fn addresses_become_links_without_the_sentence_around_them() {
        for (text, link) in [
            ("Vedi https://museo.example/sale.", "https://museo.example/sale"),
            ("(http://a.example/x_(y))", "http://a.example/x_(y)"),
            ("«https://a.example»", "https://a.example"),
            ("https://a.example:8080/?q=1&b=2#c, poi", "https://a.example:8080/?q=1&b=2#c"),
            ("guarda:https://città.example/è!", "https://città.example/è"),
            ("http://[2001:db8::1]/", "http://[2001:db8::1]/"),
        ] {
            assert_eq!(links(text), [link], "{text}");
        }
        assert_eq!(links("http://a.example http://b.example"), ["http://a.example", "http://b.example"]);
    }

    #[test]
    fn what_leads_nowhere_or_pretends_stays_words() {
        for text in [
            "https://banca.example@altro.example/",
            "javascript://a.example/%0aalert(1)",
            "xhttp://a.example",
            "https://",
            "https://.",
            "ftp://a.example",
            "https://<b>",
            "data:text/html,https",
            "https://exa%mple/",
        ] {
            assert_eq!(links(text), Vec::<&str>::new(), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_piece_is_lost_and_links_hold_no_bracket_or_blank(text in "(https?://|[a-z.@/()<>\"' \n]|è){0,40}") {
            let whole: String = pieces(&text).into_iter().map(|piece| match piece {
                Piece::Words(words) | Piece::Link(words) => words,
            }).collect();
            proptest::prop_assert_eq!(&whole, &text);
            for link in links(&text) {
                proptest::prop_assert!(!link.contains(|c: char| c.is_whitespace() || "<>\"".contains(c)));
                proptest::prop_assert!(link.starts_with("http://") || link.starts_with("https://"));
            }
        }
    }
}
