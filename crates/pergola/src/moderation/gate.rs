//! Where texts pass a check before others read them: Akismet, where who runs the server set a key, else the judge of the
//! program, which learns from the moderators of this network.
//!
//! ```text
//! let look = moderation::look(app, &by, Spot::Comment, &text).await?;      before the transaction: it may ask elsewhere
//! if look.holds() { moderation::hold(tx, &by, subject, is_private, &look).await?; }   inside; the room keeps it as held
//! ```
//! Nothing is ever thrown away: what looks like spam waits for a moderator, and so does what nobody could judge.

use std::iter;

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    ids::MemberId,
    members::Language,
    moderation::{About, NEWCOMER_DAYS, Subject, hosts},
    spam::{self, Course, Item, Learner, Place},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

use super::{
    Exhibit,
    acts::{deciding::settle_silence, tell_held, tell_released},
    store::{cases, learner, log},
};
use crate::{
    app::{App, By, record},
    http::origin::Origin,
    members,
    outside::{
        akismet::{Akismet, NoOpinion, Opinion, Role, Submission, SubmissionKind},
        meaning::{language_of, meaning},
    },
    rooms,
    words::rfc3339,
};

/// Minutes until somebody who could not judge is asked again.
const AGAIN_MINUTES: i64 = 15;
const AT_ONCE: i64 = 20;
/// How long something waits at most because Akismet wants to look again.
const LATER_SECONDS: i64 = 3_600;
/// As many words, or fewer, are not judged where they lead nowhere.
const SHORT_WORDS: usize = 4;

/// What came of the check.
#[derive(Clone, Debug, Default)]
pub(crate) struct Look {
    /// Words of the judge, with blanks between; empty where it passes.
    signs: String,
    sent_from: String,
    ask_at: Option<Timestamp>,
}

impl Look {
    pub(crate) const fn holds(&self) -> bool {
        !self.signs.is_empty()
    }

    /// It waits because nobody could say what it is, or not yet.
    pub(crate) fn is_undecided(&self) -> bool {
        matches!(self.signs.as_str(), "akismet_silent" | "akismet_later")
    }
}

/// Where a held thing came from and what it is, kept beside it until those who judge spam were told.
#[derive(Debug, Serialize, Deserialize)]
struct Sent {
    origin: Origin,
    place: Place,
}

/// Who wrote it, as far as the check cares.
struct Author {
    name: String,
    email: String,
    trusted: bool,
    newcomer: bool,
}

/// The language and the meaning of a text.
pub(super) async fn meaning_of(text: &str) -> Result<(Option<Language>, Option<Vec<f32>>), Fault> {
    Ok((language_of(text), Some(meaning(text).await?)))
}

impl Exhibit {
    /// All its words, as the check reads them.
    pub(super) fn words(&self) -> String {
        words(&self.text, self.pictures.iter().map(|(_, alt)| alt.as_str()))
    }
}

/// A text, and what is read beside it, in paragraphs.
pub(crate) fn words<'a>(text: &'a str, beside: impl IntoIterator<Item = &'a str>) -> String {
    let parts: Vec<&str> = iter::once(text).chain(beside).filter(|part| !part.trim().is_empty()).collect();
    parts.join("\n\n")
}

/// Something on its way.
#[derive(Clone, Copy, Debug)]
struct Coming<'a> {
    place: Place,
    text: &'a str,
    /// It passed before, and says something else now.
    is_edit: bool,
}

/// Looks at something that a member is about to say. Posts, asks, events and groups of those who are not new here pass; so does what moderators
/// and those who run the server write.
pub(crate) async fn look(app: &App, by: &By, place: Place, text: &str) -> Result<Look, Fault> {
    look_at(app, by, Coming { place, text, is_edit: false }).await
}

/// The same where it says something else than before.
pub(crate) async fn look_anew(app: &App, by: &By, place: Place, text: &str) -> Result<Look, Fault> {
    look_at(app, by, Coming { place, text, is_edit: true }).await
}

/// Looks at what somebody without an account writes to who runs the server.
pub(crate) async fn look_at_letter(app: &App, by: &By, (name, email): (&str, &str), text: &str) -> Result<Look, Fault> {
    let author = outsider(name, email);
    check(app, by, Coming { place: Place::Contact, text, is_edit: false }, &author).await
}

/// Who writes and is no member, or need not be.
fn outsider(name: &str, email: &str) -> Author {
    Author { name: name.to_owned(), email: email.to_owned(), trusted: false, newcomer: true }
}

async fn look_at(app: &App, by: &By, coming: Coming<'_>) -> Result<Look, Fault> {
    let (member, now) = (by.member, by.now);
    let Some(author) = app.db.read(async move |tx| author(tx, member, now).await).await? else {
        return Ok(Look::default());
    };
    if author.trusted { Ok(Look::default()) } else { check(app, by, coming, &author).await }
}

async fn check(app: &App, by: &By, coming: Coming<'_>, author: &Author) -> Result<Look, Fault> {
    let Coming { place, text, .. } = coming;
    let linked = hosts(text);
    let (barred, learner) = app
        .db
        .read(async move |tx| {
            let mut barred = false;
            for host in &linked {
                barred = barred || members::is_barred(tx, host).await?;
            }
            Ok::<_, Fault>((barred, learner::find(tx).await?.0))
        })
        .await?;
    if barred {
        return Ok(Look { signs: "barred_domain".to_owned(), ..Look::default() });
    }
    if matches!(place, Place::Post | Place::Ask | Place::Event | Place::Group) && !author.newcomer {
        return Ok(Look::default());
    }
    match Akismet::open(&app.config) {
        Some(akismet) => ask(app, &akismet, by, coming, author).await,
        None => judge(place, text, &learner).await,
    }
}

async fn author(tx: &Tx, member: MemberId, now: Timestamp) -> Result<Option<Author>, Fault> {
    let Some(account) = members::find(tx, member).await? else { return Ok(None) };
    let email = members::settings(tx, member).await?.map(|settings| settings.email).unwrap_or_default();
    let trusted = members::list_moderators(tx).await?.contains(&member);
    let newcomer = account.created_at.plus_days(NEWCOMER_DAYS) > now;
    Ok(Some(Author { name: account.name, email, trusted, newcomer }))
}

async fn judge(place: Place, text: &str, learner: &Learner) -> Result<Look, Fault> {
    // A few words that lead nowhere say nothing of what they are.
    let is_short = text.split_whitespace().nth(SHORT_WORDS).is_none();
    if is_short && place != Place::SignUp && hosts(text).is_empty() && !text.contains('@') {
        return Ok(Look::default());
    }
    let language = language_of(text);
    // A name has no meaning to speak of: only its surface is looked at.
    let meaning = if place == Place::SignUp { None } else { Some(meaning(text).await?) };
    let verdict = spam::judge(&Item { text, language, meaning: meaning.as_deref() }, learner);
    if verdict.course == Course::LetThrough {
        return Ok(Look::default());
    }
    let reasons = verdict.reasons.iter().filter_map(|reason| serde_json::to_value(reason).ok());
    let mut signs: Vec<String> = reasons.filter_map(|word| word.as_str().map(str::to_owned)).collect();
    if signs.is_empty() {
        signs.push("reads_like".to_owned());
    }
    // Who decides without having read it knows how much the judge's word is worth.
    signs.push(if verdict.is_sure() { "sure" } else { "unsure" }.to_owned());
    Ok(Look { signs: signs.join(" "), ..Look::default() })
}

async fn ask(app: &App, akismet: &Akismet, by: &By, coming: Coming<'_>, author: &Author) -> Result<Look, Fault> {
    let (origin, place) = (Origin::here(), coming.place);
    let reason = if coming.is_edit { "edit" } else { "" };
    let question = submission(&origin, place, coming.text, author, by.now);
    let question = Submission { recheck_reason: reason.to_owned(), ..question };
    let sent = serde_json::to_string(&Sent { origin, place }).map_err(|error| Fault::other(error.to_string()))?;
    let held = |sign: &str, ask_at| Look { signs: sign.to_owned(), sent_from: sent.clone(), ask_at };
    Ok(match akismet.check(&app.fetcher, &question).await {
        // It wants to look once more, when it has seen more of its kind: so long the thing waits, an hour at most.
        Ok(Opinion::Ham { ask_again_seconds: Some(seconds) }) if seconds > 0 => {
            let seconds = i64::try_from(seconds).unwrap_or(LATER_SECONDS).min(LATER_SECONDS);
            held("akismet_later", Some(by.now.plus_seconds(seconds)))
        }
        Ok(Opinion::Ham { .. }) => Look::default(),
        Ok(Opinion::Spam) => held("akismet", None),
        Ok(Opinion::Discard) => held("akismet_discard", None),
        Err(why) => {
            say_why(&why);
            held("akismet_silent", why.may_pass().then(|| by.now.plus_seconds(AGAIN_MINUTES * 60)))
        }
    })
}

fn say_why(why: &NoOpinion) {
    tracing::warn!(akismet.why = %why, "Akismet has no opinion; what it was asked about is held");
}

fn submission(origin: &Origin, place: Place, text: &str, author: &Author, at: Timestamp) -> Submission {
    Submission {
        user_ip: origin.address.clone(),
        user_agent: origin.agent.clone(),
        referrer: origin.referrer.clone(),
        kind: match place {
            Place::Comment => SubmissionKind::Comment,
            Place::Post => SubmissionKind::Post,
            Place::FirstMessage => SubmissionKind::Message,
            Place::Ask => SubmissionKind::Ask,
            Place::Event => SubmissionKind::Event,
            Place::Group => SubmissionKind::Group,
            Place::Job => SubmissionKind::Job,
            Place::SignUp => SubmissionKind::SignUp,
            Place::Contact => SubmissionKind::Contact,
        },
        author: author.name.clone(),
        author_email: author.email.clone(),
        content: text.to_owned(),
        created: rfc3339(at),
        role: match place {
            Place::SignUp | Place::Contact => Role::Visitor,
            _ if author.trusted => Role::Administrator,
            _ => Role::Member,
        },
        ..Submission::default()
    }
}

/// What was looked at waits for a moderator, and its author is told. The room that has it keeps it from all others. Where
/// somebody reported it before, or it waits already, that matter is the one that holds it.
pub(crate) async fn hold(tx: &Tx, by: &By, subject: Subject, is_private: bool, look: &Look) -> Result<(), Fault> {
    let case = keep_held(tx, by, (subject, Some(by.member)), is_private, look).await?;
    tell_held(tx, by, by.member, case).await
}

/// A letter to who runs the server waits. It is of nobody here: who wrote it is told by the page that he sent it from.
pub(crate) async fn hold_letter(tx: &Tx, by: &By, letter: i64, look: &Look) -> Result<(), Fault> {
    keep_held(tx, by, (Subject::new(About::Letter, letter), None), true, look).await.map(drop)
}

async fn keep_held(
    tx: &Tx,
    by: &By,
    (subject, author): (Subject, Option<MemberId>),
    is_private: bool,
    look: &Look,
) -> Result<i64, Fault> {
    let new = cases::New {
        id: by.fresh(),
        subject,
        author,
        is_private,
        is_held: true,
        why: "spam",
        signs: &look.signs,
        sent_from: &look.sent_from,
        ask_at: look.ask_at,
        at: by.now,
    };
    let case = if cases::keep_new(tx, &new).await? { Some(new.id) } else { cases::hold_open(tx, &new).await? };
    case.ok_or_else(|| Fault::other("a case is neither there nor can it be opened"))
}

/// Its author took it away: nothing is left to judge.
pub(crate) async fn gone(tx: &Tx, subject: Subject, now: Timestamp) -> Result<(), Fault> {
    cases::close_held(tx, subject, now).await
}

/// Says in the log whether Akismet takes the key that is set.
pub(crate) async fn verify_key(app: &App) {
    let Some(akismet) = Akismet::open(&app.config) else { return };
    match akismet.verify_key(&app.fetcher).await {
        Ok(true) => tracing::info!("Akismet takes the key"),
        Ok(false) => tracing::error!("Akismet refuses the key: what it would judge waits for a moderator"),
        Err(why) => tracing::warn!(fault.cause = %why, "Akismet could not be asked about the key"),
    }
}

/// Somebody joined: until a moderator has looked at who looks like spam, he writes nothing for others.
pub(crate) async fn look_at_newcomer(app: &App, by: &By) -> Result<(), Fault> {
    let member = by.member;
    let found = app.db.read(async move |tx| members::find(tx, member).await).await?;
    let Some(account) = found else { return Ok(()) };
    let look = look(app, by, Place::SignUp, &account.name).await?;
    if !look.holds() {
        return Ok(());
    }
    let by = by.clone();
    app.db
        .write(async move |tx| {
            hold(tx, &by, Subject::new(About::Member, member.0), false, &look).await?;
            settle_silence(tx, member, by.now).await
        })
        .await
}

/// Beside what Akismet let through and moderators took away: what it is, and nothing of where it came from, which is kept
/// of what is held alone.
pub(super) fn missed(app: &App, about: About) -> Option<String> {
    Akismet::open(&app.config)?;
    let place = match about {
        About::Post => Place::Post,
        About::Comment => Place::Comment,
        About::Message | About::Invitation => Place::FirstMessage,
        About::Ask => Place::Ask,
        About::Job => Place::Job,
        About::Member => Place::SignUp,
        About::Event => Place::Event,
        About::Group => Place::Group,
        About::Letter => return None,
    };
    serde_json::to_string(&Sent { origin: Origin::default(), place }).ok()
}

/// What a held thing says now, and how Akismet is asked about it.
async fn question(app: &App, kept: &cases::Kept) -> Result<Option<Submission>, Fault> {
    let Some(exhibit) = rooms::exhibit(app, kept.case.subject).await? else { return Ok(None) };
    let Ok(sent) = serde_json::from_str::<Sent>(&kept.sent_from) else { return Ok(None) };
    let at = kept.opened_at;
    let author = match (kept.case.author, &exhibit.writer) {
        (Some(member), _) => app.db.read(async move |tx| author(tx, member, at).await).await?,
        (None, Some((name, email))) => Some(outsider(name, email)),
        (None, None) => None,
    };
    Ok(author.map(|author| submission(&sent.origin, sent.place, &exhibit.words(), &author, at)))
}

/// Asks again about what nobody could judge. What turns out to be none goes out by itself.
pub(super) async fn ask_again(app: &App) -> Result<(), Fault> {
    let now = app.now();
    let due = app.db.read(async move |tx| cases::list_to_ask(tx, now, AT_ONCE).await).await?;
    let Some(akismet) = Akismet::open(&app.config) else { return Ok(()) };
    for kept in due {
        let opinion = match question(app, &kept).await? {
            Some(question) => akismet.check(&app.fetcher, &question).await,
            None => Ok(Opinion::Spam),
        };
        let again = match &opinion {
            Err(why) if why.may_pass() => Some(now.plus_seconds(AGAIN_MINUTES * 60)),
            _ => None,
        };
        let is_ham = matches!(opinion, Ok(Opinion::Ham { .. }));
        let by = app.by_itself(app.config.language);
        app.db
            .write(async move |tx| -> Result<(), Fault> {
                if !is_ham || !cases::close(tx, &kept, ("", ""), by.now).await? {
                    return cases::keep_ask_at(tx, kept.id, again).await;
                }
                let subject = kept.case.subject;
                record(tx, &by, &Change::ThingReleased { about: subject.about, id: subject.id }).await?;
                if let Some(member) = kept.case.author {
                    settle_silence(tx, member, by.now).await?;
                    tell_released(tx, &by, member, kept.id).await?;
                }
                log::add(tx, (by.member, by.now), "let_through", Some(subject), kept.id).await
            })
            .await?;
    }
    Ok(())
}

/// Tells Akismet what moderators decided of what it was asked about.
pub(super) async fn tell_akismet(app: &App) -> Result<(), Fault> {
    let waiting = app.db.read(async move |tx| cases::list_to_tell(tx, AT_ONCE).await).await?;
    if waiting.is_empty() {
        return Ok(());
    }
    let Some(akismet) = Akismet::open(&app.config) else { return Ok(()) };
    for kept in waiting {
        let told = match question(app, &kept).await? {
            Some(question) if kept.tell == "spam" => akismet.was_spam(&app.fetcher, &question).await,
            Some(question) => akismet.was_ham(&app.fetcher, &question).await,
            None => Ok(()),
        };
        if let Err(why) = &told {
            say_why(why);
        }
        // Where it may help to try later, it is tried later, as long as the address is kept.
        if told.is_ok() || told.is_err_and(|why| !why.may_pass()) {
            app.db.write(async move |tx| cases::keep_told(tx, kept.id).await).await?;
        }
    }
    Ok(())
}
