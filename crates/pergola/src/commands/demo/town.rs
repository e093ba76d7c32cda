//! Builds the town: everybody joins, tells of work and studies, meets; Livia tends her garden.

use std::collections::BTreeMap;

use pergola_db::Fault;
use pergola_domain::{
    changes::MetKind,
    contacts::CardTyped,
    garden::BedKind,
    ids::{MemberId, MomentId, PersonId, TieId},
    members::{
        Language,
        profile::{Education, Period, Position},
    },
    ties::{Met, MetTyped},
    time::Timestamp,
};
use serde::Deserialize;

use super::{PASSWORD, board, jobs, living, plans, posts};
use crate::{
    app::{App, By},
    contacts,
    http::{Failed, Failure},
    members::{self, Joining, NewTexts},
    tending::{self, Changes, Moment},
    ties::{self, Asking, NewTie},
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Town {
    people: Vec<Person>,
    garden: Vec<Plant>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Person {
    handle: String,
    name: String,
    language: String,
    headline: String,
    place: String,
    spoken: String,
    #[serde(default)]
    positions: Vec<Stay>,
    #[serde(default)]
    schools: Vec<School>,
    #[serde(default)]
    skills: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stay {
    at: String,
    r#as: String,
    from: String,
    #[serde(default)]
    to: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct School {
    at: String,
    degree: String,
    from: String,
    #[serde(default)]
    to: String,
}

/// Somebody in Livia's garden.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Plant {
    #[serde(default)]
    member: String,
    #[serde(default)]
    card: Option<Card>,
    bed: String,
    #[serde(default)]
    cadence_days: Option<i64>,
    #[serde(default)]
    resting: bool,
    closeness: i64,
    /// Since the last contact.
    last_days: i64,
    /// Exchanges both ways within a year.
    exchanges: i64,
    #[serde(default)]
    met: String,
    #[serde(default)]
    met_days: Option<i64>,
    how: How,
    #[serde(default)]
    note: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Card {
    name: String,
    organisation: String,
    position: String,
    email: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct How {
    kind: String,
    text: String,
}

/// Who tends the garden of the data.
const GARDENER: &str = "livia";
/// Who has just arrived, and knows nobody yet.
const NEWCOMER: &str = "remo";

/// Builds the town where there is none yet. Gives whether it did.
pub(super) async fn build(app: &App) -> Result<bool, String> {
    let there = app.db.read(async |tx| members::find_by_handle(tx, GARDENER).await);
    if there.await.map_err(|fault: Fault| fault.to_string())?.is_some() {
        return Ok(false);
    }
    let town: Town = toml::from_str(include_str!("town.toml")).map_err(|error| error.to_string())?;
    let told = |failed: Failed| format!("the town could not be built: {}", failed.code());
    let ids = everybody_joins(app, &town.people).await.map_err(told)?;
    garden(app, &town, &ids).await.map_err(told)?;
    neighbours(app, &town, &ids).await.map_err(told)?;
    invitations(app, &ids).await.map_err(told)?;
    board::fill(app, &ids).await.map_err(told)?;
    living::live(app, &ids).await.map_err(told)?;
    jobs::fill(app, &ids).await.map_err(told)?;
    posts::fill(app, &ids).await.map_err(told)?;
    plans::make(app, &ids).await.map_err(told)?;
    Ok(true)
}

async fn everybody_joins(app: &App, people: &[Person]) -> Result<BTreeMap<String, MemberId>, Failed> {
    let mut ids = BTreeMap::new();
    for person in people {
        let language = Language::from_tag(&person.language).unwrap_or_default();
        let joining = Joining {
            handle: person.handle.clone(),
            name: person.name.clone(),
            email: format!("{}@posta.example", person.handle),
            password: PASSWORD.to_owned(),
            language,
            invitation: None,
            vouched: true,
        };
        let by = app.by_itself(language);
        let id = members::join(app, by.clone(), joining).await?;
        ids.insert(person.handle.clone(), id);
        tell(app, by.on_behalf_of(id), person.clone()).await?;
    }
    Ok(ids)
}

async fn tell(app: &App, by: By, person: Person) -> Result<(), Failed> {
    let told: Result<(), Failure<members::Refusal>> = app
        .db
        .write(async move |tx| {
            let texts = NewTexts {
                headline: Some(person.headline.clone()),
                place: Some(person.place.clone()),
                languages: Some(person.spoken.split(',').map(str::to_owned).collect()),
                ..NewTexts::default()
            };
            members::set_texts(tx, &by, &texts).await?;
            let mut positions = Vec::new();
            for stay in &person.positions {
                positions.push(Position {
                    organisation: stay.at.clone(),
                    title: stay.r#as.clone(),
                    place: String::new(),
                    description: String::new(),
                    period: Period::parse(&stay.from, &stay.to, false).map_err(Failure::Refused)?,
                });
            }
            members::set_positions(tx, &by, positions).await?;
            let mut schools = Vec::new();
            for school in &person.schools {
                schools.push(Education {
                    school: school.at.clone(),
                    degree: school.degree.clone(),
                    field: String::new(),
                    description: String::new(),
                    period: Period::parse(&school.from, &school.to, false).map_err(Failure::Refused)?,
                });
            }
            members::set_education(tx, &by, schools).await?;
            members::set_skills(tx, &by, &person.skills).await
        })
        .await;
    Ok(told?)
}

async fn garden(app: &App, town: &Town, ids: &BTreeMap<String, MemberId>) -> Result<(), Failed> {
    let Some(livia) = ids.get(GARDENER).copied() else { return Err(Failed::NotFound) };
    let by = app.by_itself(Language::It).on_behalf_of(livia);
    for plant in &town.garden {
        let person = match &plant.card {
            None => {
                let Some(other) = ids.get(&plant.member).copied() else { return Err(Failed::NotFound) };
                tie(app, &by, (livia, other), met(plant, by.now)?, met_at(plant, by.now)).await?;
                PersonId::Member(other)
            }
            Some(card) => {
                let typed = CardTyped {
                    name: card.name.clone(),
                    organisation: card.organisation.clone(),
                    position: card.position.clone(),
                    emails: vec![card.email.clone()],
                    since: Some(met_at(plant, by.now)),
                    ..CardTyped::default()
                };
                PersonId::Contact(contacts::create(app, by.clone(), typed).await?)
            }
        };
        tend(app, &by, person, plant).await?;
    }
    Ok(())
}

async fn tend(app: &App, by: &By, person: PersonId, plant: &Plant) -> Result<(), Failed> {
    let kind = BedKind::STANDARD.into_iter().find(|kind| kind.name() == plant.bed).ok_or(Failed::NotFound)?;
    let actor = by.clone();
    let bed = app.db.write(async move |tx| tending::bed_for(tx, &actor, kind, "").await).await?;
    let changes = Changes {
        bed: Some(Some(bed)),
        cadence_days: Some(plant.cadence_days),
        resting: Some(plant.resting),
        closeness: Some(Some(plant.closeness)),
        notes: Some(plant.note.clone()),
        version: None,
    };
    tending::tend(app, by.clone(), person.number(), changes).await?;
    let moments: Vec<Moment> = moments(by, person, plant);
    let owner = by.member;
    let kept = async move |tx: &pergola_db::Tx| tending::remember_all(tx, owner, person, &moments).await;
    app.db.write::<usize, Fault, _>(kept).await?;
    Ok(())
}

/// The exchanges of a year, the last of them so many days ago; without any, one word that was not answered yet.
fn moments(by: &By, person: PersonId, plant: &Plant) -> Vec<Moment> {
    let moment = |days: i64, kind: &str, direction: &str| Moment {
        id: MomentId(by.fresh()),
        person,
        kind: kind.to_owned(),
        direction: direction.to_owned(),
        at: by.now.plus_days(-days),
        text: String::new(),
        source: "hand".to_owned(),
        source_key: String::new(),
    };
    if plant.exchanges == 0 {
        return vec![moment(plant.last_days, "wrote", "out")];
    }
    let room = (360 - plant.last_days).max(plant.exchanges);
    let kinds = ["met", "called", "wrote"];
    (0..plant.exchanges)
        .zip(kinds.iter().cycle())
        .map(|(number, kind)| moment(plant.last_days + number * room / plant.exchanges, kind, "both"))
        .collect()
}

fn met_at(plant: &Plant, now: Timestamp) -> Timestamp {
    let told = crate::words::parse(&format!("{}-01", plant.met));
    plant.met_days.map(|days| now.plus_days(-days)).or(told).unwrap_or(now)
}

fn met(plant: &Plant, now: Timestamp) -> Result<Met, Failed> {
    let typed = MetTyped {
        kind: plant.how.kind.clone(),
        text: plant.how.text.clone(),
        organisation: String::new(),
        from: plant.met.clone(),
        to: String::new(),
    };
    let malformed = |_| Failed::Malformed { code: "http.request_malformed", field: None };
    Met::read(&typed, now).map_err(malformed)
}

async fn tie(app: &App, by: &By, (one, other): (MemberId, MemberId), met: Met, at: Timestamp) -> Result<(), Failed> {
    let by = By { now: at, ..by.clone() };
    let new = NewTie { tie: TieId(by.fresh()), one, other, one_met: met.clone(), other_met: met, formed_at: at };
    let formed = async move |tx: &pergola_db::Tx| ties::form(tx, &by, &new).await;
    app.db.write::<bool, Fault, _>(formed).await?;
    Ok(())
}

/// Whoever worked at the same place, and half of those who went to the same school, know each other.
async fn neighbours(app: &App, town: &Town, ids: &BTreeMap<String, MemberId>) -> Result<(), Failed> {
    let people: Vec<&Person> = town.people.iter().filter(|person| person.handle != NEWCOMER).collect();
    for (place, one) in people.iter().enumerate() {
        for other in people.iter().skip(place + 1) {
            let (Some(first), Some(second)) = (ids.get(&one.handle), ids.get(&other.handle)) else { continue };
            let worked = one.positions.iter().find(|stay| other.positions.iter().any(|their| their.at == stay.at));
            let studied = one.schools.iter().find(|stay| other.schools.iter().any(|their| their.at == stay.at));
            let kind = match (worked, studied) {
                (Some(stay), _) => (MetKind::Worked, stay.at.clone()),
                (None, Some(school)) if (one.name.len() + other.name.len()) % 2 == 0 => {
                    (MetKind::Studied, school.at.clone())
                }
                _ => continue,
            };
            let met = Met { kind: kind.0, organisation: kind.1, ..Met::untold() };
            let by = app.by_itself(Language::It).on_behalf_of(*first);
            let years = i64::try_from((one.handle.len() * 7 + other.handle.len() * 3) % 9).unwrap_or(1) + 1;
            tie(app, &by, (*first, *second), met, by.now.plus_days(-365 * years)).await?;
        }
    }
    Ok(())
}

/// Some wait for an answer, in both directions.
async fn invitations(app: &App, ids: &BTreeMap<String, MemberId>) -> Result<(), Failed> {
    for (from, to, kind, text, message) in [
        (
            "berta",
            "livia",
            "event",
            "la serata sul lavoro in Fabbrica Aperta",
            "Mi piacerebbe continuare quel discorso.",
        ),
        ("oreste", "livia", "worked", "i tavoli della mensa di Imola", ""),
        ("livia", "grace", "online", "un bando per piccoli musei", "I read your guide for small museums, twice."),
        ("giulia", "dora", "event", "la fiera del legno", ""),
    ] {
        let Some(member) = ids.get(from) else { continue };
        let by = app.by_itself(Language::It).on_behalf_of(*member);
        let met = MetTyped { kind: kind.to_owned(), text: text.to_owned(), ..MetTyped::default() };
        ties::invite(app, by, Asking { to: to.to_owned(), met, message: message.to_owned() }).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::build;
    use crate::testkit::Town;

    #[tokio::test]
    async fn the_town_is_built_once_and_looks_as_it_should() {
        let town = Town::new().await;
        assert!(build(&town.app).await.unwrap());
        assert!(!build(&town.app).await.unwrap(), "what one does in it stays");
        town.settles().await;
        let livia = town.signs_in("livia").await.in_italian();
        let garden = livia.get("/api/v1/garden").await.is(200).json();
        let due = garden["due_this_week"].as_array().unwrap();
        assert_eq!(due.len(), 3, "{due:?}");
        livia.get("/garden").await.is(200).says("Nadia Fildiseta").says("Wanda Tredicilune").says("Ugo Nidodirondine");
        livia.get("/@giulia").await.is(200).says("Cooperativa Mareggiata");
        livia.get("/suggestions").await.is(200);
        livia
            .get("/jobs")
            .await
            .is(200)
            .says("Progettista di arredi per scuole")
            .says("Agenzia Passamano, per Tre Ruote");
        let remo = town.signs_in("remo").await;
        remo.get("/garden").await.is(200);
        // What is going on between people.
        let states = |list: serde_json::Value| {
            let items = list["items"].as_array().unwrap().clone();
            items.iter().map(|one| one["state"].as_str().unwrap().to_owned()).collect::<BTreeSet<_>>()
        };
        let introductions = livia.get("/api/v1/introductions?limit=100").await.is(200).json();
        assert_eq!(states(introductions), ["asked", "closed", "made"].map(str::to_owned).into());
        let requests = livia.get("/api/v1/requests?limit=100").await.is(200).json();
        assert_eq!(states(requests), ["asked", "under_way"].map(str::to_owned).into());
        livia
            .get("/inbox")
            .await
            .is(200)
            .says("Ennio Terrabuona")
            .says("Il capitolato è arrivato.")
            .says("Fausto Ditocollo");
        livia.get("/mirror").await.is(200).says("Ines");
        let emma = town.signs_in("emma").await;
        emma.get("/inbox").await.is(200).says("Maria").says("Two of my students");
    }
}
