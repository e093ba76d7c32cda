//! Whether a question asks what somebody earns or earned. Nobody is asked that here; what somebody would like to earn he may be.
//!
//! A question is read piece by piece: a piece ends with its sentence, and where another question begins behind a comma or an
//! “and”. A piece asks for past pay when
//!
//! 1. pay stands beside a word for now or before: *la RAL attuale*, *salary history*;
//! 2. pay is somebody's own, *your salary*, *la tua RAL*; or is asked for as had, *che stipendio prendi*, *what salary did you
//!    have*; or with a word for a job of now or before, *what was the pay at your last job*;
//! 3. it asks how much is earned: *quanto guadagni*, *how much do you earn*, *what are you paid*; or whether more than so much is.
//!
//! Words of wishing or offering (*expect*, *ti aspetti*, *vorresti*, *would like*) excuse 2 and 3, but not where they only ask to be
//! told: *vorresti dirci la tua RAL*. Words of comparing (*than*, *rispetto*) excuse 1. What speaks of ranges, laws and programs,
//! *the current pay range*, is about no person's pay. A rule of words is known by its words: it stops who asks out of habit, not
//! whoever wants to get around it.

use crate::text::fold;

const PAY: &[&str] = &[
    "ral",
    "stipendio",
    "stipendi",
    "retribuzione",
    "retribuzioni",
    "salario",
    "salari",
    "paga",
    "compenso",
    "compensi",
    "reddito",
    "redditi",
    "guadagno",
    "salary",
    "salaries",
    "pay",
    "wage",
    "wages",
    "earnings",
    "compensation",
    "remuneration",
    "income",
    "payslip",
    "payslips",
    "busta",
    "buste",
    "cedolino",
];
/// Behind pay: then it is nobody's.
pub(super) const OF_NOBODY: &[&str] = &[
    "range",
    "ranges",
    "scale",
    "band",
    "bands",
    "grade",
    "gap",
    "transparency",
    "offer",
    "offered",
    "law",
    "laws",
    "system",
    "systems",
    "software",
    "management",
    "processing",
    "policy",
];
/// Beside pay: now, or before.
pub(super) const TIME: &[&str] = &[
    "attuale",
    "attuali",
    "attualmente",
    "ultimo",
    "ultima",
    "ultimi",
    "ultime",
    "precedente",
    "precedenti",
    "passato",
    "passata",
    "percepito",
    "percepita",
    "percepiti",
    "percepite",
    "current",
    "currently",
    "previous",
    "latest",
    "former",
];
pub(super) const TIME_BEFORE: &[&str] = &["last", "past", "present", "vecchio", "vecchia", "old"];
pub(super) const TIME_BEHIND: &[&str] = &["history", "finora", "oggi", "adesso"];
/// May stand between pay and what makes it somebody's.
pub(super) const NEUTRAL: &[&str] = &[
    "lorda", "lordo", "netta", "netto", "annua", "annuo", "annuale", "annui", "mensile", "mensili", "base", "fissa",
    "fisso", "totale", "orario", "oraria", "esatta", "esatto", "di", "lavoro", "gross", "net", "annual", "yearly",
    "monthly", "hourly", "total", "actual", "exact", "fixed", "full", "own", "paga",
];
pub(super) const OWN: &[&str] =
    &["your", "tua", "tuo", "tue", "tuoi", "sua", "suo", "sue", "suoi", "vostra", "vostro", "vostre", "vostri"];
/// Begin a question.
const ASK: &[&str] = &["what", "which", "how", "quanto", "quanta", "quale", "quali", "qual", "che"];
const HAVE: &[&str] = &[
    "have",
    "had",
    "get",
    "got",
    "make",
    "made",
    "receive",
    "received",
    "draw",
    "hai",
    "avevi",
    "prendi",
    "prendevi",
    "ricevi",
    "ricevevi",
    "percepisci",
    "percepivi",
    "percepiva",
    "percepisce",
];
/// To get paid, behind a word for how much.
const EARN: &[&str] = &[
    "earn",
    "earned",
    "earning",
    "make",
    "made",
    "making",
    "paid",
    "guadagni",
    "guadagnavi",
    "guadagna",
    "guadagnato",
    "guadagnare",
    "percepisci",
    "percepivi",
    "percepito",
    "prendi",
    "prendevi",
    "pagano",
    "pagavano",
    "pagava",
    "pagato",
    "pagata",
];
const JOB: &[&str] = &[
    "job",
    "position",
    "role",
    "employer",
    "employment",
    "company",
    "lavoro",
    "impiego",
    "posto",
    "posizione",
    "ruolo",
    "datore",
    "azienda",
    "contratto",
];
pub(super) const THAN: &[&str] = &["than", "compared", "rispetto", "versus"];
/// Beginnings of words of wishing and offering.
const WISH: &[&str] = &[
    "expect", "aspett", "vorrest", "vuoi", "desider", "desir", "richiest", "cerc", "piacer", "immagin", "sper",
    "would", "like", "want", "wish", "hop", "looking", "seek", "target", "ideal", "minim", "mind", "mente", "accett",
    "accept", "adatt", "pensi", "offer", "offert", "offri", "propos", "starting", "futur", "nuov", "new", "need",
    "requir",
];
const TELL: &[&str] = &[
    "tell",
    "share",
    "say",
    "state",
    "disclose",
    "indicate",
    "give",
    "write",
    "send",
    "dirci",
    "dirmi",
    "dire",
    "indicare",
    "indicarci",
    "scrivere",
    "scriverci",
    "mandare",
    "mandarci",
    "allegare",
    "condividere",
    "comunicare",
    "comunicarci",
];
const MORE: &[&str] =
    &["more", "less", "over", "under", "above", "below", "least", "piu", "meno", "almeno", "oltre", "sopra"];

/// Whether a question, or a step that is announced, is about what somebody earned or earns.
#[must_use]
pub fn asks_past_pay(question: &str) -> bool {
    pieces(question).iter().any(|piece| piece_asks(piece))
}

/// The words of each piece.
fn pieces(question: &str) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for sentence in fold(question).split(['.', '?', '!', ';', ':', '\n']) {
        let mut words: Vec<String> = Vec::new();
        let mut joins = false;
        for part in sentence.split(' ') {
            for word in part.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
                let begins = ASK.contains(&word) || OWN.contains(&word);
                if joins && begins && !words.is_empty() {
                    all.push(std::mem::take(&mut words));
                }
                // An article may stand between: “e la tua”.
                joins = matches!(word, "and" | "e" | "ed" | "or" | "o" | "ma" | "but")
                    || (joins && matches!(word, "il" | "la" | "le" | "i" | "lo"));
                words.push(word.to_owned());
            }
            joins = joins || part.ends_with(',');
        }
        all.push(words);
    }
    all
}

fn piece_asks(words: &[String]) -> bool {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let wishes = words.iter().enumerate().any(|(place, word)| {
        let only_asks = words.iter().skip(place + 1).take(3).any(|next| TELL.contains(next));
        WISH.iter().any(|start| word.starts_with(start)) && !only_asks
    });
    let (mut timed, mut own) = (false, false);
    for place in (0..words.len()).filter(|place| is_pay(&words, *place)) {
        let (before, behind) = (beside(&words, place, true), beside(&words, place, false));
        let possessed = before.own || behind.own;
        if possessed || !of_nobody(&words, place) {
            timed = timed || before.timed || behind.timed;
            own = own || possessed || is_had(&words, place);
        }
    }
    (timed && !has(THAN)) || (!wishes && (own || is_earned(&words)))
}

pub(super) fn is_pay(words: &[&str], place: usize) -> bool {
    let word = words.get(place).copied().unwrap_or_default();
    let before = place.checked_sub(1).and_then(|before| words.get(before)).copied().unwrap_or_default();
    let next = words.get(place + 1).copied().unwrap_or_default();
    match word {
        // To pay somebody, or attention.
        "pay" => !matches!(before, "to" | "you" | "we" | "they" | "ti") && next != "attention",
        "paga" => !matches!(before, "ti" | "chi" | "vi" | "si" | "busta"),
        // “busta paga”
        "busta" | "buste" => next.starts_with("pag"),
        word => PAY.contains(&word),
    }
}

fn of_nobody(words: &[&str], place: usize) -> bool {
    words.get(place + 1).is_some_and(|next| OF_NOBODY.contains(next))
}

#[derive(Default)]
struct Beside {
    timed: bool,
    own: bool,
}

/// What stands on one side of pay, over neutral words.
fn beside(words: &[&str], place: usize, before: bool) -> Beside {
    let side: Vec<&str> = if before {
        words.iter().take(place).rev().copied().collect()
    } else {
        words.iter().skip(place + 1).copied().collect()
    };
    let mut found = Beside::default();
    for word in side {
        let time = TIME.contains(&word) || if before { TIME_BEFORE } else { TIME_BEHIND }.contains(&word);
        found.timed = found.timed || time;
        if OWN.contains(&word) {
            found.own = true;
            break;
        }
        if !time && !NEUTRAL.contains(&word) {
            break;
        }
    }
    found
}

/// “Che stipendio prendi”, “what was the pay at your last job”: pay right behind the word that asks, and had.
fn is_had(words: &[&str], place: usize) -> bool {
    let asked = words.iter().take(place).rposition(|word| ASK.contains(word) && *word != "how");
    let near = asked.is_some_and(|asked| place - asked <= 4);
    let behind: Vec<&str> = words.iter().skip(place + 1).copied().collect();
    let worked = behind.iter().enumerate().any(|(at, word)| {
        let time = TIME.contains(word) || TIME_BEFORE.contains(word);
        let job = |near: &&&str| JOB.contains(*near);
        time && (behind.iter().skip(at + 1).take(2).any(|next| job(&next))
            || at.checked_sub(1).and_then(|at| behind.get(at)).is_some_and(|last| job(&last)))
    });
    near && (worked || behind.iter().take(4).any(|word| HAVE.contains(word)))
}

/// “How much do you earn”, “quanto ti pagano”, “do you earn more than”.
fn is_earned(words: &[&str]) -> bool {
    let at = |place: usize| words.get(place).copied().unwrap_or_default();
    (0..words.len()).any(|place| {
        let much = (at(place) == "how" && at(place + 1) == "much") || matches!(at(place), "quanto" | "quanti");
        let what = at(place) == "what" && matches!(at(place + 1), "do" | "did" | "are" | "were" | "have" | "had");
        let ahead: Vec<&str> = words.iter().skip(place + 1).take(if what { 4 } else { 5 }).copied().collect();
        let verb = ahead.iter().position(|word| EARN.contains(word));
        // “What do you make of it” is another question.
        let of = verb.is_some_and(|verb| at(place + verb + 2) == "of");
        let told = matches!(at(place), "guadagni" | "guadagnavi" | "percepisci" | "percepivi")
            || (matches!(at(place), "do" | "did") && at(place + 1) == "you" && at(place + 2).starts_with("earn"));
        let compared =
            words.iter().skip(place).any(|word| MORE.contains(word) || word.starts_with(|c: char| c.is_ascii_digit()));
        ((much || what) && verb.is_some() && !of) || (told && compared)
    })
}
