//! Who asked lately, by the mark of his key: a session or a program's key is looked up once and not with each of its
//! requests, as long as none of the rows it was read from is written. Decision 42.
//!
//! Nothing here decides how long a sign-in lasts: that is read with it. The writer tells what was written before he who wrote
//! is answered, so a session that was ended opens nothing any more; and what was read before that is not kept after it.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use pergola_db::{Heed, Written};
use pergola_domain::time::Timestamp;

use crate::http::identity::Me;

/// The tables that a sign-in is read from.
const TABLES: &[&str] = &["members", "sessions", "tokens"];
/// So many are kept; then all are forgotten and read anew.
const MOST: usize = 10_000;
/// With more rows written at once, all are forgotten.
const FEW: usize = 32;

/// Who a key is, until when, and when it was last noted as used.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    pub(super) me: Me,
    pub(super) good_until: Timestamp,
    pub(super) seen: Option<Timestamp>,
}

/// Those who asked lately.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known(Arc<Mutex<All>>);

#[derive(Debug, Default)]
struct All {
    /// How often something was written.
    written: u64,
    /// By the hash of the key, as the tables have it.
    kept: BTreeMap<String, Kept>,
}

impl Known {
    /// For the database: what it writes is let go here.
    pub(crate) fn heed(&self) -> Heed {
        let known = self.clone();
        Heed::new(TABLES, move |written| known.forget(written))
    }

    fn all(&self) -> MutexGuard<'_, All> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Who it is, where that is known; else the mark to [`Self::keep`] it with once it is read.
    pub(super) fn find(&self, hash: &str, now: Timestamp) -> Result<Kept, u64> {
        let all = self.all();
        all.kept.get(hash).filter(|kept| now < kept.good_until).cloned().ok_or(all.written)
    }

    /// Keeps what was read, where nothing was written since.
    pub(super) fn keep(&self, mark: u64, hash: String, kept: Kept) {
        let mut all = self.all();
        if all.written != mark {
            return;
        }
        if all.kept.len() >= MOST {
            all.kept.clear();
        }
        all.kept.insert(hash, kept);
    }

    fn forget(&self, written: &[Written]) {
        let mut all = self.all();
        all.written += 1;
        if written.len() > FEW {
            all.kept.clear();
        }
        let touches = |me: &Me| {
            let (session, token) = (me.session.map(|id| id.0), me.token.map(|id| id.0));
            written.iter().any(|(table, id)| match *table {
                "members" => me.member.0 == *id,
                "sessions" => session == Some(*id),
                _ => token == Some(*id),
            })
        };
        all.kept.retain(|_, kept| !touches(&kept.me));
    }
}

#[cfg(test)]
mod tests {
    use pergola_domain::{
        ids::{MemberId, SessionId, TokenId},
        members::Language,
        time::Timestamp,
    };

    use super::{FEW, Kept, Known, MOST};
    use crate::http::identity::Me;

    fn kept(member: i64, session: Option<i64>, token: Option<i64>) -> Kept {
        let me = Me {
            member: MemberId(member),
            handle: String::new(),
            name: String::new(),
            photo: None,
            admin: false,
            moderator: false,
            suspended: false,
            silenced_until: None,
            leaving: false,
            language: Language::It,
            theme: String::new(),
            session: session.map(SessionId),
            token: token.map(TokenId),
        };
        Kept { me, good_until: Timestamp(100), seen: None }
    }

    #[test]
    fn it_is_known_until_a_row_of_its_own_is_written_or_its_time_is_over() {
        let known = Known::default();
        let keep = |key: &str, kept: Kept| known.keep(known.find(key, Timestamp(1)).unwrap_err(), key.to_owned(), kept);
        let knows = |key: &str| known.find(key, Timestamp(99)).is_ok();
        for (written, session, token) in [("members", false, false), ("sessions", false, true), ("tokens", true, false)]
        {
            keep("session", kept(1, Some(2), None));
            keep("token", kept(1, None, Some(2)));
            known.forget(&[("members", 2), ("sessions", 1), ("tokens", 1)]);
            assert!(knows("session") && knows("token"), "{written}");
            known.forget(&[(written, if written == "members" { 1 } else { 2 })]);
            assert_eq!((knows("session"), knows("token")), (session, token), "{written}");
            known.forget(&[("members", 1)]);
        }
        keep("session", kept(1, Some(2), None));
        assert!(known.find("session", Timestamp(100)).is_err());
        known.forget(&[("members", 9); FEW + 1]);
        assert!(!knows("session"), "very many at once");
        for key in 0..=MOST {
            keep(&key.to_string(), kept(1, None, None));
        }
        assert!(!knows("0") && knows(&MOST.to_string()));
    }

    #[test]
    fn what_was_read_before_a_write_is_not_kept_after_it() {
        let known = Known::default();
        let mark = known.find("key", Timestamp(1)).unwrap_err();
        known.forget(&[("tokens", 7)]);
        known.keep(mark, "key".to_owned(), kept(1, None, Some(7)));
        assert!(known.find("key", Timestamp(1)).is_err());
    }
}
