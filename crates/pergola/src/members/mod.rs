//! Members: joining, signing in, being somebody. Whom one knows is not here but in `ties` and `contacts`.

mod acts;
mod api;
mod pages;
mod store;

#[cfg(test)]
mod tests;

pub(crate) use acts::join::{Joining, join};
pub(crate) use acts::profile::{
    NewTexts, add_education, add_link, add_position, add_skill, keep_organisation, set_education, set_links,
    set_positions, set_skills, set_texts, spells_changed,
};
pub(crate) use acts::sessions::{key_hash, random_key, who_has_session, who_has_token};
pub(crate) use api::PersonShape;
pub(crate) use pergola_domain::members::Refusal;
pub(crate) use store::accounts::{Account, find, find_by_handle, find_many};
pub(crate) use store::profile::{Kept, Profile, profile};
pub(crate) use store::settings::{Settings, erase, find_findable, list_leaving_before, settings};

use utoipa_axum::routes;

use crate::http::{Doors, Who};

pub(crate) fn doors() -> Doors {
    Doors::new()
        .get("/", Who::Anyone, pages::door::front)
        .get("/sign-in", Who::Anyone, pages::door::sign_in_form)
        .post("/sign-in", Who::Anyone, pages::door::sign_in)
        .post("/sign-out", Who::Member, pages::door::sign_out)
        .get("/join", Who::Anyone, pages::door::join_form)
        .post("/join", Who::Anyone, pages::door::join)
        .post("/language", Who::Anyone, pages::door::language)
        .api(Who::Anyone, routes!(api::create_member))
        .api(Who::Anyone, routes!(api::create_token))
}
