//! A conversation comes to be, or is found again.

use std::collections::BTreeSet;

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    ids::{ConversationId, MemberId, MessageId},
    messages::{self, Acquaintance, BEGUN_A_DAY, Origin, Plain, Refusal},
};

use crate::{
    app::{App, By, record},
    http::Failure,
    messages::{
        acts::saying::say_looked,
        judged::look_at,
        store::{
            conversations::{self, Kept},
            people::{self, Part},
        },
    },
    ties,
};

/// The conversation of an origin, with these people in it, in the act's own transaction. Twice is once; of a group,
/// those who are new to it come in and read on from here.
///
/// A direct one is that of the member who acts and of one other. Whether they may write to each other is not asked:
/// that is [`begin`].
pub(crate) async fn open(tx: &Tx, by: &By, people: &[MemberId], origin: Origin) -> Result<ConversationId, Fault> {
    let mut inside: BTreeSet<MemberId> = people.iter().copied().collect();
    if origin == Origin::Direct {
        inside.insert(by.member);
    }
    let two = [by.member, people.iter().copied().find(|person| *person != by.member).unwrap_or(by.member)];
    let key = conversations::key(origin, two);
    let fresh =
        Kept { id: ConversationId(by.fresh()), origin, opened_by: by.member, created_at: by.now, closed_at: None };
    let is_new = conversations::keep(tx, &fresh, &key).await?;
    let id = if is_new {
        fresh.id
    } else {
        let there = conversations::find_by_key(tx, &key).await?;
        there.map(|kept| kept.id).ok_or_else(|| Fault::other("a conversation is neither there nor can it be made"))?
    };
    for member in inside {
        people::keep(tx, id, &beginning(id, member, origin, is_new, by)).await?;
    }
    if is_new {
        record(tx, by, &Change::ConversationOpened { conversation: id }).await?;
    }
    Ok(id)
}

/// Being put in touch is news by itself; a direct conversation is none before something is said.
fn beginning(id: ConversationId, member: MemberId, origin: Origin, is_new: bool, by: &By) -> Part {
    let start = MessageId(id.0);
    let latest = if origin == Origin::Direct { MessageId(0) } else { start };
    let told = matches!(origin, Origin::Introduction(_)) && member != by.member;
    Part {
        member,
        since: if is_new { MessageId(0) } else { MessageId(by.fresh()) },
        left_at: None,
        latest,
        heard: if told { start } else { MessageId(0) },
        read: MessageId(0),
        shelved: false,
    }
}

/// What two are to each other, for the rule of beginning.
pub(crate) async fn acquaintance(tx: &Tx, one: MemberId, other: MemberId) -> Result<Acquaintance, Fault> {
    let tied = ties::find(tx, one, other).await?.is_some();
    Ok(Acquaintance { tied, put_in_touch: tied || conversations::introduced(tx, one, other).await?, answers: false })
}

/// The direct conversation with somebody, found or begun, where the rule allows. `answers`: the other has shown the
/// writer an ask or an offer, and this answers it.
pub(crate) async fn begin(tx: &Tx, by: &By, to: MemberId, answers: bool) -> Result<ConversationId, Failure<Refusal>> {
    if to == by.member {
        return Err(Failure::Refused(Plain::Oneself.into()));
    }
    ties::one_at_a_time(tx, by.member, to).await?;
    if !ties::may_see(tx, by.member, to).await? {
        return Err(Failure::NotFound);
    }
    let key = conversations::key(Origin::Direct, [by.member, to]);
    if let Some(there) = conversations::find_by_key(tx, &key).await? {
        return Ok(there.id);
    }
    let acquaintance = Acquaintance { answers, ..acquaintance(tx, by.member, to).await? };
    let nth = conversations::nth_begun(tx, by.member, BEGUN_A_DAY, by.now.plus_days(-1)).await?;
    messages::begin(acquaintance, nth, by.now).map_err(Failure::Refused)?;
    Ok(crate::messages::open(tx, by, &[to], Origin::Direct).await?)
}

/// A member writes to somebody by his handle: the conversation and its first or next message in one act.
pub(in crate::messages) async fn write_to(
    app: &App,
    by: By,
    handle: &str,
    text: &str,
    key: Option<&str>,
) -> Result<(ConversationId, MessageId), Failure<Refusal>> {
    let text = messages::text(text).map_err(|plain| Failure::Refused(plain.into()))?;
    let (handle, key) = (handle.to_owned(), key.map(str::to_owned));
    let (me, wanted) = (by.member, handle.clone());
    let to = app.db.read(async move |tx| ties::find_visible(tx, me, &wanted).await).await?.ok_or(Failure::NotFound)?;
    let look = look_at(app, &by, None, Some(to.id).filter(|to| *to != me), &text).await?;
    app.db
        .write(async move |tx| {
            let to = ties::find_visible(tx, by.member, &handle).await?.ok_or(Failure::NotFound)?;
            let conversation = crate::messages::begin(tx, &by, to.id, false).await?;
            let message = say_looked(tx, &by, conversation, &text, key.as_deref(), &look).await?;
            Ok((conversation, message))
        })
        .await
}
