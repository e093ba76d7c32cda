//! Whether the title or the text of an ad asks applicants what they earn or earned. A text speaks of pay for many good reasons, so
//! only what clearly asks is taken for it: better one that slips through than an honest ad that is refused.
//!
//! A sentence asks when
//!
//! 1. a word that asks to be told or sent something, *indicare*, *please state*, *allega*, stands shortly before pay of now or
//!    before, *la RAL attuale*, *your current salary*, or before somebody's own payslip;
//! 2. or it is a question for one's own pay of now or before: *qual è la tua RAL attuale?*
//! 3. or it asks for somebody's own pay and for nothing else: *what is your salary?* Of what it will be it may be asked.
//!
//! It does not where it says no (*non indicare*, *we never ask*), where the pay is somebody else's (*dei dipendenti*, *del
//! contratto*), a range or a law, or where what is asked for is a wish (*salary expectations*). Words that are an order only at the
//! beginning of a phrase (*indica*, *state*) count there alone: *la tabella indica la retribuzione attuale*.

use super::past_pay::{NEUTRAL, OF_NOBODY, OWN, THAN, TIME, TIME_BEFORE, TIME_BEHIND, is_pay};
use crate::text::fold;

/// Ask wherever they stand.
const ASKS: &[&str] = &[
    "indicare",
    "specificare",
    "scrivere",
    "inviare",
    "inviarci",
    "mandare",
    "mandarci",
    "allegare",
    "comunicare",
    "comunicarci",
    "riportare",
    "fornire",
    "indicando",
    "specificando",
    "allegando",
    "inviando",
    "comunicando",
    "indicazione",
    "indicaci",
    "dicci",
    "scrivici",
    "inviaci",
    "mandaci",
    "comunicaci",
];
/// Ask where a phrase begins with them, or behind a word that makes an order of them; or for one's own.
const ORDERS: &[&str] = &[
    "indica",
    "specifica",
    "scrivi",
    "invia",
    "manda",
    "allega",
    "comunica",
    "riporta",
    "state",
    "send",
    "attach",
    "include",
    "provide",
    "specify",
    "mention",
    "share",
    "disclose",
    "enclose",
    "submit",
    "indicate",
    "quote",
    "give",
    "tell",
];
const ORDER_BEHIND: &[&str] = &["please", "kindly", "must", "should", "also", "inoltre", "anche", "cv", "candidatura"];
/// Ask for one's own, close by.
const NEEDS: &[&str] = &[
    "chiediamo",
    "chiederemo",
    "richiediamo",
    "serve",
    "servono",
    "occorre",
    "occorrono",
    "richiesta",
    "richieste",
    "richiesto",
    "ask",
    "need",
    "require",
    "required",
    "stating",
    "including",
    "specifying",
    "quoting",
    "indicating",
    "attaching",
];
const NO: &[&str] = &[
    "non", "mai", "nessuno", "nessuna", "nessun", "senza", "not", "never", "no", "nobody", "without", "don", "doesn",
    "won", "neither", "nor",
];
/// May stand between pay and what makes it of now, beside what may in a question.
const BETWEEN: &[&str] = &[
    "and",
    "or",
    "e",
    "ed",
    "o",
    "expected",
    "desired",
    "desiderata",
    "desiderato",
    "attesa",
    "attualmente",
    "due",
    "tre",
    "quattro",
    "sei",
    "two",
    "three",
    "four",
    "six",
    "months",
    "mesi",
];
/// Behind pay: whose it is, or where it goes.
const OF: &[&str] = &[
    "del", "della", "dello", "dell", "dei", "degli", "delle", "al", "alla", "allo", "all", "ai", "agli", "alle", "of",
    "for", "to", "from",
];
/// Behind one of those: it is the applicant's all the same.
const OF_APPLICANT: &[&str] = &[
    "candidatura",
    "candidato",
    "candidata",
    "candidati",
    "candidate",
    "candidates",
    "applicant",
    "applicants",
    "cv",
    "curriculum",
    "domanda",
    "application",
    "us",
    "lavoro",
    "impiego",
    "job",
    "employment",
];
const PAPERS: &[&str] = &["busta", "buste", "cedolino", "payslip", "payslips"];
/// Beginnings of what follows a pay that is wished.
const WISHED: &[&str] = &["expect", "requir", "aspett", "desider", "ideal", "range"];
const QUESTIONS: &[&str] = &["qual", "quale", "quali", "quanto", "what", "which", "how"];
/// Between who asks and the pay, where nothing else is asked.
const IS: &[&str] = &["is", "was", "s", "e", "era"];
const BESIDE: &[&str] = &["much", "il", "lo", "la", "l", "the"];
/// Between whose it is and the pay: then it is a wish.
const WISHES: &[&str] = &["expected", "desired", "desiderata", "desiderato", "attesa"];
/// Behind such a question: where, since when, for how long.
const WHERE: &[&str] =
    &["now", "today", "right", "at", "in", "per", "a", "nel", "nella", "al", "presso", "oggi", "adesso"];
/// Words between who needs and the pay, and who asks and the pay.
const CLOSE: usize = 5;
const NEAR: usize = 10;

/// Whether a title or a text asks applicants what they earn or earned.
#[must_use]
pub fn text_asks_past_pay(text: &str) -> bool {
    text.lines().any(|line| sentences(&fold(line)).iter().any(Sentence::asks))
}

#[derive(Default)]
struct Sentence {
    words: Vec<String>,
    /// The places of words that begin a phrase.
    begins: Vec<usize>,
    is_question: bool,
}

/// A sentence ends at its mark before a space: not within a number.
fn sentences(line: &str) -> Vec<Sentence> {
    let mut all = Vec::new();
    let mut sentence = Sentence { begins: vec![0], ..Sentence::default() };
    let mut word = String::new();
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter.is_alphanumeric() {
            word.push(letter);
            continue;
        }
        if !word.is_empty() {
            sentence.words.push(std::mem::take(&mut word));
        }
        let inside = letters.peek().is_some_and(|next| next.is_alphanumeric());
        if matches!(letter, '.' | '?' | '!' | ';') && !inside {
            sentence.is_question = letter == '?';
            all.push(std::mem::replace(&mut sentence, Sentence { begins: vec![0], ..Sentence::default() }));
        } else if matches!(letter, ',' | ':' | '(' | '–' | '—' | '•' | '*') || (letter == '-' && !inside) {
            sentence.begins.push(sentence.words.len());
        }
    }
    if !word.is_empty() {
        sentence.words.push(word);
    }
    all.push(sentence);
    all
}

/// Pay in a sentence, with what stands around it.
struct Pay {
    /// Its first word, with what belongs to it.
    from: usize,
    /// The first word behind it.
    behind: usize,
    timed: bool,
    own: bool,
    paper: bool,
}

impl Sentence {
    fn asks(&self) -> bool {
        let words: Vec<&str> = self.words.iter().map(String::as_str).collect();
        (0..words.len()).filter(|place| is_pay(&words, *place)).any(|place| self.asks_for(&words, place))
    }

    fn asks_for(&self, words: &[&str], place: usize) -> bool {
        let pay = around(words, place);
        let before = words.get(..pay.from).unwrap_or_default();
        let has = |list: &[&str]| before.iter().any(|word| list.contains(word));
        if has(NO) || has(THAN) || is_elses(words, &pay) {
            return false;
        }
        if self.is_plain(words, &pay) {
            return true;
        }
        if !(pay.timed || (pay.own && pay.paper)) {
            return false;
        }
        let asked = self.is_question && before.iter().take(2).any(|word| QUESTIONS.contains(word));
        (asked && pay.own) || (0..pay.from).any(|verb| self.is_told(words, verb, &pay))
    }

    /// “What is your salary?”, and no word more.
    fn is_plain(&self, words: &[&str], pay: &Pay) -> bool {
        let before = words.get(..pay.from).unwrap_or_default().iter().filter(|word| !BESIDE.contains(word));
        let asked = matches!(before.copied().collect::<Vec<_>>()[..], [.., asks, is] if QUESTIONS.contains(&asks) && IS.contains(&is));
        let within = words.get(pay.from..pay.behind).unwrap_or_default();
        let wished = within.iter().any(|word| WISHES.contains(word));
        let next = words.get(pay.behind).copied();
        self.is_question && pay.own && asked && !wished && next.is_none_or(|next| WHERE.contains(&next))
    }

    /// Whether the word there asks for that pay.
    fn is_told(&self, words: &[&str], verb: usize, pay: &Pay) -> bool {
        let word = words.get(verb).copied().unwrap_or_default();
        let last = verb.checked_sub(1).and_then(|last| words.get(last)).copied().unwrap_or_default();
        let away = pay.from - verb;
        let ordered = self.begins.contains(&verb) || ORDER_BEHIND.contains(&last);
        let told = ASKS.contains(&word) || (ORDERS.contains(&word) && (ordered || (pay.own && is_asked(words, verb))));
        let paper = pay.paper && !matches!(word, "ask" | "need" | "require");
        let needed =
            NEEDS.contains(&word) && (pay.own || paper || word.ends_with("mo") || word.starts_with("richiest"));
        (told && away <= NEAR) || (needed && away <= CLOSE)
    }
}

/// “We ask you to send”, “nel messaggio indica”, “and state”: somebody is told to, it is not told what somebody does.
fn is_asked(words: &[&str], verb: usize) -> bool {
    let before = words.get(..verb).unwrap_or_default();
    match before {
        [.., "and" | "e" | "poi" | "then" | "messaggio" | "lettera" | "curriculum" | "email" | "mail"] => true,
        [.., "to"] => before.iter().any(|word| matches!(*word, "you" | "applicants" | "candidates")),
        _ => false,
    }
}

/// Over what belongs to it, before and behind.
fn around(words: &[&str], place: usize) -> Pay {
    let word = words.get(place).copied().unwrap_or_default();
    let mut pay = Pay { from: place, behind: place + 1, timed: false, own: false, paper: PAPERS.contains(&word) };
    let number = |word: &str| word.starts_with(|letter: char| letter.is_ascii_digit()) && word.len() <= 2;
    let joins = |word: &str| NEUTRAL.contains(&word) || BETWEEN.contains(&word) || number(word);
    for (at, word) in words.iter().enumerate().take(place).rev() {
        let (time, own) = (TIME.contains(word) || TIME_BEFORE.contains(word), OWN.contains(word));
        if !time && !own && !joins(word) {
            break;
        }
        (pay.timed, pay.own, pay.from) = (pay.timed || time, pay.own || own, at);
    }
    for (at, word) in words.iter().enumerate().skip(place + 1) {
        let (time, own) = (TIME.contains(word) || TIME_BEHIND.contains(word), OWN.contains(word));
        if !time && !own && !NEUTRAL.contains(word) {
            break;
        }
        (pay.timed, pay.own, pay.behind) = (pay.timed || time, pay.own || own, at + 1);
    }
    pay
}

/// A wish, a range, a law; or pay of others.
fn is_elses(words: &[&str], pay: &Pay) -> bool {
    let at = |place: usize| words.get(place).copied().unwrap_or_default();
    let next = at(pay.behind);
    let wished = WISHED.iter().any(|start| next.starts_with(start)) || OF_NOBODY.contains(&next);
    let of = OF.contains(&next) && !pay.own;
    let applicants = (1..=3).any(|step| OF_APPLICANT.contains(&at(pay.behind + step)));
    wished || matches!(next, "data" | "levels" | "figures" | "tables") || (of && !applicants)
}

#[cfg(test)]
mod tests {
    use super::text_asks_past_pay;

    #[test]
    fn a_text_that_asks_for_past_pay_is_known() {
        for text in [
            "Nel CV indicare RAL attuale e preavviso.",
            "Inviare il curriculum indicando la RAL attuale.",
            "Si prega di specificare la retribuzione lorda annua attuale",
            "Allegare l’ultima busta paga.",
            "Allega le ultime due buste paga alla candidatura",
            "Ti chiediamo di allegare l'ultimo cedolino al CV.",
            "Gradita l’indicazione della RAL attuale.",
            "Cerchiamo un falegname. Dicci il tuo stipendio attuale e quando puoi cominciare!",
            "Per candidarsi: inviaci CV, RAL attuale e desiderata.",
            "Candidati e indica la tua RAL attuale",
            "Ti chiederemo la tua ultima busta paga.",
            "È richiesta l’ultima busta paga.",
            "Serve la tua busta paga.",
            "Qual è la tua RAL attuale?",
            "Offriamo una RAL di 35.000 euro. Scrivi a lavoro@officina.example: indica lo stipendio attuale.",
            "- portfolio\n- comunicare la retribuzione precedente",
            "Please state your current salary.",
            "State current salary and notice period",
            "Send us your last payslip.",
            "Please send your CV, and state your current and expected salary.",
            "Attach your last three payslips to your application.",
            "Apply with a CV stating your present salary.",
            "Please provide your salary history.",
            "We ask you to send your previous salary.",
            "We need your latest payslip before we talk.",
            "What is your current salary?",
            "You must disclose your current pay.",
            "What is your salary?",
            "What’s your salary right now?",
            "How much is your gross annual salary?",
            "Before we talk: what was your pay at your employer?",
            "Qual è la tua RAL?",
            "Quanto è il tuo stipendio lordo annuo?",
            "Qual è la Sua retribuzione?",
        ] {
            assert!(text_asks_past_pay(text), "{text}");
        }
    }

    #[test]
    fn a_text_that_speaks_of_pay_is_let_be() {
        for text in [
            "RAL 35.000",
            "RAL 32.000 – 40.000 € secondo esperienza.",
            "Indicare nel CV la RAL desiderata.",
            "Indica le tue aspettative di stipendio.",
            "Indicare la propria richiesta economica e il preavviso",
            "Lo stipendio attuale del contratto è 1.650 euro al mese.",
            "Il contratto indica lo stipendio attuale di ogni livello.",
            "La tabella indica la retribuzione attuale.",
            "Ti mandiamo il contratto collettivo: specifica la paga attuale dei livelli.",
            "Non indicare la RAL attuale: qui non si chiede.",
            "Non ti chiediamo lo stipendio attuale.",
            "Nessuno ti chiederà l’ultima busta paga.",
            "Ti occuperai di inviare le ultime buste paga ai dipendenti.",
            "Dovrai comunicare le retribuzioni attuali agli uffici.",
            "Preparerai le buste paga e i cedolini dei clienti.",
            "Allegare le ultime buste paga dei dipendenti alla pratica fa parte del lavoro.",
            "Vogliamo offrirti più del tuo stipendio attuale.",
            "Stanco del tuo stipendio attuale?",
            "Quanto guadagni dipende da quanto vendi.",
            "Offriamo un aumento rispetto alla retribuzione attuale.",
            "Cerchiamo chi sappia indicare i ritardi nelle buste paga.",
            "Retribuzione: lorda annua, 14 mensilità, ultima a dicembre.",
            "Addetto paghe e contributi, ultimo anno di apprendistato",
            "Salary: 40,000 a year. Please state your salary expectations.",
            "Please state your current salary expectations.",
            "We share the current pay range with everybody.",
            "We never ask for your current salary.",
            "Do not send your last payslip.",
            "Please don’t mention your current salary.",
            "You will send the latest payslips to our employees.",
            "- Provide current salary data to managers\n- keep the books",
            "The letter we send states the current salary of the grade.",
            "Earn more than your current salary!",
            "Include your CV. The pay is the current rate of the trade.",
            "Please attach a portfolio of your previous work; pay is weekly.",
            "Our current pay is 18 euros an hour.",
            "You receive your last pay on the day you leave.",
            "What will your salary be? 40,000 euros.",
            "What is your desired salary?",
            "What is your expected annual salary?",
            "What is your salary expectation?",
            "What are your salary expectations?",
            "What is the salary?",
            "What is your pay day?",
            "Quale sarà la tua RAL? 35.000 euro.",
            "Qual è la tua RAL desiderata?",
            "Qual è la RAL?",
            "Qual è la tua attesa di stipendio?",
            "What is your pay compared to others?",
            "",
        ] {
            assert!(!text_asks_past_pay(text), "{text}");
        }
    }
}
