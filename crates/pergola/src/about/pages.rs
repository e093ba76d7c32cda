//! The three pages of the foot.

use askama::Template;
use pergola_domain::{
    exchange::EXPORT_DAYS,
    garden::NUDGES_A_WEEK,
    members::{GRACE_DAYS, Registration, SESSION_IDLE_DAYS},
};

use crate::{
    http::{Frame, Here, Page, Place},
    pictures::{self, Arch},
};

#[derive(Template)]
#[template(path = "about/pages/how_it_works.html")]
struct HowPage {
    frame: Frame,
    toto: String,
    arch: String,
    nudges: i64,
    tokens: i64,
}

pub(super) async fn how_it_works(here: Here) -> Page {
    here.draw(&HowPage {
        frame: here.frame("about-how-title", Place::None),
        toto: pictures::toto(),
        arch: pictures::arch(Arch::Made),
        nudges: i64::try_from(NUDGES_A_WEEK).unwrap_or_default(),
        tokens: pergola_domain::ties::TOKENS,
    })
}

#[derive(Template)]
#[template(path = "about/pages/privacy.html")]
struct PrivacyPage {
    frame: Frame,
    grace_days: i64,
    export_days: i64,
    session_days: i64,
    contact: String,
}

pub(super) async fn privacy(here: Here) -> Page {
    here.draw(&PrivacyPage {
        frame: here.frame("about-privacy-title", Place::None),
        grace_days: GRACE_DAYS,
        export_days: EXPORT_DAYS,
        session_days: SESSION_IDLE_DAYS,
        contact: here.app.config.contact.clone(),
    })
}

#[derive(Template)]
#[template(path = "about/pages/this_server.html")]
struct ServerPage {
    frame: Frame,
    address: String,
    registration: &'static str,
    may_join: bool,
    contact: String,
    /// One can write to it from here.
    writes: bool,
    rules: Vec<String>,
    version: &'static str,
    source: &'static str,
}

pub(super) async fn this_server(here: Here) -> Page {
    let config = &here.app.config;
    here.draw(&ServerPage {
        frame: here.frame("about-server-title", Place::None),
        address: config.address.clone(),
        registration: match config.registration {
            Registration::Open => "about-server-open",
            Registration::Invitation => "about-server-invitation",
            Registration::Closed => "about-server-closed",
        },
        may_join: here.identity.me.is_none() && config.registration == Registration::Open,
        contact: config.contact.clone(),
        writes: super::contact::address(&here.app).is_some(),
        rules: config.rules.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        version: env!("CARGO_PKG_VERSION"),
        source: env!("CARGO_PKG_REPOSITORY"),
    })
}
