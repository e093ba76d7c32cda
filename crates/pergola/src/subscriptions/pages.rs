//! `/subscriptions`: the addresses that the own telephone and calendar follow; the card of somebody.

use askama::Template;
use axum::{
    extract::Path,
    http::{HeaderMap, HeaderValue, header},
    response::IntoResponse,
};
use pergola_domain::{
    refusal::Refusal as _,
    subscriptions::{Kind, Share},
};
use serde::Deserialize;

use super::{acts, cards, store};
use crate::http::{Failed, Failure, Form, Frame, Here, Page, Place, dress::for_programs, see};

#[derive(Template)]
#[template(path = "subscriptions/pages/page.html")]
struct SubscriptionsPage {
    frame: Frame,
    kinds: Vec<Row>,
    handle: String,
    server: String,
    shares: Vec<(&'static str, String, bool)>,
    wrong: Option<(&'static str, String)>,
}

/// One of the two.
struct Row {
    kind: &'static str,
    title: String,
    says: String,
    since: Option<String>,
    /// What was made just now, shown this once.
    fresh: Option<String>,
}

/// The address of a calendar.
pub(super) fn calendar_address(here: &Here, key: &str) -> String {
    format!("{}/calendar/{key}.ics", here.app.config.address)
}

async fn draw(here: &Here, fresh: Option<(Kind, String)>, wrong: Option<(&'static str, String)>) -> Page {
    let (member, now) = (here.me()?.member, here.by().now);
    let (made, share) = here
        .app
        .db
        .read(async move |tx| {
            let share = store::shares(tx, &[member]).await?.remove(&member).unwrap_or_default();
            Ok::<_, pergola_db::Fault>((store::list(tx, member).await?, share))
        })
        .await?;
    let frame = here.frame("subscriptions-title", Place::None);
    let (t, refused) = (frame.t.clone(), wrong.is_some());
    let row = |kind: Kind| Row {
        kind: kind.word(),
        title: t.s(&["subscriptions-kind-", kind.word()].concat()).to_owned(),
        says: t.s(&["subscriptions-says-", kind.word()].concat()).to_owned(),
        since: made.iter().find(|(one, _)| *one == kind).map(|(_, at)| t.ago(*at, now)),
        fresh: fresh.as_ref().filter(|(one, _)| *one == kind).map(|(_, key)| match kind {
            Kind::Calendar => calendar_address(here, key),
            Kind::People => key.clone(),
        }),
    };
    let page = SubscriptionsPage {
        kinds: Kind::ALL.map(row).into_iter().collect(),
        handle: here.me()?.handle.clone(),
        server: format!("{}/dav/", here.app.config.address),
        shares: Share::ALL
            .map(|one| (one.word(), t.s(&["subscriptions-share-", one.word()].concat()).to_owned(), one == share))
            .to_vec(),
        wrong,
        frame: if refused { frame.with_errors() } else { frame },
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

pub(super) async fn page(here: Here) -> Page {
    draw(&here, None, None).await
}

/// An empty form.
#[derive(Debug, Deserialize)]
pub(super) struct Empty {}

/// The key is in this answer and nowhere else: so it is no redirect.
pub(super) async fn make(here: Here, Path(kind): Path<String>, Form(Empty {}): Form<Empty>) -> Page {
    let kind = Kind::find(&kind).ok_or(Failed::NotFound)?;
    let key = acts::make(&here.app, here.by(), kind).await?;
    draw(&here, Some((kind, key)), None).await
}

pub(super) async fn revoke(here: Here, Path(kind): Path<String>, Form(Empty {}): Form<Empty>) -> Page {
    let kind = Kind::find(&kind).ok_or(Failed::NotFound)?;
    acts::revoke(&here.app, here.by(), kind).await?;
    Ok(see("/subscriptions", Some("address-removed")))
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct ShareForm {
    #[serde(default)]
    share: String,
}

pub(super) async fn share(here: Here, Form(form): Form<ShareForm>) -> Page {
    match acts::share(&here.app, here.by(), &form.share).await {
        Ok(_) => Ok(see("/subscriptions", Some("card-shared"))),
        Err(Failure::Refused(refusal)) => {
            let sentence = here.speech().refusal(refusal.code(), &refusal.numbers());
            draw(&here, None, Some(("share", sentence))).await
        }
        Err(other) => Err(other.into()),
    }
}

/// What a calendar reads again and again. Guessed or taken back: not there, as a page for whoever looks with a browser, with
/// its code for calendars.
pub(super) async fn calendar(here: Here, headers: HeaderMap, Path(key): Path<String>) -> Page {
    let key = key.strip_suffix(".ics").unwrap_or(&key);
    let Some(member) = acts::owner(&here.app, Kind::Calendar, key).await? else {
        let looks = headers.get(header::ACCEPT).and_then(|kinds| kinds.to_str().ok());
        let by_browser = looks.is_some_and(|kinds| kinds.contains("text/html"));
        return if by_browser { Err(Failed::NotFound) } else { Ok(for_programs(Failed::NotFound)) };
    };
    let text = acts::calendar(&here.app, member).await?;
    let kind = [(header::CONTENT_TYPE, "text/calendar; charset=utf-8"), (header::CACHE_CONTROL, "private, no-store")];
    Ok((kind, text).into_response())
}

/// The card of somebody who shares it.
pub(super) async fn card(here: Here, Path(handle): Path<String>) -> Page {
    let (viewer, app) = (here.me()?.member, here.app.clone());
    let found = here.app.db.read(async move |tx| cards::of(tx, &app, viewer, &handle).await).await?;
    let (account, card) = found.ok_or(Failed::NotFound)?;
    let mut answer = ([(header::CONTENT_TYPE, "text/vcard; charset=utf-8")], card.text).into_response();
    if let Ok(name) = HeaderValue::try_from(format!("attachment; filename=\"{}.vcf\"", account.handle)) {
        answer.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(answer)
}
