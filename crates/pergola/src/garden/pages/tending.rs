//! The private side of one person, as a part of any page: the bond, the tools, the story. Pages of people include
//! `garden/pages/tending.html` (or `bond`, `tools`, `story` by themselves) with a field `tending` beside their `frame`.

use pergola_db::Fault;
use pergola_domain::garden::{MomentKind, YEAR_DAYS, exchanges};
use pergola_domain::{
    ids::PersonId,
    text::first_name,
    time::{Timestamp, YearMonth},
};

use super::{
    Wrong, encoded,
    seen::{bed_title, species_of},
};
use crate::{
    app::{App, By},
    garden::acts,
    http::paging::Numbered,
    pictures,
    tending::{self, Bed, Moment, Tended},
    words::{Speech, rfc3339},
};

/// Moments on a page of a story.
const MOMENTS_SHOWN: i64 = 20;

/// An option of a `select`.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) words: String,
    pub(crate) chosen: bool,
}

/// Everything private about one person. Only ever made for the owner who asks.
#[derive(Debug)]
pub(crate) struct TendingView {
    pub(crate) number: i64,
    pub(crate) name: String,
    /// The page of the person.
    pub(crate) href: String,
    pub(crate) mini: String,
    pub(crate) sprig: String,
    pub(crate) strength: String,
    pub(crate) since: String,
    pub(crate) bed: Option<(String, String)>,
    pub(crate) state: String,
    pub(crate) rhythm: String,
    pub(crate) beds: Vec<Choice>,
    pub(crate) rhythms: Vec<Choice>,
    pub(crate) closenesses: Vec<Choice>,
    pub(crate) kinds: Vec<Choice>,
    pub(crate) resting: bool,
    pub(crate) notes: String,
    pub(crate) version: i64,
    pub(crate) moments: Vec<MomentView>,
    pub(crate) pages: Numbered,
    pub(crate) today: String,
    /// Where the forms lead back to.
    pub(crate) back: String,
    pub(crate) back_encoded: String,
    /// What was typed and refused.
    pub(crate) draft: Draft,
    pub(crate) wrong: Option<Wrong>,
}

/// A moment that was typed and could not be kept.
#[derive(Clone, Debug, Default)]
pub(crate) struct Draft {
    pub(crate) at: String,
    pub(crate) text: String,
}

/// Something that happened.
#[derive(Debug)]
pub(crate) struct MomentView {
    pub(crate) id: i64,
    pub(crate) icon: &'static str,
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) day: String,
    pub(crate) datetime: String,
    /// Where it comes from, unless it was written by hand.
    pub(crate) source: String,
    pub(crate) by_hand: bool,
}

/// The private side of a person for its owner; none where the person is not in his garden. Forms lead back to `back`.
pub(crate) async fn tending_of(
    app: &App,
    by: &By,
    person: PersonId,
    back: &str,
    page: Option<i64>,
) -> Result<Option<TendingView>, Fault> {
    let beds = tending::beds(app, by).await?;
    let (owner, now, number) = (by.member, by.now, person.number());
    let read = app
        .db
        .read(async move |tx| -> Result<_, Fault> {
            let Some(tended) = tending::find(tx, owner, number).await? else { return Ok(None) };
            let Some(plant) = acts::plants_these(tx, owner, &[number], now).await?.pop() else { return Ok(None) };
            let counted = tending::exchanges(tx, owner, &[number], now.plus_days(-YEAR_DAYS)).await?;
            let [both, out, back] = counted.first().map(|(_, counts)| *counts).unwrap_or_default();
            let page = Numbered { page: page.unwrap_or(1).max(1), pages: i64::MAX };
            let asked = page.offset(MOMENTS_SHOWN).min(1_000_000);
            let moments = tending::moments_with(tx, owner, tended.person, MOMENTS_SHOWN, asked).await?;
            Ok(Some((tended, plant, exchanges(both, out, back), moments)))
        })
        .await?;
    let Some((tended, plant, _, (moments, moment_count))) = read else { return Ok(None) };
    let t = Speech::new(app, by.language);
    let species = species_of(&beds, tended.bed);
    let strength = plant.picture_strength();
    let bed = tended.bed.and_then(|id| beds.iter().find(|bed| bed.id == id));
    Ok(Some(TendingView {
        number,
        mini: plant.mini(&format!("t{number}"), species),
        sprig: pictures::sprig(strength),
        strength: t.s(&["strength-", plant.facts.strength().name()].concat()).to_owned(),
        since: since(&t, plant.facts.met_at, now),
        bed: bed.map(|bed| (bed_title(&t, bed), format!("/garden/beds/{}", bed.id))),
        state: t.s(&["state-", plant.state.name()].concat()).to_owned(),
        rhythm: super::seen::rest_of_line(&t, &plant, now),
        beds: bed_choices(&t, &beds, &tended),
        rhythms: rhythms(&t, tended.cadence_days),
        closenesses: closenesses(&t, tended.closeness),
        kinds: kinds(&t, MomentKind::Met.name()),
        resting: tended.resting,
        notes: tended.notes,
        version: tended.version,
        moments: moments.iter().map(|moment| moment_view(&t, moment, &plant.name, now)).collect(),
        pages: Numbered::new(page, moment_count, MOMENTS_SHOWN),
        today: t.day_here(now).to_string(),
        back: back.to_owned(),
        back_encoded: encoded(back),
        draft: Draft::default(),
        wrong: None,
        name: plant.name,
        href: plant.href,
    }))
}

impl TendingView {
    /// Whether this field is the one to mend.
    pub(crate) fn is_wrong(&self, field: &str) -> bool {
        self.wrong.as_ref().is_some_and(|wrong| wrong.field == field)
    }

    /// What is wrong with it.
    pub(crate) fn wrong_words(&self) -> &str {
        self.wrong.as_ref().map_or("", |wrong| wrong.sentence.as_str())
    }
}

/// "Since February 2026", and only the year where it is long ago.
fn since(t: &Speech, met_at: Timestamp, now: Timestamp) -> String {
    let (met, today) = (t.date_of(met_at), t.day_here(now));
    if met.year() + 1 < today.year() {
        return t.say("bond-since-year").arg("year", met.year().to_string()).text();
    }
    let month = YearMonth { year: met.year(), month: u8::try_from(met.month()).ok() };
    t.say("bond-since-month").arg("month", t.month(&month)).text()
}

fn bed_choices(t: &Speech, beds: &[Bed], tended: &Tended) -> Vec<Choice> {
    let none = Choice { value: String::new(), words: t.s("no-bed").to_owned(), chosen: tended.bed.is_none() };
    let each = beds.iter().map(|bed| Choice {
        value: bed.id.to_string(),
        words: bed_title(t, bed),
        chosen: tended.bed == Some(bed.id),
    });
    std::iter::once(none).chain(each).collect()
}

/// None, weekly, monthly, every 2, 3 and 6 months, yearly; and what somebody has already, if it is none of these.
pub(super) fn rhythms(t: &Speech, chosen: Option<i64>) -> Vec<Choice> {
    let mut days = vec![7, 30, 60, 90, 180, 365];
    if let Some(own) = chosen
        && !days.contains(&own)
    {
        days.push(own);
        days.sort_unstable();
    }
    let none = Choice { value: String::new(), words: t.s("no-rhythm").to_owned(), chosen: chosen.is_none() };
    let each = days.into_iter().map(|days| Choice {
        value: days.to_string(),
        words: t.every(days),
        chosen: chosen == Some(days),
    });
    std::iter::once(none).chain(each).collect()
}

fn closenesses(t: &Speech, chosen: Option<i64>) -> Vec<Choice> {
    let keys = ["closeness-0", "closeness-1", "closeness-2", "closeness-3", "closeness-4", "closeness-5"];
    let each = (0_i64..).zip(keys).map(|(number, key)| Choice {
        value: if number == 0 { String::new() } else { number.to_string() },
        words: t.s(key).to_owned(),
        chosen: chosen.unwrap_or(0) == number,
    });
    each.collect()
}

pub(super) fn kinds(t: &Speech, chosen: &str) -> Vec<Choice> {
    let each = MomentKind::ALL.into_iter().map(|kind| Choice {
        value: kind.name().to_owned(),
        words: t.s(&["kind-", kind.name()].concat()).to_owned(),
        chosen: kind.name() == chosen,
    });
    each.collect()
}

pub(super) fn directions(t: &Speech, chosen: &str) -> Vec<Choice> {
    let each = pergola_domain::garden::Direction::ALL.into_iter().map(|direction| Choice {
        value: direction.name().to_owned(),
        words: t.s(&["direction-", direction.name()].concat()).to_owned(),
        chosen: direction.name() == chosen,
    });
    each.collect()
}

/// A moment in words: who did what depends on its direction.
pub(super) fn moment_view(t: &Speech, moment: &Moment, name: &str, now: Timestamp) -> MomentView {
    let direction = if moment.direction == "in" { "in" } else { "out" };
    let key = ["moment-", moment.kind.as_str()].concat();
    let key = if t.has(&key) { key } else { "moment-other".to_owned() };
    let first = first_name(name);
    let direction = if moment.direction == "both" { "both" } else { direction };
    let icon = match moment.kind.as_str() {
        "met" => "cup",
        "called" | "wrote" => "reply",
        "helped" | "recommended" => "thanks",
        "introduced" => "arch",
        "tied" => "people",
        "invited" => "send",
        "endorsed" => "check",
        _ => "garden",
    };
    let source = match moment.source.as_str() {
        "import" => t.s("moment-from-import"),
        "pergola" => t.s("moment-from-pergola"),
        _ => "",
    };
    MomentView {
        id: moment.id.0,
        icon: pictures::icon(icon),
        title: t.say(key).arg("name", first).arg("direction", direction).text(),
        text: moment.text.clone(),
        day: t.day(moment.at, now),
        datetime: rfc3339(moment.at),
        source: source.to_owned(),
        by_hand: moment.source == "hand",
    }
}
