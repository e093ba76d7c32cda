//! The own profile as files know it: what it says already, and taking over what they offer.

use pergola_db::Tx;
use pergola_domain::{
    members::{
        Refusal,
        profile::{Education, Link, Period, Position},
    },
    text,
};

use super::{offers::Offer, settings};
use crate::{
    app::By,
    http::Failure,
    members::{self, NewTexts, Profile, Settings},
};

/// Whether a member's profile and settings say this already.
pub(super) fn says(profile: &Profile, settings: &Settings, offer: &Offer) -> bool {
    let same = |one: &str, other: &str| text::fold(one) == text::fold(other);
    match offer {
        // A name is its owner's to the letter.
        Offer::Name { text } => profile.account.name == *text,
        Offer::Headline { text } => same(&profile.account.headline, text),
        Offer::About { text } => same(&profile.about, text),
        Offer::Place { text } => same(&profile.account.place, text),
        Offer::Position(new) => profile.positions.iter().map(|kept| &kept.told).any(|old| {
            same(&old.organisation, &new.organisation) && same(&old.title, &new.title) && old.period.from == new.from
        }),
        Offer::Education(new) => {
            profile.education.iter().map(|kept| &kept.told).any(|old| {
                same(&old.school, &new.school) && same(&old.degree, &new.degree) && old.period.from == new.from
            })
        }
        Offer::Skill { name } => profile.skills.iter().any(|(_, skill)| same(skill, name)),
        Offer::Language { tag } => profile.languages.contains(tag),
        Offer::Link { url, .. } => profile.links.iter().any(|(_, link)| link.url == *url),
        // What is offered of it is kept only where the portrait is another.
        Offer::Photo { .. } => false,
        Offer::Setting { name, value } => settings::value(settings, name).is_none_or(|now| now == *value),
    }
}

/// Takes an offer over into the profile. Gives false where the profile has no room for it.
pub(super) async fn take(tx: &Tx, by: &By, offer: &Offer) -> Result<bool, pergola_db::Fault> {
    match give(tx, by, offer).await {
        Ok(()) => Ok(true),
        Err(Failure::Fault(fault)) => Err(fault),
        Err(_) => Ok(false),
    }
}

async fn give(tx: &Tx, by: &By, offer: &Offer) -> Result<(), Failure<Refusal>> {
    match offer.clone() {
        Offer::Name { text } => texts(tx, by, NewTexts { name: Some(text), ..NewTexts::default() }).await,
        Offer::Headline { text } => texts(tx, by, NewTexts { headline: Some(text), ..NewTexts::default() }).await,
        Offer::About { text } => texts(tx, by, NewTexts { about: Some(text), ..NewTexts::default() }).await,
        Offer::Place { text } => texts(tx, by, NewTexts { place: Some(text), ..NewTexts::default() }).await,
        Offer::Language { tag } => {
            let mut languages = members::profile(tx, by.member).await?.ok_or(Failure::NotFound)?.languages;
            languages.push(tag);
            texts(tx, by, NewTexts { languages: Some(languages), ..NewTexts::default() }).await
        }
        Offer::Position(spell) => {
            let period = Period { from: spell.from, to: spell.to, is_over: spell.over || spell.to.is_some() };
            let told = Position {
                organisation: spell.organisation,
                title: spell.title,
                place: spell.place,
                description: spell.description,
                period,
            };
            members::add_position(tx, by, told).await.map(drop)
        }
        Offer::Education(study) => {
            let period = Period { from: study.from, to: study.to, is_over: study.to.is_some() };
            let told = Education {
                school: study.school,
                degree: study.degree,
                field: study.field,
                description: study.description,
                period,
            };
            members::add_education(tx, by, told).await.map(drop)
        }
        Offer::Skill { name } => members::add_skill(tx, by, &name).await,
        Offer::Link { label, url } => members::add_link(tx, by, Link { label, url }).await,
        Offer::Photo { photo, .. } => members::show_photo(tx, by, photo).await,
        Offer::Setting { name, value } => members::decide(tx, by, &settings::new(&name, &value)).await,
    }
}

async fn texts(tx: &Tx, by: &By, new: NewTexts) -> Result<(), Failure<Refusal>> {
    members::set_texts(tx, by, &new).await
}
