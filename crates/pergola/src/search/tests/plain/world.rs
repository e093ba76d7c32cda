//! Who may see what, written once more from what is promised and from nothing else: over the tables, with no index, no cache and no
//! function of any room. So a rule that is wrong in a room is wrong in one place only.
//!
//! - Who is blocked with somebody, either way, or whose account is closed, is not there for him.
//! - A tie is seen by its two ends; by others where neither end hides it and neither is leaving. A way leads over people who are
//!   blocked with neither of its ends.
//! - What is for ties is for one step, two steps for two, three steps for three; for a group for those who may read in it.
//! - What somebody made is his to see; what somebody made who is leaving is nobody else's.

use std::collections::{BTreeMap, BTreeSet};

use pergola_db::{Fault, Row, Tx, Value, params};

use crate::testkit::Town;

/// All that it takes to say who sees what, for one member.
pub(super) struct World {
    pub(super) me: i64,
    members: BTreeSet<i64>,
    /// Accounts that moderators closed; members who are about to go; those who show their ties to nobody.
    closed: BTreeSet<i64>,
    leaving: BTreeSet<i64>,
    hiding: BTreeSet<i64>,
    ties: BTreeMap<i64, BTreeSet<i64>>,
    /// Both ways.
    blocked: BTreeSet<(i64, i64)>,
    /// How one comes into each group, and what the member is in it.
    groups: BTreeMap<i64, (String, Option<String>)>,
    /// Events where he comes or waits.
    pub(super) goes_to: BTreeSet<i64>,
}

async fn read<T: Send + 'static>(
    town: &Town,
    sql: &'static str,
    values: Vec<Value>,
    row: impl Fn(&Row<'_>) -> Result<T, Fault> + Send + Sync + 'static,
) -> Vec<T> {
    let asks = async move |tx: &Tx| tx.all(sql, &values, &row).await;
    town.app.db.read::<_, Fault, _>(asks).await.unwrap()
}

fn one(row: &Row<'_>) -> Result<i64, Fault> {
    row.get(0)
}

fn pair(row: &Row<'_>) -> Result<(i64, i64), Fault> {
    Ok((row.get(0)?, row.get(1)?))
}

impl World {
    pub(super) async fn read(town: &Town, me: i64) -> Self {
        let ids =
            async |sql: &'static str| read(town, sql, Vec::new(), one).await.into_iter().collect::<BTreeSet<i64>>();
        let mut ties: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
        for (member, other) in read(town, "SELECT member_id, other_id FROM ties", Vec::new(), pair).await {
            ties.entry(member).or_default().insert(other);
        }
        let mut blocked = BTreeSet::new();
        for (by, whom) in read(town, "SELECT member_id, blocked_id FROM blocks", Vec::new(), pair).await {
            blocked.extend([(by, whom), (whom, by)]);
        }
        let entry = |row: &Row<'_>| Ok((row.get::<i64>(0)?, row.get::<String>(1)?));
        let roles = "SELECT group_id, role FROM group_members WHERE member_id = $1";
        let roles: BTreeMap<i64, String> = read(town, roles, params![me].to_vec(), entry).await.into_iter().collect();
        let entries = read(town, "SELECT id, entry FROM groups", Vec::new(), entry).await;
        let goes = "SELECT event_id FROM event_attendance WHERE member_id = $1";
        Self {
            me,
            members: ids("SELECT id FROM members").await,
            closed: ids("SELECT id FROM members WHERE is_suspended = TRUE").await,
            leaving: ids("SELECT id FROM members WHERE leaving_at IS NOT NULL").await,
            hiding: ids("SELECT id FROM members WHERE ties_shown = 'nobody'").await,
            ties,
            blocked,
            groups: entries.into_iter().map(|(id, entry)| (id, (entry, roles.get(&id).cloned()))).collect(),
            goes_to: read(town, goes, params![me].to_vec(), one).await.into_iter().collect(),
        }
    }

    /// Whether somebody is there for the member at all.
    pub(super) fn is_there(&self, other: i64) -> bool {
        let known = self.members.contains(&other) && !self.closed.contains(&other);
        other == self.me || (known && !self.blocked.contains(&(self.me, other)))
    }

    /// The steps to somebody, four at most: ring after ring.
    pub(super) fn steps(&self, to: i64) -> Option<u8> {
        if to == self.me {
            return Some(0);
        }
        let apart = |one: i64, other: i64| self.blocked.contains(&(one, other));
        if apart(self.me, to) {
            return None;
        }
        let veiled = |one: i64| self.hiding.contains(&one) || self.leaving.contains(&one);
        let (mut ring, mut seen) = (BTreeSet::from([self.me]), BTreeSet::from([self.me]));
        for steps in 1..=4 {
            let mut next = BTreeSet::new();
            for from in &ring {
                for other in self.ties.get(from).into_iter().flatten().copied() {
                    let shown = *from == self.me || !(veiled(*from) || veiled(other));
                    if shown && !apart(self.me, other) && !apart(to, other) && seen.insert(other) {
                        next.insert(other);
                    }
                }
            }
            if next.contains(&to) {
                return Some(steps);
            }
            ring = next;
        }
        None
    }

    /// Whether the member is among those for whom somebody's thing is.
    pub(super) fn is_among(&self, audience: &str, author: i64, group: Option<i64>) -> bool {
        if author == self.me {
            return true;
        }
        if !self.is_there(author) || self.leaving.contains(&author) {
            return false;
        }
        let within = |most: u8| self.steps(author).is_some_and(|steps| steps <= most);
        match audience {
            "ties" => within(1),
            "two_steps" => within(2),
            "three_steps" => within(3),
            "group" => group.is_some_and(|group| self.reads_in(group)),
            "everybody" | "web" => true,
            other => panic!("an audience that this side does not know: {other}"),
        }
    }

    /// An open group everybody reads, another those who are in it.
    fn reads_in(&self, group: i64) -> bool {
        self.groups
            .get(&group)
            .is_some_and(|(entry, role)| entry == "open" || matches!(role.as_deref(), Some("member" | "moderator")))
    }

    /// Of a hidden group those know who are in it or asked into it.
    pub(super) fn knows_of(&self, group: i64) -> bool {
        self.groups.get(&group).is_some_and(|(entry, role)| {
            entry != "hidden" || matches!(role.as_deref(), Some("member" | "moderator" | "invited"))
        })
    }
}
