//! An ask or an offer in a list, as `card.html` draws it on the board, on Oggi, on a topic's page.

use pergola_domain::{
    asks::{Ask, Kind, Said, reasons},
    ids::{AskId, MemberId},
    matching::own::{self as rule, Why},
    text::first_name,
    time::Timestamp,
};

use super::reason;
use crate::{
    asks::{Seen, own, path},
    http::{Failed, Here, layout::face},
    members::Account,
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
    /// Who answers it and could be introduced to its author.
    pub(crate) between: Option<Between>,
    /// Whose ask an offer goes with, as safe HTML; the two are introduced below the ask.
    pub(crate) goes_with: Option<String>,
    pub(crate) mine: bool,
}

/// Two whom the reader could put in touch: the author of an ask, and somebody who answers it. A room after this one finds
/// them.
#[derive(Clone, Debug)]
pub(crate) struct Between {
    pub(crate) ask: AskId,
    /// Who asks.
    pub(crate) asker: String,
    /// What answers; none where it is what somebody tells of himself.
    pub(crate) offer: Option<AskId>,
    /// Who answers.
    pub(crate) name: String,
    pub(crate) person: String,
    pub(crate) face: String,
    /// What he offers, or tells of himself.
    pub(crate) line: String,
    /// The first reason, as safe HTML.
    pub(crate) why: String,
    /// Where they are introduced, and what that is called.
    pub(crate) href: String,
    pub(crate) act: String,
}

/// These as cards, in their order.
pub(crate) async fn cards(here: &Here, seen: &[Seen]) -> Result<Vec<Card>, Failed> {
    let whys = own::whys(&here.app, &here.by(), seen).await?;
    drawn(here, seen, whys).await
}

/// So many of these as cards: first what the reader could answer himself, or what answers him; then whose authors he could
/// introduce to somebody who answers them.
pub(in crate::asks) async fn first_for_reader(
    here: &Here,
    seen: Vec<Seen>,
    mut between: Vec<Between>,
    most: usize,
) -> Result<Vec<Card>, Failed> {
    let whys = own::whys(&here.app, &here.by(), &seen).await?;
    let mut both: Vec<(Seen, Option<Why>)> = seen.into_iter().zip(whys).collect();
    rule::first(&mut both, |(seen, _)| between.iter().any(|two| two.ask == seen.ask.id));
    rule::first(&mut both, |(_, why)| why.is_some());
    both.truncate(most);
    let (seen, whys): (Vec<Seen>, Vec<Option<Why>>) = both.into_iter().unzip();
    let mut cards = drawn(here, &seen, whys).await?;
    for (card, seen) in cards.iter_mut().zip(&seen) {
        let answers = between.iter().find(|two| two.offer == Some(seen.ask.id));
        card.goes_with = answers.map(|two| {
            let way = format!("/asks/{}", two.ask);
            here.speech().say("asks-goes-with").link("name", &way, &two.asker).to_string()
        });
        let place = between.iter().position(|two| two.ask == seen.ask.id);
        card.between = place.map(|place| between.swap_remove(place));
    }
    Ok(cards)
}

/// It asks once for all of them how near their authors are.
async fn drawn(here: &Here, seen: &[Seen], whys: Vec<Option<Why>>) -> Result<Vec<Card>, Failed> {
    if seen.is_empty() {
        return Ok(Vec::new());
    }
    let authors: Vec<MemberId> = seen.iter().map(|seen| seen.author.id).collect();
    let (t, by) = (here.speech(), here.by());
    let near = network::near(&here.app, &by, &authors).await?;
    let drawn = seen.iter().zip(near).zip(whys).map(|((seen, near), why)| {
        let why = why.and_then(|why| said(&t, seen.ask.kind, &why));
        card(&t, seen, &near, why, (seen.ask.author == by.member, by.now))
    });
    Ok(drawn.collect())
}

fn card(t: &Speech, seen: &Seen, near: &Near, why: Option<String>, (mine, now): (bool, Timestamp)) -> Card {
    let said = said_of(t, &seen.ask, near, (mine, now));
    Face::of(&seen.ask, &seen.author).card(
        t,
        (&seen.ask, &seen.author),
        said,
        (near.steps, why.unwrap_or_default(), mine),
    )
}

/// What of a card is the same for all its readers, beside the words of the ask.
#[derive(Clone, Debug)]
pub(super) struct Face {
    face: String,
    at: String,
    /// Name and address.
    topics: Vec<(String, String)>,
}

impl Face {
    pub(super) fn of(ask: &Ask, author: &Account) -> Self {
        Self {
            face: face(author.id.0, &author.name, author.photo, TileSize::Usual),
            at: rfc3339(ask.fresh_at),
            topics: topics(&ask.said),
        }
    }

    /// The card, with how near its author is and since when it stands; why it is there as safe HTML.
    pub(super) fn card(
        self,
        t: &Speech,
        (ask, author): (&Ask, &Account),
        (line, ago): (String, String),
        (steps, why, mine): (Option<u8>, String, bool),
    ) -> Card {
        Card {
            path: path(ask),
            kind: ask.kind.word(),
            word: t.s(word(ask.kind, mine)).to_owned(),
            text: ask.said.text.clone(),
            lang: lang(t, &ask.said.language),
            name: author.name.clone(),
            first: first_name(&author.name).to_owned(),
            person: author.path(),
            face: self.face,
            line,
            ago,
            at: self.at,
            place: ask.said.place.clone(),
            topics: self.topics,
            why,
            introduce: introduce(ask, author, steps),
            between: None,
            goes_with: None,
            mine,
        }
    }
}

/// How near its author is and since when it stands, and the latter alone.
pub(super) fn said_of(t: &Speech, ask: &Ask, near: &Near, (mine, now): (bool, Timestamp)) -> (String, String) {
    let ago = t.ago(ask.fresh_at, now);
    (t.say("asks-line").arg("near", nearness(t, near, mine)).arg("ago", &ago).text(), ago)
}

/// Where somebody who could answer is introduced to a tie of the reader's who asks.
fn introduce(ask: &Ask, author: &Account, steps: Option<u8>) -> Option<String> {
    let asks = ask.kind == Kind::Ask && steps == Some(1);
    asks.then(|| format!("/introductions/new?first={}&ask={}", author.handle, ask.id))
}

/// Its topics with the addresses of their pages.
fn topics(said: &Said) -> Vec<(String, String)> {
    said.topics.iter().map(|topic| (topic.name.clone(), format!("/topics/{}", encoded(&topic.key)))).collect()
}

/// The language of a text, where it is not the page's own.
fn lang(t: &Speech, language: &str) -> Option<String> {
    (language != t.tag()).then(|| language.to_owned())
}

const fn word(kind: Kind, mine: bool) -> &'static str {
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

/// Why it is for the reader, as safe HTML. Most words that mean the same are no topics.
fn said(t: &Speech, kind: Kind, why: &Why) -> Option<String> {
    let plain = match why {
        Why::Plain(plain) => plain,
        Why::Meant(found) => return reason::said(t, &found.reasons, false).into_iter().next().map(|said| said.html),
    };
    let (key, topic) = match (plain, kind) {
        (reasons::Reason::Speaks(topic), Kind::Ask) => ("asks-why-you-offer", &topic.name),
        (reasons::Reason::Speaks(topic), Kind::Offer) => ("asks-why-you-ask", &topic.name),
        (reasons::Reason::Can(skill), _) => ("asks-why-you-can", skill),
    };
    Some(t.say(key).bold("topic", topic).to_string())
}
