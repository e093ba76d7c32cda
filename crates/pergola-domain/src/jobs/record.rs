//! The record of who posts: made of what happened, so that nobody can edit it, and going with whoever did it, so that nobody
//! leaves it behind by proving the same name from another account.
//!
//! What was done in hands that proved a domain is that domain's, whoever holds it later and under which name. What was done
//! where nothing was proven is the one's who posted it, wherever he speaks unproven, and under the same name also where it is
//! proven now ([decision 45](../../../../docs/decisions/0045-whose-a-record-is.md)).

use super::{Application, Outcome};
use crate::{
    ids::{MemberId, OrganisationId},
    time::Timestamp,
};

/// An organisation in the hands of those who speak for it, since then and until it comes into others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hands {
    pub organisation: OrganisationId,
    pub since: Timestamp,
    /// By which these hands proved it, at any time.
    pub domains: Vec<String>,
}

/// Something that happened: an ad that ended, an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deed {
    pub organisation: OrganisationId,
    pub at: Timestamp,
    /// Who posted the ad; nobody's once he left.
    pub poster: MemberId,
}

/// Whose record it is.
#[derive(Clone, Debug)]
pub struct Answerable {
    /// The hands in which the organisation is now.
    pub now: Hands,
    pub speakers: Vec<MemberId>,
    /// All hands that are known, of this organisation and of others.
    pub hands: Vec<Hands>,
}

impl Answerable {
    /// Whether a deed is part of the record.
    #[must_use]
    pub fn has(&self, deed: Deed) -> bool {
        let here = deed.organisation == self.now.organisation;
        if here && deed.at >= self.now.since {
            return true;
        }
        let then = self.hands.iter().filter(|one| one.organisation == deed.organisation && one.since <= deed.at);
        let domains = then.max_by_key(|one| one.since).map_or(&[][..], |hands| hands.domains.as_slice());
        if domains.is_empty() {
            self.speakers.contains(&deed.poster) && (here || self.now.domains.is_empty())
        } else {
            domains.iter().any(|domain| self.now.domains.contains(domain))
        }
    }
}

/// What happened so far.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub open: i64,
    /// How closed ads ended.
    pub outcomes: Vec<Outcome>,
    pub applications: Vec<Application>,
    /// Since when it counts, where others spoke for the same name before and what they did is not in it.
    pub since: Option<Timestamp>,
}

/// What stands on each ad of the organisation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Record {
    pub ads: i64,
    pub filled_here: i64,
    pub filled_otherwise: i64,
    pub stopped: i64,
    pub not_confirmed: i64,
    /// Applicants whose time for an answer has come, and those of them who had one.
    pub due: i64,
    pub answered: i64,
    /// The median of the days to the first answer; none where nobody was answered.
    pub median_days: Option<i64>,
    /// Since when it counts, where others spoke for the same name before.
    pub since: Option<Timestamp>,
}

impl Record {
    /// Share of the applicants who had an answer, in parts of a hundred; none where nobody's time has come.
    #[must_use]
    pub const fn answered_percent(&self) -> Option<i64> {
        if self.due == 0 { None } else { Some(self.answered * 100 / self.due) }
    }

    /// Adds up. Who withdrew before an answer counts neither way; who waits for less than the days of silence neither.
    #[must_use]
    pub fn of(facts: &Facts, now: Timestamp) -> Self {
        let count = |outcome| many(facts.outcomes.iter().filter(|one| **one == outcome).count());
        let mut days: Vec<i64> =
            facts.applications.iter().filter_map(|one| Some(one.answered_at?.days_since(one.sent_at))).collect();
        days.sort_unstable();
        let silent = many(facts.applications.iter().filter(|one| one.is_silence(now)).count());
        let answered = many(days.len());
        Self {
            ads: facts.open + many(facts.outcomes.len()),
            filled_here: count(Outcome::ThroughPergola),
            filled_otherwise: count(Outcome::Otherwise),
            stopped: count(Outcome::Stopped),
            not_confirmed: count(Outcome::NotConfirmed),
            due: answered + silent,
            answered,
            median_days: median(&days),
            since: facts.since,
        }
    }
}

fn many(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The middle one; of two in the middle the lower, so that it is a number of days that somebody really waited.
fn median(sorted: &[i64]) -> Option<i64> {
    sorted.get(sorted.len().checked_sub(1)? / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::{Answerable, Deed, Hands};
    use crate::{
        ids::{MemberId, OrganisationId},
        time::Timestamp,
    };

    const NOON: Timestamp = Timestamp::from_seconds(1_773_140_400);

    #[test]
    fn a_record_goes_with_the_domain_and_with_the_person() {
        let (officina, bottega, forno) = (OrganisationId(1), OrganisationId(2), OrganisationId(3));
        let (ada, bruno, carla) = (MemberId(1), MemberId(2), MemberId(3));
        let day = |days| NOON.plus_days(days);
        let hands = |organisation, since, domains: &[&str]| Hands {
            organisation,
            since: day(since),
            domains: domains.iter().map(|domain| (*domain).to_owned()).collect(),
        };
        let all = [
            hands(officina, 0, &[]),
            hands(officina, 10, &["officina.example"]),
            hands(officina, 20, &[]),
            hands(officina, 30, &["officina.example", "officina.it.example"]),
            hands(bottega, 0, &["officina.it.example"]),
            hands(forno, 0, &[]),
            hands(forno, 40, &["forno.example"]),
        ];
        let record = |now: usize, speakers: &[MemberId]| Answerable {
            now: all[now].clone(),
            speakers: speakers.to_vec(),
            hands: all.to_vec(),
        };
        let deed = |organisation, days, poster| Deed { organisation, at: day(days), poster };
        let (proven, claimed) = (record(3, &[bruno]), record(2, &[bruno, carla]));
        for (whose, what, is, why) in [
            (&proven, deed(officina, 35, ada), true, "in the hands of now, whoever posted it"),
            (&proven, deed(officina, 30, ada), true, "from their first moment"),
            (&proven, deed(officina, 15, ada), true, "the same domain, from another account"),
            (&proven, deed(bottega, 5, ada), true, "the same domain, under another name"),
            (&proven, deed(officina, 25, ada), false, "others only claimed the name"),
            (&proven, deed(officina, 25, bruno), true, "his own, when he only claimed it"),
            (&proven, deed(forno, 5, bruno), false, "his own elsewhere is not the house’s"),
            (&proven, deed(forno, 45, bruno), false, "another house’s"),
            (&claimed, deed(officina, 15, ada), false, "what the house did is not theirs who claim its name"),
            (&claimed, deed(officina, 15, bruno), false, "nor when they worked for it"),
            (&claimed, deed(forno, 5, carla), true, "unproven here and there: one person"),
            (&claimed, deed(forno, 45, carla), false, "what she did for a house is the house’s"),
            (&claimed, deed(forno, 5, ada), false, "she does not speak here"),
            (&claimed, deed(officina, 5, MemberId(0)), false, "who left is nobody"),
            (&claimed, deed(OrganisationId(9), 5, bruno), true, "of hands that nobody wrote down"),
        ] {
            assert_eq!(whose.has(what), is, "{why}");
        }
    }
}
