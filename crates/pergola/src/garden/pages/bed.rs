//! One bed: its picture, and all its people in numbered pages.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Path, Query};
use pergola_domain::{ids::BedId, text};
use serde::Deserialize;

use super::{
    encoded,
    overview::{BedView, Scene},
    seen::{Looks, PlantView, bed_title, people_in, row, species_of},
};
use crate::{
    garden::{acts, store::Part},
    http::{Failed, Frame, Here, Page, Place, paging::Numbered},
    pictures, tending,
};

/// People on a page.
pub(super) const PER_PAGE: i64 = 50;
/// Enough for every place of a picture, whichever rows they stand in.
const DRAWN_FROM: i64 = 30;

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    pub(super) q: String,
    #[serde(default)]
    pub(super) page: Option<i64>,
}

#[derive(Template)]
#[template(path = "garden/pages/bed.html")]
struct BedPage {
    frame: Frame,
    bed: BedView,
    people: Vec<PlantView>,
    sprite: String,
    legend: &'static pictures::Legend,
    path: String,
    q: String,
    q_encoded: String,
    found: i64,
    pages: Numbered,
    may_search: bool,
}

pub(crate) async fn bed(here: Here, Path(id): Path<BedId>, Query(asked): Query<Asked>) -> Page {
    let by = here.by();
    let beds = tending::beds(&here.app, &by).await?;
    let bed = beds.iter().find(|bed| bed.id == id).ok_or(Failed::NotFound)?;
    let due = acts::week(&here.app, &by).await?;
    let (owner, now, name) = (by.member, by.now, text::fold(&asked.q));
    let asked_page = asked.page;
    let read = here.app.db.read(async move |tx| {
        let counts = acts::count(tx, owner, now).await?;
        let first = acts::plants_of(tx, owner, &[id], DRAWN_FROM, now).await?;
        let mut part = Part { bed: Some(id), name: name.clone(), limit: PER_PAGE, offset: 0 };
        let total: i64 = counts.get(&Some(id)).map_or(0, |states| states.values().sum());
        // The page is bounded by what there is; a search starts at its own first page.
        part.offset = Numbered::new(asked_page, total, PER_PAGE).offset(PER_PAGE);
        let mut listed = acts::part_of_bed(tx, owner, &part, now).await?;
        let pages = Numbered::new(asked_page, listed.1, PER_PAGE);
        if pages.offset(PER_PAGE) != part.offset {
            part.offset = pages.offset(PER_PAGE);
            listed = acts::part_of_bed(tx, owner, &part, now).await?;
        }
        Ok::<_, Failed>((counts, first, listed, pages))
    });
    let (counts, first, (plants, found), pages) = read.await?;
    let due: BTreeSet<i64> = due.iter().map(|due| due.plant.person.number()).collect();
    let scene = Scene { t: here.speech(), now, beds: &beds, counts: &counts, due: &due, pictured: true };
    let species = species_of(&beds, Some(id));
    let mut looks = Looks::default();
    let people = plants.iter().map(|plant| row(&scene.t, plant, species, &mut looks, now)).collect();
    let total: i64 = counts.get(&Some(id)).map_or(0, |states| states.values().sum());
    let mut view = scene.bed(bed, &first, &mut Looks::default());
    view.people = people_in(&scene.t, total, species);
    let page = BedPage {
        frame: here.frame(bed_title(&scene.t, bed), Place::Garden),
        bed: view,
        people,
        sprite: looks.sprite(),
        legend: pictures::legend(),
        path: format!("/garden/beds/{id}"),
        q_encoded: encoded(&text::line(&asked.q)),
        q: text::line(&asked.q),
        found,
        pages,
        may_search: total > PER_PAGE || !asked.q.is_empty(),
    };
    here.draw(&page)
}
