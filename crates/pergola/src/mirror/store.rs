//! What came of it, from the tables of introductions and asks.

use pergola_db::{Fault, Tx, params};
use pergola_domain::{
    asks::Kind,
    ids::{ApproachId, AskId, ContactId, IntroductionId, MemberId, PersonId},
    time::Timestamp,
};

/// Entries of each kind in a month.
pub(super) const MOST: i64 = 100;

/// The days of one month, the second moment outside of it.
pub(super) type Month = (Timestamp, Timestamp);

/// Two or more people who were put in touch.
#[derive(Clone, Debug)]
pub(super) struct Made {
    pub(super) id: IntroductionId,
    pub(super) proposer: MemberId,
    pub(super) at: Timestamp,
}

/// An ask that was answered, or an offer that was of use.
#[derive(Clone, Debug)]
pub(super) struct Answered {
    pub(super) id: AskId,
    pub(super) asker: MemberId,
    pub(super) by: Option<MemberId>,
    pub(super) is_offer: bool,
    pub(super) text: String,
    pub(super) at: Timestamp,
}

/// A request that was passed on and came about.
#[derive(Clone, Debug)]
pub(super) struct PassedOn {
    pub(super) id: ApproachId,
    pub(super) asker: MemberId,
    pub(super) target: MemberId,
    pub(super) at: Timestamp,
}

/// What somebody had a part in, of whose outcome he is told.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    /// He introduced.
    Introduction(IntroductionId),
    /// He passed the request on to who introduced.
    Request(ApproachId),
}

/// What came of it, words of thanks, and who said them.
#[derive(Clone, Debug)]
pub(super) struct Thanks {
    pub(super) part: Part,
    pub(super) from: PersonId,
    pub(super) words: String,
    /// `yes`, `not_yet`, `no`.
    pub(super) helped: String,
    pub(super) at: Timestamp,
}

/// Introductions that this member made.
pub(super) async fn introductions_by(tx: &Tx, member: MemberId, month: Month) -> Result<Vec<Made>, Fault> {
    let sql = "SELECT id, broker_id, ended_at FROM introductions WHERE broker_id = $1 AND state = 'made' \
               AND ended_at >= $2 AND ended_at < $3 ORDER BY ended_at DESC, id DESC LIMIT $4";
    tx.all(sql, &params![member, month.0, month.1, MOST], made).await
}

/// Introductions through which this member met somebody.
pub(super) async fn introductions_of(tx: &Tx, member: MemberId, month: Month) -> Result<Vec<Made>, Fault> {
    let sql = "SELECT i.id, i.broker_id, i.ended_at FROM introduction_parties p JOIN introductions i ON i.id = p.introduction_id \
               WHERE p.person_id = $1 AND p.is_contact = FALSE AND i.state = 'made' \
               AND i.ended_at >= $2 AND i.ended_at < $3 ORDER BY i.ended_at DESC, i.id DESC LIMIT $4";
    tx.all(sql, &params![member, month.0, month.1, MOST], made).await
}

fn made(row: &pergola_db::Row<'_>) -> Result<Made, Fault> {
    Ok(Made { id: row.get(0)?, proposer: row.get(1)?, at: row.get(2)? })
}

/// The members in an introduction.
pub(super) async fn parties(tx: &Tx, introduction: IntroductionId) -> Result<Vec<MemberId>, Fault> {
    let sql = "SELECT person_id FROM introduction_parties WHERE introduction_id = $1 AND is_contact = FALSE \
               ORDER BY place LIMIT 6";
    tx.all(sql, &params![introduction], |row| row.get(0)).await
}

/// Asks that this member answered, and what he led others to. Who took up an offer gave nothing by that, and is told of
/// nothing.
pub(super) async fn answered_by(tx: &Tx, member: MemberId, month: Month) -> Result<Vec<Answered>, Fault> {
    let sql = "SELECT id, member_id, answered_by, text, closed_at, kind FROM asks \
               WHERE ((kind = 'ask' AND answered_by = $1) OR answered_through = $1) AND answered = TRUE AND state = 'closed' AND closed_at >= $2 AND closed_at < $3 ORDER BY closed_at DESC, id DESC LIMIT $4";
    tx.all(sql, &params![member, month.0, month.1, MOST], answered).await
}

/// Own asks that were answered; or, of the other kind, own offers that were of use to somebody.
pub(super) async fn closed_well(tx: &Tx, member: MemberId, kind: Kind, month: Month) -> Result<Vec<Answered>, Fault> {
    let sql = "SELECT id, member_id, answered_by, text, closed_at, kind FROM asks WHERE member_id = $1 AND kind = $5 \
               AND answered = TRUE AND state = 'closed' AND closed_at >= $2 AND closed_at < $3 ORDER BY closed_at DESC, id DESC LIMIT $4";
    tx.all(sql, &params![member, month.0, month.1, MOST, kind.word()], answered).await
}

fn answered(row: &pergola_db::Row<'_>) -> Result<Answered, Fault> {
    let is_offer = row.get::<String>(5)? == Kind::Offer.word();
    Ok(Answered { id: row.get(0)?, asker: row.get(1)?, by: row.get(2)?, is_offer, text: row.get(3)?, at: row.get(4)? })
}

/// Those in an introduction who stand on a card of the one who introduced, each with the name that the others were told:
/// empty where it was forgotten.
pub(super) async fn cards(tx: &Tx, introduction: IntroductionId) -> Result<Vec<(ContactId, String)>, Fault> {
    let sql = "SELECT person_id, introduced_as FROM introduction_parties \
               WHERE introduction_id = $1 AND is_contact = TRUE ORDER BY place LIMIT 6";
    tx.all(sql, &params![introduction], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// Requests that this member passed on to somebody else who introduced, and that came about.
pub(super) async fn passed_on_by(tx: &Tx, member: MemberId, month: Month) -> Result<Vec<PassedOn>, Fault> {
    let sql = "SELECT a.id, a.asker_id, a.target_id, i.ended_at FROM approach_steps s \
               JOIN introductions i ON i.approach_id = s.approach_id JOIN approaches a ON a.id = s.approach_id \
               WHERE s.connector_id = $1 AND s.pass IN ('passed_on', 'named_better') AND i.broker_id <> $1 \
               AND i.state = 'made' AND i.ended_at >= $2 AND i.ended_at < $3 ORDER BY i.ended_at DESC, a.id DESC LIMIT $4";
    tx.all(sql, &params![member, month.0, month.1, MOST], |row| {
        Ok(PassedOn { id: row.get(0)?, asker: row.get(1)?, target: row.get(2)?, at: row.get(3)? })
    })
    .await
}

/// What came of introductions, with the day on which it was told: to who introduced, by members and people on his cards;
/// and thanks of who asked to be introduced, to each who passed that on.
pub(super) async fn thanks_to(tx: &Tx, member: MemberId, month: Month) -> Result<Vec<Thanks>, Fault> {
    let introduced = "SELECT i.id, p.person_id, p.is_contact, p.thanks, p.told_at, p.helped FROM introductions i \
                      JOIN introduction_parties p ON p.introduction_id = i.id \
                      WHERE i.broker_id = $1 AND i.state = 'made' \
                      AND p.told_at >= $2 AND p.told_at < $3 ORDER BY p.told_at DESC, i.id DESC LIMIT $4";
    let passed_on = "SELECT s.approach_id, p.person_id, p.is_contact, p.thanks, p.told_at, p.helped \
                     FROM approach_steps s JOIN introductions i ON i.approach_id = s.approach_id \
                     JOIN introduction_parties p ON p.introduction_id = i.id AND p.person_id = i.requested_by \
                     WHERE s.connector_id = $1 AND s.pass IN ('passed_on', 'named_better') AND i.broker_id <> $1 \
                     AND i.state = 'made' AND (p.helped = 'yes' OR p.thanks <> '') \
                     AND p.told_at >= $2 AND p.told_at < $3 ORDER BY p.told_at DESC, s.approach_id DESC LIMIT $4";
    let values = params![member, month.0, month.1, MOST];
    let mut all = tx.all(introduced, &values, |row| thanks(row, Part::Introduction(row.get(0)?))).await?;
    all.extend(tx.all(passed_on, &values, |row| thanks(row, Part::Request(row.get(0)?))).await?);
    all.sort_by_key(|thanks| std::cmp::Reverse(thanks.at));
    all.truncate(usize::try_from(MOST).unwrap_or_default());
    Ok(all)
}

fn thanks(row: &pergola_db::Row<'_>, part: Part) -> Result<Thanks, Fault> {
    Ok(Thanks {
        part,
        from: PersonId::from_parts(row.get(1)?, row.get(2)?),
        words: row.get(3)?,
        at: row.get(4)?,
        helped: row.get::<Option<String>>(5)?.unwrap_or_default(),
    })
}
