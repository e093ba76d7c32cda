//! What people in the small town have planned, as `plans.toml` tells it: coffees, events, days in another place.

use std::collections::BTreeMap;

use pergola_domain::{
    ids::MemberId,
    meetings::{Read, Typed},
    members::Language,
};
use serde::Deserialize;

use crate::{
    app::{App, By},
    events,
    http::Failed,
    meetings::{self, clock},
    stays,
    words::day_input,
};

const ZONE: &str = "Europe/Rome";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Plans {
    meeting: Vec<Meeting>,
    event: Vec<Event>,
    stay: Vec<Stay>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Meeting {
    from: String,
    to: String,
    kind: String,
    days: Vec<i64>,
    hour: String,
    place: String,
    words: String,
    /// `open`, `agreed`, `held`.
    end: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Event {
    by: String,
    title: String,
    text: String,
    days: i64,
    from: String,
    to: String,
    place: String,
    #[serde(default)]
    link: String,
    audience: String,
    capacity: String,
    /// Who comes, and who may read that.
    coming: Vec<(String, String)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stay {
    by: String,
    place: String,
    days: (i64, i64),
    words: String,
    tell: Vec<String>,
}

/// Somebody of the town, so many days from today.
fn somebody(app: &App, ids: &BTreeMap<String, MemberId>, handle: &str, days: i64) -> Result<By, Failed> {
    let member = ids.get(handle).copied().ok_or(Failed::NotFound)?;
    let by = app.by_itself(Language::It).on_behalf_of(member);
    Ok(By { now: by.now.plus_days(days), ..by })
}

fn at(app: &App, days: i64, hour: &str) -> Read {
    clock::read(&format!("{}T{hour}", day_input(app.now().plus_days(days))), ZONE)
}

pub(super) async fn make(app: &App, ids: &BTreeMap<String, MemberId>) -> Result<(), Failed> {
    let plans: Plans = toml::from_str(include_str!("plans.toml")).map_err(|error| Failed::fault(&error))?;
    for plan in &plans.meeting {
        meet(app, ids, plan).await?;
    }
    for plan in &plans.event {
        gather(app, ids, plan).await?;
    }
    for plan in plans.stay {
        let by = somebody(app, ids, &plan.by, 0)?;
        let day = |days| crate::words::parse(&day_input(by.now.plus_days(days)));
        let typed = pergola_domain::stays::Typed {
            place: plan.place,
            from: day(plan.days.0),
            until: day(plan.days.1),
            words: plan.words,
        };
        stays::plan(app, by, &typed, plan.tell).await?;
    }
    Ok(())
}

async fn meet(app: &App, ids: &BTreeMap<String, MemberId>, plan: &Meeting) -> Result<(), Failed> {
    // Whatever was held was proposed in the week before.
    let before = if plan.end == "held" { -7 } else { 0 };
    let typed = Typed {
        kind: plan.kind.clone(),
        minutes: None,
        place: plan.place.clone(),
        link: String::new(),
        words: plan.words.clone(),
    };
    let times = plan.days.iter().map(|days| at(app, *days, &plan.hour)).collect();
    let proposal = meetings::Proposal { to: plan.to.clone(), typed, times };
    let meeting = meetings::propose(app, somebody(app, ids, &plan.from, before)?, proposal).await?;
    if plan.end != "open" {
        let slot = meeting.times.first().map_or(0, |slot| slot.id);
        meetings::pick(app, somebody(app, ids, &plan.to, before)?, meeting.id, slot).await?;
    }
    Ok(())
}

async fn gather(app: &App, ids: &BTreeMap<String, MemberId>, plan: &Event) -> Result<(), Failed> {
    let typed = pergola_domain::events::Typed {
        title: plan.title.clone(),
        text: plan.text.clone(),
        starts: Some(at(app, plan.days, &plan.from)),
        ends: Some(at(app, plan.days, &plan.to)),
        place: plan.place.clone(),
        link: plan.link.clone(),
        capacity: plan.capacity.clone(),
        audience: plan.audience.clone(),
    };
    let proposal = events::Proposal { typed, organisation: String::new(), group: String::new() };
    let event = events::post(app, somebody(app, ids, &plan.by, 0)?, proposal).await?;
    for (handle, shown) in &plan.coming {
        events::attend(app, somebody(app, ids, handle, 0)?, event.id, shown).await?;
    }
    Ok(())
}
