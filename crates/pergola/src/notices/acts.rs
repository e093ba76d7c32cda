//! Choosing what is told by mail; and the link in a letter that ends it without signing in.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use pergola_domain::{
    ids::MemberId,
    mailing::{About, Choices, Refusal},
};

use super::store::tellings;
use crate::{
    app::{App, By},
    http::{Failure, csrf},
    members,
};

/// The member chooses.
pub(super) async fn choose(app: &App, by: By, chosen: Choices) -> Result<(), Failure<Refusal>> {
    app.db.write(async move |tx| Ok(tellings::keep_choices(tx, by.member, chosen, by.now).await?)).await
}

const ALL: &str = "all";

/// Of a link: letters of one kind, or of all.
pub(super) const fn ended_word(ended: Option<About>) -> &'static str {
    match ended {
        Some(about) => about.word(),
        None => ALL,
    }
}

/// Signed for this purpose alone: it opens nothing, shows nothing of the member, and can only end letters. It grows not
/// old, since who ends letters with one of last year means it.
fn signature(app: &App, member: MemberId, ended: Option<About>) -> String {
    URL_SAFE_NO_PAD.encode(csrf::sign(app, "unsubscribe", &format!("{member}:{}", ended_word(ended))))
}

/// The address that ends letters to a member (RFC 8058): `/mail/MEMBER.WHAT.SIGNATURE`.
pub(crate) fn ending_link(app: &App, member: MemberId, ended: Option<About>) -> String {
    let (word, signature) = (ended_word(ended), signature(app, member, ended));
    format!("{}/mail/{member}.{word}.{signature}", app.config.address)
}

/// Whose letters a link ends, and which.
pub(super) fn read_link(app: &App, token: &str) -> Result<(MemberId, Option<About>), Failure<Refusal>> {
    let broken = Failure::Refused(Refusal::LinkBroken);
    let mut parts = token.splitn(3, '.');
    let (Some(member), Some(word), Some(signed)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(broken);
    };
    let ended = About::find(word);
    let (Ok(member), true) = (member.parse::<MemberId>(), ended.is_some() || word == ALL) else { return Err(broken) };
    if csrf::same(signed, &signature(app, member, ended)) { Ok((member, ended)) } else { Err(broken) }
}

/// Ends them. Twice is once; of somebody who is gone nothing is told.
pub(super) async fn end_letters(app: &App, by: By, token: &str) -> Result<(), Failure<Refusal>> {
    let (member, ended) = read_link(app, token)?;
    app.db
        .write(async move |tx| {
            if members::find(tx, member).await?.is_none() {
                return Ok(());
            }
            let (chosen, _) = tellings::choices(tx, member).await?;
            Ok(tellings::keep_choices(tx, member, chosen.without(ended), by.now).await?)
        })
        .await
}
