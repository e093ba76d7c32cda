//! An ask or an offer in a list, as `card.html` draws it on the board, on Oggi, on a topic's page.

use std::collections::BTreeMap;

use pergola_domain::{
    asks::{Kind, Said, reasons},
    ids::MemberId,
    matching::{self as rule, Match, Side},
    time::Timestamp,
};

use super::reason;
use crate::{
    asks::{Seen, path, store},
    http::{Failed, Here, layout::face},
    matching::{self, Shelf, shelf_of},
    members::{self, Account},
    network::{self, Near},
    pictures::TileSize,
    words::{Speech, encoded, rfc3339},
};

/// One in a list.
#[derive(Clone, Debug)]
pub(crate) struct Card {
    pub(crate) path: String,
    /// `ask`, `offer`: its class and its word.
    pub(crate) kind: &'static str,
    pub(crate) word: String,
    pub(crate) text: String,
    /// Its language, where it is not the page's.
    pub(crate) lang: Option<String>,
    pub(crate) name: String,
    pub(crate) first: String,
    pub(crate) person: String,
    pub(crate) face: String,
    /// How near its author is, and since when it stands.
    pub(crate) line: String,
    pub(crate) ago: String,
    pub(crate) at: String,
    pub(crate) place: String,
    /// Name and address.
    pub(crate) topics: Vec<(String, String)>,
    /// Why it may be for the reader, as safe HTML; empty where there is no reason.
    pub(crate) why: String,
    /// Where somebody who could answer is introduced to a tie of the reader's who asks.
    pub(crate) introduce: Option<String>,
    pub(crate) mine: bool,
}

/// What the reader has of his own, to find reasons in.
#[derive(Debug, Default)]
struct Own {
    asks: Vec<Said>,
    offers: Vec<Said>,
    skills: Vec<String>,
}

impl Own {
    async fn of(here: &Here) -> Result<Self, Failed> {
        let by = here.by();
        let own = async move |tx: &pergola_db::Tx| {
            let all = store::list_of(tx, by.member, None, None, 100).await?;
            let open = |kind: Kind| {
                all.iter().filter(move |ask| ask.kind == kind && ask.is_open(by.now)).map(|ask| ask.said.clone())
            };
            let profile = members::profile(tx, by.member).await?;
            let skills = profile.map(|profile| profile.skills.into_iter().map(|(_, name)| name).collect());
            Ok::<_, pergola_db::Fault>(Self {
                asks: open(Kind::Ask).collect(),
                offers: open(Kind::Offer).collect(),
                skills: skills.unwrap_or_default(),
            })
        };
        Ok(here.app.db.read(own).await?)
    }

    /// Why this may be for the reader: what he offers or can do answers an ask, what he asks answers an offer.
    fn why(&self, kind: Kind, said: &Said) -> Option<reasons::Reason> {
        match kind {
            Kind::Ask => reasons::why(said, &self.offers, self.skills.iter().map(String::as_str)),
            Kind::Offer => reasons::why(said, &self.asks, []),
        }
    }
}

/// Own texts that are compared by what they mean, of each side.
const MEANT: usize = 12;

/// What the reader's own open texts and his profile mean, as far as they were read.
#[derive(Default)]
struct Meant {
    asks: Vec<Side>,
    answers: Vec<Side>,
}

impl Meant {
    async fn of(tx: &pergola_db::Tx, member: MemberId, now: Timestamp) -> Result<Self, pergola_db::Fault> {
        let all = store::list_of(tx, member, None, None, 100).await?;
        let mut meant = Self::default();
        for (kind, sides) in [(Kind::Ask, &mut meant.asks), (Kind::Offer, &mut meant.answers)] {
            let open: Vec<_> = all.iter().filter(|ask| ask.kind == kind && ask.is_open(now)).take(MEANT).collect();
            let ids: Vec<i64> = open.iter().map(|ask| ask.id.0).collect();
            let mut meanings = matching::find_many(tx, shelf_of(kind), &ids).await?;
            sides.extend(
                open.into_iter()
                    .filter_map(|ask| Some(Side { meaning: meanings.remove(&ask.id.0)?, said: ask.said.clone() })),
            );
        }
        let said = matching::profile_said(tx, member).await?;
        let meaning = matching::find(tx, Shelf::Profiles, member.0).await?;
        meant.answers.extend(said.zip(meaning).map(|((said, _), meaning)| Side { meaning, said }));
        Ok(meant)
    }

    /// Why this may be for the reader: the first reason of what fits best. Most words that mean the same are no topics.
    fn why(&self, t: &Speech, kind: Kind, card: &Side) -> Option<String> {
        let fits: Vec<Match> = match kind {
            Kind::Ask => self.answers.iter().filter_map(|own| rule::fit(card, own)).collect(),
            Kind::Offer => self.asks.iter().filter_map(|own| rule::fit(own, card)).collect(),
        };
        let best = fits.into_iter().max_by(|one, other| one.score.total_cmp(&other.score))?;
        reason::said(t, &best.reasons, false).into_iter().next().map(|said| said.html)
    }
}

/// For those without a reason so far: one by meaning, by the number of each.
async fn by_meaning(here: &Here, seen: &[&Seen]) -> Result<BTreeMap<i64, String>, Failed> {
    if seen.is_empty() {
        return Ok(BTreeMap::new());
    }
    let by = here.by();
    let ids =
        |kind: Kind| seen.iter().filter(|seen| seen.ask.kind == kind).map(|seen| seen.ask.id.0).collect::<Vec<_>>();
    let (asks, offers) = (ids(Kind::Ask), ids(Kind::Offer));
    let (meant, mut meanings) = here
        .app
        .db
        .read(async move |tx| {
            let mut meanings = matching::find_many(tx, Shelf::Asks, &asks).await?;
            meanings.extend(matching::find_many(tx, Shelf::Offers, &offers).await?);
            Ok::<_, pergola_db::Fault>((Meant::of(tx, by.member, by.now).await?, meanings))
        })
        .await?;
    let t = here.speech();
    let why = |seen: &&Seen| {
        let side = Side { meaning: meanings.remove(&seen.ask.id.0)?, said: seen.ask.said.clone() };
        Some((seen.ask.id.0, meant.why(&t, seen.ask.kind, &side)?))
    };
    Ok(seen.iter().filter_map(why).collect())
}

/// These as cards, in their order. It asks once for all of them how near their authors are.
pub(crate) async fn cards(here: &Here, seen: &[Seen]) -> Result<Vec<Card>, Failed> {
    if seen.is_empty() {
        return Ok(Vec::new());
    }
    let authors: Vec<MemberId> = seen.iter().map(|seen| seen.author.id).collect();
    let near = network::near(&here.app, &here.by(), &authors).await?;
    let own = Own::of(here).await?;
    let (t, by) = (here.speech(), here.by());
    let whys: Vec<Option<String>> =
        seen.iter().map(|seen| Some(said(&t, seen.ask.kind, &own.why(seen.ask.kind, &seen.ask.said)?))).collect();
    let is_mine = |seen: &Seen| seen.ask.author == by.member;
    let without: Vec<&Seen> =
        seen.iter().zip(&whys).filter(|(seen, why)| why.is_none() && !is_mine(seen)).map(|(seen, _)| seen).collect();
    let mut meant = by_meaning(here, &without).await?;
    let drawn = seen.iter().zip(near).zip(whys).map(|((seen, near), why)| {
        let mine = is_mine(seen);
        let why = why.or_else(|| meant.remove(&seen.ask.id.0)).filter(|_| !mine);
        card(&t, seen, &near, why, (mine, by.now))
    });
    Ok(drawn.collect())
}

fn card(t: &Speech, seen: &Seen, near: &Near, why: Option<String>, (mine, now): (bool, Timestamp)) -> Card {
    let (ask, author) = (&seen.ask, &seen.author);
    Card {
        path: path(ask),
        kind: ask.kind.word(),
        word: t.s(word(ask.kind, mine)).to_owned(),
        text: ask.said.text.clone(),
        lang: lang(t, &ask.said.language),
        name: author.name.clone(),
        first: first(author),
        person: author.path(),
        face: face(author.id.0, &author.name, author.photo, TileSize::Usual),
        line: t.say("asks-line").arg("near", nearness(t, near, mine)).arg("ago", t.ago(ask.fresh_at, now)).text(),
        ago: t.ago(ask.fresh_at, now),
        at: rfc3339(ask.fresh_at),
        place: ask.said.place.clone(),
        topics: topics(&ask.said),
        why: why.unwrap_or_default(),
        introduce: (ask.kind == Kind::Ask && near.steps == Some(1))
            .then(|| format!("/introductions/new?first={}&ask={}", author.handle, ask.id)),
        mine,
    }
}

/// Its topics with the addresses of their pages.
pub(super) fn topics(said: &Said) -> Vec<(String, String)> {
    said.topics.iter().map(|topic| (topic.name.clone(), format!("/topics/{}", encoded(&topic.key)))).collect()
}

/// The language of a text, where it is not the page's own.
pub(super) fn lang(t: &Speech, language: &str) -> Option<String> {
    (language != t.tag()).then(|| language.to_owned())
}

pub(super) fn first(person: &Account) -> String {
    person.name.split_whitespace().next().unwrap_or(&person.name).to_owned()
}

pub(super) const fn word(kind: Kind, mine: bool) -> &'static str {
    match (kind, mine) {
        (Kind::Ask, true) => "asks-i-ask",
        (Kind::Ask, false) => "asks-asks",
        (Kind::Offer, true) => "asks-i-offer",
        (Kind::Offer, false) => "asks-offers",
    }
}

/// How near somebody is, in words: "conosce Maria, come te".
pub(super) fn nearness(t: &Speech, near: &Near, mine: bool) -> String {
    match (&near.through, near.steps) {
        _ if mine => t.s("asks-you").to_owned(),
        (Some(between), _) => t.say("asks-knows-too").arg("name", &between.name).text(),
        (None, Some(steps)) => t.say("steps-away").arg("steps", i64::from(steps)).text(),
        (None, None) => t.s("asks-far").to_owned(),
    }
}

/// A reason, as safe HTML.
pub(super) fn said(t: &Speech, kind: Kind, why: &reasons::Reason) -> String {
    let (key, topic) = match (why, kind) {
        (reasons::Reason::Speaks(topic), Kind::Ask) => ("asks-why-you-offer", &topic.name),
        (reasons::Reason::Speaks(topic), Kind::Offer) => ("asks-why-you-ask", &topic.name),
        (reasons::Reason::Can(skill), _) => ("asks-why-you-can", skill),
    };
    t.say(key).bold("topic", topic).to_string()
}
