//! Letters made of notices and messages: at once or once a day, as each member chose, and never two about one thing.
//!
//! A letter says who and what kind, and where to read it; what somebody wrote is not in it, but for the titles of ads that a
//! saved search found, and its subject says nothing of anybody. What was read meanwhile, or is behind a block by now, is in none. That a thing was mailed and the letter in
//! the queue stand or fall together.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    ids::{ConversationId, MemberId, MessageId, NoticeId},
    mailing::{self, About, Choice, Fate, GATHERED_SECONDS, KEPT_DAYS, LINES, Mornings},
    members::Language,
    text::first_name,
};

use crate::{
    app::{App, By},
    jobs,
    members::{self, Account},
    messages::{self, Origin, Standing},
    notices::{self, Telling},
    outside::mail::{Letter, queue_letter_as},
    words::{Speech, morning_after, morning_before},
};

const MEMBERS_AT_ONCE: i64 = 50;
const TELLINGS_AT_ONCE: i64 = 500;

/// Writes all letters that are due.
pub(super) async fn write_letters(app: &App) {
    loop {
        match write_some(app).await {
            Ok(true) => {}
            Ok(false) => return,
            Err(fault) => {
                tracing::warn!(fault.cause = %fault, "letters that are due could not be written; it will be tried again");
                return;
            }
        }
    }
}

/// Forgets what was mailed long ago.
pub(super) async fn tidy(tx: &Tx, by: &By) -> Result<(), Fault> {
    notices::tidy_tellings(tx, by.now.plus_days(-KEPT_DAYS)).await
}

async fn write_some(app: &App) -> Result<bool, Fault> {
    let by = app.by_itself(Language::default());
    let now = by.now;
    let due = app.db.read(async move |tx| notices::list_due(tx, now, MEMBERS_AT_ONCE).await).await?;
    for member in &due {
        let (member, inside, by) = (*member, app.clone(), by.clone());
        app.db.write(async move |tx| write_to(tx, &inside, &by, member).await).await?;
    }
    Ok(!due.is_empty())
}

/// One member: what is due goes into a letter now, into this morning's, waits, or is of no use any more.
async fn write_to(tx: &Tx, app: &App, by: &By, member: MemberId) -> Result<(), Fault> {
    let due = notices::due(tx, member, by.now.plus_seconds(GATHERED_SECONDS), TELLINGS_AT_ONCE).await?;
    let reader = reader(tx, app, member).await?;
    let (chosen, digested_at) = notices::choices(tx, member).await?;
    let (mut now, mut daily) = (Vec::new(), Vec::new());
    for telling in due {
        let choice = if reader.is_some() { chosen.of(telling.about) } else { Choice::Never };
        let zone = &app.config.time_zone;
        let mornings = Mornings {
            after_told: morning_after(zone, telling.at),
            last: morning_before(zone, by.now),
            next: morning_after(zone, by.now),
        };
        match mailing::fate(choice, mornings, digested_at, by.now) {
            Fate::Later(at) => notices::put_off(tx, member, &telling.source, Some(at)).await?,
            Fate::Drop => notices::put_off(tx, member, &telling.source, None).await?,
            Fate::Now => now.push(telling),
            Fate::InDigest => daily.push(telling),
        }
    }
    let Some((account, address)) = reader else { return Ok(()) };
    send(tx, app, by, (&account, &address), ("now", now)).await?;
    if send(tx, app, by, (&account, &address), ("daily", daily)).await? {
        notices::keep_digested(tx, member, by.now).await?;
    }
    Ok(())
}

/// Whom to write to, where letters go at all: to an address that its owner confirmed, and not to somebody who is leaving.
async fn reader(tx: &Tx, app: &App, member: MemberId) -> Result<Option<(Account, String)>, Fault> {
    let own = members::settings(tx, member).await?.filter(|own| own.email_confirmed && app.mail.goes());
    let account = members::find(tx, member).await?.filter(|account| account.leaving_at.is_none());
    Ok(account.zip(own).map(|(account, own)| (account, own.email)))
}

/// Puts a letter into the queue, where there is something to say, and keeps that it stands there. False where there is not.
async fn send(
    tx: &Tx,
    app: &App,
    by: &By,
    (account, address): (&Account, &str),
    (kind, tellings): (&str, Vec<Telling>),
) -> Result<bool, Fault> {
    let t = Speech::new(app, account.language);
    let mut lines = Vec::new();
    let mut abouts = Vec::new();
    let mut number = None;
    for telling in &tellings {
        match line(tx, app, &t, account.id, telling).await? {
            Some(line) => {
                notices::keep_mailed(tx, account.id, &telling.source, by.now).await?;
                lines.push(line);
                abouts.push(telling.about);
                // A notice is mailed once, so its number is the letter's own: a fresh one would depend on who else is
                // written to in this moment.
                number = number.or(Some(telling.subject).filter(|_| telling.about != About::Messages));
            }
            None => notices::put_off(tx, account.id, &telling.source, None).await?,
        }
    }
    let Some(first) = abouts.first().copied() else { return Ok(false) };
    let kind_alone = abouts.iter().all(|about| *about == first).then_some(first);
    let stop = notices::ending_link(app, account.id, kind_alone);
    let letter = Letter {
        to: address.to_owned(),
        subject: t.say(["mail-", kind, "-subject"].concat()).arg("server", &app.config.name).text(),
        text: text(app, &t, account, &lines, (&stop, kind_alone)),
        language: account.language.tag().to_owned(),
        unsubscribe: Some(stop),
    };
    queue_letter_as(tx, app, (by, number.unwrap_or_else(|| by.fresh())), &letter).await?;
    Ok(true)
}

fn text(app: &App, t: &Speech, account: &Account, lines: &[String], (stop, ended): (&str, Option<About>)) -> String {
    let address = &app.config.address;
    let first = first_name(&account.name);
    let mut parts = vec![t.say("mail-hello").arg("name", first).text()];
    parts.extend(lines.iter().take(LINES).cloned());
    if lines.len() > LINES {
        let more = t.say("mail-more").arg("count", lines.len() - LINES).text();
        parts.push(format!("{more}\n{address}/inbox"));
    }
    let choose = format!("{address}/settings/mail");
    let foot = if ended.is_some() { "mail-foot" } else { "mail-foot-all" };
    parts.push(t.say(foot).arg("stop", stop).arg("choose", choose).text());
    parts.push(t.say("letter-foot").arg("server", &app.config.name).arg("address", address).text());
    parts.join("\n\n") + "\n"
}

/// What a letter says of one thing: a sentence and where to read it. None where there is nothing to say any more.
async fn line(tx: &Tx, app: &App, t: &Speech, reader: MemberId, telling: &Telling) -> Result<Option<String>, Fault> {
    let address = &app.config.address;
    if telling.about != About::Messages {
        let notice = notices::find(tx, reader, NoticeId(telling.subject)).await?;
        let Some(notice) = notice.filter(|notice| notice.read_at.is_none()) else { return Ok(None) };
        let people = members::find_many(tx, &notices::people_of(std::slice::from_ref(&notice))).await?;
        let said = notices::sentence(t, &notice, &people);
        let mut more = String::new();
        if notice.kind == "search_found" {
            let by = app.by_itself(Language::default()).on_behalf_of(reader);
            for (title, path) in jobs::found_titles(tx, &by, notice.at).await? {
                more += &format!("\n- {title}\n  {address}{path}");
            }
        }
        return Ok(said.map(|(said, _)| format!("{said}\n{address}/notices/{}{more}", notice.id)));
    }
    let id = ConversationId(telling.subject);
    let Some(conversation) = messages::find(tx, reader, id).await? else { return Ok(None) };
    let unread_from = telling.source.rsplit(':').next().and_then(|read| read.parse().ok()).map(MessageId);
    let still = conversation.unread && Some(conversation.read) == unread_from;
    if !still || conversation.standing != Standing::Open {
        return Ok(None);
    }
    if matches!(conversation.origin, Origin::Group(_)) {
        return Ok(Some(format!("{}\n{address}/conversations/{id}", t.s("mail-wrote-group"))));
    }
    let people = members::find_many(tx, &conversation.others).await?;
    let names: Vec<&str> = people.iter().take(4).map(|person| person.name.as_str()).collect();
    let said = match names.as_slice() {
        [name] => t.say("mail-wrote").arg("name", *name),
        names => t.say("mail-wrote-many").arg("names", names.join(", ")),
    };
    Ok(Some(format!("{}\n{address}/conversations/{id}", said.text())))
}
