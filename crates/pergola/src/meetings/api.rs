//! Meetings for programs.

use axum::{
    Json,
    extract::{Path, Query},
    http::{StatusCode, header},
    response::IntoResponse,
};
use pergola_db::Fault;
use pergola_domain::{
    ids::MeetingId,
    meetings::{Read, State, Typed},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    acts::{self, Looked},
    clock,
    store::{self, Which},
};
use crate::{
    http::{
        Body, Failed, Here, Page,
        dress::Problem,
        paging::{Asked, Listed},
    },
    members::PersonShape,
    words,
};

/// One of the times.
#[derive(Debug, Serialize, ToSchema)]
struct TimeShape {
    /// What an acceptance names.
    slot: String,
    starts_at: String,
    ends_at: String,
    zone: String,
    /// The hour on the walls there: `2026-05-04T10:00`.
    local: String,
}

/// A meeting as one of the two reads it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MeetingShape {
    id: String,
    with: PersonShape,
    /// `coffee`, `call`, `walk`.
    kind: &'static str,
    /// `open`, `agreed`, `held`, `declined`, `withdrawn`, `cancelled`, `expired`.
    state: &'static str,
    proposed_by_me: bool,
    /// Whether you are asked.
    my_turn: bool,
    minutes: i64,
    place: String,
    link: String,
    /// From who proposed or answered last.
    words: String,
    /// Those proposed now.
    times: Vec<TimeShape>,
    /// The one that was picked.
    time: Option<TimeShape>,
    /// What you told of it; the other never reads it.
    outcome: Option<ToldShape>,
    proposed_at: String,
    url: String,
}

/// What you told of it.
#[derive(Debug, Serialize, ToSchema)]
struct ToldShape {
    good: &'static str,
    next: &'static str,
    words: String,
    at: String,
}

fn shape(here: &Here, looked: &Looked) -> MeetingShape {
    let meeting = &looked.meeting;
    let me = here.by().member;
    let time = |slot: &pergola_domain::meetings::Slot| TimeShape {
        slot: slot.id.to_string(),
        starts_at: words::rfc3339(slot.starts_at),
        ends_at: words::rfc3339(meeting.ends(slot)),
        zone: slot.zone.clone(),
        local: clock::on_the_wall(slot.starts_at, &slot.zone),
    };
    MeetingShape {
        id: meeting.id.to_string(),
        with: PersonShape::of(here, &looked.other),
        kind: meeting.said.kind.word(),
        state: meeting.state.word(),
        proposed_by_me: meeting.one == me,
        my_turn: meeting.asks(me),
        minutes: meeting.said.minutes,
        place: meeting.said.place.clone(),
        link: meeting.said.link.clone(),
        words: meeting.said.words.clone(),
        times: meeting.times.iter().map(time).collect(),
        time: match &meeting.state {
            State::Agreed { slot } | State::Held { slot } => Some(time(slot)),
            _ => None,
        },
        outcome: looked.telling.as_ref().map(|telling| ToldShape {
            good: telling.told.good.word(),
            next: telling.told.next.word(),
            words: telling.told.words.clone(),
            at: words::rfc3339(telling.at),
        }),
        proposed_at: words::rfc3339(meeting.proposed_at),
        url: format!("{}/meetings/{}", here.app.config.address, meeting.id),
    }
}

fn number(id: &str) -> Result<MeetingId, Failed> {
    id.parse().map_err(|_why| Failed::NotFound)
}

async fn found(here: &Here, id: MeetingId) -> Result<MeetingShape, Failed> {
    let looked = acts::find(&here.app, &here.by(), id).await?.ok_or(Failed::NotFound)?;
    Ok(shape(here, &looked))
}

/// A time to propose.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TimeBody {
    /// The hour on the walls of `zone`, `2026-05-04T10:00`; or a moment of RFC 3339.
    at: String,
    /// `Europe/Rome`.
    zone: String,
}

fn read(times: &[TimeBody]) -> Vec<Read> {
    times.iter().map(|time| clock::read(&time.at, &time.zone)).collect()
}

/// A proposal.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ProposalBody {
    /// A handle.
    to: String,
    /// `coffee`, `call`, `walk`.
    kind: String,
    /// One to three.
    times: Vec<TimeBody>,
    /// 15 to 480.
    minutes: Option<i64>,
    #[serde(default)]
    place: String,
    #[serde(default)]
    link: String,
    #[serde(default)]
    words: String,
}

/// Your meetings, the newest proposal first.
#[utoipa::path(get, path = "/meetings", tag = "meetings", params(Asked),
    responses((status = 200, body = Listed<MeetingShape>), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn list(here: Here, Query(asked): Query<Asked>) -> Page {
    let (limit, before, reader) = (asked.limit()?, asked.after()?, here.me()?.member);
    let found = here
        .app
        .db
        .read(async move |tx| {
            let found = store::list(tx, reader, Which::All, before, limit + 1).await?;
            let looked = acts::looked(tx, reader, found).await?;
            Ok::<_, Fault>(looked)
        })
        .await?;
    let list = Listed::new(found, limit, |looked| looked.meeting.id.0, |looked| shape(&here, &looked));
    Ok(list.answer("/api/v1/meetings", limit))
}

/// Propose a meeting to somebody you are tied to, or were put in touch with.
#[utoipa::path(post, path = "/meetings", tag = "meetings", request_body = ProposalBody,
    responses((status = 201, body = MeetingShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn propose(here: Here, Body(body): Body<ProposalBody>) -> Page {
    let times = read(&body.times);
    let typed = Typed { kind: body.kind, minutes: body.minutes, place: body.place, link: body.link, words: body.words };
    let meeting = acts::propose(&here.app, here.by(), acts::Proposal { to: body.to, typed, times }).await?;
    let location = format!("/api/v1/meetings/{}", meeting.id);
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], Json(found(&here, meeting.id).await?)).into_response())
}

/// One of your meetings.
#[utoipa::path(get, path = "/meetings/{id}", tag = "meetings", params(("id" = String, Path)),
    responses((status = 200, body = MeetingShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn get(here: Here, Path(id): Path<String>) -> Page {
    Ok(Json(found(&here, number(&id)?).await?).into_response())
}

/// Where instead; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PlaceBody {
    place: Option<String>,
    link: Option<String>,
}

/// Another place, once a time is agreed.
#[utoipa::path(patch, path = "/meetings/{id}", tag = "meetings", params(("id" = String, Path)), request_body = PlaceBody,
    responses((status = 200, body = MeetingShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn elsewhere(here: Here, Path(id): Path<String>, Body(body): Body<PlaceBody>) -> Page {
    let meeting = acts::elsewhere(&here.app, here.by(), number(&id)?, (body.place, body.link)).await?;
    Ok(Json(found(&here, meeting.id).await?).into_response())
}

/// Take your proposal back, or call off what was agreed.
#[utoipa::path(delete, path = "/meetings/{id}", tag = "meetings", params(("id" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn call_off(here: Here, Path(id): Path<String>) -> Page {
    acts::call_off(&here.app, here.by(), number(&id)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Which of the times.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PickBody {
    slot: String,
}

/// Pick one of the times: it is agreed.
#[utoipa::path(put, path = "/meetings/{id}/acceptance", tag = "meetings", params(("id" = String, Path)),
    request_body = PickBody,
    responses((status = 200, body = MeetingShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn pick(here: Here, Path(id): Path<String>, Body(body): Body<PickBody>) -> Page {
    let slot = body.slot.trim().parse().unwrap_or(0);
    let meeting = acts::pick(&here.app, here.by(), number(&id)?, slot).await?;
    Ok(Json(found(&here, meeting.id).await?).into_response())
}

/// Other times instead.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TimesBody {
    times: Vec<TimeBody>,
    #[serde(default)]
    words: String,
}

/// Answer with other times, or move what was agreed: now the other is asked.
#[utoipa::path(put, path = "/meetings/{id}/times", tag = "meetings", params(("id" = String, Path)),
    request_body = TimesBody,
    responses((status = 200, body = MeetingShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn other_times(here: Here, Path(id): Path<String>, Body(body): Body<TimesBody>) -> Page {
    let meeting = acts::other_times(&here.app, here.by(), number(&id)?, read(&body.times), &body.words).await?;
    Ok(Json(found(&here, meeting.id).await?).into_response())
}

/// A kind line, if you like.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RefusalBody {
    #[serde(default)]
    words: String,
}

/// Not this time.
#[utoipa::path(put, path = "/meetings/{id}/refusal", tag = "meetings", params(("id" = String, Path)),
    request_body = RefusalBody,
    responses((status = 200, body = MeetingShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn decline(here: Here, Path(id): Path<String>, Body(body): Body<RefusalBody>) -> Page {
    let meeting = acts::decline(&here.app, here.by(), number(&id)?, &body.words).await?;
    Ok(Json(found(&here, meeting.id).await?).into_response())
}

/// How it was.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TellingBody {
    /// `yes`, `so_so`, `missed`: it did not take place.
    good: String,
    /// `again`, `introduce`, `write`, `nothing`.
    #[serde(default)]
    next: String,
    /// For your own story with the other.
    #[serde(default)]
    words: String,
}

/// Tell how it was, once it is over. Only you read it.
#[utoipa::path(put, path = "/meetings/{id}/outcome", tag = "meetings", params(("id" = String, Path)),
    request_body = TellingBody,
    responses((status = 200, body = MeetingShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn tell(here: Here, Path(id): Path<String>, Body(body): Body<TellingBody>) -> Page {
    let answer = acts::Answer { good: body.good, next: body.next, words: body.words };
    let (meeting, _) = acts::tell(&here.app, here.by(), number(&id)?, answer).await?;
    Ok(Json(found(&here, meeting.id).await?).into_response())
}

/// Where you and somebody both say to be, and what lies between.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct HalfwayShape {
    mine: String,
    theirs: String,
    /// A town to which both travel about as far; null where you are neighbours, or none lies there.
    town: Option<&'static str>,
}

/// A town between you and somebody whom you may propose to meet; 404 where one of you says no place.
#[utoipa::path(get, path = "/members/{handle}/halfway", tag = "meetings", params(("handle" = String, Path)),
    responses((status = 200, body = HalfwayShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn halfway(here: Here, Path(handle): Path<String>) -> Page {
    let other = super::pages::whom(&here, handle).await?;
    let found = acts::halfway(&here.app, &here.by(), &other).await?.ok_or(Failed::NotFound)?;
    Ok(Json(HalfwayShape { mine: found.mine, theirs: found.theirs, town: found.town }).into_response())
}
