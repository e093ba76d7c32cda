//! What a file says about its owner is offered to him, unless his profile says it already.

use std::sync::Arc;

use pergola_db::Fault;
use pergola_formats::OwnPiece;

use super::{Work, reading::Said};
use crate::{
    exchange::{
        offers::Offer,
        profile,
        store::{self, imports::Skip},
    },
    members,
};

/// Keeps what is offered and gives how many of its rows offered something new. What a profile has no place for is listed.
pub(super) async fn keep(
    work: &mut Work<'_>,
    own: Vec<(String, i64, OwnPiece)>,
    said: &mut Said,
) -> Result<i64, Fault> {
    let mut offers = Vec::new();
    for (file, line, piece) in own {
        let offered = Offer::of(&piece);
        if offered.is_empty() {
            said.skip(Skip { file, line, reason: "no_place".to_owned() });
            continue;
        }
        *work.import.tally.counts.entry(plural(&piece)).or_default() += 1;
        offers.push(offered);
    }
    keep_offers(work, offers).await
}

/// Keeps offers, those of one row together. Gives how many rows offered something new.
pub(super) async fn keep_offers(work: &mut Work<'_>, offers: Vec<Vec<Offer>>) -> Result<i64, Fault> {
    let (by, import, offers) = (work.by.clone(), work.import.id, Arc::new(offers));
    let offered = work
        .write(async move |tx| {
            let Some(known) = members::profile(tx, by.member).await? else { return Ok(0) };
            let Some(chosen) = members::settings(tx, by.member).await? else { return Ok(0) };
            let says = |offer: &&Offer| profile::says(&known, &chosen, offer);
            let new: Vec<&Offer> = offers.iter().flatten().filter(|offer| !says(offer)).collect();
            store::proposals::keep_all(tx, &by, import, &new).await?;
            let made = store::proposals::keys_made(tx, by.member, import).await?;
            // A row may offer several changes; it counts once.
            Ok(offers.iter().filter(|offers| offers.iter().any(|offer| made.contains(&offer.key()))).count())
        })
        .await?;
    Ok(offered.and_then(|count| i64::try_from(count).ok()).unwrap_or_default())
}

fn plural(piece: &OwnPiece) -> String {
    match piece {
        OwnPiece::Profile(_) => "profile".to_owned(),
        OwnPiece::Education(_) => "education".to_owned(),
        OwnPiece::Volunteering(_) => "volunteering".to_owned(),
        other => format!("{}s", other.key()),
    }
}
