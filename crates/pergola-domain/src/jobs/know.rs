//! Whom one knows there, and in which order: not the strongest tie first.
//!
//! The rule, its reason and its source are written in `docs/jobs.md`, and a test holds this against that page. In short: a
//! middling tie before a strong one, and who knows both the reader and whoever posts before who does not.
//!
//! It reads what the reader may see, and his own closeness to his own ties, which only he sees.

/// Somebody who is or was there, as the reader may see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct There {
    pub now: bool,
    /// Years since the end of the last spell there; none where unknown or still there.
    pub ended_years_ago: Option<i64>,
    /// The years there overlap with those of whoever posts.
    pub with_poster: bool,
}

/// One who could open a door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known<T> {
    pub person: T,
    /// 1 to 3.
    pub distance: u8,
    /// Strength of the reader's own first step towards the person, in parts of a thousand.
    pub strength: u16,
    /// Tied to whoever posts, as far as the reader may see.
    pub knows_poster: bool,
    pub there: There,
}

impl<T> Known<T> {
    /// How likely a door opens, in points; only for ordering, never shown.
    #[must_use]
    pub fn value(&self) -> i64 {
        let way = match self.distance {
            1 => 2,
            2 => 1,
            _ => 0,
        };
        let tie = match self.strength {
            700.. => 2,
            400..700 => 3,
            _ => 1,
        };
        let presence = match (self.there.now, self.there.ended_years_ago) {
            (true, _) => 2,
            (false, Some(years)) if years < 3 => 1,
            _ => 0,
        };
        way + 3 * i64::from(self.knows_poster) + tie + presence + i64::from(self.there.with_poster)
    }
}

/// The order in which they are shown.
pub fn order<T: Ord + Copy>(people: &mut [Known<T>]) {
    people.sort_by_key(|one| {
        let since = if one.there.now { 0 } else { one.there.ended_years_ago.unwrap_or(i64::MAX) };
        (std::cmp::Reverse(one.value()), since, one.person)
    });
}
