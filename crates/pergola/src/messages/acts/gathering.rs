//! The conversation of a group: opened by anybody in it, and in step with who is in it.
//!
//! Whoever asks is compared with the group at once, in [`crate::messages::find`]; here it is written down who came and who
//! went: before a word is said, and by a follower a moment after somebody came or went.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    groups::Role,
    ids::{ConversationId, GroupId, MemberId},
    messages::{self, Origin, Plain, Refusal},
};

use crate::{
    app::{App, By},
    groups,
    http::Failure,
    messages::store::{
        conversations::{self, Kept},
        people::{self, Part},
        said,
    },
    ties,
};

/// Of a large group so many are looked at, those first who have been there longest.
const LOOKED_AT: i64 = 2_000;

/// A member opens the conversation of a group that he is in, or comes back into it. Twice is once.
pub(in crate::messages) async fn gather(app: &App, by: By, group: GroupId) -> Result<ConversationId, Failure<Refusal>> {
    app.db
        .write(async move |tx| {
            if !groups::role(tx, group, by.member).await?.is_some_and(Role::is_in) {
                return Err(Failure::NotFound);
            }
            match crate::messages::of_origin(tx, Origin::Group(group)).await? {
                Some(id) => come_back(tx, &by, id).await,
                None => begin(tx, &by, group).await,
            }
        })
        .await
}

async fn begin(tx: &Tx, by: &By, group: GroupId) -> Result<ConversationId, Failure<Refusal>> {
    let people = groups::list_in(tx, group, LOOKED_AT).await?;
    let unseen = ties::unseen(tx, by.member, &people).await?;
    let others = people.iter().filter(|person| **person != by.member && !unseen.contains(person)).count();
    messages::gather(people.len(), others).map_err(|plain| Failure::Refused(plain.into()))?;
    Ok(crate::messages::open(tx, by, &people, Origin::Group(group)).await?)
}

async fn come_back(tx: &Tx, by: &By, id: ConversationId) -> Result<ConversationId, Failure<Refusal>> {
    let kept = conversations::find(tx, id).await?.ok_or(Failure::NotFound)?;
    conversations::one_at_a_time(tx, id).await?;
    let (_, parts) = in_step(tx, by, kept).await?;
    let mine = parts.iter().find(|part| part.member == by.member);
    if mine.is_some_and(|part| part.left_at.is_none()) {
        return Ok(id);
    }
    if mine.is_none() || messages::places(there(&parts)) == 0 {
        return Err(Failure::Refused(Plain::TooManyTogether.into()));
    }
    said::keep_gap_from(tx, id, by.member).await?;
    people::come_back(tx, id, by.member).await?;
    Ok(id)
}

fn there(parts: &[Part]) -> usize {
    parts.iter().filter(|part| part.left_at.is_none()).count()
}

/// Who is in the group and has not been in its conversation is in it from here on, while there is place; who went reads no
/// more of what follows. Of a group that is gone it is over. Gives any conversation, and everybody's part in it, as they are
/// then.
pub(in crate::messages) async fn in_step(tx: &Tx, by: &By, kept: Kept) -> Result<(Kept, Vec<Part>), Fault> {
    let parts = people::all(tx, kept.id).await?;
    let Origin::Group(group) = kept.origin else { return Ok((kept, parts)) };
    if kept.closed_at.is_some() {
        return Ok((kept, parts));
    }
    let were: Vec<MemberId> = parts.iter().map(|part| part.member).collect();
    let Some(inside) = groups::inside(tx, group, &were).await? else {
        conversations::close(tx, kept.id, by.now).await?;
        return Ok((Kept { closed_at: Some(by.now), ..kept }, parts));
    };
    for part in parts.iter().filter(|part| part.left_at.is_none() && !inside.contains(&part.member)) {
        people::step_out(tx, kept.id, part.member, by.now).await?;
    }
    let stayed = parts.iter().filter(|part| part.left_at.is_none() && inside.contains(&part.member)).count();
    let places = messages::places(stayed);
    if places > 0 {
        let all = groups::list_in(tx, group, LOOKED_AT).await?;
        let new: Vec<MemberId> = all.into_iter().filter(|member| !were.contains(member)).take(places).collect();
        crate::messages::open(tx, by, &new, kept.origin).await?;
    }
    Ok((kept, people::all(tx, kept.id).await?))
}

/// Somebody came into a group or went, or the group is gone.
pub(crate) async fn follow_group(tx: &Tx, by: &By, group: GroupId) -> Result<(), Fault> {
    let Some(id) = crate::messages::of_origin(tx, Origin::Group(group)).await? else { return Ok(()) };
    conversations::one_at_a_time(tx, id).await?;
    if let Some(kept) = conversations::find(tx, id).await? {
        in_step(tx, by, kept).await?;
    }
    Ok(())
}
