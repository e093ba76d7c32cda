//! The whole garden: beds with plants, whom this week names, the picture.

use std::{collections::BTreeSet, sync::LazyLock};

use axum::{
    Json,
    extract::Query,
    http::header,
    response::{IntoResponse, Response},
};
use pergola_domain::ids::BedId;
use serde::Serialize;
use utoipa::ToSchema;

use super::PlantShape;
use crate::{
    garden::{
        Plant, acts,
        pages::{overview, seen},
    },
    http::{
        Failed, Here, Page,
        doors::API,
        dress::Problem,
        paging::{Asked, Listed},
    },
    tending::{self, Bed},
    words::escape,
};

/// A bed with its first plants.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GardenBed {
    /// Null: those without a bed.
    id: Option<String>,
    /// `customers`, `suppliers`, `partners`, `inspiration`, `mentors`, `work_mates`, `own`; null without a bed.
    kind: Option<&'static str>,
    name: String,
    /// How many stand here in all.
    count: i64,
    /// In order of meeting, as many as `limit` said; `/garden/plants` has all.
    plants: Vec<PlantShape>,
}

/// The garden.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Garden {
    beds: Vec<GardenBed>,
    /// Three at most.
    due_this_week: Vec<PlantShape>,
}

/// My garden: beds with plants, and whom to tend this week.
#[utoipa::path(get, path = "/garden", tag = "garden", params(("limit" = Option<i64>, Query, description = "plants of each bed, 1 to 100; 20 unless said")),
    responses((status = 200, description = "beds with their first plants", body = Garden),
              (status = "default", description = "a problem", body = Problem)))]
pub(crate) async fn show(here: Here, Query(asked): Query<Asked>) -> Page {
    let (by, limit) = (here.by(), asked.limit()?);
    let beds = tending::beds(&here.app, &by).await?;
    let due = acts::week(&here.app, &by).await?;
    let (owner, now) = (by.member, by.now);
    let ids: Vec<BedId> = beds.iter().map(|bed| bed.id).collect();
    let read = here.app.db.read(async move |tx| {
        let counts = acts::count(tx, owner, now).await?;
        let plants = acts::plants_of(tx, owner, &ids, limit, now).await?;
        Ok::<_, Failed>((counts, plants, acts::unplanted(tx, owner, limit, now).await?))
    });
    let (counts, plants, unplanted) = read.await?;
    let named: BTreeSet<i64> = due.iter().map(|due| due.plant.person.number()).collect();
    let shape = |plant: &Plant| PlantShape::of(&here, plant, named.contains(&plant.person.number()));
    let count = |bed: Option<BedId>| counts.get(&bed).map_or(0, |states| states.values().sum());
    let t = here.speech();
    let mut all: Vec<GardenBed> = beds
        .iter()
        .map(|bed| GardenBed {
            id: Some(bed.id.to_string()),
            kind: Some(bed.kind.name()),
            name: seen::bed_title(&t, bed),
            count: count(Some(bed.id)),
            plants: plants.iter().filter(|plant| plant.bed == Some(bed.id)).map(shape).collect(),
        })
        .collect();
    if count(None) > 0 {
        let plants = unplanted.iter().map(shape).collect();
        let name = t.s("unplanted-title").to_owned();
        all.push(GardenBed { id: None, kind: None, name, count: count(None), plants });
    }
    let due_this_week = due.iter().map(|due| PlantShape::of(&here, &due.plant, true)).collect();
    Ok(Json(Garden { beds: all, due_this_week }).into_response())
}

/// Everybody in my garden, in pages.
#[utoipa::path(get, path = "/garden/plants", tag = "garden", params(Asked),
    responses((status = 200, description = "plants", body = Listed<PlantShape>),
              (status = "default", description = "a problem", body = Problem)))]
pub(crate) async fn plants(here: Here, Query(asked): Query<Asked>) -> Page {
    let (by, limit, after) = (here.by(), asked.limit()?, asked.after()?.unwrap_or(0));
    let due = acts::week(&here.app, &by).await?;
    let (owner, now) = (by.member, by.now);
    let read = async move |tx: &pergola_db::Tx| acts::plants_after(tx, owner, after, limit + 1, now).await;
    let found = here.app.db.read(read).await?;
    let named: BTreeSet<i64> = due.iter().map(|due| due.plant.person.number()).collect();
    let shape = |plant: Plant| PlantShape::of(&here, &plant, named.contains(&plant.person.number()));
    let list = Listed::new(found, limit, |plant| plant.person.number(), shape);
    Ok(list.answer(&format!("{API}/garden/plants"), limit))
}

/// My garden as a picture: all bays of the arcade.
#[utoipa::path(get, path = "/garden.svg", tag = "garden",
    responses((status = 200, description = "an SVG file", content_type = "image/svg+xml", body = String),
              (status = "default", description = "a problem", body = Problem)))]
pub(crate) async fn picture(here: Here) -> Page {
    let by = here.by();
    let beds = tending::beds(&here.app, &by).await?;
    let due = acts::week(&here.app, &by).await?;
    let (owner, now) = (by.member, by.now);
    let ids: Vec<BedId> = beds.iter().map(|bed| bed.id).collect();
    let read = async move |tx: &pergola_db::Tx| acts::plants_of(tx, owner, &ids, overview::LISTED, now).await;
    let plants = here.app.db.read(read).await?;
    let due: BTreeSet<i64> = due.iter().map(|due| due.plant.person.number()).collect();
    let svg = arcade(&here, &beds, &plants, &due);
    Ok(([(header::CONTENT_TYPE, "image/svg+xml; charset=utf-8")], svg).into_response())
}

/// For browsers, which have no token: the same picture, to be kept.
pub(crate) async fn picture_to_keep(here: Here) -> Page {
    let mut response: Response = picture(here).await?;
    let kept = header::HeaderValue::from_static("attachment; filename=\"garden.svg\"");
    response.headers_mut().insert(header::CONTENT_DISPOSITION, kept);
    Ok(response)
}

/// Width and height of a bay, and of its title.
const BAY: (usize, usize) = (360, 292);
const TITLE: usize = 34;

/// Three bays side by side, as on the page.
fn arcade(here: &Here, beds: &[Bed], plants: &[Plant], due: &BTreeSet<i64>) -> String {
    let t = here.speech();
    let rows = beds.len().div_ceil(3);
    let (width, height) = (3 * BAY.0, rows * (BAY.1 + TITLE));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\
         <title>{}</title><style>{}</style><rect class=\"ground\" width=\"{width}\" height=\"{height}\"/>",
        escape(t.s("garden-title")),
        *STYLE
    );
    for (place, bed) in beds.iter().enumerate() {
        let (x, y) = (place % 3 * BAY.0, place / 3 * (BAY.1 + TITLE));
        let here_of: Vec<&Plant> = plants.iter().filter(|plant| plant.bed == Some(bed.id)).collect();
        let species = seen::species_of(beds, Some(bed.id));
        let drawn = overview::draw(bed.id, species, &here_of, due, &here.app.config.address).svg;
        let inner = drawn.split_once('>').map_or("", |(_, rest)| rest).trim_end_matches("</svg>");
        let title = escape(&seen::bed_title(&t, bed));
        svg.push_str(&format!(
            "<g transform=\"translate({x} {y})\"><text class=\"title\" x=\"8\" y=\"24\">{title}</text>\
             <g class=\"bed-pic\" transform=\"translate(0 {TITLE})\">{inner}</g></g>"
        ));
    }
    svg.push_str("</svg>");
    svg
}

/// The colours of the stylesheet that a picture by itself needs.
static STYLE: LazyLock<String> = LazyLock::new(|| {
    let css = include_str!("../../../assets/pergola.css");
    let mut style = String::from(":root{color-scheme:light dark}");
    for name in ["@layer tokens {", "@layer pictures {"] {
        style.push_str(layer(css, name));
    }
    style.push_str(
        ".bed-pic{inline-size:auto}.ground{fill:var(--glaze)}.title{font:600 20px var(--font-name);fill:var(--ink)}",
    );
    style.replace('<', "")
});

/// What stands between the braces of a layer.
fn layer<'a>(css: &'a str, name: &str) -> &'a str {
    let Some((_, rest)) = css.split_once(name) else { return "" };
    let mut depth = 1_i32;
    let end = rest.char_indices().find_map(|(at, c)| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        (depth == 0).then_some(at)
    });
    end.and_then(|end| rest.get(..end)).unwrap_or("")
}
