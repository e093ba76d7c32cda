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
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::{fold, line, paragraphs};

    #[test]
    fn folding_finds_what_people_type() {
        assert_eq!(fold("  Perché\u{A0}NO "), "perche no");
        assert_eq!(fold("Ｐｅｒｇｏｌａ"), "pergola");
    }

    #[test]
    fn a_line_cannot_change_direction_or_climb() {
        assert_eq!(line("Ada\u{202E} Rossi\n"), "Ada Rossi");
        assert_eq!(line("Z\u{300}\u{301}\u{302}\u{303}a").chars().count(), 4, "a letter, two of its marks, a letter");
    }

    #[test]
    fn paragraphs_keep_their_lines() {
        assert_eq!(paragraphs("uno \r\ndue\n\n\n\ntre\n"), "uno\ndue\n\ntre");
    }
}
