//! What somebody looks for, as words. A query has no grammar: signs part words and mean nothing else.

use std::ops::Range;

use pergola_domain::{
    search::{QUERY_CHARS, QUERY_WORDS, Refusal},
    stems::{self, Tongue},
    text,
};

/// Words that stand in every text, folded. They are passed over beside others.
const SMALL: &[&str] = &[
    // Italian
    "a", "ad", "agli", "ai", "al", "alla", "alle", "allo", "che", "chi", "ci", "col", "come", "con", "cui", "da",
    "dagli", "dai", "dal", "dall", "dalla", "dalle", "dallo", "degli", "dei", "del", "dell", "della", "delle", "dello",
    "di", "e", "ed", "gli", "ha", "ho", "i", "il", "in", "io", "l", "la", "le", "lo", "ma", "mi", "ne", "negli", "nei",
    "nel", "nell", "nella", "nelle", "nello", "non", "o", "per", "piu", "quali", "quello", "questa", "questo", "se",
    "si", "sono", "su", "sugli", "sui", "sul", "sull", "sulla", "sulle", "sullo", "ti", "tra", "fra", "un", "una",
    "uno", "vi", // English
    "about", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "have", "how", "i", "is", "it", "its",
    "my", "of", "on", "or", "our", "s", "that", "the", "their", "this", "to", "was", "we", "what", "where", "who",
    "with", "you", "your", "d", "c", "ll", "re", "ve", "t",
];

/// Whoever knows other boxes writes these in capitals out of habit, and means the small words.
const OF_OTHER_BOXES: [&str; 2] = ["and", "or"];
/// More words than these in capitals are shouting.
const SHOUTED: usize = 2;
/// Longer words are cut: nobody tells them apart by more.
const WORD_CHARS: usize = 40;
/// What is begun with fewer letters could be anything.
const BEGUN_CHARS: usize = 3;
const TYPING_CHARS: usize = 2;

/// A word in the forms that it is compared in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) raw: String,
    pub(crate) italian: String,
    pub(crate) english: String,
}

/// How a name is spoken, as far as letters tell that several spellings share: *Erika* is *Erica*, *Teo* is *Theo*. Vowels
/// stay, or Paolo were Paola.
pub(crate) fn sound(folded: &str) -> String {
    const ALIKE: [(&str, &str); 13] = [
        ("sch", "s"),
        ("ch", "k"),
        ("ph", "f"),
        ("ck", "k"),
        ("th", "t"),
        ("h", ""),
        ("j", "i"),
        ("y", "i"),
        ("w", "v"),
        ("c", "k"),
        ("q", "k"),
        ("z", "s"),
        ("ie", "i"),
    ];
    let mut spoken = folded.to_owned();
    for (letters, sound) in ALIKE {
        if spoken.contains(letters) {
            spoken = spoken.replace(letters, sound);
        }
    }
    let mut letters: Vec<char> = spoken.chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

impl Word {
    pub(crate) fn of(folded: &str) -> Self {
        Self { italian: stem(folded, Tongue::Italian), english: stem(folded, Tongue::English), raw: folded.to_owned() }
    }

    /// How many typing errors are forgiven.
    pub(crate) fn errors(&self) -> u8 {
        match self.raw.chars().count() {
            0..=4 => 0,
            5..=8 => 1,
            _ => 2,
        }
    }
}

/// The stem of a folded word; *traduttrice* is *traduttore*.
fn stem(folded: &str, tongue: Tongue) -> String {
    if tongue == Tongue::Italian
        && let Some(root) = folded.strip_suffix("trice").or_else(|| folded.strip_suffix("trici"))
        && root.len() >= 2
    {
        return [root, "tor"].concat();
    }
    stems::stem_of_folded(folded, tongue).to_owned()
}

/// How generous a look is. The next is taken where the one before shows nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// All words, in any of their forms.
    Exact,
    /// Words that begin so, too.
    Begun,
    /// And words of which one or two letters are otherwise.
    Similar,
    /// Some of the words.
    Some,
}

impl Phase {
    pub const ALL: [Self; 4] = [Self::Exact, Self::Begun, Self::Similar, Self::Some];
}

/// What somebody looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pub(crate) words: Vec<Word>,
    /// The last word may still be growing.
    typing: bool,
    /// A small word alone: it is looked for among names, for some are called so.
    pub(crate) names_alone: bool,
}

impl Query {
    /// Reads what was typed; nothing typed is an empty query.
    ///
    /// # Errors
    /// When it is too long, of too many words, or of small words and signs alone; one small word may be a name.
    pub fn read(typed: &str, typing: bool) -> Result<Self, Refusal> {
        if typed.chars().take(usize::try_from(QUERY_CHARS).unwrap_or(0) + 1).count()
            > usize::try_from(QUERY_CHARS).unwrap_or(0)
        {
            return Err(Refusal::WordsTooLong);
        }
        if typed.trim().is_empty() {
            return Ok(Self::default());
        }
        let written: Vec<&str> = stems::words(typed).filter_map(|range| typed.get(range)).collect();
        // Whoever writes everything in capitals means nothing by them; in a word or two they tell AI from *ai*.
        let shouts = written.len() > SHOUTED && !typed.chars().any(char::is_lowercase);
        let capitals: Vec<String> = written
            .iter()
            .filter(|written| !shouts && is_in_capitals(written))
            .map(|written| text::fold(written))
            .filter(|word| !OF_OTHER_BOXES.contains(&word.as_str()))
            .collect();
        let (mut words, mut small): (Vec<Word>, Vec<Word>) = (Vec::new(), Vec::new());
        for_each_word(&text::fold(typed), |word| {
            let is_small = SMALL.contains(&word) && !capitals.iter().any(|capital| capital == word);
            let list = if is_small { &mut small } else { &mut words };
            if !list.iter().any(|known| known.raw == word) {
                list.push(Word::of(word));
            }
        });
        if words.len() > usize::try_from(QUERY_WORDS).unwrap_or(0) {
            return Err(Refusal::TooManyWords);
        }
        match (words.is_empty(), small.len()) {
            (false, _) => Ok(Self { words, typing, names_alone: false }),
            (true, 1) => Ok(Self { words: small, typing: false, names_alone: true }),
            (true, _) => Err(Refusal::OnlySmallWords),
        }
    }

    /// Whether it is a small word, which only names are compared with: where none is so, it says too little to look for.
    #[must_use]
    pub const fn is_name_alone(&self) -> bool {
        self.names_alone
    }

    /// Whether there are no words: then every document will do.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words as they are compared, for marking them.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| word.raw.as_str())
    }

    /// Whether it makes a difference to look on in this way.
    #[must_use]
    pub fn is_worth(&self, phase: Phase) -> bool {
        match phase {
            Phase::Exact => true,
            _ if self.names_alone => false,
            Phase::Begun => (0..self.words.len()).any(|at| self.begins(at, phase)),
            Phase::Similar => !self.words.is_empty(),
            Phase::Some => self.words.len() > 1,
        }
    }

    /// Whether a word of that place may be the beginning of a longer one.
    pub(crate) fn begins(&self, at: usize, phase: Phase) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        let letters = word.raw.chars().count();
        match phase {
            Phase::Exact => self.typing && at + 1 == self.words.len() && letters >= TYPING_CHARS,
            Phase::Begun | Phase::Similar => letters >= BEGUN_CHARS || self.typing && letters >= TYPING_CHARS,
            Phase::Some => false,
        }
    }

    /// How many typing errors are forgiven in a word.
    pub(crate) fn errors(&self, at: usize, phase: Phase) -> u8 {
        if phase == Phase::Similar { self.words.get(at).map_or(0, Word::errors) } else { 0 }
    }
}

fn is_in_capitals(written: &str) -> bool {
    written.chars().count() > 1 && written.chars().all(char::is_uppercase)
}

/// The words of a folded text, cut to a length.
pub(crate) fn for_each_word(folded: &str, mut each: impl FnMut(&str)) {
    for range in stems::words(folded) {
        if let Some(word) = folded.get(range) {
            let end = word.char_indices().nth(WORD_CHARS).map_or(word.len(), |(end, _)| end);
            each(word.get(..end).unwrap_or(word));
        }
    }
}

/// Where words of a query stand in a text as it was written, in bytes: to be marked.
#[must_use]
pub fn marks(query: &Query, text: &str) -> Vec<Range<usize>> {
    let is_one = |range: &Range<usize>| {
        let Some(written) = text.get(range.clone()) else { return false };
        let folded = text::fold(written);
        let word = Word::of(&folded);
        (0..query.words.len()).any(|at| {
            query.words.get(at).is_some_and(|sought| {
                sought.raw == word.raw
                    || sought.italian == word.italian
                    || sought.english == word.english
                    || query.begins(at, Phase::Begun) && word.raw.starts_with(&sought.raw)
                    || sought.errors() > 0 && crate::edits::within(&sought.raw, &word.raw, sought.errors())
            })
        })
    };
    stems::words(text).filter(is_one).collect()
}

#[cfg(test)]
mod tests {
    use pergola_domain::search::Refusal;

    use super::{Query, Word, marks, sound};

    fn read(typed: &str) -> Result<Vec<String>, Refusal> {
        Query::read(typed, false).map(|query| query.words().map(str::to_owned).collect())
    }

    #[test]
    fn trades_are_one_word_whoever_has_them() {
        for forms in [
            ["ingegnere", "ingegneri"],
            ["tecnica", "tecniche"],
            ["tecnico", "tecnici"],
            ["architetto", "architetti"],
            ["architetta", "architette"],
            ["geologo", "geologi"],
            ["geologa", "geologhe"],
            ["psicologo", "psicologi"],
            ["medico", "medici"],
            ["cuoco", "cuochi"],
            ["cuoca", "cuoche"],
            ["infermiere", "infermieri"],
            ["infermiera", "infermiere"],
            ["panettiere", "panettieri"],
            ["falegname", "falegnami"],
            ["idraulico", "idraulici"],
            ["elettricista", "elettricisti"],
            ["farmacista", "farmacisti"],
            ["giornalista", "giornaliste"],
            ["operaio", "operai"],
            ["notaio", "notai"],
            ["sarta", "sarte"],
            ["fabbro", "fabbri"],
            ["muratore", "muratori"],
            ["traduttore", "traduttrice"],
            ["traduttori", "traduttrici"],
            ["restauratore", "restauratrice"],
            ["insegnante", "insegnanti"],
            ["apicoltore", "apicoltrici"],
            ["avvocato", "avvocati"],
            ["grafica", "grafiche"],
            ["banca", "banche"],
            ["energia", "energie"],
        ] {
            assert_eq!(Word::of(forms[0]).italian, Word::of(forms[1]).italian, "{forms:?}");
        }
        for forms in [
            ["engineer", "engineers"],
            ["nurse", "nurses"],
            ["bakery", "bakeries"],
            ["architect", "architects"],
            ["welder", "welders"],
            ["teaching", "teach"],
            ["designer", "designers"],
            ["coach", "coaches"],
        ] {
            assert_eq!(Word::of(forms[0]).english, Word::of(forms[1]).english, "{forms:?}");
        }
        for [one, other] in [["architetto", "architrave"], ["medico", "medaglia"], ["geologo", "geometra"]] {
            assert_ne!(Word::of(one).italian, Word::of(other).italian);
        }
    }

    #[test]
    fn names_that_are_spoken_alike_are_alike_and_others_are_not() {
        for [one, other] in [
            ["luca", "luka"],
            ["theo", "teo"],
            ["karl", "carl"],
            ["kevin", "chevin"],
            ["lory", "lori"],
            ["erika", "erica"],
            ["jacopo", "iacopo"],
            ["katia", "catia"],
            ["deborah", "debora"],
            ["nicolo", "niccolo"],
        ] {
            assert_eq!(sound(one), sound(other), "{one} {other}");
        }
        for [one, other] in [
            ["paolo", "paola"],
            ["laura", "lara"],
            ["luca", "lucia"],
            ["dino", "dina"],
            ["rossi", "russo"],
            ["marco", "mara"],
        ] {
            assert_ne!(sound(one), sound(other), "{one} {other}");
        }
    }

    #[test]
    fn a_query_is_only_words() {
        assert_eq!(
            read("Perché  l’AND (OR) +foo:bar -baz^2 \"x y\"~3 *"),
            Ok(["perche", "foo", "bar", "baz", "2", "x", "y", "3"].map(str::to_owned).to_vec())
        );
        assert_eq!(read("  "), Ok(Vec::new()));
        assert_eq!(read("di per con the of"), Err(Refusal::OnlySmallWords));
        assert_eq!(read("*:* && || !"), Err(Refusal::OnlySmallWords));
        assert_eq!(
            read("esperta di AI"),
            Ok(vec!["esperta".to_owned(), "ai".to_owned()]),
            "capitals make a word of it"
        );
        assert_eq!(read("esperta ai musei"), Ok(vec!["esperta".to_owned(), "musei".to_owned()]));
        assert_eq!(read("IT"), Ok(vec!["it".to_owned()]));
        assert_eq!(read("CERCO UN FALEGNAME"), Ok(vec!["cerco".to_owned(), "falegname".to_owned()]), "or shouting");
        assert!(Query::read("IT", false).is_ok_and(|query| !query.is_name_alone()));
        assert!(Query::read("lo", false).is_ok_and(|query| query.is_name_alone()), "somebody may be called so");
        assert_eq!(read(&"a".repeat(10_000)), Err(Refusal::WordsTooLong));
        assert_eq!(read(&"parola ".repeat(28)).map(|words| words.len()), Ok(1), "twice is once");
        let many: Vec<String> = (0..13).map(|number| format!("p{number}")).collect();
        assert_eq!(read(&many.join(" ")), Err(Refusal::TooManyWords));
    }

    #[test]
    fn marks_stand_on_the_words_as_they_are_written() {
        let query = Query::read("perche ingegneri luce", false).unwrap();
        let text = "Perché l’Ingegnere misura la luce";
        let marked: Vec<&str> = marks(&query, text).into_iter().filter_map(|range| text.get(range)).collect();
        assert_eq!(marked, ["Perché", "Ingegnere", "luce"]);
    }
}
