//! Each refusal of jobs: its code, and what is said in either language. A sentence is what somebody reads who was just refused, so it
//! changes only where somebody means it.

use pergola_domain::{jobs::Refusal, members::Language, refusal::Refusal as _};

use crate::{testkit::Town, words::Speech};

/// Code, English, Italian, in the order in which the rule has them.
const SENTENCES: &[(&str, &str, &str)] = &[
    ("jobs.title_missing", "Say what the job is.", "Scrivi di che lavoro si tratta."),
    (
        "jobs.title_too_long",
        "A title has 120 characters at most: the rest goes into the text.",
        "Il titolo può avere 120 caratteri al massimo: il resto va nel testo.",
    ),
    ("jobs.text_missing", "Tell about the job in two lines at least.", "Racconta il lavoro in due righe almeno."),
    (
        "jobs.text_too_long",
        "The text has 20,000 characters at most.",
        "Il testo può avere 20.000 caratteri al massimo.",
    ),
    (
        "jobs.pay_missing",
        "Say what it pays. No ad is posted here without its pay.",
        "Scrivi quanto si guadagna. Qui un annuncio senza paga non si pubblica.",
    ),
    (
        "jobs.pay_malformed",
        "Write the pay in figures, such as 32,000, 32k or 18.50.",
        "Scrivi la paga in cifre, per esempio 32.000, 32k o 18,50.",
    ),
    (
        "jobs.pay_of_another",
        "The sign beside the pay is of another currency: choose the right one, or leave the sign out.",
        "Il segno accanto alla paga è di un’altra valuta: scegli quella giusta, o togli il segno.",
    ),
    (
        "jobs.pay_too_little",
        "Less than 1,000 a year: write the whole amount, such as 32,000. Expenses are told by the month.",
        "Meno di 1000 all’anno: scrivi l’importo intero, per esempio 32.000. Un rimborso si indica al mese.",
    ),
    (
        "jobs.pay_upside_down",
        "The higher pay is below the lower one: perhaps they are swapped.",
        "La paga più alta è minore di quella più bassa: forse sono scambiate.",
    ),
    (
        "jobs.pay_too_wide",
        "So wide a range tells nothing: the higher end may be three times the lower at most.",
        "Una forbice così larga non dice niente: il massimo può essere al più tre volte il minimo.",
    ),
    (
        "jobs.currency_unknown",
        "We do not know this currency. Try EUR or GBP.",
        "Questa valuta non la conosciamo. Prova con EUR o CHF.",
    ),
    (
        "jobs.period_unknown",
        "Say whether the pay is for a year, a month, a day or an hour.",
        "Di’ se la paga è all’anno, al mese, al giorno o all’ora.",
    ),
    ("jobs.contract_unknown", "Choose the kind of contract.", "Scegli il tipo di contratto."),
    (
        "jobs.remote_unknown",
        "Say where the work is done: on site, both, or from anywhere.",
        "Di’ dove si lavora: sul posto, un po’ da casa, o da dove si vuole.",
    ),
    (
        "jobs.hours_malformed",
        "Hours a week are a number from 1 to 60.",
        "Le ore alla settimana sono un numero fra 1 e 60.",
    ),
    (
        "jobs.place_missing",
        "Say where the work is done. Only a job from anywhere needs no place.",
        "Scrivi dove si lavora. Solo se si lavora da dove si vuole il luogo può mancare.",
    ),
    (
        "jobs.client_missing",
        "If you look on behalf of others, say for whom, or that the client is not named.",
        "Chi cerca per conto d’altri dice per chi, oppure che il cliente non è nominato.",
    ),
    (
        "jobs.client_of_nobody",
        "Only agencies and head hunters look on behalf of others.",
        "Per conto d’altri cercano solo le agenzie e gli head hunter.",
    ),
    (
        "jobs.languages_malformed",
        "Write languages by their tags, such as it or en: 6 at most.",
        "Le lingue si scrivono con la loro sigla, per esempio it o en: 6 al massimo.",
    ),
    (
        "jobs.too_many_skills",
        "15 skills are enough: those that are really needed.",
        "Bastano 15 competenze: quelle che servono davvero.",
    ),
    ("jobs.too_many_questions", "You may ask 5 questions at most.", "Si possono fare 5 domande al massimo."),
    (
        "jobs.question_too_long",
        "A question has 300 characters at most.",
        "Una domanda può avere 300 caratteri al massimo.",
    ),
    (
        "jobs.asks_past_pay",
        "Nobody is asked here what they earn or earned. You may ask what they would like to earn.",
        "Qui non si chiede quanto una persona guadagna o guadagnava. Puoi chiedere quanto vorrebbe guadagnare.",
    ),
    (
        "jobs.title_asks_past_pay",
        "The title asks what applicants earn or earned: nobody is asked that here. You may ask what they would like to earn.",
        "Il titolo chiede quanto una persona guadagna o guadagnava: qui non si chiede. Puoi chiedere quanto vorrebbe guadagnare.",
    ),
    (
        "jobs.text_asks_past_pay",
        "The text asks what applicants earn or earned: nobody is asked that here. You may ask what they would like to earn.",
        "Il testo chiede quanto una persona guadagna o guadagnava: qui non si chiede. Puoi chiedere quanto vorrebbe guadagnare.",
    ),
    ("jobs.too_many_steps", "An ad tells of 6 steps at most.", "Si possono raccontare 6 passi al massimo."),
    ("jobs.step_too_long", "A step has 200 characters at most.", "Un passo può avere 200 caratteri al massimo."),
    (
        "jobs.kept_malformed",
        "What applicants send is kept from 30 to 365 days.",
        "I dati di chi si candida si tengono da 30 a 365 giorni.",
    ),
    (
        "jobs.not_speaking",
        "Only those who speak for this organisation may post for it.",
        "Per questa organizzazione può pubblicare solo chi la rappresenta.",
    ),
    (
        "jobs.too_many_ads",
        "An organisation may have 200 open ads: close some.",
        "Un’organizzazione può avere 200 annunci aperti: chiudine qualcuno.",
    ),
    ("jobs.closed", "This ad is closed.", "Questo annuncio è chiuso."),
    (
        "jobs.outcome_unknown",
        "Say how it ended: filled here, filled elsewhere, or stopped.",
        "Di’ com’è finita: trovato qui, trovato altrove, o fermato.",
    ),
    (
        "jobs.too_old",
        "An ad lives 90 days at most. If it is still needed, write a new one.",
        "Un annuncio vive al massimo 90 giorni. Se serve ancora, scrivine uno nuovo.",
    ),
    ("jobs.nothing_to_confirm", "There is nothing to confirm for now.", "Per ora non c’è niente da confermare."),
    ("jobs.own_ad", "It is your own ad: you cannot apply to it.", "È un annuncio tuo: non ti puoi candidare."),
    (
        "jobs.applied_already",
        "You have applied here already. You find it among your applications.",
        "Qui la tua candidatura c’è già. La trovi fra le tue candidature.",
    ),
    (
        "jobs.letter_too_long",
        "The letter has 4,000 characters at most.",
        "La lettera può avere 4000 caratteri al massimo.",
    ),
    ("jobs.answer_missing", "One question has no answer.", "C’è una domanda senza risposta."),
    (
        "jobs.answer_too_long",
        "An answer has 2,000 characters at most.",
        "Una risposta può avere 2000 caratteri al massimo.",
    ),
    ("jobs.nothing_sent", "Choose what to send.", "Scegli che cosa mandare."),
    ("jobs.stage_over", "This application has come to its end already.", "Questa candidatura è già conclusa."),
    (
        "jobs.stage_backwards",
        "An application only goes forward, and only the person who sent it may withdraw it.",
        "Una candidatura va solo avanti, e ritirarla può solo chi l’ha mandata.",
    ),
    (
        "jobs.not_there",
        "Only those who work there may refer somebody.",
        "Può scrivere una referenza solo chi lavora lì.",
    ),
    (
        "jobs.referral_stranger",
        "You can refer people you know: your connections, or those you were introduced to.",
        "Puoi scrivere una referenza per chi conosci: chi è fra i tuoi collegamenti, o ti è stato presentato.",
    ),
    ("jobs.referral_answer_unknown", "Say whether you use it or rather not.", "Di’ se la usi o preferisci di no."),
    (
        "jobs.referred_already",
        "You have referred this person for this job already.",
        "Per questo lavoro hai già scritto una referenza per questa persona.",
    ),
    (
        "jobs.referral_missing",
        "Write one sentence: why this person.",
        "Scrivi una frase: perché proprio questa persona.",
    ),
    (
        "jobs.referral_too_long",
        "A referral has 600 characters at most.",
        "Una referenza può avere 600 caratteri al massimo.",
    ),
    (
        "jobs.applicant_unknown",
        "There is nobody here with this username.",
        "Qui non c’è nessuno con questo nome utente.",
    ),
    (
        "jobs.move_too_long",
        "The words that go with the answer have 1,000 characters at most.",
        "Le parole che vanno con la risposta possono avere 1000 caratteri al massimo.",
    ),
    ("jobs.stage_unknown", "We do not know this step.", "Questo passo non lo conosciamo."),
    (
        "jobs.openness_unknown",
        "Choose whom to tell: nobody, proven organisations, everybody.",
        "Scegli a chi dirlo: a nessuno, alle organizzazioni dimostrate, a tutti.",
    ),
    (
        "jobs.own_staff",
        "You cannot look for your own colleagues, or for those of a client of yours, among those open to work.",
        "Non si cercano i propri colleghi, né quelli di un proprio cliente, fra chi è aperto a un lavoro.",
    ),
    ("jobs.words_too_long", "One line: 400 characters at most.", "Una riga: 400 caratteri al massimo."),
    ("jobs.too_many_not", "You may add 20 names.", "Si possono aggiungere 20 nomi."),
    ("jobs.not_too_long", "A name has 160 characters at most.", "Un nome può avere 160 caratteri al massimo."),
    ("jobs.too_many_searches", "You may save 20 searches.", "Si possono salvare 20 ricerche."),
    (
        "jobs.search_for_proven",
        "Those who speak for a proven organisation may save a search over people open to work.",
        "Una ricerca fra chi è aperto a un lavoro la salva chi rappresenta un’organizzazione dimostrata.",
    ),
    (
        "jobs.search_malformed",
        "This search cannot be understood: one of the filters is wrong.",
        "Questa ricerca non si capisce: qualcuno dei filtri è sbagliato.",
    ),
    (
        "jobs.feed_without_reader",
        "A feed has no reader, so it cannot tell where you know somebody. Take that part out of its address, or save the search: then we tell you once a day.",
        "Un feed non ha un lettore, quindi non può dire dove conosci qualcuno. Togli quella parte dall’indirizzo, oppure salva la ricerca: te lo diciamo una volta al giorno.",
    ),
    (
        "jobs.feed_malformed",
        "The address of a feed begins with https://.",
        "L’indirizzo di un feed comincia con https://.",
    ),
    (
        "jobs.feed_unproven",
        "Feeds are read for a proven organisation only.",
        "I feed si leggono solo per un’organizzazione dimostrata.",
    ),
    (
        "jobs.feed_unreadable",
        "There are no ads there that we can read.",
        "Lì non ci sono annunci che sappiamo leggere.",
    ),
    (
        "jobs.feed_too_many",
        "There are more than 500 ads: we read none of them.",
        "Ci sono più di 500 annunci: non ne leggiamo nessuno.",
    ),
    ("jobs.feed_unreachable", "Nobody answers there.", "Da lì non risponde nessuno."),
    (
        "jobs.feed_gone",
        "The page is gone. If it is still gone next time, the ads that came from there close.",
        "La pagina non c’è più. Se manca anche la prossima volta, gli annunci arrivati da lì si chiudono.",
    ),
    (
        "jobs.feed_empty",
        "There is no ad on the page any more. If that is so next time too, those that came from there close.",
        "Sulla pagina non c’è più nessun annuncio. Se è così anche la prossima volta, quelli arrivati da lì si chiudono.",
    ),
    (
        "jobs.feed_private",
        "It leads to an address that is not open to everybody: we do not go there.",
        "Porta a un indirizzo che non è aperto a tutti: non ci andiamo.",
    ),
    ("jobs.feed_too_large", "The file is too large: 5 MB at most.", "Il file è troppo grande: 5 MB al massimo."),
    ("jobs.feed_too_slow", "It took too long to answer.", "Ci ha messo troppo a rispondere."),
    ("jobs.feed_of_another", "It is in the name of another organisation.", "È a nome di un’altra organizzazione."),
    (
        "jobs.feed_keyless",
        "It has no key of its own in the feed, or the key is there twice.",
        "Non ha una chiave sua nel feed, o la chiave c’è due volte.",
    ),
    ("jobs.too_many_feeds", "An organisation may have 5 feeds.", "Un’organizzazione può avere 5 feed."),
];

#[tokio::test]
async fn each_refusal_has_its_sentence_in_both_languages() {
    let town = Town::new().await;
    let speeches = [Language::En, Language::It].map(|language| Speech::new(&town.app, language));
    let told: Vec<(&str, [String; 2])> = Refusal::ALL
        .iter()
        .map(|refusal| (refusal.code(), speeches.each_ref().map(|t| t.refusal(refusal.code(), &refusal.numbers()))))
        .collect();
    let expected: Vec<(&str, [String; 2])> =
        SENTENCES.iter().map(|(code, en, it)| (*code, [(*en).to_owned(), (*it).to_owned()])).collect();
    for (is, should) in told.iter().zip(&expected) {
        assert_eq!(is, should);
    }
    assert_eq!(told.len(), expected.len(), "one line for each refusal");
}

/// What is said of a code.
pub(super) fn sentence(code: &str, italian: bool) -> &'static str {
    let (_, en, it) = SENTENCES.iter().find(|(known, ..)| *known == code).unwrap();
    if italian { it } else { en }
}
