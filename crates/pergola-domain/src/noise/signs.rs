//! What the surface of a text shows, without understanding it: its length, marks, numbers, and a few turns of phrase.
//!
//! Each is weak alone; the model weighs them beside the meaning, and they give the reasons that people read. Words are
//! looked for in both languages at once: posts mix them.

use super::{Kind, Reason};
use crate::text::fold;

/// What was seen.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each sign is there or is not")]
pub struct Signs {
    words: f32,
    numbers: f32,
    names: f32,
    exclaims: f32,
    pictograms: f32,
    asks: bool,
    ends_asking: bool,
    trails_off: bool,
    quotes: bool,
    sums: bool,
    percent: bool,
    link: bool,
    shouts: f32,
    for_reactions: bool,
    to_pass_on: bool,
    greets: bool,
    puzzle: bool,
    first_person: bool,
    for_money: bool,
    when: bool,
}

const FOR_REACTIONS: &[&str] = &[
    "comment \"",
    "comment yes",
    "commenta",
    "commenti",
    "comments",
    "tag ",
    "tagga",
    "like ",
    "mi piace",
    "cuore per",
    "thumbs",
    "vote",
    "votate",
    "follow me",
    "seguimi",
    "one word",
    "una parola",
    "una sola parola",
    "emoji",
    "agree",
    "d'accordo",
    "sei d'accordo",
    "reazione",
    "raise your hand",
    "alzi la mano",
    "fill in",
    "completate",
    "double tap",
    "qui sotto",
    "below",
];
const TO_PASS_ON: &[&str] = &[
    "copy and paste",
    "copia e incolla",
    "copy it",
    "copia il testo",
    "incolla",
    "forward this",
    "forward to",
    "pass it on",
    "passaparola",
    "fate girare",
    "fai girare",
    "falla girare",
    "repost",
    "ripubblica",
    "share this",
    "condividi ",
    "condividete il",
    "send this",
    "invialo a",
    "manda questo",
    "mandalo a",
    "invia questo",
    "catena",
    "this chain",
    "nomino",
    "nominate",
    "gira quest",
    "on your wall",
    "your profile",
    "tuo profilo",
];
const GREETS: &[&str] = &[
    "buongiorn",
    "buon giorno",
    "buonanotte",
    "buona notte",
    "buonasera",
    "buon lunedi",
    "buon weekend",
    "buona domenica",
    "buona giornata",
    "buon inizio",
    "buon natale",
    "buona pasqua",
    "buone feste",
    "auguri",
    "felice ",
    "ciao a tutti",
    "un saluto",
    "good morning",
    "good night",
    "good evening",
    "happy ",
    "merry ",
    "hello everyone",
    "hi all",
    "morning all",
    "wishing ",
    "have a great",
    "have a lovely",
    "sweet dreams",
    "tgif",
    "buon ",
    "serena ",
    "dolce notte",
];
const PUZZLE: &[&str] = &[
    "riddle",
    "indovin",
    "quanti triangoli",
    "quanti quadrati",
    "how many squares",
    "how many triangles",
    "only genius",
    "solo i geni",
    "geni",
    "genius",
    "% ",
    "per cento sbaglia",
    "quoziente",
    "iq",
    "qi ",
    "brain teaser",
    "rompicapo",
    "quiz",
    "can you solve",
    "riesci a",
    "chi sono",
    "what am i",
    "che cos'e",
    "cosa sono",
    "fiammifer",
    "matchstick",
    "calcolatrice",
    "calculator",
    "trova l'errore",
    "spot the",
    "find the",
    "what comes next",
    "completa la serie",
];
const FOR_MONEY: &[&str] =
    &["euro", "€", "£", "$", "pounds", "netti", "lordi", "salary", "paid", "paga", "fee", "gratis", "free"];
const WHEN: &[&str] = &[
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
    "ore ",
    "scade",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    " am",
    " pm",
    "noon",
    "deadline",
    "entro il",
    "closes",
    "closing",
];

impl Signs {
    /// Looks at a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let low = fold(text);
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let capital = |word: &&&str| word.chars().next().is_some_and(char::is_uppercase);
        let shouted = |word: &&&str| word.chars().count() > 2 && word.chars().all(char::is_uppercase);
        let says = |turns: &[&str]| turns.iter().any(|turn| low.contains(turn));
        Self {
            words: number(words.len()),
            numbers: number(words.iter().filter(|word| word.starts_with(|c: char| c.is_ascii_digit())).count()),
            names: number(words.iter().skip(1).filter(capital).count()),
            exclaims: number(text.matches('!').count()),
            pictograms: number(text.chars().filter(|c| is_pictogram(*c)).count()),
            asks: text.contains('?'),
            ends_asking: text.trim_end().ends_with('?'),
            trails_off: text.contains("...") || text.contains('…'),
            quotes: text.contains(['"', '“', '«']),
            sums: is_sum(text),
            percent: text.contains('%'),
            link: low.contains("http") || low.contains("www.") || low.contains(".example"),
            shouts: number(words.iter().filter(shouted).count()),
            for_reactions: says(FOR_REACTIONS),
            to_pass_on: says(TO_PASS_ON),
            greets: says(GREETS),
            puzzle: says(PUZZLE),
            first_person: ["io ", "mi ", "ho ", "i ", "my ", "me "].iter().any(|word| low.starts_with(word)),
            for_money: says(FOR_MONEY),
            when: says(WHEN),
        }
    }

    /// As features, each within about one of zero.
    #[must_use]
    pub fn numbers(&self) -> Vec<f32> {
        let yes = |sign: bool| if sign { 0.5 } else { 0.0 };
        vec![
            self.words.min(80.0) / 80.0,
            (self.words + 1.0).ln() / 5.0,
            self.numbers.min(6.0) / 6.0,
            yes(self.numbers > 0.0),
            self.names.min(6.0) / 6.0,
            self.exclaims.min(4.0) / 6.0,
            self.pictograms.min(4.0) / 6.0,
            yes(self.asks),
            yes(self.ends_asking),
            yes(self.trails_off),
            yes(self.quotes),
            yes(self.sums),
            yes(self.percent),
            yes(self.link),
            self.shouts.min(3.0) / 6.0,
            yes(self.for_reactions),
            yes(self.to_pass_on),
            yes(self.greets),
            yes(self.puzzle),
            yes(self.first_person),
            yes(self.for_money),
            yes(self.when),
        ]
    }

    /// What of it speaks for a kind.
    #[must_use]
    pub fn reasons(&self, kind: Kind) -> Vec<Reason> {
        let concrete = self.numbers > 0.0 || self.names > 1.0 || self.link || self.when;
        let loud = self.exclaims + self.pictograms > 2.0_f32.max(self.words / 8.0);
        let seen = [
            (self.for_reactions && kind == Kind::Bait, Reason::AsksForReactions),
            (self.to_pass_on && kind == Kind::Chain, Reason::AsksToPassOn),
            (self.greets && kind == Kind::Greeting, Reason::Greets),
            ((self.puzzle || self.sums) && kind == Kind::Riddle, Reason::SetsPuzzle),
            (!concrete, Reason::NothingConcrete),
            (loud, Reason::Loud),
        ];
        let mut reasons: Vec<Reason> = seen.into_iter().filter_map(|(seen, reason)| seen.then_some(reason)).collect();
        reasons.push(Reason::ReadsLike);
        reasons
    }
}

fn number(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

fn is_pictogram(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27BF}' | '\u{1F300}'..='\u{1FAFF}')
}

/// Two numbers with a sign of calculation between them, or a number that equals something.
fn is_sum(text: &str) -> bool {
    let marks: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    marks.windows(3).any(|three| {
        let [before, sign, after] = three else { return false };
        let calculates = before.is_ascii_digit() && matches!(sign, '+' | '×' | '÷' | '*') && after.is_ascii_digit();
        calculates || *sign == '=' && (after.is_ascii_digit() || *after == '?')
    })
}
