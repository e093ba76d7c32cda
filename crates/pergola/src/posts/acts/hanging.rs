//! What a member asks or offers hangs in a group of his, or does no more. It is seen there by those who see it anyway.

use pergola_domain::{
    groups::{Plain, Refusal, Role},
    ids::{AskId, GroupId},
};

use crate::{
    app::{App, By},
    asks, groups,
    http::Failure,
};

/// Hangs an own ask or offer in a group that the member is in, or takes it down. Twice is once.
pub(in crate::posts) async fn hang(
    app: &App,
    by: By,
    group: GroupId,
    ask: AskId,
    hangs: bool,
) -> Result<(), Failure<Refusal>> {
    app.db
        .write(async move |tx| {
            let role = groups::role(tx, group, by.member).await?;
            if !role.is_some_and(Role::is_in) {
                return Err(Failure::NotFound);
            }
            let found = asks::find(tx, ask).await?;
            if found.is_none_or(|ask| ask.author != by.member) {
                return Err(Failure::Refused(Refusal::from(Plain::NotYourAsk)));
            }
            Ok(groups::hang_ask(tx, (group, by.member), ask, hangs, by.now).await?)
        })
        .await
}
