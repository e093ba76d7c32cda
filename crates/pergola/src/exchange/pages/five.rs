//! "The first five": each gets a bed, or none yet. The form is on the page of an import and in the welcome.

use std::collections::BTreeMap;

use pergola_domain::{garden::BedKind, ids::BedId};

use crate::{
    exchange::acts::five::{Newcomer, five},
    http::{Failed, Here, layout::face},
    pictures::TileSize,
    tending,
};

/// Days between two words with somebody one often hears.
const OFTEN_DAYS: i64 = 30;

/// The form.
#[derive(Debug)]
pub(super) struct Five {
    pub(super) people: Vec<Chosen>,
    /// Their ids and names.
    pub(super) beds: Vec<(String, String)>,
    /// The sentence that says why these.
    pub(super) why: &'static str,
    /// Where it goes.
    pub(super) to: String,
    /// Where "enough for today" leads.
    pub(super) later: &'static str,
}

/// One of the five.
#[derive(Debug)]
pub(super) struct Chosen {
    pub(super) number: usize,
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) about: String,
    pub(super) face: String,
}

/// The form for whom there is to plant; none where nobody is.
pub(super) async fn form(here: &Here, to: String, later: &'static str) -> Result<Option<Five>, Failed> {
    let (people, written) = five(&here.app, &here.by()).await?;
    if people.is_empty() {
        return Ok(None);
    }
    let t = here.speech();
    let named = |bed: tending::Bed| {
        let own = bed.kind == BedKind::Own;
        let name = if own { bed.name } else { t.s(&["bed-", bed.kind.name()].concat()).to_owned() };
        (bed.id.to_string(), name)
    };
    let chosen = |(number, person): (usize, Newcomer)| {
        let id = person.person.number();
        let face = face(id, &person.name, person.photo, TileSize::Usual);
        Chosen { number, id, name: person.name, about: person.about, face }
    };
    Ok(Some(Five {
        people: (1..).zip(people).map(chosen).collect(),
        beds: tending::beds(&here.app, &here.by()).await?.into_iter().map(named).collect(),
        why: if written { "five-why-words" } else { "five-why-lately" },
        to,
        later,
    }))
}

/// Plants whom the form says. Gives how many.
pub(super) async fn plant(here: &Here, form: &BTreeMap<String, String>) -> Result<usize, Failed> {
    let mut planted = 0;
    for number in 1..=5 {
        let value = |name: &str| form.get(&format!("{name}{number}")).map(String::as_str).unwrap_or_default();
        let (Ok(person), Ok(bed)) = (value("person").parse::<i64>(), value("bed").parse::<BedId>()) else { continue };
        let often = (!value("often").is_empty()).then_some(OFTEN_DAYS);
        tending::move_to_bed(&here.app, here.by(), vec![person], bed, often).await?;
        planted += 1;
    }
    Ok(planted)
}
