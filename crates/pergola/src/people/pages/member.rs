//! `/@{handle}`: a member as this reader may see him.

use askama::Template;
use axum::extract::Path;
use pergola_domain::{ids::PersonId, members::profile::Period, text::first_name};
use serde::Deserialize;

use super::{super::shared_address, Node};
use crate::{
    asks::{self, Card},
    garden::{TendingView, tending_of},
    http::{Failed, Frame, Here, Page, Place, layout::face, limits::Pace},
    members::{self, Profile},
    messages,
    network::{self, Common, Known},
    pairs::{self, Beside},
    pictures::{self, TileSize},
    subscriptions,
    ties::{self, Standing},
    words::Speech,
};

/// Mutual ties named beside a person.
const MUTUALS: usize = 5;

/// What two members are to each other, as the page's actions know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bond {
    Myself,
    Tied,
    Asked,
    Asking,
    Stranger,
}

#[derive(Template)]
#[template(path = "people/pages/member.html")]
struct MemberPage {
    frame: Frame,
    name: String,
    first: String,
    handle: String,
    headline: String,
    place: String,
    spoken: String,
    about: Vec<String>,
    face: String,
    /// The address that this member shares with his ties.
    email: String,
    distance: String,
    degree: String,
    bond: Bond,
    /// They were put in touch, or have written to each other before.
    may_write: bool,
    /// They were put in touch.
    may_meet: bool,
    /// Where the reader may take the card along; empty where he may not.
    card: String,
    tending: Option<TendingView>,
    positions: Vec<Stretch>,
    schools: Vec<Stretch>,
    skills: Vec<String>,
    links: Vec<(String, String)>,
    common: Vec<Common>,
    /// How the two met, where they were in the same years: of a tie, as the reader tells it.
    ours: Vec<String>,
    /// Those of the reader's own ties who would fit with this person.
    beside: Vec<Beside>,
    asks: Vec<Card>,
    offers: Vec<Card>,
    mutuals: Vec<Node>,
    more_mutuals: usize,
    leaving: bool,
}

/// A stretch of work or study.
struct Stretch {
    when: String,
    at: String,
    path: String,
    what: String,
    description: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::people) struct Asked {
    #[serde(default)]
    page: Option<i64>,
}

impl Asked {
    pub(super) fn page(&self) -> Option<i64> {
        self.page
    }
}

pub(in crate::people) async fn member(
    here: Here,
    Path(handle): Path<String>,
    asked: axum::extract::Query<Asked>,
) -> Page {
    here.app.limits.take(Pace::Profile, &here.me()?.member.to_string())?;
    let by = here.by();
    let viewer = by.member;
    let read = here
        .app
        .db
        .read(async move |tx| {
            let Some(account) = ties::find_visible(tx, viewer, &handle).await? else { return Ok(None) };
            let standing = ties::standing(tx, viewer, account.id).await?;
            let profile = members::profile(tx, account.id).await?;
            let written = messages::between(tx, viewer, account.id).await?.is_some();
            let known = messages::acquaintance(tx, viewer, account.id).await?.known();
            let email = shared_address(tx, viewer, account.id).await?;
            let gives = subscriptions::gives_card(tx, viewer, account.id).await?;
            let beside = (written || known, known, gives);
            Ok::<_, pergola_db::Fault>(profile.map(|profile| (profile, standing, beside, email)))
        })
        .await?;
    let (profile, standing, (may_write, may_meet, gives_card), email) = read.ok_or(Failed::NotFound)?;
    let bond = match standing {
        Standing::Myself => Bond::Myself,
        Standing::Tied => Bond::Tied,
        Standing::Asked => Bond::Asked,
        Standing::Asking => Bond::Asking,
        Standing::Stranger => Bond::Stranger,
        Standing::BlockedByMe | Standing::Hidden => return Err(Failed::NotFound),
    };
    let id = profile.account.id;
    let tending = match bond {
        Bond::Tied => {
            let back = profile.account.path();
            tending_of(&here.app, &by, PersonId::Member(id), &back, asked.page).await?
        }
        _ => None,
    };
    let known = if bond == Bond::Myself { None } else { Some(network::mutuals(&here.app, &by, id, MUTUALS).await?) };
    let page = page(&here, profile, bond, tending, known.as_ref());
    let beside = match bond {
        Bond::Tied => pairs::beside(&here.speech(), &pairs::of_today_with(&here.app, &by, id).await?, id),
        _ => Vec::new(),
    };
    let (asks, offers) = asks::of_person(&here, id).await?;
    let said = if bond == Bond::Tied { network::ours(&here.app, &by, &here.speech(), id).await? } else { Vec::new() };
    // Since when is said above, with what the garden knows.
    let ours = said.into_iter().filter(|said| said.kind != "since").map(|said| said.text).collect();
    let card = if gives_card { format!("/@{}/card", page.handle) } else { String::new() };
    let email = email.unwrap_or_default();
    here.draw(&MemberPage { may_write, may_meet, card, email, ours, beside, asks, offers, ..page })
}

fn page(here: &Here, profile: Profile, bond: Bond, tending: Option<TendingView>, known: Option<&Known>) -> MemberPage {
    let account = profile.account;
    let frame = here.frame(account.name.clone(), Place::People);
    let t = frame.t.clone();
    let distance = known.and_then(|known| known.distance);
    let mutuals = known.map_or(&[][..], |known| &known.mutuals);
    let count = known.map_or(0, |known| known.mutual_count);
    let spoken: Vec<String> = profile.languages.iter().map(|tag| t.language_name(tag)).collect();
    MemberPage {
        first: first_name(&account.name).to_owned(),
        face: face(account.id.0, &account.name, account.photo, TileSize::Large),
        distance: match distance {
            Some(steps) => t.say("steps-away").arg("steps", i64::from(steps)).text(),
            None => t.s("steps-unknown").to_owned(),
        },
        degree: distance.filter(|steps| *steps > 0).map_or_else(String::new, pictures::degree),
        positions: profile
            .positions
            .into_iter()
            .map(|kept| Stretch {
                when: when(&t, kept.told.period),
                path: format!("/organisations/{}", kept.organisation),
                at: kept.told.organisation,
                what: kept.told.title,
                description: paragraphs(&kept.told.description),
            })
            .collect(),
        schools: profile
            .education
            .into_iter()
            .map(|kept| Stretch {
                when: when(&t, kept.told.period),
                path: format!("/organisations/{}", kept.organisation),
                at: kept.told.school,
                what: [kept.told.degree, kept.told.field]
                    .into_iter()
                    .filter(|w| !w.is_empty())
                    .collect::<Vec<_>>()
                    .join(", "),
                description: paragraphs(&kept.told.description),
            })
            .collect(),
        skills: profile.skills.into_iter().map(|(_, name)| name).collect(),
        links: profile.links.into_iter().map(|(_, link)| (link.url, link.label)).collect(),
        mutuals: mutuals.iter().map(|account| Node::of(account, TileSize::Small)).collect(),
        more_mutuals: usize::try_from(count).unwrap_or(0).saturating_sub(mutuals.len()),
        about: paragraphs(&profile.about),
        ours: Vec::new(),
        beside: Vec::new(),
        asks: Vec::new(),
        offers: Vec::new(),
        spoken: spoken.join(", "),
        // Nobody else needs to know before it is done.
        leaving: bond == Bond::Myself && account.leaving_at.is_some(),
        name: account.name,
        handle: account.handle,
        headline: account.headline,
        place: account.place,
        bond,
        may_write: false,
        may_meet: false,
        card: String::new(),
        email: String::new(),
        tending,
        common: known.map_or_else(Vec::new, |known| known.common.clone()),
        frame,
    }
}

fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n").filter(|part| !part.trim().is_empty()).map(str::to_owned).collect()
}

/// "dal 2019", "2014–2019".
fn when(t: &Speech, period: Period) -> String {
    let year = |month: Option<pergola_domain::time::YearMonth>| month.map(|month| month.year.to_string());
    match (year(period.from), year(period.to)) {
        (Some(from), Some(to)) if from == to => from,
        (Some(from), Some(to)) => t.say("evidence-years").arg("from", from).arg("to", to).text(),
        (Some(from), None) if period.is_over => from,
        (Some(from), None) => t.say("evidence-since-year").arg("year", from).text(),
        (None, Some(to)) => t.say("person-until").arg("year", to).text(),
        (None, None) => String::new(),
    }
}
