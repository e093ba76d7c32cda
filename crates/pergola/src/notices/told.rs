//! A notice in words, for pages, programs and letters alike.

use pergola_domain::{ids::MemberId, time::Timestamp};

use crate::{
    http::layout::face,
    members::Account,
    notices::{Kind, Notice},
    pictures::{self, TileSize},
    words::{Speech, rfc3339},
};

/// A notice as a list shows it.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) text: String,
    /// Reads it and goes there.
    pub(crate) href: String,
    /// The face of whom it is about, or an ornament.
    pub(crate) face: String,
    pub(crate) ago: String,
    pub(crate) at: String,
    pub(crate) fresh: bool,
}

/// Whom these notices are about.
pub(crate) fn people_of(notices: &[Notice]) -> Vec<MemberId> {
    notices.iter().filter_map(|notice| notice.person).collect()
}

/// The sentence of a notice and where it leads. None for a kind that nobody has words for.
pub(crate) fn sentence(t: &Speech, notice: &Notice, people: &[Account]) -> Option<(String, String)> {
    let kind = Kind::find(&notice.kind)?;
    let person = people.iter().find(|person| Some(person.id) == notice.person);
    let name = person.map_or("", |person| person.name.as_str());
    let text = t.say(["notice-", kind.name].concat()).arg("name", name).text();
    Some((text, kind.address(person.map(Account::path).as_deref(), notice.subject)))
}

/// A notice in words.
pub(crate) fn told(t: &Speech, notice: &Notice, people: &[Account], now: Timestamp) -> Option<Told> {
    let (text, _) = sentence(t, notice, people)?;
    let person = people.iter().find(|person| Some(person.id) == notice.person);
    Some(Told {
        text,
        href: format!("/notices/{}", notice.id),
        face: person.map_or_else(
            || pictures::icon("garden").to_owned(),
            |person| face(person.id.0, &person.name, person.photo, TileSize::Small),
        ),
        ago: t.ago(notice.at, now),
        at: rfc3339(notice.at),
        fresh: notice.read_at.is_none(),
    })
}
