//! What is kept prepared of a member's own things between two of his questions: by owner, as long as the tables say that
//! nothing of it was written since, and for some minutes only. Decision 30.

mod store;

pub(crate) use store::{Part, forget_stamps, stamp};

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use pergola_domain::{ids::MemberId, time::Timestamp};

/// Seconds after his last question until what was read for somebody is let go.
const IDLE_SECONDS: i64 = 600;

/// What is kept, by owner. Nobody but the owner ever comes by here.
#[derive(Debug)]
pub(crate) struct Drawer<T> {
    all: Mutex<All<T>>,
    /// The weight of all together.
    most: usize,
}

#[derive(Debug)]
struct All<T> {
    kept: BTreeMap<MemberId, Kept<T>>,
    weight: usize,
}

#[derive(Debug)]
struct Kept<T> {
    stamp: i64,
    own: Arc<T>,
    weight: usize,
    used_at: Timestamp,
}

impl<T> All<T> {
    fn forget(&mut self, owner: MemberId) {
        if let Some(kept) = self.kept.remove(&owner) {
            self.weight -= kept.weight;
        }
    }
}

impl<T> Drawer<T> {
    pub(crate) fn new(most: usize) -> Self {
        Self { all: Mutex::new(All { kept: BTreeMap::new(), weight: 0 }), most }
    }

    fn open(&self) -> MutexGuard<'_, All<T>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is kept of an owner, with the stamp at which it was read.
    pub(crate) fn find(&self, owner: MemberId, now: Timestamp) -> Option<(i64, Arc<T>)> {
        let mut all = self.open();
        let kept = all.kept.get_mut(&owner)?;
        kept.used_at = kept.used_at.max(now);
        Some((kept.stamp, Arc::clone(&kept.own)))
    }

    /// Keeps what was read at a stamp; whoever asked longest ago makes room.
    pub(crate) fn keep(&self, owner: MemberId, (stamp, weight): (i64, usize), own: &Arc<T>, now: Timestamp) {
        let mut all = self.open();
        all.forget(owner);
        all.weight += weight;
        all.kept.insert(owner, Kept { stamp, own: Arc::clone(own), weight, used_at: now });
        while all.weight > self.most {
            let oldest = all.kept.iter().min_by_key(|(_, kept)| kept.used_at).map(|(owner, _)| *owner);
            let Some(oldest) = oldest else { break };
            all.forget(oldest);
        }
    }

    pub(crate) fn forget(&self, owner: MemberId) {
        self.open().forget(owner);
    }

    /// Lets go what nobody asked for lately.
    pub(crate) fn forget_idle(&self, now: Timestamp) {
        let mut all = self.open();
        let idle = |kept: &Kept<T>| kept.used_at.plus_seconds(IDLE_SECONDS) <= now;
        let over: Vec<MemberId> = all.kept.iter().filter(|(_, kept)| idle(kept)).map(|(owner, _)| *owner).collect();
        for owner in over {
            all.forget(owner);
        }
    }

    #[cfg(test)]
    pub(crate) fn keeps(&self, owner: MemberId) -> bool {
        self.open().kept.contains_key(&owner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use pergola_domain::{ids::MemberId, time::Timestamp};

    use super::{Drawer, IDLE_SECONDS};

    #[test]
    fn who_asked_longest_ago_makes_room_and_who_is_idle_goes() {
        let drawer = Drawer::new(10);
        let [ada, bruno, carla] = [1, 2, 3].map(MemberId);
        let at = Timestamp;
        drawer.keep(ada, (7, 4), &Arc::new("a"), at(1));
        drawer.keep(bruno, (7, 4), &Arc::new("b"), at(2));
        assert_eq!(drawer.find(ada, at(3)).map(|(stamp, own)| (stamp, *own)), Some((7, "a")));
        drawer.keep(carla, (7, 4), &Arc::new("c"), at(4));
        assert_eq!([ada, bruno, carla].map(|owner| drawer.keeps(owner)), [true, false, true]);
        // The same again weighs once; what is too heavy for the drawer is not kept at all.
        drawer.keep(ada, (8, 6), &Arc::new("d"), at(5));
        assert_eq!(drawer.find(ada, at(5)).map(|(stamp, own)| (stamp, *own)), Some((8, "d")));
        assert!(drawer.keeps(carla));
        drawer.keep(bruno, (1, 11), &Arc::new("e"), at(6));
        assert_eq!([ada, bruno, carla].map(|owner| drawer.keeps(owner)), [false, false, false]);
        drawer.keep(ada, (9, 10), &Arc::new("f"), at(7));
        drawer.forget_idle(at(6 + IDLE_SECONDS * 1_000_000));
        assert!(drawer.keeps(ada));
        drawer.forget_idle(at(7 + IDLE_SECONDS * 1_000_000));
        assert!(!drawer.keeps(ada));
        drawer.keep(ada, (9, 10), &Arc::new("g"), at(8));
        drawer.forget(ada);
        assert!(drawer.find(ada, at(8)).is_none());
    }
}
