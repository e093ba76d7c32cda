//! Those without a bed: many at once into one, with a rhythm where it is wished.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Query;
use pergola_domain::{ids::BedId, text};

use super::{
    Wrong,
    bed::{Asked, PER_PAGE},
    encoded,
    seen::{Looks, PlantView, bed_title, row},
    tending::{Choice, rhythms},
};
use crate::{
    garden::{acts, store::Part},
    http::{Failed, Form, Frame, Here, Page, Place, paging::Numbered, see},
    pictures::Species,
    tending,
};

#[derive(Template)]
#[template(path = "garden/pages/unplanted.html")]
struct UnplantedPage {
    frame: Frame,
    people: Vec<PlantView>,
    sprite: String,
    count: i64,
    q: String,
    q_encoded: String,
    pages: Numbered,
    beds: Vec<Choice>,
    rhythms: Vec<Choice>,
    chosen: Vec<i64>,
    wrong: Option<Wrong>,
}

pub(crate) async fn unplanted(here: Here, Query(asked): Query<Asked>) -> Page {
    drawn(&here, asked, Planting::default(), None).await
}

async fn drawn(here: &Here, asked: Asked, form: Planting, wrong: Option<Wrong>) -> Page {
    let by = here.by();
    let beds = tending::beds(&here.app, &by).await?;
    let (owner, now, name) = (by.member, by.now, text::fold(&asked.q));
    let page = asked.page;
    let read = here.app.db.read(async move |tx| {
        let mut part = Part { bed: None, name: name.clone(), limit: PER_PAGE, offset: 0 };
        let (mut plants, count) = acts::part_of_bed(tx, owner, &part, now).await?;
        let pages = Numbered::new(page, count, PER_PAGE);
        if pages.page > 1 {
            part.offset = pages.offset(PER_PAGE);
            plants = acts::part_of_bed(tx, owner, &part, now).await?.0;
        }
        Ok::<_, Failed>((plants, count, pages))
    });
    let (plants, count, pages) = read.await?;
    let t = here.speech();
    let mut looks = Looks::default();
    let people = plants.iter().map(|plant| row(&t, plant, Species::Jasmine, &mut looks, now)).collect();
    let beds = beds.iter().map(|bed| Choice {
        value: bed.id.to_string(),
        words: bed_title(&t, bed),
        chosen: form.bed == Some(bed.id),
    });
    let frame = here.frame("unplanted-title", Place::Garden);
    let page = UnplantedPage {
        frame: match &wrong {
            Some(wrong) => frame.with_error_at(wrong.field, &wrong.sentence),
            None => frame,
        },
        people,
        sprite: looks.sprite(),
        count,
        q_encoded: encoded(&text::line(&asked.q)),
        q: text::line(&asked.q),
        pages,
        beds: beds.collect(),
        rhythms: rhythms(&t, form.cadence_days),
        chosen: form.people,
        wrong,
    };
    if page.wrong.is_some() { here.draw_refused(&page) } else { here.draw(&page) }
}

/// What the form of many boxes says: `person-7=on`, `shown-7=`, `bed=3`, `cadence_days=90`, `everybody=1`.
#[derive(Debug, Default)]
struct Planting {
    people: Vec<i64>,
    bed: Option<BedId>,
    cadence_days: Option<i64>,
}

impl Planting {
    fn of(fields: &BTreeMap<String, String>) -> Self {
        let start = if fields.contains_key("everybody") { "shown-" } else { "person-" };
        let said = |name: &str| fields.get(name).map(String::as_str).unwrap_or_default();
        Self {
            people: fields.keys().filter_map(|key| key.strip_prefix(start)?.parse().ok()).collect(),
            bed: said("bed").parse().ok(),
            cadence_days: said("cadence_days").parse().ok(),
        }
    }
}

pub(crate) async fn plant(here: Here, Form(fields): Form<BTreeMap<String, String>>) -> Page {
    let form = Planting::of(&fields);
    let bed = form.bed.unwrap_or(BedId(0));
    match tending::move_to_bed(&here.app, here.by(), form.people.clone(), bed, form.cadence_days).await {
        Ok(_) => Ok(see("/garden/unplanted", Some("planted"))),
        Err(failure) => {
            let wrong = Wrong::from(&here, failure)?;
            let page = fields.get("page").and_then(|page| page.parse().ok());
            let q = fields.get("q").cloned().unwrap_or_default();
            drawn(&here, Asked { q, page }, form, Some(wrong)).await
        }
    }
}
