//! One state of the network, to ask questions of.

use std::{io::Write, sync::Arc};

use pergola_domain::{
    changes::Change,
    ids::{MemberId, OrganisationId},
    time::Timestamp,
};

use crate::{
    apply::{apply, rows_written},
    aside::shared,
    asking::Asking,
    belongings::Belonging,
    distance,
    facts::{Fact, facts},
    image::{self, Proof},
    mutuals,
    paths::{self, Between, Path, Step, since},
    people_at::{self, PersonAt},
    rows::{AWAY, HIDES, UNWILLING},
    scratch::Scratch,
    state::State,
    suggest::{self, Suggestion},
};

/// A consistent state: it does not change while one holds it. Clone it freely.
///
/// Self, the unknown, the erased and the blocked have plain answers (zero, none, empty) and never an error: a page that
/// names somebody has asked the tables first whether the viewer may see him at all.
#[derive(Clone, Debug)]
pub struct View {
    state: Arc<State>,
}

/// How much there is, and how much memory it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Numbers given, the erased included.
    pub members: u32,
    /// Ties, each once.
    pub ties: u64,
    /// Rows: neighbours and what is kept of each tie.
    pub rows_bytes: usize,
    /// Ids and the way from an id to its number.
    pub directory_bytes: usize,
    /// Blocks, invitations, dismissals, and where members are or were.
    pub asides_bytes: usize,
    /// Who is or was where, from the place's side.
    pub places_bytes: usize,
}

impl View {
    pub(crate) const fn new(state: Arc<State>) -> Self {
        Self { state }
    }

    /// This state with some changes on top that are not in the network's order yet, for one answer: what ended is not shown
    /// any more. The network itself goes on without them until their turn comes.
    #[must_use]
    pub fn ahead<'a>(&self, changes: impl IntoIterator<Item = &'a Change>) -> Self {
        let mut state = State::clone(&self.state);
        changes.into_iter().for_each(|change| apply(&mut state, change));
        state.stamp();
        Self::new(Arc::new(state))
    }

    /// How many rows a change would write anew: some tens of thousands for somebody with as many ties, two for a tie. The
    /// writer's work is that and no more; whoever must not be held up has a large one made elsewhere.
    #[must_use]
    pub fn rows_written(&self, change: &Change) -> usize {
        rows_written(&self.state, change)
    }

    /// The place in the log that this state contains.
    #[must_use]
    pub fn seq(&self) -> i64 {
        self.state.seq
    }

    /// Whether a member is in the network.
    #[must_use]
    pub fn knows(&self, member: MemberId) -> bool {
        self.state.number(member).is_some()
    }

    /// How many live ties a member has, for his own eyes.
    #[must_use]
    pub fn tie_count(&self, member: MemberId) -> usize {
        self.state.number(member).map_or(0, |number| self.state.row(number).count())
    }

    /// A member's own ties with the day since which they last, for his own eyes, ascending by id.
    #[must_use]
    pub fn own_ties(&self, member: MemberId) -> Vec<(MemberId, Timestamp)> {
        let Some(number) = self.state.number(member) else { return Vec::new() };
        let entries = self.state.row(number).entries();
        let mut ties: Vec<_> = entries.map(|entry| (self.state.id(entry.to), since(entry.side))).collect();
        ties.sort_unstable_by_key(|(id, _)| *id);
        ties
    }

    /// Steps from viewer to target: zero to four, none beyond. See the head of this crate for what counts.
    #[must_use]
    pub fn distance(&self, viewer: MemberId, target: MemberId) -> Option<u8> {
        let (viewer, target) = self.pair(viewer, target)?;
        Scratch::with(self.state.count, |scratch| distance::pair(&self.state, scratch, viewer, target))
    }

    /// The same for a page of people, in their order.
    #[must_use]
    pub fn distances(&self, viewer: MemberId, targets: &[MemberId]) -> Vec<Option<u8>> {
        self.distances_within(viewer, targets, distance::FARTHEST)
    }

    /// The same, where nobody farther than so many steps (3 or 4) matters: for very many targets at once.
    #[must_use]
    pub fn distances_within(&self, viewer: MemberId, targets: &[MemberId], farthest: u8) -> Vec<Option<u8>> {
        let Some(viewer) = self.state.number(viewer) else { return vec![None; targets.len()] };
        let mut numbers = Vec::new();
        self.state.directory.find_all(targets, &mut numbers);
        Scratch::with(self.state.count, |scratch| distance::many(&self.state, scratch, viewer, (&numbers, farthest)))
    }

    /// How many people who may be named both know: as many as [`View::mutuals`] lists.
    #[must_use]
    pub fn mutual_count(&self, viewer: MemberId, target: MemberId) -> u32 {
        self.pair(viewer, target).map_or(0, |(viewer, target)| mutuals::count(&self.state, viewer, target))
    }

    /// Whom both know and who may be named, closest to the viewer first.
    #[must_use]
    pub fn mutuals(&self, asking: &Asking<'_>, target: MemberId) -> Vec<MemberId> {
        let pair = self.pair(asking.viewer, target);
        pair.map_or_else(Vec::new, |(viewer, target)| mutuals::list(&self.state, asking, viewer, target))
    }

    /// What two people have in common, the rarest first. Years do not matter here.
    #[must_use]
    pub fn in_common(&self, viewer: MemberId, target: MemberId, limit: usize) -> Vec<Belonging> {
        let Some((viewer, target)) = self.pair(viewer, target) else { return Vec::new() };
        if viewer == target || self.state.is_blocked(viewer, target) {
            return Vec::new();
        }
        let pairs = shared(self.state.aside(viewer).stays(), self.state.aside(target).stays());
        let mut common: Vec<_> = pairs.map(|(stay, _)| stay.belonging).collect();
        common.sort_unstable();
        common.dedup();
        common.sort_by_key(|belonging| (self.state.belongings.people(*belonging).len(), *belonging));
        common.truncate(limit);
        common
    }

    /// Whether somebody may be named to the viewer beside others in an answer about `target`: invariant 4. True of the
    /// viewer himself.
    #[must_use]
    pub fn may_name(&self, viewer: MemberId, target: MemberId, member: MemberId) -> bool {
        let (Some((from, to)), Some(number)) = (self.pair(viewer, target), self.state.number(member)) else {
            return false;
        };
        let row = self.state.row(number);
        let blocked = [(from, to), (from, number), (to, number)];
        number == from
            || !row.is(HIDES | UNWILLING | AWAY)
                && !blocked.iter().any(|(one, other)| self.state.is_blocked(*one, *other))
    }

    /// The viewer's own tie to somebody as a step, with what he feels; none where they are not tied.
    #[must_use]
    pub fn own_step(&self, asking: &Asking<'_>, other: MemberId) -> Option<Step> {
        let (from, to) = self.pair(asking.viewer, other)?;
        if self.state.row(to).is(AWAY) || self.state.is_blocked(from, to) {
            return None;
        }
        paths::step(&self.state, asking, from, &[from, to])
    }

    /// The warmest paths, at most [`paths::MOST_PATHS`], no connector on two of them.
    ///
    /// Empty is "no known path yet". Between people who are tied there are paths too: through whom else they know
    /// each other.
    #[must_use]
    pub fn paths(&self, asking: &Asking<'_>, target: MemberId, between: Between, limit: usize) -> Vec<Path> {
        let Some(pair) = self.pair(asking.viewer, target) else { return Vec::new() };
        Scratch::with(self.state.count, |scratch| paths::paths(&self.state, scratch, asking, pair, (between, limit)))
    }

    /// Whom the viewer knows at an organisation or school, now or once: nearest first, then warmest. Who is away is not
    /// among them, though he be a tie.
    #[must_use]
    pub fn people_at(&self, asking: &Asking<'_>, organisation: OrganisationId, farthest: u8) -> Vec<PersonAt> {
        let Some(viewer) = self.state.number(asking.viewer) else { return Vec::new() };
        Scratch::with(self.state.count, |scratch| {
            people_at::people_at(&self.state, scratch, asking, viewer, (organisation, farthest.min(3)))
        })
    }

    /// People by number of mutuals with the viewer, most first: at most `limit` who are neither tied to him nor
    /// blocked, invited or put aside.
    #[must_use]
    pub fn people_by_mutuals(&self, viewer: MemberId, limit: usize) -> Vec<(MemberId, u32)> {
        let Some(viewer) = self.state.number(viewer) else { return Vec::new() };
        Scratch::with(self.state.count, |scratch| mutuals::people_by_count(&self.state, scratch, viewer, limit))
    }

    /// People the viewer may know, likeliest first, each with its reasons. Ties, blocked, invited and dismissed people
    /// never come; who was shown and passed over three times fades.
    #[must_use]
    pub fn suggestions(&self, asking: &Asking<'_>, limit: usize) -> Vec<Suggestion> {
        let Some(viewer) = self.state.number(asking.viewer) else { return Vec::new() };
        Scratch::with(self.state.count, |scratch| suggest::suggestions(&self.state, scratch, asking, viewer, limit))
    }

    /// Members of a belonging, as many as are known: for its size and for benches, not for showing.
    #[must_use]
    pub fn belonging_count(&self, belonging: Belonging) -> usize {
        self.state.belongings.people(belonging).len()
    }

    /// Everything this state knows, in a fixed order: equal networks tell equal facts, however they came to be.
    #[must_use]
    pub fn facts(&self) -> Vec<Fact> {
        facts(&self.state)
    }

    /// Whether the account is about to close, or was closed by a decision.
    #[must_use]
    pub fn is_away(&self, member: MemberId) -> bool {
        self.state.number(member).is_some_and(|number| self.state.row(number).is(AWAY))
    }

    /// Whether the two do not exist for each other, or the other is away or unknown: whoever shows to a viewer what
    /// others wrote asks this first.
    #[must_use]
    pub fn is_apart(&self, viewer: MemberId, other: MemberId) -> bool {
        let Some((from, to)) = self.pair(viewer, other) else { return true };
        from != to && (self.state.is_blocked(from, to) || self.state.row(to).is(AWAY))
    }

    /// Saves this state as an image, with a proof of which network it is. Write to a new file, sync, then rename: a torn
    /// image is noticed, a lost one is missed.
    ///
    /// # Errors
    /// What the writer says.
    pub fn save(&self, proof: &Proof, image: &mut dyn Write) -> std::io::Result<()> {
        image::save(&self.state, proof, image)
    }

    /// Memory in use. Counting reads everything once: for operators and benches.
    #[must_use]
    pub fn size(&self) -> Size {
        Size {
            members: self.state.count,
            ties: self.state.ties,
            rows_bytes: self.state.rows.bytes(),
            directory_bytes: self.state.directory.bytes(),
            asides_bytes: self.state.asides.bytes(),
            places_bytes: self.state.belongings.bytes(),
        }
    }

    fn pair(&self, viewer: MemberId, target: MemberId) -> Option<(u32, u32)> {
        Some((self.state.number(viewer)?, self.state.number(target)?))
    }
}
