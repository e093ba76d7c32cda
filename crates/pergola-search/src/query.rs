//! A query as the index takes it: for each word the best of what it is worth, over all words the sum.

use tantivy::{
    Term,
    query::{BooleanQuery, ConstScoreQuery, DisjunctionMaxQuery, FuzzyTermQuery, Occur, Query as Asked, TermQuery},
    schema::{Field, IndexRecordOption},
};

use crate::{
    score::{AT, AT_BEGUN, AT_SIMILAR, BEGUN, HEAD, NAME, NAME_BEGUN, NAME_SIMILAR, SIMILAR, TEXT},
    words::{Phase, Query, Word, sound},
};

/// Where words stand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields {
    pub(crate) slot: Field,
    /// Folded words of names.
    pub(crate) name: Field,
    /// Stems, as [`stems`] tells them.
    pub(crate) head: Field,
    pub(crate) at: Field,
    pub(crate) text: Field,
    /// Folded words of head and text, for beginnings and errors.
    pub(crate) raw: Field,
    /// Those of places and employers.
    pub(crate) at_raw: Field,
    /// How the words of names are spoken.
    pub(crate) sound: Field,
}

/// The stems of a word, each told from those of the other tongue.
pub(crate) fn stems(word: &Word) -> [String; 2] {
    [["i", &word.italian].concat(), ["e", &word.english].concat()]
}

fn worth(asked: Box<dyn Asked>, weight: u32) -> Box<dyn Asked> {
    Box::new(ConstScoreQuery::new(asked, part(weight)))
}

#[expect(clippy::as_conversions, reason = "a weight of a few thousand, exact as f32")]
const fn part(weight: u32) -> f32 {
    weight as f32
}

fn one_word(fields: &Fields, query: &Query, at: usize, phase: Phase) -> Option<Box<dyn Asked>> {
    let word = query.words.get(at)?;
    let term = |field, text: &str| -> Box<dyn Asked> {
        Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic))
    };
    let mut ways = vec![worth(term(fields.name, &word.raw), NAME)];
    if query.names_alone {
        return Some(Box::new(DisjunctionMaxQuery::new(ways)));
    }
    for stem in stems(word) {
        ways.push(worth(term(fields.head, &stem), HEAD));
        ways.push(worth(term(fields.at, &stem), AT));
        ways.push(worth(term(fields.text, &stem), TEXT));
    }
    if query.begins(at, phase) {
        let begun = |field| Box::new(FuzzyTermQuery::new_prefix(Term::from_field_text(field, &word.raw), 0, true));
        ways.push(worth(begun(fields.name), NAME_BEGUN));
        ways.push(worth(begun(fields.raw), BEGUN));
        ways.push(worth(begun(fields.at_raw), AT_BEGUN));
    }
    if phase == Phase::Similar {
        ways.push(worth(term(fields.sound, &sound(&word.raw)), NAME_SIMILAR));
    }
    let errors = query.errors(at, phase);
    if errors > 0 {
        let similar = |field| Box::new(FuzzyTermQuery::new(Term::from_field_text(field, &word.raw), errors, true));
        ways.push(worth(similar(fields.name), NAME_SIMILAR));
        ways.push(worth(similar(fields.raw), SIMILAR));
        ways.push(worth(similar(fields.at_raw), AT_SIMILAR));
    }
    Some(Box::new(DisjunctionMaxQuery::new(ways)))
}

pub(crate) fn asked(fields: &Fields, query: &Query, phase: Phase) -> Box<dyn Asked> {
    let occur = if phase == Phase::Some { Occur::Should } else { Occur::Must };
    let words = (0..query.words.len()).filter_map(|at| Some((occur, one_word(fields, query, at, phase)?)));
    Box::new(BooleanQuery::new(words.collect()))
}
