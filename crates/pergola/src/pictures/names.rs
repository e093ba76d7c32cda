//! What a picture shows of a name: a first name under a plant, initials on a tile.
//!
//! Names are what people typed. In a list a name may be as it likes; in a picture it must not cover its
//! neighbour, so here it is short, one line, and without marks piled up or turning the text around.

/// As many letters as fit between two plants of a row.
const WIDEST: usize = 14;
/// Some languages need two or three marks on one letter; beyond, it is drawing on the wall.
const MOST_MARKS: usize = 3;

/// The first word of a name, cut with an ellipsis where it would reach its neighbour.
pub(super) fn first_name(name: &str) -> String {
    let mut shown = String::with_capacity(24);
    let mut wide = 0;
    let mut marks = 0;
    // No more than a few hundred characters are looked at, whatever the name.
    for c in words(name).next().unwrap_or_default().chars().take(WIDEST * 16).filter(|&c| !is_hidden(c)) {
        if is_mark(c) {
            marks += 1;
            if marks > MOST_MARKS || shown.is_empty() {
                continue;
            }
        } else {
            marks = 0;
            wide += if is_wide(c) { 2 } else { 1 };
        }
        if wide > WIDEST {
            shown.push('…');
            return shown;
        }
        shown.push(c);
    }
    if shown.is_empty() { "…".to_owned() } else { shown }
}

/// The first letters of the first two words.
pub(super) fn initials(name: &str) -> String {
    let letters = words(name).take(2).filter_map(|word| word.chars().find(|&c| stands_alone(c)));
    letters.flat_map(char::to_uppercase).collect()
}

/// The words that have something to show.
fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split_whitespace().filter(|word| word.chars().any(stands_alone))
}

fn stands_alone(c: char) -> bool {
    !is_hidden(c) && !is_mark(c)
}

/// Controls, what turns the direction of text, what has no width, and what XML forbids. The two joiners are hidden
/// as well: some scripts are less beautiful without, none is unreadable.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{feff}' | '\u{fff9}'
                ..='\u{fffb}' | '\u{fffe}' | '\u{ffff}'
        )
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{e0000}'..='\u{e0fff}')
}

/// Marks of no script in particular, the ones that get piled up. Those that belong to a script count as letters.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}')
        || matches!(c, '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}')
}

/// Letters as wide as high: Chinese, Japanese, Korean, and pictures.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}')
        || matches!(c, '\u{fdfd}' | '\u{ff00}'..='\u{ff60}' | '\u{12000}'..='\u{12fff}' | '\u{1f000}'..='\u{1faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_word_is_shown() {
        for (name, shown) in [
            ("Ada Fontana", "Ada"),
            ("  Dino ", "Dino"),
            ("Massimiliano Bo", "Massimiliano"),
            ("Wolfeschlegelsteinhausen", "Wolfeschlegels…"),
            ("مريم الحسن", "مريم"),
            ("山田 花子", "山田"),
            ("김수한무거북이와두루미", "김수한무거북이…"),
            ("", "…"),
            ("\u{202e}\u{200b} \u{301}", "…"),
            ("\u{202e}Ada\u{2066}", "Ada"),
        ] {
            assert_eq!(first_name(name), shown, "{name:?}");
        }
    }

    #[test]
    fn piled_up_marks_are_thinned_out_and_accents_stay() {
        assert_eq!(first_name("E\u{301}lodie"), "E\u{301}lodie");
        let zalgo = format!("A{}da", "\u{301}".repeat(50));
        assert_eq!(first_name(&zalgo), "A\u{301}\u{301}\u{301}da");
        let endless = format!("A{}", "\u{301}".repeat(1_000_000));
        assert_eq!(first_name(&endless).chars().count(), 1 + MOST_MARKS);
    }

    #[test]
    fn initials_are_of_the_first_two_words() {
        for (name, shown) in [
            ("Livia Ottolune", "LO"),
            ("wanda", "W"),
            ("élia maria rossi", "ÉM"),
            ("\u{202e}ada \u{200b} <b>", "A<"),
            ("", ""),
        ] {
            assert_eq!(initials(name), shown, "{name:?}");
        }
    }
}
