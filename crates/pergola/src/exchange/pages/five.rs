//! "The first five": each gets a bed, or none yet. The form is on the page of an import and in the welcome.

use std::collections::BTreeMap;

use pergola_domain::{garden::BedKind, ids::BedId, refusal::Refusal as _};

use crate::{
    exchange::acts::five::{Newcomer, five},
    http::{Failed, Failure, Here, layout::face},
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
    /// What was chosen, where it has to be chosen once more.
    pub(super) bed: String,
    pub(super) often: bool,
    pub(super) wrong: Option<String>,
}

/// What a form said that was refused: of each person the bed and whether often; with whom it stopped, and why.
#[derive(Debug, Default)]
pub(super) struct Said {
    chosen: BTreeMap<i64, (String, bool)>,
    wrong: Option<(i64, String)>,
    /// The same for a page of its own, where he is not among the five.
    failed: Option<Failed>,
}

impl Said {
    pub(super) const fn is_refused(&self) -> bool {
        self.wrong.is_some()
    }
}

impl Five {
    /// Where to mend what, for the head of the form.
    pub(super) fn wrong(&self) -> Option<(usize, &str)> {
        self.people.iter().find_map(|one| Some((one.number, one.wrong.as_deref()?)))
    }
}

/// The form for whom there is to plant; none where nobody is.
pub(super) async fn form(here: &Here, to: String, later: &'static str, said: &Said) -> Result<Option<Five>, Failed> {
    let (people, written) = five(&here.app, &here.by()).await?;
    let among = |whose: i64| people.iter().any(|one| one.person.number() == whose);
    if let (Some((whose, _)), Some(failed)) = (&said.wrong, &said.failed)
        && !among(*whose)
    {
        return Err(failed.clone());
    }
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
        let (bed, often) = said.chosen.get(&id).cloned().unwrap_or_default();
        let wrong = said.wrong.as_ref().filter(|(whose, _)| *whose == id).map(|(_, sentence)| sentence.clone());
        Chosen { number, id, name: person.name, about: person.about, face, bed, often, wrong }
    };
    Ok(Some(Five {
        people: (1..).zip(people).map(chosen).collect(),
        beds: tending::beds(&here.app, &here.by()).await?.into_iter().map(named).collect(),
        why: if written { "five-why-words" } else { "five-why-lately" },
        to,
        later,
    }))
}

/// Plants whom the form says. Gives how many, or what it said where one of them was refused: those before are planted.
pub(super) async fn plant(here: &Here, form: &BTreeMap<String, String>) -> Result<Result<usize, Said>, Failed> {
    let value =
        |name: &str, number: usize| form.get(&format!("{name}{number}")).map(String::as_str).unwrap_or_default();
    let chosen = (1..=5).filter_map(|number| {
        let person = value("person", number).parse::<i64>().ok()?;
        Some((person, (value("bed", number).to_owned(), !value("often", number).is_empty())))
    });
    let chosen: Vec<(i64, (String, bool))> = chosen.collect();
    let mut planted = 0;
    for (person, (bed, often)) in &chosen {
        let Ok(bed) = bed.parse::<BedId>() else { continue };
        let days = often.then_some(OFTEN_DAYS);
        match tending::move_to_bed(&here.app, here.by(), vec![*person], bed, days).await {
            Ok(_) => planted += 1,
            Err(Failure::Refused(refusal)) => {
                let sentence = here.speech().refusal(refusal.code(), &refusal.numbers());
                let wrong = Some((*person, sentence));
                let failed = Some(Failed::from(Failure::Refused(refusal)));
                return Ok(Err(Said { chosen: chosen.iter().cloned().collect(), wrong, failed }));
            }
            Err(other) => return Err(other.into()),
        }
    }
    Ok(Ok(planted))
}
