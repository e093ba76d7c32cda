//! What calendars are told by mail: there it is, it is otherwise, it is off. Each of the two gets a letter of his own, and
//! neither finds the other's address in it.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    ids::MemberId,
    meetings::{Calendar, Meeting, Slot},
};
use pergola_formats::calendar::{Event, Mailbox, Method, Span, calendar};

use super::looking;
use crate::{
    app::{App, By},
    meetings::store,
    members::{self, Account},
    outside::mail::{CalendarPart, Letter, Posted, queue_posted},
    words::Speech,
};

/// Letters to both, where the way from `before` to `next` is one that calendars hear of.
pub(super) async fn tell(tx: &Tx, app: &App, by: &By, before: &Meeting, next: &Meeting) -> Result<(), Fault> {
    let method = match next.tells(before) {
        Calendar::Nothing => return Ok(()),
        Calendar::Request => Method::Request,
        Calendar::Cancel => Method::Cancel,
    };
    // What is off now was agreed before, perhaps some proposals ago: it is the agreed hour that is free again.
    let Some(slot) = next.in_calendars() else { return Ok(()) };
    let people = members::find_many(tx, &[next.one, next.other]).await?;
    for reader in [next.one, next.other] {
        let find = |id: MemberId| people.iter().find(|account| account.id == id);
        let (Some(me), Some(other)) = (find(reader), find(next.with(reader))) else { continue };
        letter(tx, app, by, (me, other), (next, slot, method)).await?;
    }
    Ok(())
}

async fn letter(
    tx: &Tx,
    app: &App,
    by: &By,
    (me, other): (&Account, &Account),
    (meeting, slot, method): (&Meeting, &Slot, Method),
) -> Result<(), Fault> {
    let Some(own) = members::settings(tx, me.id).await?.filter(|own| own.email_confirmed) else { return Ok(()) };
    let t = Speech::new(app, own.language);
    let event = Event {
        organizer: app.mail.address().map(|address| Mailbox { name: app.config.name.clone(), address }),
        attendee: Some(Mailbox { name: me.name.clone(), address: own.email.clone() }),
        ..event(app, &t, meeting, slot, other)
    };
    let first = method == Method::Request && meeting.revision == 1;
    let kind = if first { "agreed" } else { method_word(method) };
    let link = format!("{}/meetings/{}", app.config.address, meeting.id);
    let said = |part: &str| {
        t.say(["letter-meeting-", kind, part].concat())
            .arg("what", &event.summary)
            .arg("when", t.hour_there(slot.starts_at, &slot.zone))
            .arg("zone", &slot.zone)
            .arg("place", place(meeting))
            .arg("link", &link)
            .text()
    };
    let text = format!("{}\n\n{}\n", said("-text"), foot(app, &t));
    let subject = said("-subject");
    let part = CalendarPart { method: method.word().to_owned(), text: calendar("", Some(method), &[event]) };
    let language = own.language.tag().to_owned();
    let letter = Letter { to: own.email, subject, text, language, unsubscribe: None };
    queue_posted(tx, app, by, &Posted { letter, calendar: Some(part) }).await
}

const fn method_word(method: Method) -> &'static str {
    match method {
        Method::Request => "changed",
        Method::Cancel => "off",
    }
}

fn foot(app: &App, t: &Speech) -> String {
    t.say("letter-foot").arg("server", &app.config.name).arg("address", &app.config.address).text()
}

/// Where it is, in one line.
pub(in crate::meetings) fn place(meeting: &Meeting) -> String {
    let said = &meeting.said;
    let parts: Vec<&str> =
        [said.place.as_str(), said.link.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// The meeting as one of the two has it in a calendar.
pub(in crate::meetings) fn event(app: &App, t: &Speech, meeting: &Meeting, slot: &Slot, other: &Account) -> Event {
    let moment = |at: pergola_domain::time::Timestamp| {
        jiff::Timestamp::from_microsecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    };
    let page = format!("{}/meetings/{}", app.config.address, meeting.id);
    let key = ["meeting-with-", meeting.said.kind.word()].concat();
    Event {
        uid: format!("meeting-{}@{}", meeting.id, app.config.host()),
        sequence: meeting.revision - 1,
        stamp: moment(meeting.changed_at),
        span: Span::Moments { from: moment(slot.starts_at), to: moment(meeting.ends(slot)) },
        summary: t.say(key).arg("name", &other.name).text(),
        description: [meeting.said.link.as_str(), page.as_str()].join("\n").trim().to_owned(),
        place: place(meeting),
        url: page,
        cancelled: meeting.is_called_off(),
        organizer: None,
        attendee: None,
    }
}

/// What a member has agreed since then, as his calendar has it.
pub(crate) async fn entries(
    app: &App,
    by: &By,
    t: &Speech,
    since: pergola_domain::time::Timestamp,
    limit: i64,
) -> Result<Vec<Event>, Fault> {
    let reader = by.member;
    let found = app
        .db
        .read(async move |tx| {
            let found = store::list_since(tx, reader, since, limit).await?;
            looking::looked(tx, reader, found).await
        })
        .await?;
    let entry = |looked: &looking::Looked| {
        let slot = looked.meeting.in_calendars()?;
        Some(event(app, t, &looked.meeting, slot, &looked.other))
    };
    Ok(found.iter().filter_map(entry).collect())
}
