//! What a member asks or offers hangs in a group of his, or does no more. It is seen there by those who see it anyway.

use pergola_domain::{
    groups::{Plain, Refusal, Role},
    ids::{AskId, GroupId, MemberId},
};

use crate::{
    app::{App, By},
    asks, groups,
    http::Failure,
};

/// Hangs an own ask or offer in a group that the member is in, or takes it down. Twice is once. Who looks after the group
/// takes down what he sees of others there, too: then it does not hang there again.
pub(in crate::posts) async fn hang(
    app: &App,
    by: By,
    group: GroupId,
    ask: AskId,
    hangs: bool,
) -> Result<(), Failure<Refusal>> {
    let others = if hangs { None } else { seen_of_others(app, &by, ask).await? };
    app.db
        .write(async move |tx| {
            let role = groups::role(tx, group, by.member).await?;
            if !role.is_some_and(Role::is_in) {
                return Err(Failure::NotFound);
            }
            if let Some(author) = others
                && role == Some(Role::Moderator)
                && groups::take_out_ask(tx, &by, group, (ask, author)).await?
            {
                return Ok(());
            }
            let found = asks::find(tx, ask).await?;
            if found.is_none_or(|ask| ask.author != by.member) {
                return Err(Failure::Refused(Refusal::from(Plain::NotYourAsk)));
            }
            if hangs && groups::was_taken_out(tx, group, ask).await? {
                return Err(Failure::Refused(Refusal::from(Plain::AskTakenOut)));
            }
            Ok(groups::hang_ask(tx, (group, by.member), ask, hangs, by.now).await?)
        })
        .await
}

/// Whose it is, where somebody else's and the member sees it.
async fn seen_of_others(app: &App, by: &By, ask: AskId) -> Result<Option<MemberId>, Failure<Refusal>> {
    let found = app.db.read(async move |tx| asks::find(tx, ask).await).await?;
    let seen = asks::visible(app, by, found.into_iter().collect()).await?;
    Ok(seen.first().map(|seen| seen.ask.author).filter(|author| *author != by.member))
}
