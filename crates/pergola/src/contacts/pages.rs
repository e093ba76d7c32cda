//! The form of a card, and its removal. The page of a person on a card is drawn with those of members, by `people`.

use askama::Template;
use axum::extract::Path;
use pergola_domain::{
    contacts::{Card, CardTyped, Refusal, WayKind},
    ids::ContactId,
    refusal::Refusal as _,
};
use serde::Deserialize;

use super::acts;
use crate::{
    http::{Failed, Failure, Form, Frame, Here, Page, Place, see},
    words::{day_input, parse},
};

#[derive(Template)]
#[template(path = "contacts/pages/card.html")]
struct CardPage {
    frame: Frame,
    form: CardForm,
    /// Where the form goes: the card's own address, or that of all.
    to: String,
    /// Where "leave it" leads.
    back: String,
    fresh: bool,
    wrong: Option<(String, String)>,
}

/// One way a line, as people write lists.
#[derive(Debug, Default, Deserialize)]
pub(super) struct CardForm {
    name: String,
    #[serde(default)]
    organisation: String,
    #[serde(default)]
    position: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    emails: String,
    #[serde(default)]
    phones: String,
    #[serde(default)]
    urls: String,
    #[serde(default)]
    since: String,
}

impl CardForm {
    fn of(card: &Card) -> Self {
        let ways = |kind: WayKind| {
            let values: Vec<&str> =
                card.ways.iter().filter(|(other, _)| *other == kind).map(|(_, value)| value.as_str()).collect();
            values.join("\n")
        };
        Self {
            name: card.name.clone(),
            organisation: card.organisation.clone(),
            position: card.position.clone(),
            place: card.place.clone(),
            emails: ways(WayKind::Email),
            phones: ways(WayKind::Phone),
            urls: ways(WayKind::Url),
            since: card.since.map(day_input).unwrap_or_default(),
        }
    }

    fn typed(&self) -> Result<CardTyped, Refusal> {
        let lines = |text: &str| text.lines().map(str::to_owned).collect();
        let since = self.since.trim();
        let day = if since.is_empty() { None } else { Some(parse(since).ok_or(Refusal::SinceMalformed)?) };
        Ok(CardTyped {
            name: self.name.clone(),
            organisation: self.organisation.clone(),
            position: self.position.clone(),
            place: self.place.clone(),
            emails: lines(&self.emails),
            phones: lines(&self.phones),
            urls: lines(&self.urls),
            since: day,
        })
    }
}

fn draw(here: &Here, form: CardForm, id: Option<ContactId>, wrong: Option<Refusal>) -> Page {
    let frame = here.frame(if id.is_some() { "card-edit" } else { "card-new" }, Place::Garden);
    let sentence = |refusal: Refusal| here.speech().refusal(refusal.code(), &refusal.numbers());
    let wrong = wrong.map(|refusal| (refusal.field().unwrap_or("name").to_owned(), sentence(refusal)));
    let page = CardPage {
        frame: match &wrong {
            Some((field, sentence)) => frame.with_error_at(field, sentence),
            None => frame,
        },
        form,
        to: id.map_or_else(|| "/contacts".to_owned(), |id| format!("/contacts/{id}")),
        back: id.map_or_else(|| "/garden".to_owned(), |id| format!("/contacts/{id}")),
        fresh: id.is_none(),
        wrong,
    };
    if page.wrong.is_some() { here.draw_refused(&page) } else { here.draw(&page) }
}

pub(super) async fn new_form(here: Here) -> Page {
    draw(&here, CardForm::default(), None, None)
}

pub(super) async fn create(here: Here, Form(form): Form<CardForm>) -> Page {
    let made = match form.typed() {
        Ok(typed) => acts::create(&here.app, here.by(), typed).await,
        Err(refusal) => Err(Failure::Refused(refusal)),
    };
    match made {
        Ok(id) => Ok(see(&format!("/contacts/{id}"), Some("card-made"))),
        Err(Failure::Refused(refusal)) => draw(&here, form, None, Some(refusal)),
        Err(other) => Err(other.into()),
    }
}

fn id(text: &str) -> Result<ContactId, Failed> {
    text.parse().map_err(|_why| Failed::NotFound)
}

pub(super) async fn edit_form(here: Here, Path(card): Path<String>) -> Page {
    let found = acts::find(&here.app, here.by(), id(&card)?).await?;
    draw(&here, CardForm::of(&found.card), Some(found.id), None)
}

pub(super) async fn edit(here: Here, Path(card): Path<String>, Form(form): Form<CardForm>) -> Page {
    let id = id(&card)?;
    let done = match form.typed() {
        Ok(typed) => acts::edit(&here.app, here.by(), id, typed).await,
        Err(refusal) => Err(Failure::Refused(refusal)),
    };
    match done {
        Ok(()) => Ok(see(&format!("/contacts/{id}"), Some("card-changed"))),
        Err(Failure::Refused(refusal)) => draw(&here, form, Some(id), Some(refusal)),
        Err(other) => Err(other.into()),
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Empty {}

pub(super) async fn remove(here: Here, Path(card): Path<String>, Form(Empty {}): Form<Empty>) -> Page {
    acts::remove(&here.app, here.by(), id(&card)?).await?;
    Ok(see("/garden", Some("card-removed")))
}

#[derive(Template)]
#[template(path = "contacts/pages/removal.html")]
struct RemovalPage {
    frame: Frame,
    count: i64,
}

pub(super) async fn remove_all_form(here: Here) -> Page {
    let member = here.me()?.member;
    let count = here.app.db.read(async move |tx| super::store::count(tx, member).await).await?;
    here.draw(&RemovalPage { frame: here.frame("cards-removal", Place::Garden), count })
}

pub(super) async fn remove_all(here: Here, Form(Empty {}): Form<Empty>) -> Page {
    acts::remove_all(&here.app, here.by()).await?;
    Ok(see("/garden", Some("cards-removed")))
}
