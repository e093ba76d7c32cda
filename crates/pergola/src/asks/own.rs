//! Which of some asks and offers are for their reader: asks that he could answer himself, offers that answer him. The rule
//! is `pergola-domain`'s; here his own texts and their meanings are read, once for all that are asked about.

use std::collections::BTreeMap;

use pergola_db::{Fault, Tx};
use pergola_domain::{
    asks::{Ask, Kind},
    ids::MemberId,
    matching::{
        Meaning, Side, Whereabouts,
        own::{Own, Text, Why},
    },
    time::Timestamp,
};

use super::{sight::Seen, store};
use crate::{
    app::{App, By},
    matching::{self, Shelf, shelf_of},
    members,
};

/// Own texts that are compared, of each kind: the newest.
const OWN: usize = 12;

/// Why each of these is for the reader, in their order; his own never are.
pub(super) async fn whys(app: &App, by: &By, seen: &[Seen]) -> Result<Vec<Option<Why>>, Fault> {
    if seen.is_empty() {
        return Ok(Vec::new());
    }
    let (member, now) = (by.member, by.now);
    let ids =
        |kind: Kind| seen.iter().filter(|seen| seen.ask.kind == kind).map(|seen| seen.ask.id.0).collect::<Vec<_>>();
    let (asks, offers) = (ids(Kind::Ask), ids(Kind::Offer));
    let authors: Vec<MemberId> = seen.iter().map(|seen| seen.ask.author).collect();
    let (own, meanings, works) = app
        .db
        .read(async move |tx| {
            let mut meanings = matching::find_many(tx, Shelf::Asks, &asks).await?;
            meanings.extend(matching::find_many(tx, Shelf::Offers, &offers).await?);
            Ok::<_, Fault>((own(tx, member, now).await?, meanings, members::works_in(tx, &authors).await?))
        })
        .await?;
    let why = |seen: &Seen| {
        let others = seen.ask.author != member;
        let Ask { kind, said, id, .. } = &seen.ask;
        let works = works.get(&seen.ask.author).cloned().unwrap_or_default();
        let at = Whereabouts { home: seen.author.place.clone(), works };
        others.then(|| own.why(*kind, said, meanings.get(&id.0), &at)).flatten()
    };
    Ok(seen.iter().map(why).collect())
}

async fn own(tx: &Tx, member: MemberId, now: Timestamp) -> Result<Own, Fault> {
    let all = store::list_of(tx, member, None, None, 100).await?;
    let mut texts: BTreeMap<Kind, Vec<Text>> = BTreeMap::new();
    for kind in Kind::ALL {
        let open: Vec<&Ask> = all.iter().filter(|ask| ask.kind == kind && ask.is_open(now)).collect();
        let ids: Vec<i64> = open.iter().take(OWN).map(|ask| ask.id.0).collect();
        let mut meanings: BTreeMap<i64, Meaning> = matching::find_many(tx, shelf_of(kind), &ids).await?;
        let text = |ask: &Ask| Text { said: ask.said.clone(), meaning: meanings.remove(&ask.id.0) };
        texts.insert(kind, open.into_iter().map(text).collect());
    }
    let told = matching::profile_said(tx, member).await?;
    let meaning = matching::find(tx, Shelf::Profiles, member.0).await?;
    let home = members::find(tx, member).await?.map(|account| account.place).unwrap_or_default();
    let works = members::works_in(tx, &[member]).await?.remove(&member).unwrap_or_default();
    let skills = members::profile(tx, member).await?.map(|profile| profile.skills);
    Ok(Own {
        asks: texts.remove(&Kind::Ask).unwrap_or_default(),
        offers: texts.remove(&Kind::Offer).unwrap_or_default(),
        profile: told.zip(meaning).map(|((said, _), meaning)| Side { meaning, said, home: String::new() }),
        skills: skills.unwrap_or_default().into_iter().map(|(_, name)| name).collect(),
        at: Whereabouts { home, works },
    })
}
