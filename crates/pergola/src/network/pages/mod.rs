//! The pages of the network: the ways to somebody, people one may know.

mod both;
mod suggestion;
mod way;

use askama::Template;
use axum::extract::Path;
use pergola_domain::text::first_name;

pub(crate) use self::suggestion::reasons;
pub(super) use self::{
    both::mutuals,
    suggestion::{dismiss, suggestions},
};

use super::acts;
use crate::{
    http::{Frame, Here, Page, Place, layout::face},
    pictures::{self, TileSize},
};

#[derive(Template)]
#[template(path = "network/pages/paths.html")]
struct PathsPage {
    frame: Frame,
    name: String,
    first: String,
    path: String,
    headline: String,
    place: String,
    face: String,
    distance: String,
    degree: String,
    /// They are tied: there is nobody to be asked.
    direct: bool,
    /// What speaks for that tie.
    ours: Vec<String>,
    best: Option<way::Way>,
    others: Vec<way::Way>,
    mutuals: Vec<way::Node>,
    mutual_count: u64,
    common: Vec<acts::Common>,
}

/// `/@{handle}/paths`: how one gets there.
pub(super) async fn paths(here: Here, Path(handle): Path<String>) -> Page {
    let me = here.me()?.clone();
    let ways = acts::ways(&here.app, &here.by(), &handle, 5).await?;
    if ways.target.id == me.member {
        return Ok(crate::http::see(&ways.target.path(), None));
    }
    let frame = here.frame("paths-title", Place::People);
    let mut told: Vec<way::Way> = ways.paths.iter().map(|path| way::Way::of(&frame.t, &me, &ways, path)).collect();
    let direct = ways.distance == Some(1);
    let best = (!direct && !told.is_empty()).then(|| told.remove(0));
    let mutuals = ways.mutuals.iter().filter_map(|id| ways.people.get(id)).map(way::Node::of).collect();
    let ours = ways.own.as_ref().map_or_else(Vec::new, |step| ways.evidence.said(&frame.t, step));
    let ours = ours.into_iter().map(|said| said.text).collect();
    let page = PathsPage {
        name: ways.target.name.clone(),
        first: first_name(&ways.target.name).to_owned(),
        path: ways.target.path(),
        headline: ways.target.headline.clone(),
        place: ways.target.place.clone(),
        face: face(ways.target.id.0, &ways.target.name, ways.target.photo, TileSize::Large),
        distance: way::steps_away(&frame.t, ways.distance),
        degree: ways.distance.filter(|steps| *steps > 0).map_or_else(String::new, pictures::degree),
        direct,
        ours,
        best,
        others: told,
        mutuals,
        mutual_count: u64::from(ways.mutual_count),
        common: ways.common,
        frame,
    };
    here.draw(&page)
}
