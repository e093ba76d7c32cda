//! Saying something, and having read.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    ids::{ConversationId, MemberId, MessageId, MomentId, PersonId},
    mailing::About,
    messages::{self, KEY_CHARS, MESSAGES_A_DAY, Origin, Refusal, Saying},
};

use crate::{
    app::{App, By, record},
    http::Failure,
    members,
    messages::{
        acts::{gathering::in_step, opening::acquaintance},
        judged::look_at,
        store::{
            conversations::{self, Kept},
            people::{self, Part},
            said::{self, New},
        },
    },
    moderation::{self, Look, Subject},
    notices::{self, Telling},
    tending, ties,
    words::day_input,
};

/// Says something in a conversation, in the act's own transaction: it is there for all who are, but for those between
/// whom and the author a block stands. `key` makes twice once.
pub(crate) async fn say(
    tx: &Tx,
    by: &By,
    id: ConversationId,
    text: &str,
    key: Option<&str>,
) -> Result<MessageId, Failure<Refusal>> {
    say_looked(tx, by, id, text, key, &Look::default()).await
}

/// The same, after somebody looked at it: what is to wait for a moderator is there for its author alone until then.
pub(crate) async fn say_looked(
    tx: &Tx,
    by: &By,
    id: ConversationId,
    text: &str,
    key: Option<&str>,
    look: &Look,
) -> Result<MessageId, Failure<Refusal>> {
    let text = messages::text(text).map_err(|plain| Failure::Refused(plain.into()))?;
    let conversation = conversations::find(tx, id).await?.ok_or(Failure::NotFound)?;
    conversations::one_at_a_time(tx, id).await?;
    let (conversation, parts) = in_step(tx, by, conversation).await?;
    let mine = parts.iter().find(|part| part.member == by.member).ok_or(Failure::NotFound)?;
    let key = key.filter(|key| !key.is_empty() && key.len() <= KEY_CHARS);
    if let Some(key) = key
        && let Some(before) = said::find_sent(tx, id, by.member, key).await?
    {
        return Ok(before);
    }
    let others: Vec<MemberId> = parts
        .iter()
        .filter(|part| part.member != by.member && part.left_at.is_none())
        .map(|part| part.member)
        .collect();
    if conversation.origin == Origin::Direct {
        for other in &others {
            ties::one_at_a_time(tx, by.member, *other).await?;
        }
    }
    let unseen = ties::unseen(tx, by.member, &others).await?;
    let hearers: Vec<MemberId> = others.into_iter().filter(|other| !unseen.contains(other)).collect();
    let saying = saying(tx, by, &conversation, mine, &hearers).await?;
    messages::say(saying, by.now).map_err(Failure::Refused)?;
    let message = MessageId(by.fresh());
    let source = key.map_or_else(|| message.to_string(), str::to_owned);
    let held = look.holds();
    let new = New { id: message, conversation: id, author: by.member, text: &text, at: by.now, source: &source, held };
    said::keep(tx, &new).await?;
    if held {
        people::hear(tx, id, message, by.member, &[]).await?;
        moderation::hold(tx, by, Subject::new(moderation::About::Message, message.0), true, look).await?;
        return Ok(message);
    }
    people::hear(tx, id, message, by.member, &hearers).await?;
    for deaf in &unseen {
        said::keep_from(tx, *deaf, message).await?;
    }
    for part in parts.iter().filter(|part| hearers.contains(&part.member)) {
        let source = format!("words:{id}:{}", part.read);
        let telling = Telling { source, about: About::Messages, subject: id.0, at: by.now };
        notices::keep_telling(tx, part.member, &telling).await?;
    }
    if !matches!(conversation.origin, Origin::Group(_)) {
        remember(tx, by, &hearers).await?;
    }
    record(tx, by, &Change::MessageSaid { conversation: id, message }).await?;
    Ok(message)
}

/// What the rule of saying needs to know.
async fn saying(tx: &Tx, by: &By, conversation: &Kept, mine: &Part, hearers: &[MemberId]) -> Result<Saying, Fault> {
    let unanswered = match (conversation.origin, hearers) {
        (Origin::Direct, [other]) if !acquaintance(tx, by.member, *other).await?.known() => {
            let (own, answered) = said::shares(tx, conversation.id, by.member).await?;
            if answered { 0 } else { own }
        }
        _ => 0,
    };
    let among_strangers = matches!(conversation.origin, Origin::Group(_));
    let until = if among_strangers { members::silenced_until(tx, by.member).await? } else { None };
    Ok(Saying {
        over: mine.left_at.is_some() || conversation.closed_at.is_some(),
        silenced: until.is_some_and(|until| until > by.now),
        hearers: hearers.len(),
        unanswered,
        nth_said: said::nth_said(tx, by.member, MESSAGES_A_DAY, by.now.plus_days(-1)).await?,
    })
}

/// A word is a moment in both gardens, one for a pair and a day: the rhythm begins again. An answer makes it two-way.
async fn remember(tx: &Tx, by: &By, hearers: &[MemberId]) -> Result<(), Fault> {
    let day = day_input(by.now);
    for other in hearers {
        for (owner, person, direction) in [(by.member, *other, "out"), (*other, by.member, "in")] {
            if tending::find(tx, owner, person.0).await?.is_none() {
                continue;
            }
            let moment = tending::Moment {
                id: MomentId(by.fresh()),
                person: PersonId::Member(person),
                kind: "wrote".to_owned(),
                direction: direction.to_owned(),
                at: by.now,
                text: String::new(),
                source: "pergola".to_owned(),
                source_key: format!("wrote:{person}:{day}"),
            };
            tending::remember_exchange(tx, owner, &moment).await?;
        }
    }
    Ok(())
}

/// A member says something in a conversation of his.
pub(in crate::messages) async fn write(
    app: &App,
    by: By,
    id: ConversationId,
    text: &str,
    key: Option<&str>,
) -> Result<MessageId, Failure<Refusal>> {
    let text = messages::text(text).map_err(|plain| Failure::Refused(plain.into()))?;
    let key = key.map(str::to_owned);
    let look = look_at(app, &by, Some(id), None, &text).await?;
    app.db.write(async move |tx| say_looked(tx, &by, id, &text, key.as_deref(), &look).await).await
}

/// The member has read up to here. Nobody else ever knows.
pub(in crate::messages) async fn read(
    app: &App,
    by: By,
    id: ConversationId,
    up_to: MessageId,
) -> Result<(), Failure<Refusal>> {
    app.db
        .write(async move |tx| {
            let parts = people::all(tx, id).await?;
            if !parts.iter().any(|part| part.member == by.member) {
                return Err(Failure::NotFound);
            }
            Ok(people::read(tx, id, by.member, up_to).await?)
        })
        .await
}
