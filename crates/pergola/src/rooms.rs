//! The rooms, in their order: a room may call those before it, and speaks to those after it through the change log.

use pergola_db::{Fault, Tx};
use pergola_domain::{ids::MemberId, time::Timestamp};

use crate::{
    about, asks, companion, contacts, exchange, garden, groups, home,
    http::{Doors, assets, openapi, ops},
    introductions, jobs, meetings, members, messages, mirror, network, notices, organisations, pairs, people, posts,
    ties, topics,
    words::Speech,
};

/// All doors of the program.
pub(crate) fn doors() -> Doors {
    Doors::new()
        .and(ops::doors())
        .and(assets::doors())
        .and(openapi::doors())
        .and(members::doors())
        .and(notices::doors())
        .and(contacts::doors())
        .and(ties::doors())
        .and(network::doors())
        .and(organisations::doors())
        .and(topics::doors())
        .and(groups::doors())
        .and(messages::doors())
        .and(asks::doors())
        .and(posts::doors())
        .and(introductions::doors())
        .and(meetings::doors())
        .and(pairs::doors())
        .and(jobs::doors())
        .and(garden::doors())
        .and(companion::doors())
        .and(mirror::doors())
        .and(people::doors())
        .and(home::doors())
        .and(about::doors())
        .and(exchange::doors())
}

/// Invitations named in the inbox; the rest is on their page.
const INVITATIONS: i64 = 5;

/// What waits for a private answer of this member, for his inbox. A room with questions of its own adds them here, most
/// urgent first: the inbox belongs to a room before it, which cannot call it.
pub(crate) async fn questions(
    tx: &Tx,
    t: &Speech,
    member: MemberId,
    now: Timestamp,
) -> Result<Vec<messages::Question>, Fault> {
    let mut questions = introductions::questions(tx, t, member, now).await?;
    let invited = ties::asking(tx, member, INVITATIONS).await?.into_iter().map(|person| messages::Question {
        person: Some(person),
        text: t.s("inbox-invited").to_owned(),
        act: t.s("inbox-invited-act").to_owned(),
        href: "/invitations".to_owned(),
    });
    let wanted =
        meetings::asking(tx, member, INVITATIONS).await?.into_iter().map(|(meeting, person)| messages::Question {
            person: Some(person),
            text: t.s("inbox-meet").to_owned(),
            act: t.s("inbox-meet-act").to_owned(),
            href: format!("/meetings/{meeting}"),
        });
    questions.extend(wanted.chain(invited));
    Ok(questions)
}

/// Whether anything in the inbox waits: what the mark beside its name says on every page. Cheap, and bounded.
pub(crate) async fn anything_waits(tx: &Tx, member: MemberId) -> Result<bool, Fault> {
    Ok(messages::any_unread(tx, member).await?
        || ties::count_asking(tx, member).await? > 0
        || meetings::count_asking(tx, member).await? > 0
        || notices::any_unread(tx, member).await?)
}
