//! A month in the mirror.

use std::collections::BTreeMap;

use pergola_db::{Fault, Tx};
use pergola_domain::{
    asks::Kind,
    ids::{ContactId, MemberId, PersonId},
    time::{Timestamp, YearMonth},
};

use super::store::{self, Answered, Made, Month, PassedOn, Thanks};
use crate::{
    app::{App, By},
    contacts,
    members::{self, Account},
    ties,
    words::Speech,
};

/// What a member gave and got in a month. Who does not exist for him any more is in `people` no longer.
#[derive(Debug)]
pub(super) struct Mirror {
    pub(super) month: YearMonth,
    pub(super) introduced: Vec<(Made, Others)>,
    pub(super) answered: Vec<Answered>,
    /// Own offers that were of use.
    pub(super) offered: Vec<Answered>,
    /// Requests that he passed on and that came about.
    pub(super) passed_on: Vec<PassedOn>,
    pub(super) thanks: Vec<Thanks>,
    pub(super) introduced_to: Vec<(Made, Others)>,
    pub(super) answers: Vec<Answered>,
    pub(super) people: BTreeMap<MemberId, Account>,
    /// Own cards of those who thanked, by name.
    pub(super) cards: BTreeMap<ContactId, String>,
}

/// The others in an introduction: members, and who stands on a card of the one who introduced, by name.
#[derive(Clone, Debug)]
pub(super) struct Others {
    pub(super) members: Vec<MemberId>,
    pub(super) cards: Vec<String>,
}

/// The first moments of a month and of the next, on this server's walls; none for a year alone.
fn bounds(app: &App, month: YearMonth) -> Option<Month> {
    let begins = |day: jiff::civil::Date| {
        let at = day.to_zoned_datetime(app.config.time_zone.clone()).ok()?;
        Some(Timestamp(at.timestamp().as_microsecond()))
    };
    let first = jiff::civil::Date::new(month.year, i8::try_from(month.month?).ok()?, 1).ok()?;
    let next = first.checked_add(jiff::Span::new().months(1)).ok()?;
    Some((begins(first)?, begins(next)?))
}

/// The month before and the one after.
pub(super) fn neighbours(month: YearMonth) -> (Option<YearMonth>, Option<YearMonth>) {
    let at = |months: i32| {
        let year = i16::try_from(months.div_euclid(12)).ok()?;
        YearMonth::new(year, u8::try_from(months.rem_euclid(12) + 1).ok())
    };
    (at(month.first_month() - 1), at(month.first_month() + 1))
}

/// The month of a moment, on this server's walls.
pub(super) fn month_of(app: &App, now: Timestamp) -> YearMonth {
    let day = Speech::new(app, app.config.language).day_here(now);
    YearMonth { year: day.year(), month: u8::try_from(day.month()).ok() }
}

/// Who was in it on a card, by name: who introduced reads his own cards, the others the name that they were told.
async fn card_names(tx: &Tx, member: MemberId, made: &Made) -> Result<Vec<String>, Fault> {
    let on_cards = store::cards(tx, made.id).await?;
    if made.proposer != member {
        return Ok(on_cards.into_iter().map(|(_, name)| name).filter(|name| !name.is_empty()).collect());
    }
    let ids: Vec<ContactId> = on_cards.into_iter().map(|(id, _)| id).collect();
    let cards = contacts::find_many(tx, member, &ids).await?;
    Ok(cards.into_iter().map(|card| card.card.name).collect())
}

/// A month of this member's. None where it is no month.
pub(super) async fn mirror(app: &App, by: &By, month: YearMonth) -> Result<Option<Mirror>, Fault> {
    let Some(days) = bounds(app, month) else { return Ok(None) };
    let member = by.member;
    app.db
        .read(async move |tx| {
            let with_parties = async |found: Vec<Made>| {
                let mut all = Vec::with_capacity(found.len());
                for made in found {
                    let others = store::parties(tx, made.id).await?;
                    let others = Others {
                        members: others.into_iter().filter(|other| *other != member).collect(),
                        cards: card_names(tx, member, &made).await?,
                    };
                    all.push((made, others));
                }
                Ok::<_, Fault>(all)
            };
            let introduced = with_parties(store::introductions_by(tx, member, days).await?).await?;
            let introduced_to = with_parties(store::introductions_of(tx, member, days).await?).await?;
            let answered = store::answered_by(tx, member, days).await?;
            let answers = store::closed_well(tx, member, Kind::Ask, days).await?;
            let offered = store::closed_well(tx, member, Kind::Offer, days).await?;
            let thanks = store::thanks_to(tx, member, days).await?;
            let passed_on = store::passed_on_by(tx, member, days).await?;
            let mut named: Vec<MemberId> = Vec::new();
            for (made, others) in introduced.iter().chain(&introduced_to) {
                named.push(made.proposer);
                named.extend(&others.members);
            }
            named.extend(answered.iter().map(|ask| ask.asker));
            named.extend(answers.iter().chain(&offered).filter_map(|ask| ask.by));
            let mut on_cards: Vec<ContactId> = Vec::new();
            for thanks in &thanks {
                match thanks.from {
                    PersonId::Member(from) => named.push(from),
                    PersonId::Contact(card) => on_cards.push(card),
                }
            }
            let cards = contacts::find_many(tx, member, &on_cards).await?;
            let cards = cards.into_iter().map(|card| (card.id, card.card.name)).collect();
            named.extend(passed_on.iter().flat_map(|passed| [passed.asker, passed.target]));
            named.sort_unstable();
            named.dedup();
            let mut people = BTreeMap::new();
            for account in members::find_many(tx, &named).await? {
                if account.id == member || ties::may_see(tx, member, account.id).await? {
                    people.insert(account.id, account);
                }
            }
            Ok(Some(Mirror {
                month,
                introduced_to,
                answers,
                people,
                cards,
                introduced,
                answered,
                offered,
                passed_on,
                thanks,
            }))
        })
        .await
}
