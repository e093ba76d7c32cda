//! A path as a page tells it: people, and between each two what ties them.

use pergola_domain::text::first_name;
use pergola_index::Path;

use crate::{
    http::{identity::Me, layout::face},
    members::Account,
    network::acts::{self, Ways},
    pictures::{self, Strength, TileSize},
    words::Speech,
};

/// Somebody on a path.
pub(super) struct Node {
    pub(super) name: String,
    pub(super) first: String,
    pub(super) path: String,
    pub(super) headline: String,
    pub(super) face: String,
}

impl Node {
    pub(super) fn of(person: &Account) -> Self {
        Self {
            name: person.name.clone(),
            first: first_name(&person.name).to_owned(),
            path: person.path(),
            headline: person.headline.clone(),
            face: face(person.id.0, &person.name, person.photo, TileSize::Medium),
        }
    }
}

/// What is between two people on a path, and the second of them.
pub(super) struct Link {
    /// The first name of the first of them; none of the reader's own step.
    pub(super) from: Option<String>,
    pub(super) tendril: String,
    pub(super) sprig: String,
    pub(super) words: &'static str,
    pub(super) evidence: Vec<String>,
    pub(super) weak: bool,
    pub(super) to: Node,
}

/// A path from the reader to somebody.
pub(super) struct Way {
    pub(super) me: Node,
    pub(super) links: Vec<Link>,
    /// The first connector: whom one would ask.
    pub(super) through: String,
    /// The second, to whom that one would pass it on.
    pub(super) next: Option<String>,
    /// Where one asks to be introduced along it.
    pub(super) ask: String,
}

impl Way {
    pub(super) fn of(t: &Speech, me: &Me, ways: &Ways, path: &Path) -> Self {
        let mine = Node {
            name: me.name.clone(),
            first: first_name(&me.name).to_owned(),
            path: format!("/@{}", me.handle),
            headline: me.name.clone(),
            face: face(me.member.0, &me.name, me.photo, TileSize::Medium),
        };
        let links: Vec<Link> = path
            .steps
            .iter()
            .enumerate()
            .filter_map(|(place, step)| {
                let strength = acts::strength(step.strength);
                let from = ways.people.get(&step.from).filter(|_| step.from != me.member);
                Some(Link {
                    from: from.map(|person| first_name(&person.name).to_owned()),
                    tendril: pictures::tendril(strength),
                    sprig: pictures::sprig(strength),
                    words: strength_words(strength),
                    evidence: ways.evidence.said(t, step).into_iter().map(|said| said.text).collect(),
                    weak: place == path.weak && path.steps.len() > 1,
                    to: ways.people.get(&step.to).map(Node::of)?,
                })
            })
            .collect();
        let through = links.first().map_or_else(String::new, |link| link.to.first.clone());
        let handle = |link: &Link| link.to.path.trim_start_matches("/@").to_owned();
        let connectors = links.len().saturating_sub(1);
        let next = links.iter().take(connectors).nth(1).map(|link| link.to.first.clone());
        let chain: Vec<String> = links.iter().take(connectors).map(handle).collect();
        let to = links.last().map(handle).unwrap_or_default();
        let ask = format!("/requests/new?to={to}&through={}", chain.join(","));
        Self { me: mine, links, through, next, ask }
    }
}

/// The sentence of a strength.
pub(super) const fn strength_words(strength: Strength) -> &'static str {
    match strength {
        Strength::Strong => "tie-strong",
        Strength::Good => "tie-good",
        Strength::Light => "tie-light",
    }
}

/// "2 passi da te", or that no path is known yet.
pub(super) fn steps_away(t: &Speech, distance: Option<u8>) -> String {
    match distance {
        Some(steps) => t.say("steps-away").arg("steps", i64::from(steps)).text(),
        None => t.s("steps-unknown").to_owned(),
    }
}
