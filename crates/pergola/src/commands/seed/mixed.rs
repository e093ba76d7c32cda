//! Makes a seeded network less smooth: some hide their ties, will not be named between others, are leaving, blocked
//! somebody; ties came to be in different ways; people feel close to some. From a fixed seed, so always the same.

use pergola_domain::{
    changes::{Change, MetKind},
    ids::{MemberId, TieId},
    members::Language,
    time::Timestamp,
};

use super::{BATCH, store};
use crate::{app::App, network::Chance};

/// Of a hundred members.
const HIDE: usize = 6;
const UNWILLING: usize = 12;
const LEAVE: usize = 2;
const BLOCK: usize = 5;
/// Of a hundred ties.
const TOLD: usize = 40;
/// Told by one side alone, beyond those.
const TOLD_BY_EITHER: usize = 50;
const CLOSE: usize = 15;

/// Something that is other than the seed made it.
#[derive(Clone, Debug)]
pub(super) enum Turn {
    Sharing { member: MemberId, connector: bool, hides_ties: bool },
    Leaving { member: MemberId, until: Timestamp },
    Block { by: MemberId, against: MemberId },
    Met { one: MemberId, other: MemberId, met: MetKind, by_both: bool, since: Timestamp },
    Close { owner: MemberId, other: MemberId, closeness: i64 },
}

impl Turn {
    /// What the log says of it; what is private, or one side's word, it does not.
    pub(super) fn change(&self) -> Option<Change> {
        // The tie's own id is in its table.
        let tie = TieId(1);
        Some(match *self {
            Self::Sharing { member, connector, hides_ties } => Change::SharingChanged { member, connector, hides_ties },
            Self::Leaving { member, until } => Change::MemberLeaving { member, until },
            Self::Block { by, against } => Change::BlockPlaced { by, against },
            Self::Met { one, other, met, by_both: true, since } => Change::TieCorrected { tie, one, other, since, met },
            Self::Met { .. } | Self::Close { .. } => return None,
        })
    }
}

/// Mixes a network of these people and ties.
pub(super) async fn mix(
    app: &App,
    ids: &[MemberId],
    ties: &[(usize, usize, Timestamp)],
    seed: u64,
) -> Result<(), String> {
    let by = app.by_itself(Language::En);
    let tied: Vec<(MemberId, MemberId, Timestamp)> =
        ties.iter().filter_map(|(one, other, since)| Some((*ids.get(*one)?, *ids.get(*other)?, *since))).collect();
    for turns in turns(ids, &tied, by.now, seed).chunks(BATCH) {
        let (turns, by) = (turns.to_vec(), by.clone());
        app.db
            .write(async move |tx| store::keep_turns(tx, &by, &turns).await)
            .await
            .map_err(|fault| fault.to_string())?;
    }
    Ok(())
}

fn turns(ids: &[MemberId], ties: &[(MemberId, MemberId, Timestamp)], now: Timestamp, seed: u64) -> Vec<Turn> {
    let mut chance = Chance(seed);
    let mut turns = Vec::new();
    for member in ids.iter().copied() {
        let (hides_ties, connector) = (chance.below(100) < HIDE, chance.below(100) >= UNWILLING);
        if hides_ties || !connector {
            turns.push(Turn::Sharing { member, connector, hides_ties });
        }
        if chance.below(100) < LEAVE {
            turns.push(Turn::Leaving { member, until: now.plus_days(14) });
        }
    }
    for (one, other, since) in ties.iter().copied() {
        let kind = MetKind::ALL.get(chance.below(MetKind::ALL.len())).copied().unwrap_or(MetKind::Other);
        match chance.below(100) {
            0..TOLD => turns.push(Turn::Met { one, other, met: kind, by_both: true, since }),
            TOLD..TOLD_BY_EITHER => turns.push(Turn::Met { one, other, met: kind, by_both: false, since }),
            _ => {}
        }
        if chance.below(100) < CLOSE {
            let closeness = i64::try_from(chance.below(5)).unwrap_or(0) + 1;
            let (owner, other) = if chance.below(2) == 0 { (one, other) } else { (other, one) };
            turns.push(Turn::Close { owner, other, closeness });
        }
    }
    for _ in 0..ids.len() * BLOCK / 100 {
        let stranger = chance.any(ids).zip(chance.any(ids));
        let friend = chance.any(ties).map(|(one, other, _)| (one, other));
        let pair = if chance.below(2) == 0 { stranger } else { friend };
        turns.extend(pair.filter(|(by, against)| by != against).map(|(by, against)| Turn::Block { by, against }));
    }
    turns
}
