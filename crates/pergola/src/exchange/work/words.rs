//! Words that passed between two people become moments: whose they are.

use std::sync::Arc;

use pergola_db::Fault;
use pergola_domain::{
    exchange::knows_by,
    ids::{MomentId, PersonId},
    text,
    time::Timestamp,
};
use pergola_formats::{ExchangeKind, Who};

use super::{
    Work, cards,
    reading::{Talk, Talks},
};
use crate::{
    exchange::store::{self, imports::Skip},
    tending::Moment,
};

/// Moments in one transaction.
const BATCH: usize = 1_000;

/// Somebody with his words.
#[derive(Debug)]
struct Met {
    who: Who,
    words: Vec<Talk>,
}

/// Keeps the words of everybody who is in the garden, and plants those whom the words say that the owner knows.
/// Gives the words of strangers, as rows not taken.
pub(super) async fn keep(work: &mut Work<'_>, talks: Talks) -> Result<Vec<Skip>, Fault> {
    let mut everybody: Vec<Met> = Vec::with_capacity(talks.people.len());
    let mut places: Vec<(usize, Who)> = talks.people.into_iter().map(|(who, place)| (place, who)).collect();
    places.sort_unstable_by_key(|(place, _)| *place);
    everybody.extend(places.into_iter().map(|(_, who)| Met { who, words: Vec::new() }));
    for word in talks.words {
        if let Some(met) = everybody.get_mut(word.with) {
            met.words.push(word);
        }
    }
    let files = talks.files;
    let mut strangers = Vec::new();
    while !everybody.is_empty() {
        let mut some = Vec::new();
        let mut words = 0;
        while words < BATCH
            && let Some(met) = everybody.pop()
        {
            words += met.words.len();
            some.push(met);
        }
        strangers.extend(keep_some(work, some, &files).await?);
        if work.stopped {
            break;
        }
    }
    Ok(strangers)
}

async fn keep_some(work: &mut Work<'_>, some: Vec<Met>, files: &[String]) -> Result<Vec<Skip>, Fault> {
    let new: Vec<_> =
        some.iter().filter(|met| met.known()).filter_map(|met| cards::of_words(&met.who, met.first())).collect();
    let some = Arc::new(some);
    let met = Arc::clone(&some);
    let (known, import, by, room) = (Arc::clone(&work.known), work.import.id, work.by.clone(), work.room);
    let places = work
        .write(async move |tx| {
            let found = find(tx, by.member, &met, &known).await?;
            let unknown: Vec<_> = new
                .iter()
                .filter(|card| !met.iter().zip(&found).any(|(met, place)| place.is_some() && met.is(card)))
                .cloned()
                .collect();
            let made = store::cards::keep_all(tx, &by, import, &unknown, room).await?.fresh;
            let found = if unknown.is_empty() { found } else { find(tx, by.member, &met, &known).await? };
            let mut moments = Vec::new();
            for (met, person) in met.iter().zip(&found) {
                if let Some(person) = person {
                    moments.extend(met.moments(*person, &by));
                }
            }
            store::moments::keep_all(tx, by.member, Some(import), &moments).await?;
            Ok((found, made))
        })
        .await?;
    let Some((places, made)) = places else { return Ok(Vec::new()) };
    work.from_words += made;
    work.room -= made;
    let mut strangers = Vec::new();
    for (met, place) in some.iter().zip(&places) {
        for word in &met.words {
            *work.import.tally.counts.entry(count(word.kind).to_owned()).or_default() += i64::from(place.is_some());
            if place.is_none() {
                let file = files.get(word.file).cloned().unwrap_or_default();
                strangers.push(Skip { file, line: word.line, reason: "stranger".to_owned() });
            }
        }
    }
    Ok(strangers)
}

/// Who of these is in the garden: by page, else by a name that one alone has.
async fn find(
    tx: &pergola_db::Tx,
    owner: pergola_domain::ids::MemberId,
    some: &[Met],
    known: &super::KnownTies,
) -> Result<Vec<Option<PersonId>>, Fault> {
    let pages: Vec<String> = some.iter().filter_map(|met| met.who.url.clone()).collect();
    let names: Vec<String> = some.iter().map(|met| text::fold(&met.who.name)).filter(|name| !name.is_empty()).collect();
    let (by_page, by_name) = store::cards::find_for(tx, owner, &pages, &names).await?;
    let place = |met: &Met| {
        let name = text::fold(&met.who.name);
        if let Some(url) = &met.who.url {
            let tied = known.find(&format!("url:{url}")).map(PersonId::Member);
            let card = by_page.get(url).copied().map(PersonId::Contact);
            return tied.or(card).or_else(|| known.find(&format!("name:{name}")).map(PersonId::Member));
        }
        let card = by_name.get(&name).copied().flatten().map(PersonId::Contact);
        known.find(&format!("name:{name}")).map(PersonId::Member).or(card)
    };
    Ok(some.iter().map(place).collect())
}

impl Met {
    fn known(&self) -> bool {
        self.words.iter().any(|word| knows_by(matches!(word.kind, ExchangeKind::Message), word.outgoing, word.others))
    }

    fn first(&self) -> i64 {
        self.words.iter().map(|word| word.at).min().unwrap_or_default()
    }

    fn is(&self, card: &store::cards::Card) -> bool {
        match &self.who.url {
            Some(url) => store::cards::key_of_page(url) == card.key,
            None => text::fold(&self.who.name) == card.name_folded,
        }
    }

    fn moments(&self, person: PersonId, by: &crate::app::By) -> Vec<Moment> {
        let moment = |word: &Talk| Moment {
            id: MomentId(by.fresh()),
            person,
            kind: moment_kind(word.kind).to_owned(),
            direction: if word.outgoing { "out" } else { "in" }.to_owned(),
            at: Timestamp(word.at),
            text: word.about.as_deref().map(text::line).unwrap_or_default(),
            source: "import".to_owned(),
            source_key: format!("import:{}", word.key),
        };
        self.words.iter().map(moment).collect()
    }
}

const fn moment_kind(kind: ExchangeKind) -> &'static str {
    match kind {
        ExchangeKind::Message => "wrote",
        ExchangeKind::Invitation => "invited",
        ExchangeKind::Recommendation => "recommended",
        ExchangeKind::Endorsement => "endorsed",
    }
}

const fn count(kind: ExchangeKind) -> &'static str {
    match kind {
        ExchangeKind::Message => "messages",
        ExchangeKind::Invitation => "invitations",
        ExchangeKind::Recommendation => "recommendations",
        ExchangeKind::Endorsement => "endorsements",
    }
}
