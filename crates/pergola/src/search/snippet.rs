//! The part of a text in which the words stand, and where.

use std::ops::Range;

use pergola_search::{Query, marks};

use crate::words::escape;

/// Letters of a text shown.
const CHARS: usize = 120;
/// Letters before the first mark, at most.
const BEFORE: usize = 40;

/// A part of a text, with marks on the words that were looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Snippet {
    pub(super) text: String,
    /// In bytes of `text`.
    pub(super) marks: Vec<Range<usize>>,
}

impl Snippet {
    /// The whole of a short text.
    pub(super) fn whole(query: &Query, text: &str) -> Self {
        Self { marks: marks(query, text), text: text.to_owned() }
    }

    /// The stretch of a text around the first of the words.
    pub(super) fn of(query: &Query, text: &str) -> Self {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.chars().count() <= CHARS {
            return Self::whole(query, &text);
        }
        let first = marks(query, &text).first().map_or(0, |mark| mark.start);
        let start = boundary(&text, first, BEFORE);
        let rest = text.get(start..).unwrap_or_default();
        let end = rest.char_indices().nth(CHARS).map_or(rest.len(), |(end, _)| end);
        let stretch = rest.get(..end).unwrap_or(rest);
        let cut = end < rest.len();
        let stretch = if cut { stretch.rsplit_once(' ').map_or(stretch, |(stretch, _)| stretch) } else { stretch };
        let before = if start > 0 { "… " } else { "" };
        let after = if cut { " …" } else { "" };
        Self::whole(query, &[before, stretch, after].concat())
    }

    /// With the words marked, for a page.
    pub(super) fn html(&self) -> String {
        let mut html = String::with_capacity(self.text.len() + 32);
        let mut at = 0;
        for mark in &self.marks {
            html += &escape(self.text.get(at..mark.start).unwrap_or_default());
            html += "<mark>";
            html += &escape(self.text.get(mark.clone()).unwrap_or_default());
            html += "</mark>";
            at = mark.end;
        }
        html += &escape(self.text.get(at..).unwrap_or_default());
        html
    }

    /// Where the words stand, in characters: from, how many.
    pub(super) fn stretches(&self) -> Vec<[usize; 2]> {
        let count = |range: Range<usize>| self.text.get(range).unwrap_or_default().chars().count();
        self.marks.iter().map(|mark| [count(0..mark.start), count(mark.clone())]).collect()
    }
}

/// The beginning of a word at most so many letters before a place.
fn boundary(text: &str, place: usize, letters: usize) -> usize {
    let before = text.get(..place).unwrap_or_default();
    let earliest = before.char_indices().rev().nth(letters).map_or(0, |(at, _)| at);
    if earliest == 0 {
        return 0;
    }
    let from = before.get(earliest..).unwrap_or_default();
    from.find(' ').map_or(place, |blank| earliest + blank + 1)
}

#[cfg(test)]
mod tests {
    use pergola_search::Query;

    use super::Snippet;

    #[test]
    fn the_words_are_in_the_stretch_and_nothing_is_markup() {
        let query = Query::read("luce", false).unwrap();
        let text = format!("{} la <b>luce</b> & le aule {}", "parole ".repeat(60), "altre ".repeat(60));
        let snippet = Snippet::of(&query, &text);
        assert!(snippet.text.starts_with("… ") && snippet.text.ends_with(" …"), "{}", snippet.text);
        assert!(snippet.text.chars().count() < 130);
        assert!(snippet.html().contains("&lt;b&gt;<mark>luce</mark>&lt;/b&gt;"), "{}", snippet.html());
        let [[from, length]] = snippet.stretches().try_into().unwrap();
        assert_eq!(snippet.text.chars().skip(from).take(length).collect::<String>(), "luce");
        assert_eq!(Snippet::of(&query, "").html(), "");
    }
}
