//! Asks and offers for programs. Both are the same but for their address; each answers only at its own.

use axum::{
    Json,
    extract::{Path, Query},
    http::{StatusCode, header},
    response::IntoResponse,
};
use pergola_domain::{
    asks::{Ask, Audience, Kind, Outcome, Said, State, Typed},
    ids::{AskId, MemberId},
    topics,
};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    Leaf,
    acts::{self, Told},
    board::{self, Board},
    sight::{self, Seen},
    store::{self, Filter},
};
use crate::{
    http::{
        Body, Failed, Here, Page,
        dress::Problem,
        paging::{Asked, Listed},
    },
    members::{self, Account, PersonShape},
    words,
};

/// What to put on the board.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewAsk {
    /// 500 characters at most.
    text: String,
    /// 5 at most.
    #[serde(default)]
    topics: Vec<String>,
    /// Null for anywhere.
    #[serde(default)]
    place: Option<String>,
    /// BCP 47; the own language unless said.
    #[serde(default)]
    language: Option<String>,
    /// `ties`, `two_steps`, `three_steps`, `everybody`; `two_steps` unless said.
    #[serde(default)]
    audience: Option<String>,
}

/// What to say otherwise; what is not named stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AskChanges {
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    topics: Option<Vec<String>>,
    #[serde(default, deserialize_with = "told")]
    place: Option<Option<String>>,
    #[serde(default)]
    language: Option<String>,
    #[serde(default)]
    audience: Option<String>,
}

/// Tells "not in the request" from null: a place is taken back with null.
fn told<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::<String>::deserialize(deserializer).map(Some)
}

/// An ask or an offer, as the caller may see it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AskShape {
    id: String,
    /// `ask`, `offer`.
    kind: &'static str,
    text: String,
    topics: Vec<String>,
    /// Null for anywhere.
    place: Option<String>,
    language: String,
    /// `ties`, `two_steps`, `three_steps`, `everybody`.
    audience: &'static str,
    person: PersonShape,
    mine: bool,
    /// Steps to its author, 0 to 4; null beyond, and where no path is known.
    distance: Option<u8>,
    /// `open`; the own ones also `resting`, `closed`, `held` while a moderator has not looked, and `hidden` by moderators.
    state: &'static str,
    posted_at: String,
    /// When it was last posted or renewed as its time came.
    renewed_at: String,
    /// Until when it stands, also where moderators hid it; when it closed.
    expires_at: String,
    url: String,
    /// What came of it: only for its author.
    outcome: Option<OutcomeShape>,
}

/// What came of it, as its author told.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AskOutcomeShape)]
struct OutcomeShape {
    answered: bool,
    by: Option<PersonShape>,
    through: Option<PersonShape>,
    at: String,
}

impl AskShape {
    /// `people`: the author's thanked, where they are to be named.
    pub(crate) fn of(here: &Here, seen: &Seen, people: &[Account]) -> Self {
        Self::by(here, (&seen.ask, &seen.author, seen.steps), people)
    }

    /// The same of what lies ready.
    pub(crate) fn of_leaf(here: &Here, leaf: &Leaf, steps: Option<u8>) -> Self {
        Self::by(here, (&leaf.ask, &leaf.author, steps), &[])
    }

    fn by(here: &Here, (ask, author, steps): (&Ask, &Account, Option<u8>), people: &[Account]) -> Self {
        let now = here.identity.now;
        let mine = here.identity.me.as_ref().is_some_and(|me| me.member == ask.author);
        let person = |id: MemberId| people.iter().find(|one| one.id == id).map(|one| PersonShape::of(here, one));
        let outcome = match ask.state {
            State::Closed { at, outcome } if mine => {
                let (by, through) = match outcome {
                    Outcome::Unanswered => (None, None),
                    Outcome::Answered { by, through } => (by.and_then(person), through.and_then(person)),
                };
                Some(OutcomeShape { answered: outcome.is_answered(), by, through, at: words::rfc3339(at) })
            }
            _ => None,
        };
        Self {
            id: ask.id.to_string(),
            kind: ask.kind.word(),
            text: ask.said.text.clone(),
            topics: ask.said.topics.iter().map(|topic| topic.name.clone()).collect(),
            place: Some(ask.said.place.clone()).filter(|place| !place.is_empty()),
            language: ask.said.language.clone(),
            audience: ask.said.audience.word(),
            person: PersonShape::of(here, author),
            mine,
            distance: steps,
            state: ask.at(now).word(),
            posted_at: words::rfc3339(ask.posted_at),
            renewed_at: words::rfc3339(ask.fresh_at),
            expires_at: words::rfc3339(ask.until()),
            url: format!("{}{}", here.app.config.address, super::path(ask)),
            outcome,
        }
    }
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct BoardAsked {
    /// From authors so many steps away at most, 1 to 3.
    #[serde(default)]
    distance: Option<u8>,
    #[serde(default)]
    topic: Option<String>,
    /// Words of the place.
    #[serde(default)]
    place: Option<String>,
    #[serde(default)]
    language: Option<String>,
    /// Of one author, by handle.
    #[serde(default)]
    person: Option<String>,
    /// Only asks that you could answer yourself, or offers that answer an ask of yours. Nobody else learns of it.
    #[serde(default)]
    for_me: Option<bool>,
    /// The own ones, resting and closed ones with them; takes no other filter.
    #[serde(default)]
    mine: Option<bool>,
    #[serde(default)]
    cursor: Option<String>,
    #[serde(default)]
    limit: Option<i64>,
}

impl BoardAsked {
    fn page(&self) -> Asked {
        Asked { cursor: self.cursor.clone(), limit: self.limit }
    }

    /// The same list's address, for the link to its next page.
    fn path(&self, kind: Kind) -> String {
        let distance = self.distance.map(|steps| steps.to_string());
        let for_me = self.for_me.filter(|for_me| *for_me).map(|_| "true".to_owned());
        let mine = self.mine.filter(|mine| *mine).map(|_| "true".to_owned());
        let parts = [
            ("distance", &distance),
            ("topic", &self.topic),
            ("place", &self.place),
            ("language", &self.language),
            ("person", &self.person),
            ("for_me", &for_me),
            ("mine", &mine),
        ];
        let parts = parts.iter().filter_map(|(name, value)| Some((name, value.as_ref()?)));
        let query: Vec<String> = parts.map(|(name, value)| format!("{name}={}", words::encoded(value))).collect();
        let list = format!("/api/v1/{}s", kind.word());
        if query.is_empty() { list } else { format!("{list}?{}", query.join("&")) }
    }
}

async fn list(here: &Here, kind: Kind, asked: BoardAsked) -> Page {
    if asked.distance.is_some_and(|steps| !(1..=3).contains(&steps)) {
        return Err(Failed::Malformed { code: "asks.distance_malformed", field: Some("distance".to_owned()) });
    }
    let (limit, before, by) = (asked.page().limit()?, asked.page().after()?, here.by());
    let path = asked.path(kind);
    let found = if asked.mine == Some(true) {
        mine(here, kind, before, limit).await?
    } else {
        let author = match &asked.person {
            None => None,
            // Nobody has the number zero: an unknown name has an empty list, as somebody without asks has.
            Some(handle) => {
                let handle = handle.clone();
                let found = here.app.db.read(async move |tx| members::find_by_handle(tx, &handle).await).await?;
                Some(found.map_or(MemberId(0), |account| account.id))
            }
        };
        let filter = Filter {
            kind: Some(kind),
            topic: asked.topic.as_deref().map(topics::key),
            place: asked.place,
            language: asked.language,
            author,
            steps: asked.distance,
            by_others: false,
            for_reader: asked.for_me == Some(true),
        };
        board::board(&here.app, &by, &filter, before, limit).await?
    };
    let people = thanked(here, found.items.iter().map(|seen| &seen.ask)).await?;
    let items = found.items.iter().map(|seen| AskShape::of(here, seen, &people)).collect();
    let listed = Listed { items, next: found.next.map(|turn| turn.to_string()) };
    Ok(listed.answer(&path, limit))
}

async fn mine(here: &Here, kind: Kind, before: Option<i64>, limit: i64) -> Result<Board, Failed> {
    let by = here.by();
    let author = by.member;
    let own = async move |tx: &pergola_db::Tx| store::list_of(tx, author, Some(kind), before, limit + 1).await;
    let mut items = sight::visible(&here.app, &by, here.app.db.read(own).await?).await?;
    let wanted = usize::try_from(limit).unwrap_or(0);
    let more = items.len() > wanted;
    items.truncate(wanted);
    let next = more.then(|| items.last().map(|seen| seen.ask.turn)).flatten();
    Ok(Board { items, next })
}

/// Those whom the authors of these thanked, as far as the reader wrote them himself.
async fn thanked<'a>(here: &Here, asks: impl Iterator<Item = &'a Ask>) -> Result<Vec<Account>, Failed> {
    let me = here.me()?.member;
    let mut ids = Vec::new();
    for ask in asks.filter(|ask| ask.author == me) {
        if let State::Closed { outcome: Outcome::Answered { by, through }, .. } = ask.state {
            ids.extend([by, through].into_iter().flatten());
        }
    }
    let named = async move |tx: &pergola_db::Tx| {
        let unseen = crate::ties::unseen(tx, me, &ids).await?;
        let ids: Vec<MemberId> = ids.iter().copied().filter(|id| !unseen.contains(id)).collect();
        members::find_many(tx, &ids).await
    };
    Ok(here.app.db.read(named).await?)
}

async fn shape(here: &Here, ask: Ask) -> Result<AskShape, Failed> {
    let seen = sight::visible(&here.app, &here.by(), vec![ask]).await?.pop().ok_or(Failed::NotFound)?;
    let people = thanked(here, std::iter::once(&seen.ask)).await?;
    Ok(AskShape::of(here, &seen, &people))
}

async fn create(here: &Here, kind: Kind, new: NewAsk) -> Page {
    let by = here.by();
    let typed = Typed {
        text: new.text,
        topics: new.topics,
        place: new.place.unwrap_or_default(),
        language: new.language.unwrap_or_else(|| by.language.tag().to_owned()),
        audience: new.audience.unwrap_or_else(|| Audience::TwoSteps.word().to_owned()),
    };
    let ask = acts::post(&here.app, by, kind, &typed).await?;
    let path = format!("/api/v1/{}s/{}", kind.word(), ask.id);
    Ok((StatusCode::CREATED, [(header::LOCATION, path)], Json(shape(here, ask).await?)).into_response())
}

async fn read(here: &Here, kind: Kind, id: &str) -> Page {
    let seen = sight::find_visible(&here.app, &here.by(), number(id)?).await?;
    let seen = seen.filter(|seen| seen.ask.kind == kind).ok_or(Failed::NotFound)?;
    Ok(Json(shape(here, seen.ask).await?).into_response())
}

async fn change(here: &Here, kind: Kind, id: &str, changes: AskChanges) -> Page {
    let changed = move |said: &Said| Typed {
        text: changes.text.clone().unwrap_or_else(|| said.text.clone()),
        topics: changes.topics.clone().unwrap_or_else(|| said.topics.iter().map(|topic| topic.name.clone()).collect()),
        place: changes.place.clone().map_or_else(|| said.place.clone(), Option::unwrap_or_default),
        language: changes.language.clone().unwrap_or_else(|| said.language.clone()),
        audience: changes.audience.clone().unwrap_or_else(|| said.audience.word().to_owned()),
    };
    let ask = acts::change(&here.app, here.by(), kind, number(id)?, changed).await?;
    Ok(Json(shape(here, ask).await?).into_response())
}

async fn delete(here: &Here, kind: Kind, id: &str) -> Page {
    acts::delete(&here.app, here.by(), kind, number(id)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn renew(here: &Here, kind: Kind, id: &str) -> Page {
    let ask = acts::renew(&here.app, here.by(), kind, number(id)?).await?;
    Ok(Json(shape(here, ask).await?).into_response())
}

/// What came of it. Whoever is named is told that he is thanked.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewAskOutcome)]
pub(super) struct NewOutcome {
    answered: bool,
    /// Handle of who answered; null where it was somebody off this server, or is not told.
    #[serde(default)]
    by: Option<String>,
    /// Handle of who brought the two together.
    #[serde(default)]
    through: Option<String>,
}

async fn close(here: &Here, kind: Kind, id: &str, outcome: NewOutcome) -> Page {
    let told = Told {
        answered: outcome.answered,
        by: outcome.by.unwrap_or_default(),
        through: outcome.through.unwrap_or_default(),
    };
    let ask = acts::close(&here.app, here.by(), kind, number(id)?, told).await?;
    Ok(Json(shape(here, ask).await?).into_response())
}

/// An answer to an ask or an offer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewReply {
    /// 4,000 characters at most.
    text: String,
}

/// Where the answer went.
#[derive(Debug, Serialize, ToSchema)]
struct ReplyShape {
    conversation: String,
}

async fn reply(here: &Here, kind: Kind, id: &str, new: &NewReply) -> Page {
    let seen = sight::find_visible(&here.app, &here.by(), number(id)?).await?;
    let seen = seen.filter(|seen| seen.ask.kind == kind).ok_or(Failed::NotFound)?;
    let conversation = super::pages::say(here, &seen, &new.text).await?.to_string();
    Ok((StatusCode::CREATED, Json(ReplyShape { conversation })).into_response())
}

pub(super) fn number(id: &str) -> Result<AskId, Failed> {
    id.parse().map_err(|_why| Failed::NotFound)
}

/// Asks that the caller may see, newest first.
#[utoipa::path(get, path = "/asks", tag = "asks", params(BoardAsked),
    responses((status = 200, body = Listed<AskShape>), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn list_asks(here: Here, Query(asked): Query<BoardAsked>) -> Page {
    list(&here, Kind::Ask, asked).await
}

/// Offers that the caller may see, newest first.
#[utoipa::path(get, path = "/offers", tag = "asks", params(BoardAsked),
    responses((status = 200, body = Listed<AskShape>), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn list_offers(here: Here, Query(asked): Query<BoardAsked>) -> Page {
    list(&here, Kind::Offer, asked).await
}

/// Ask for something. It stands for 30 days.
#[utoipa::path(post, path = "/asks", tag = "asks", request_body = NewAsk,
    responses((status = 201, body = AskShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn post_ask(here: Here, Body(new): Body<NewAsk>) -> Page {
    create(&here, Kind::Ask, new).await
}

/// Offer something. It stands for 180 days.
#[utoipa::path(post, path = "/offers", tag = "asks", request_body = NewAsk,
    responses((status = 201, body = AskShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn post_offer(here: Here, Body(new): Body<NewAsk>) -> Page {
    create(&here, Kind::Offer, new).await
}

/// One ask.
#[utoipa::path(get, path = "/asks/{id}", tag = "asks", params(("id" = String, Path)),
    responses((status = 200, body = AskShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn read_ask(here: Here, Path(id): Path<String>) -> Page {
    read(&here, Kind::Ask, &id).await
}

/// One offer.
#[utoipa::path(get, path = "/offers/{id}", tag = "asks", params(("id" = String, Path)),
    responses((status = 200, body = AskShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn read_offer(here: Here, Path(id): Path<String>) -> Page {
    read(&here, Kind::Offer, &id).await
}

/// Say an own ask otherwise.
#[utoipa::path(patch, path = "/asks/{id}", tag = "asks", params(("id" = String, Path)), request_body = AskChanges,
    responses((status = 200, body = AskShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn change_ask(here: Here, Path(id): Path<String>, Body(changes): Body<AskChanges>) -> Page {
    change(&here, Kind::Ask, &id, changes).await
}

/// Say an own offer otherwise.
#[utoipa::path(patch, path = "/offers/{id}", tag = "asks", params(("id" = String, Path)), request_body = AskChanges,
    responses((status = 200, body = AskShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn change_offer(here: Here, Path(id): Path<String>, Body(changes): Body<AskChanges>) -> Page {
    change(&here, Kind::Offer, &id, changes).await
}

/// Delete an own ask, without a trace.
#[utoipa::path(delete, path = "/asks/{id}", tag = "asks", params(("id" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn delete_ask(here: Here, Path(id): Path<String>) -> Page {
    delete(&here, Kind::Ask, &id).await
}

/// Delete an own offer, without a trace.
#[utoipa::path(delete, path = "/offers/{id}", tag = "asks", params(("id" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn delete_offer(here: Here, Path(id): Path<String>) -> Page {
    delete(&here, Kind::Offer, &id).await
}

/// Let an own ask stand for 30 days more, from now.
#[utoipa::path(post, path = "/asks/{id}/renewal", tag = "asks", params(("id" = String, Path)),
    responses((status = 200, body = AskShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn renew_ask(here: Here, Path(id): Path<String>) -> Page {
    renew(&here, Kind::Ask, &id).await
}

/// Let an own offer stand for 180 days more, from now.
#[utoipa::path(post, path = "/offers/{id}/renewal", tag = "asks", params(("id" = String, Path)),
    responses((status = 200, body = AskShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn renew_offer(here: Here, Path(id): Path<String>) -> Page {
    renew(&here, Kind::Offer, &id).await
}

/// Close an own ask with what came of it. Thanks go to whom it names.
#[utoipa::path(put, path = "/asks/{id}/outcome", tag = "asks", params(("id" = String, Path)), request_body = NewOutcome,
    responses((status = 200, body = AskShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn close_ask(here: Here, Path(id): Path<String>, Body(outcome): Body<NewOutcome>) -> Page {
    close(&here, Kind::Ask, &id, outcome).await
}

/// Close an own offer with what came of it. Thanks go to whom brought it about.
#[utoipa::path(put, path = "/offers/{id}/outcome", tag = "asks", params(("id" = String, Path)), request_body = NewOutcome,
    responses((status = 200, body = AskShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn close_offer(here: Here, Path(id): Path<String>, Body(outcome): Body<NewOutcome>) -> Page {
    close(&here, Kind::Offer, &id, outcome).await
}

/// Answer an ask: a conversation with its author, found or begun.
#[utoipa::path(post, path = "/asks/{id}/replies", tag = "asks", params(("id" = String, Path)), request_body = NewReply,
    responses((status = 201, body = ReplyShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn reply_ask(here: Here, Path(id): Path<String>, Body(new): Body<NewReply>) -> Page {
    reply(&here, Kind::Ask, &id, &new).await
}

/// Answer an offer: a conversation with its author, found or begun.
#[utoipa::path(post, path = "/offers/{id}/replies", tag = "asks", params(("id" = String, Path)), request_body = NewReply,
    responses((status = 201, body = ReplyShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn reply_offer(here: Here, Path(id): Path<String>, Body(new): Body<NewReply>) -> Page {
    reply(&here, Kind::Offer, &id, &new).await
}
