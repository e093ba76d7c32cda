//! A member leaves Pergola: what he reported, what was said of him and what he said against it go. The log keeps numbers.

use pergola_db::{Fault, Tx};
use pergola_domain::ids::MemberId;

use crate::{
    app::By,
    moderation::store::{cases, decisions, reports},
};

pub(crate) async fn erase(tx: &Tx, by: &By, member: MemberId) -> Result<(), Fault> {
    // First the words: afterwards no matter names him any more.
    reports::forget(tx, member).await?;
    cases::forget(tx, member, by.now).await?;
    decisions::forget(tx, member).await
}
