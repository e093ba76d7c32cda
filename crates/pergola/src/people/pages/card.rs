//! `/contacts/{id}`: a person on an own card, with all that the owner knows and notes.

use askama::Template;
use axum::extract::{Path, Query};
use pergola_domain::{
    contacts::WayKind,
    ids::{ContactId, PersonId},
};

use super::member::Asked;
use crate::{
    contacts,
    garden::{TendingView, tending_of},
    http::{Failed, Frame, Here, Page, Place, layout::face},
    pictures::TileSize,
};

#[derive(Template)]
#[template(path = "people/pages/card.html")]
struct CardPage {
    frame: Frame,
    id: ContactId,
    name: String,
    face: String,
    work: String,
    place: String,
    emails: Vec<String>,
    /// As a telephone dials it, as it is written.
    phones: Vec<(String, String)>,
    urls: Vec<String>,
    tending: TendingView,
}

pub(in crate::people) async fn card(here: Here, Path(id): Path<String>, Query(asked): Query<Asked>) -> Page {
    let id: ContactId = id.parse().map_err(|_why| Failed::NotFound)?;
    let by = here.by();
    let owner = by.member;
    let found = here.app.db.read(async move |tx| contacts::find(tx, owner, id).await).await?;
    let card = found.ok_or(Failed::NotFound)?.card;
    let back = format!("/contacts/{id}");
    let tending = tending_of(&here.app, &by, PersonId::Contact(id), &back, asked.page()).await?;
    let ways = |kind: WayKind| -> Vec<String> {
        card.ways.iter().filter(|(other, _)| *other == kind).map(|(_, value)| value.clone()).collect()
    };
    let work = [card.position.clone(), card.organisation.clone()];
    let page = CardPage {
        frame: here.frame(card.name.clone(), Place::Garden),
        id,
        face: face(id.0, &card.name, None, TileSize::Large),
        work: work.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", "),
        emails: ways(WayKind::Email),
        phones: ways(WayKind::Phone).into_iter().map(|phone| (WayKind::Phone.folded(&phone), phone)).collect(),
        urls: ways(WayKind::Url),
        place: card.place,
        name: card.name,
        tending: tending.ok_or(Failed::NotFound)?,
    };
    here.draw(&page)
}
