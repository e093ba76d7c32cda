//! Members: joining, signing in, being somebody. Whom one knows is not here but in `ties` and `contacts`.

mod acts;
mod api;
mod known;
mod pages;
mod store;

#[cfg(test)]
mod tests;

pub(crate) use acts::account::{NewSettings, decide, stay};
pub(crate) use acts::forgotten::answer_forgotten;
pub(crate) use acts::join::{Joining, join};
pub(crate) use acts::photo::{keep_offered as keep_offered_photo, show as show_photo};
pub(crate) use acts::profile::{
    NewTexts, add_education, add_link, add_position, add_skill, set_education, set_positions, set_skills, set_texts,
};
pub(crate) use acts::running;
pub(crate) use acts::sessions::{end_over, key_hash, random_key, who_has_session, who_has_token};
pub(crate) use api::PersonShape;
pub(crate) use known::Known;
pub(crate) use pergola_domain::members::Refusal;
pub(crate) use store::accounts::{Account, find, find_by_handle, find_many};
pub(crate) use store::photos::{find_photo, remove_offered as remove_offered_photo};
pub(crate) use store::profile::{Profile, keep_organisation, profile, works_in};
pub(crate) use store::sessions::still_signed_in;
pub(crate) use store::settings::{Settings, erase, list_leaving_before, settings};
pub(crate) use store::standing::{
    is_barred, keep_moderator, list_leaving, list_moderators, list_suspended, list_suspended_until, restore,
    runs_server, silence, silenced_until, suspend, suspended_among,
};

use crate::http::{Doors, Who, routes};

pub(crate) fn doors() -> Doors {
    Doors::new()
        .get("/", Who::Anyone, pages::door::front)
        .get("/sign-in", Who::Anyone, pages::door::sign_in_form)
        .post("/sign-in", Who::Anyone, pages::door::sign_in)
        .post("/sign-out", Who::EvenSuspended, pages::door::sign_out)
        .get("/join", Who::Anyone, pages::door::join_form)
        .post("/join", Who::Anyone, pages::door::join)
        .post("/language", Who::Anyone, pages::door::language)
        .get("/letters/{key}", Who::Anyone, pages::letters::open)
        .post("/letters/{key}", Who::Anyone, pages::letters::answer)
        .get("/letters/{key}/ending", Who::Anyone, pages::letters::ending)
        .post("/letters/{key}/ending", Who::Anyone, pages::letters::end)
        .get("/reset", Who::Anyone, pages::letters::reset_form)
        .post("/reset", Who::Anyone, pages::letters::reset)
        .get("/invite", Who::Member, pages::letters::invite_form)
        .post("/invite", Who::Unsilenced, pages::letters::invite)
        .get("/profile", Who::Member, pages::profile::page)
        .post("/profile", Who::Member, pages::profile::texts)
        .post("/profile/photo", Who::Member, pages::profile::photo)
        .post("/profile/photo/removal", Who::Member, pages::profile::remove_photo)
        .post("/profile/positions", Who::Member, pages::stretch::add_position)
        .get("/profile/positions/{id}", Who::Member, pages::stretch::position)
        .post("/profile/positions/{id}", Who::Member, pages::stretch::change_position)
        .post("/profile/education", Who::Member, pages::stretch::add_school)
        .get("/profile/education/{id}", Who::Member, pages::stretch::school)
        .post("/profile/education/{id}", Who::Member, pages::stretch::change_school)
        .post("/profile/skills", Who::Member, pages::profile::skill)
        .post("/profile/links", Who::Member, pages::profile::link)
        .post("/profile/{section}/{id}/removal", Who::Member, pages::profile::remove)
        .get("/settings", Who::EvenSuspended, pages::settings::page)
        .post("/settings/look", Who::Member, pages::settings::look)
        .post("/settings/sharing", Who::Member, pages::settings::sharing)
        .post("/settings/email", Who::Member, pages::settings::email)
        .post("/settings/email/letter", Who::Member, pages::settings::email_again)
        .post("/settings/password", Who::Member, pages::settings::password)
        .post("/settings/sessions/removal", Who::Member, pages::settings::end_sessions)
        .post("/settings/sessions/{id}/removal", Who::Member, pages::settings::end_session)
        .post("/settings/tokens", Who::Member, pages::settings::token)
        .post("/settings/tokens/{id}/removal", Who::Member, pages::settings::remove_token)
        .post("/settings/leaving", Who::EvenSuspended, pages::settings::leave)
        .post("/settings/staying", Who::EvenSuspended, pages::settings::stay)
        .api(Who::Anyone, routes!(api::create_member))
        .api(Who::Anyone, routes!(api::create_token))
        .api(Who::Member, routes!(api::me::read_me, api::me::change_me, api::me::leave))
        .api(Who::Member, routes!(api::me::stay))
        .api(Who::Member, routes!(api::photo::put_photo, api::photo::remove_photo))
        .api(Who::Member, routes!(api::access::list_sessions))
        .api(Who::Member, routes!(api::access::end_session))
        .api(Who::Member, routes!(api::access::list_tokens))
        .api(Who::Member, routes!(api::access::remove_token))
}
