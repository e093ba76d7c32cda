//! The pages of events: what is to come, one of them, writing one, the badges; and the same for machines that read the web.

mod list;
mod machines;
mod one;
mod writing;

pub(crate) use list::coming;
pub(super) use list::list;
pub(super) use machines::{calendar, data, feed};
pub(super) use one::{attend, badges, cancel, leave, one, say};
pub(super) use writing::{change, edit, new, post};

use pergola_domain::{events::Refusal, ids::EventId, refusal::Refusal as _};

use super::acts::{self, Seen};
use crate::http::{Failed, Here};

fn number(id: &str) -> Result<EventId, Failed> {
    id.parse().map_err(|_why| Failed::NotFound)
}

/// The field and the sentence of a refusal.
fn wrong(here: &Here, refusal: Refusal) -> (&'static str, String) {
    let field = match refusal.field().unwrap_or("title") {
        // One field of the form asks for whom it is held.
        "organisation" | "group" => "holder",
        field => field,
    };
    (field, here.speech().refusal(refusal.code(), &refusal.numbers()))
}

/// An event, where the reader may see it. Who is not signed in is told to do so, whether there is one or not.
async fn find(here: &Here, id: &str) -> Result<Seen, Failed> {
    if here.identity.me.is_none() {
        let id = number(id).map_err(|_why| Failed::SignInFirst)?;
        return acts::find_for_anyone(&here.app, &here.by(), id).await?.ok_or(Failed::SignInFirst);
    }
    acts::find(&here.app, &here.by(), number(id)?).await?.ok_or(Failed::NotFound)
}
