//! The list of beds, and a place to make, rename and remove one's own.

use askama::Template;
use axum::extract::Path;
use pergola_domain::garden::{BedKind, OWN_BEDS};
use pergola_domain::ids::BedId;
use serde::Deserialize;

use super::{
    Wrong,
    seen::{bed_title, people_in, species_of},
};
use crate::{
    garden::acts,
    http::{Failed, Form, Frame, Here, Page, Place, see},
    pictures::{self, Look},
    tending,
};

#[derive(Template)]
#[template(path = "garden/pages/beds.html")]
struct BedsPage {
    frame: Frame,
    beds: Vec<BedRow>,
    own_left: i64,
    wrong: Option<Wrong>,
    /// What was typed, where it was refused, and for which bed.
    typed: String,
    renamed: Option<BedId>,
}

/// A bed with what can be done to it.
#[derive(Debug)]
struct BedRow {
    id: BedId,
    icon: String,
    title: String,
    people: String,
    own: bool,
}

pub(crate) async fn beds(here: Here) -> Page {
    drawn(&here, None, String::new(), None).await
}

async fn drawn(here: &Here, wrong: Option<Wrong>, typed: String, renamed: Option<BedId>) -> Page {
    let by = here.by();
    let beds = tending::beds(&here.app, &by).await?;
    let (owner, now) = (by.member, by.now);
    let counts = here.app.db.read(async move |tx| Ok::<_, Failed>(acts::count(tx, owner, now).await?)).await?;
    let t = here.speech();
    let rows = beds.iter().map(|bed| {
        let species = species_of(&beds, Some(bed.id));
        let count = counts.get(&Some(bed.id)).map_or(0, |states| states.values().sum());
        let look = Look { state: pictures::State::Bloom, warmth: 2, potted: false };
        BedRow {
            id: bed.id,
            icon: pictures::mini(&format!("b{}", bed.id), species, look),
            title: bed_title(&t, bed),
            people: people_in(&t, count, species),
            own: bed.kind == BedKind::Own,
        }
    });
    let rows: Vec<BedRow> = rows.collect();
    let own = i64::try_from(rows.iter().filter(|row| row.own).count()).unwrap_or(0);
    let frame = here.frame("garden-beds", Place::Garden);
    let page = BedsPage {
        frame: if wrong.is_some() { frame.with_errors() } else { frame },
        beds: rows,
        own_left: OWN_BEDS - own,
        wrong,
        typed,
        renamed,
    };
    if page.wrong.is_some() { here.draw_refused(&page) } else { here.draw(&page) }
}

#[derive(Debug, Deserialize)]
pub(crate) struct Named {
    name: String,
}

pub(crate) async fn add(here: Here, Form(form): Form<Named>) -> Page {
    match tending::add_bed(&here.app, here.by(), &form.name).await {
        Ok(_) => Ok(see("/garden/beds", Some("bed-added"))),
        Err(failure) => drawn(&here, Some(Wrong::from(&here, failure)?), form.name, None).await,
    }
}

pub(crate) async fn rename(here: Here, Path(id): Path<BedId>, Form(form): Form<Named>) -> Page {
    match tending::rename_bed(&here.app, here.by(), id, &form.name).await {
        Ok(_) => Ok(see("/garden/beds", Some("bed-renamed"))),
        Err(failure) => drawn(&here, Some(Wrong::from(&here, failure)?), form.name, Some(id)).await,
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct Empty {}

pub(crate) async fn remove(here: Here, Path(id): Path<BedId>, Form(Empty {}): Form<Empty>) -> Page {
    tending::remove_bed(&here.app, here.by(), id).await?;
    Ok(see("/garden/beds", Some("bed-removed")))
}
