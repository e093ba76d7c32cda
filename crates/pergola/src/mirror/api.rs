//! The mirror for programs.

use axum::{Json, extract::Query, response::IntoResponse};
use pergola_domain::ids::{MemberId, PersonId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    acts::{self, Mirror, Others},
    store::{Answered, Made, Part},
};
use crate::{
    http::{Failed, Here, Page, dress::Problem},
    members::PersonShape,
    words,
};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct MonthAsked {
    /// `2026-03`; this month unless said.
    #[serde(default)]
    month: Option<String>,
}

/// What you gave and got in a month. Nobody else can read it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MirrorShape {
    month: String,
    given: GivenShape,
    received: ReceivedShape,
}

#[derive(Debug, Serialize, ToSchema)]
struct GivenShape {
    introductions: Vec<MadeShape>,
    answers: Vec<AnsweredShape>,
    /// Your offers that were of use to somebody.
    offers: Vec<AnsweredShape>,
    thanks: Vec<ThanksShape>,
    passed_on: Vec<PassedOnShape>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReceivedInMonthShape)]
struct ReceivedShape {
    introductions: Vec<MadeShape>,
    answers: Vec<AnsweredShape>,
}

/// An introduction that was made. `people` are the others in it; who is gone is not named.
#[derive(Debug, Serialize, ToSchema)]
struct MadeShape {
    id: String,
    by: Option<PersonShape>,
    people: Vec<PersonShape>,
    /// The names of those who are no members.
    cards: Vec<String>,
    at: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct AnsweredShape {
    ask: String,
    /// Who asked, who answered, or whom an offer served.
    person: Option<PersonShape>,
    text: String,
    at: String,
}

/// A request that you passed on and that came about.
#[derive(Debug, Serialize, ToSchema)]
struct PassedOnShape {
    request: String,
    asker: Option<PersonShape>,
    target: Option<PersonShape>,
    at: String,
}

/// What somebody told of it whom you put in touch, or whose request you passed on.
#[derive(Debug, Serialize, ToSchema)]
struct ThanksShape {
    /// The introduction that you made, or else the request that you passed on.
    introduction: Option<String>,
    request: Option<String>,
    from: Option<PersonShape>,
    /// The name of somebody who is no member.
    card: Option<String>,
    words: String,
    /// Whether it helped: `yes`, `not_yet`, `no`.
    helped: String,
    at: String,
}

/// The month that was asked for.
pub(super) fn asked(here: &Here, month: Option<&str>) -> Result<pergola_domain::time::YearMonth, Failed> {
    match month {
        None | Some("") => Ok(acts::month_of(&here.app, here.app.now())),
        Some(text) => text
            .parse()
            .ok()
            .filter(|month: &pergola_domain::time::YearMonth| month.month.is_some())
            .ok_or_else(|| Failed::Malformed { code: "mirror.month_malformed", field: Some("month".to_owned()) }),
    }
}

/// What you gave and got in a month.
#[utoipa::path(get, path = "/mirror", tag = "mirror", params(MonthAsked),
    responses((status = 200, body = MirrorShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn mirror(here: Here, Query(query): Query<MonthAsked>) -> Page {
    let month = asked(&here, query.month.as_deref())?;
    let mirror = acts::mirror(&here.app, &here.by(), month).await?.ok_or(Failed::NotFound)?;
    Ok(Json(shape(&here, &mirror)).into_response())
}

fn shape(here: &Here, mirror: &Mirror) -> MirrorShape {
    let person = |id: MemberId| mirror.people.get(&id).map(|account| PersonShape::of(here, account));
    let made = |(made, others): &(Made, Others)| MadeShape {
        id: made.id.to_string(),
        by: person(made.proposer),
        people: others.members.iter().filter_map(|id| person(*id)).collect(),
        cards: others.cards.clone(),
        at: words::rfc3339(made.at),
    };
    let answered = |ask: &Answered, who: Option<MemberId>| AnsweredShape {
        ask: ask.id.to_string(),
        person: who.and_then(person),
        text: ask.text.clone(),
        at: words::rfc3339(ask.at),
    };
    MirrorShape {
        month: mirror.month.to_string(),
        given: GivenShape {
            introductions: mirror.introduced.iter().map(made).collect(),
            answers: mirror.answered.iter().map(|ask| answered(ask, Some(ask.asker))).collect(),
            offers: mirror.offered.iter().map(|offer| answered(offer, offer.by)).collect(),
            thanks: mirror
                .thanks
                .iter()
                .map(|thanks| ThanksShape {
                    introduction: if let Part::Introduction(id) = thanks.part { Some(id.to_string()) } else { None },
                    request: if let Part::Request(id) = thanks.part { Some(id.to_string()) } else { None },
                    from: if let PersonId::Member(id) = thanks.from { person(id) } else { None },
                    card: if let PersonId::Contact(id) = thanks.from { mirror.cards.get(&id).cloned() } else { None },
                    words: thanks.words.clone(),
                    helped: thanks.helped.clone(),
                    at: words::rfc3339(thanks.at),
                })
                .collect(),
            passed_on: mirror
                .passed_on
                .iter()
                .map(|passed| PassedOnShape {
                    request: passed.id.to_string(),
                    asker: person(passed.asker),
                    target: person(passed.target),
                    at: words::rfc3339(passed.at),
                })
                .collect(),
        },
        received: ReceivedShape {
            introductions: mirror.introduced_to.iter().map(made).collect(),
            answers: mirror.answers.iter().map(|ask| answered(ask, ask.by)).collect(),
        },
    }
}
