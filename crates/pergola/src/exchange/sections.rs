//! What the rooms keep of a member, for his archive. A room that has something adds one line to [`of`], here and nowhere else.
//!
//! How a room writes its records, and what becomes of them elsewhere: `docs/formats/takeout.md`, "Rooms".

use std::collections::BTreeMap;

use pergola_db::{Fault, Tx};
use pergola_domain::{ids::MemberId, time::Timestamp};
use serde_json::Value;

use crate::{
    asks, companion, events, groups, introductions, jobs, meetings, messages, moderation, network, notices,
    organisations, pairs, posts, stays, subscriptions, topics,
};

/// The records of all rooms, by the name of the room. Each name has its shape in `docs/formats/takeout.schema.json`.
pub(super) async fn of(tx: &Tx, member: MemberId, now: Timestamp) -> Result<BTreeMap<String, Vec<Value>>, Fault> {
    let sections = [
        ("dismissals", network::takeout(tx, member).await?),
        ("pairs", pairs::takeout(tx, member).await?),
        ("asks", asks::takeout(tx, member).await?),
        ("posts", posts::takeout(tx, member).await?),
        ("groups", groups::takeout(tx, member).await?),
        ("topics", topics::takeout(tx, member).await?),
        ("messages", messages::takeout(tx, member).await?),
        ("meetings", meetings::takeout(tx, member).await?),
        ("introductions", introductions::takeout::introductions(tx, member, now).await?),
        ("requests", introductions::takeout::requests(tx, member, now).await?),
        ("introducers_avoided", introductions::takeout::avoided(tx, member).await?),
        ("steps", companion::takeout(tx, member).await?),
        ("godparents", companion::takeout_godparents(tx, member).await?),
        ("mail", notices::takeout(tx, member).await?),
        ("organisations", organisations::takeout(tx, member).await?),
        ("jobs", jobs::takeout(tx, member).await?),
        ("applications", jobs::takeout_applications(tx, member).await?),
        ("referrals", jobs::takeout_referrals(tx, member).await?),
        ("feeds", jobs::takeout_feeds(tx, member).await?),
        ("searches", jobs::takeout_searches(tx, member).await?),
        ("openness", jobs::takeout_openness(tx, member).await?),
        ("moderation", moderation::takeout(tx, member).await?),
        ("events", events::takeout(tx, member).await?),
        ("stays", stays::takeout(tx, member).await?),
        ("card", subscriptions::takeout(tx, member).await?),
    ];
    Ok(sections.into_iter().map(|(room, records)| (room.to_owned(), records)).collect())
}
