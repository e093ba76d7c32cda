//! What search reads of the tables: documents for the index; what a viewer is to others; a member's own cards and notes.

pub(super) mod own;
mod people;
mod things;

use pergola_db::{Fault, Tx, params};
use pergola_domain::{
    ids::{EventId, MemberId},
    search::{Audience, Facet, Kind, REACHES},
    time::Timestamp,
};
use pergola_search::Texts;

/// Where documents come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    People,
    /// Asks and offers, and who answered which.
    Asks,
    Posts,
    Jobs,
    Groups,
    Events,
    Organisations,
}

impl Source {
    pub(super) const ALL: [Self; 7] =
        [Self::People, Self::Asks, Self::Posts, Self::Jobs, Self::Groups, Self::Events, Self::Organisations];

    /// What its documents are: all that may stand for one id of it.
    pub(super) const fn kinds(self) -> &'static [Kind] {
        match self {
            Self::People => &[Kind::Person],
            Self::Asks => &[Kind::Ask, Kind::Offer, Kind::Answered],
            Self::Posts => &[Kind::Post],
            Self::Jobs => &[Kind::Job],
            Self::Groups => &[Kind::Group],
            Self::Events => &[Kind::Event],
            Self::Organisations => &[Kind::Organisation],
        }
    }
}

/// A document before its values have numbers.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) kind: Kind,
    pub(super) id: i64,
    pub(super) owner: Option<MemberId>,
    pub(super) about: Option<MemberId>,
    pub(super) audience: Audience,
    pub(super) until: Option<Timestamp>,
    pub(super) texts: Texts,
    /// As it was typed.
    pub(super) place: String,
    pub(super) keys: Vec<(Facet, String)>,
    pub(super) asks: [Option<Timestamp>; REACHES],
}

impl Draft {
    fn new(kind: Kind, id: i64, owner: Option<MemberId>) -> Self {
        Self {
            kind,
            id,
            owner,
            about: None,
            audience: Audience::Everybody,
            until: None,
            texts: Texts::default(),
            place: String::new(),
            keys: Vec::new(),
            asks: [None; REACHES],
        }
    }

    fn key(&mut self, facet: Facet, key: impl Into<String>) {
        let key = (facet, key.into());
        if !key.1.is_empty() && !self.keys.contains(&key) {
            self.keys.push(key);
        }
    }

    fn head(&mut self, text: &str) {
        line(&mut self.texts.head, text);
    }

    /// Where it is: that tells nothing of what somebody knows.
    fn at(&mut self, text: &str) {
        line(&mut self.texts.at, text);
    }

    fn text(&mut self, text: &str) {
        line(&mut self.texts.text, text);
    }

    /// The main part of a language tag: `pt-BR` is counted with `pt`.
    fn language(&mut self, tag: &str) {
        self.key(Facet::Language, tag.split('-').next().unwrap_or_default().to_lowercase());
    }

    fn topics<'a>(&mut self, topics: impl IntoIterator<Item = &'a (String, String)>) {
        for (key, name) in topics {
            self.head(name);
            self.key(Facet::Topic, key.as_str());
        }
    }

    fn place(&mut self, place: String) {
        self.at(&place);
        self.place = place;
    }
}

fn line(all: &mut String, text: &str) {
    if !text.is_empty() {
        all.push_str(text);
        all.push('\n');
    }
}

/// The ids of a source after `after`, in their order: all that there is.
pub(super) async fn list(tx: &Tx, source: Source, after: i64, limit: i64) -> Result<Vec<i64>, Fault> {
    let table = match source {
        Source::People => "members",
        Source::Asks => "asks",
        Source::Posts => "posts",
        Source::Jobs => "jobs",
        Source::Groups => "groups",
        Source::Events => "events",
        Source::Organisations => "organisations",
    };
    let sql = format!("SELECT id FROM {table} WHERE id > $1 ORDER BY id LIMIT $2");
    tx.all(&sql, &params![after, limit], |row| row.get(0)).await
}

/// What these ids of a source are now; what is closed, held, deleted or gone is not among them.
pub(super) async fn drafts(tx: &Tx, source: Source, ids: &[i64], now: Timestamp) -> Result<Vec<Draft>, Fault> {
    let mut all = Vec::with_capacity(ids.len());
    for some in ids.chunks(256) {
        all.extend(match source {
            Source::People => people::drafts(tx, some, now).await?,
            Source::Asks => things::asks(tx, some, now).await?,
            Source::Posts => things::posts(tx, some).await?,
            Source::Jobs => things::jobs(tx, some, now).await?,
            Source::Groups => things::groups(tx, some).await?,
            Source::Events => things::events(tx, some, now).await?,
            Source::Organisations => things::organisations(tx, some).await?,
        });
    }
    Ok(all)
}

/// The events at which a member has a place, or waits for one.
pub(super) async fn attended(tx: &Tx, member: MemberId) -> Result<Vec<EventId>, Fault> {
    let sql = "SELECT event_id FROM event_attendance WHERE member_id = $1 ORDER BY event_id DESC LIMIT 2000";
    tx.all(sql, &params![member], |row| row.get(0)).await
}
