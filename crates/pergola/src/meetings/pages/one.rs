//! `/meetings/{id}`: one of them, with what the reader may do about it now.

use askama::Template;
use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::IntoResponse,
};
use pergola_domain::{
    meetings::{Good, Meeting, Next, Plain, Refusal, State},
    text::first_name,
};
use pergola_formats::calendar;
use serde::Deserialize;

use super::{
    TimesForm, number,
    seen::{self, When},
    wrong,
};
use crate::{
    http::{Failed, Failure, Form, Frame, Here, Page, Place, layout::face, see},
    meetings::{
        acts::{self, Answer, Looked},
        clock,
    },
    pictures::TileSize,
};

#[derive(Template)]
#[template(path = "meetings/pages/one.html")]
struct OnePage {
    frame: Frame,
    path: String,
    person: String,
    name: String,
    first: String,
    face: String,
    state: String,
    minutes: i64,
    place: String,
    link: String,
    words: String,
    /// The words are the reader's own.
    my_words: bool,
    slots: Vec<When>,
    picked: Option<When>,
    /// What the reader can do now: `asked`, `waits`, `agreed`, `tells`, or nothing.
    turn: &'static str,
    /// What was agreed is still to come.
    movable: bool,
    /// Of what is off there is a file that takes it out of a calendar.
    called_off: bool,
    goods: Vec<(&'static str, String)>,
    nexts: Vec<(&'static str, String)>,
    told: Option<(String, String, String)>,
    times: TimesForm,
    answer: OutcomeForm,
    where_else: PlaceForm,
    zones: [&'static str; 16],
    wrong: Option<(&'static str, String)>,
}

/// What was typed on the page, kept where it was refused.
#[derive(Default)]
struct Kept {
    times: Option<TimesForm>,
    answer: OutcomeForm,
    place: Option<PlaceForm>,
    wrong: Option<(&'static str, String)>,
}

async fn looked(here: &Here, id: &str) -> Result<Looked, Failed> {
    acts::find(&here.app, &here.by(), number(id)?).await?.ok_or(Failed::NotFound)
}

async fn draw(here: &Here, id: &str, kept: Kept) -> Page {
    let looked = looked(here, id).await?;
    let now = here.by().now;
    let frame = here.frame(seen::title(&here.speech(), &looked), Place::Inbox);
    let (t, refused) = (frame.t.clone(), kept.wrong.is_some());
    let (meeting, other) = (&looked.meeting, &looked.other);
    let me = here.me()?.member;
    let wrote = match &meeting.state {
        State::Open { by } | State::Declined { by } => Some(*by),
        _ => None,
    };
    let page = OnePage {
        path: format!("/meetings/{}", meeting.id),
        person: other.path(),
        name: other.name.clone(),
        first: first_name(&other.name).to_owned(),
        face: face(other.id.0, &other.name, other.photo, TileSize::Usual),
        state: seen::state(&t, &looked),
        minutes: meeting.said.minutes,
        place: meeting.said.place.clone(),
        link: meeting.said.link.clone(),
        words: wrote.map_or_else(String::new, |_| meeting.said.words.clone()),
        my_words: wrote == Some(me),
        slots: meeting.times.iter().map(|slot| When::of(&t, slot, now)).collect(),
        picked: seen::in_file(meeting).map(|slot| When::of(&t, slot, now)),
        turn: match &meeting.state {
            State::Open { by } if *by == me => "waits",
            State::Open { .. } => "asked",
            State::Agreed { .. } => "agreed",
            State::Held { .. } if looked.telling.is_none() => "tells",
            _ => "",
        },
        movable: matches!(&meeting.state, State::Agreed { slot } if slot.starts_at > now),
        called_off: meeting.is_called_off(),
        goods: Good::ALL.map(|good| (good.word(), t.s(&["meeting-good-", good.word()].concat()).to_owned())).to_vec(),
        nexts: Next::ALL.map(|next| (next.word(), t.s(&["meeting-next-", next.word()].concat()).to_owned())).to_vec(),
        told: looked.telling.as_ref().map(|telling| {
            let good = t.s(&["meeting-good-", telling.told.good.word()].concat()).to_owned();
            (good, telling.told.words.clone(), t.ago(telling.at, now))
        }),
        times: kept.times.unwrap_or_else(|| TimesForm::blank(here)),
        where_else: kept
            .place
            .unwrap_or_else(|| PlaceForm { place: meeting.said.place.clone(), link: meeting.said.link.clone() }),
        answer: kept.answer,
        zones: clock::ZONES,
        wrong: kept.wrong,
        frame: if refused { frame.with_errors() } else { frame },
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

pub(in crate::meetings) async fn one(here: Here, Path(id): Path<String>) -> Page {
    draw(&here, &id, Kept::default()).await
}

/// To the page with a confirmation, or the page again with what was wrong.
async fn answered(
    here: &Here,
    id: &str,
    done: Result<Meeting, Failure<Refusal>>,
    (sentence, kept): (&str, Kept),
) -> Page {
    match done {
        Ok(meeting) => Ok(see(&format!("/meetings/{}", meeting.id), Some(sentence))),
        Err(Failure::Refused(refusal)) => draw(here, id, Kept { wrong: Some(wrong(here, &refusal)), ..kept }).await,
        Err(other) => Err(other.into()),
    }
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::meetings) struct PickForm {
    #[serde(default)]
    slot: String,
}

pub(in crate::meetings) async fn pick(here: Here, Path(id): Path<String>, Form(form): Form<PickForm>) -> Page {
    let done = match form.slot.trim() {
        "" => Err(Failure::Refused(Refusal::from(Plain::SlotMissing))),
        // A field that names no time names none of those proposed.
        slot => acts::pick(&here.app, here.by(), number(&id)?, slot.parse().unwrap_or(0)).await,
    };
    answered(&here, &id, done, ("meeting-agreed", Kept::default())).await
}

pub(in crate::meetings) async fn other_times(here: Here, Path(id): Path<String>, Form(form): Form<TimesForm>) -> Page {
    let done = acts::other_times(&here.app, here.by(), number(&id)?, form.read(), &form.words).await;
    let kept = Kept { times: Some(form), ..Kept::default() };
    answered(&here, &id, done, ("meeting-moved", kept)).await
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::meetings) struct RefusalForm {
    #[serde(default)]
    words: String,
}

pub(in crate::meetings) async fn decline(here: Here, Path(id): Path<String>, Form(form): Form<RefusalForm>) -> Page {
    let done = acts::decline(&here.app, here.by(), number(&id)?, &form.words).await;
    let kept = Kept { times: Some(TimesForm { words: form.words, ..TimesForm::blank(&here) }), ..Kept::default() };
    answered(&here, &id, done, ("meeting-declined", kept)).await
}

/// An empty form.
#[derive(Debug, Deserialize)]
pub(in crate::meetings) struct Empty {}

pub(in crate::meetings) async fn call_off(here: Here, Path(id): Path<String>, Form(Empty {}): Form<Empty>) -> Page {
    let done = acts::call_off(&here.app, here.by(), number(&id)?).await;
    answered(&here, &id, done, ("meeting-off", Kept::default())).await
}

#[derive(Clone, Debug, Default, Deserialize)]
pub(in crate::meetings) struct PlaceForm {
    #[serde(default)]
    place: String,
    #[serde(default)]
    link: String,
}

pub(in crate::meetings) async fn elsewhere(here: Here, Path(id): Path<String>, Form(form): Form<PlaceForm>) -> Page {
    let new = (Some(form.place.clone()), Some(form.link.clone()));
    let done = acts::elsewhere(&here.app, here.by(), number(&id)?, new).await;
    answered(&here, &id, done, ("meeting-elsewhere", Kept { place: Some(form), ..Kept::default() })).await
}

#[derive(Clone, Debug, Default, Deserialize)]
pub(in crate::meetings) struct OutcomeForm {
    #[serde(default)]
    good: String,
    #[serde(default)]
    next: String,
    #[serde(default)]
    words: String,
}

/// How it was; and on to what comes next.
pub(in crate::meetings) async fn tell(here: Here, Path(id): Path<String>, Form(form): Form<OutcomeForm>) -> Page {
    let answer = Answer { good: form.good.clone(), next: form.next.clone(), words: form.words.clone() };
    match acts::tell(&here.app, here.by(), number(&id)?, answer).await {
        Ok((_, told)) => {
            let other = looked(&here, &id).await?.other;
            let next = match told.next {
                Next::Again => format!("{}/meet", other.path()),
                Next::Introduce => format!("/introductions/new?first={}", other.handle),
                Next::Write => format!("{}/message", other.path()),
                Next::Nothing => format!("/meetings/{id}"),
            };
            Ok(see(&next, Some("meeting-told")))
        }
        Err(Failure::Refused(refusal)) => {
            let wrong = Some(wrong(&here, &refusal));
            draw(&here, &id, Kept { wrong, answer: form, ..Kept::default() }).await
        }
        Err(other) => Err(other.into()),
    }
}

/// What was agreed, as a file for a calendar; once it is off, the file that takes it out again.
pub(in crate::meetings) async fn calendar(here: Here, Path(id): Path<String>) -> Page {
    let looked = looked(&here, &id).await?;
    let slot = seen::in_file(&looked.meeting).ok_or(Failure::Refused(Refusal::from(Plain::NotAgreed)))?;
    let event = acts::event(&here.app, &here.speech(), &looked.meeting, slot, &looked.other);
    let text = calendar::calendar("", None, &[event]);
    let name = format!("attachment; filename=\"pergola-{}.ics\"", looked.meeting.id);
    let mut answer = ([(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], text).into_response();
    if let Ok(name) = HeaderValue::try_from(name) {
        answer.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(answer)
}
