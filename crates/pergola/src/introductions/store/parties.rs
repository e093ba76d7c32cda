//! The table `introduction_parties`: who is asked what, what each said, and what came of it for each.

use pergola_db::{Fault, Row, ToValue, Tx, in_list, params};
use pergola_domain::{
    ids::{IntroductionId, MemberId, PersonId, TieId},
    introductions::{Answer, Helped, NO_HOLDS_DAYS, Party, QUESTION_DAYS, Told},
    time::Timestamp,
};

use super::introductions::Kept;

/// What the rule does not need of somebody who is asked.
#[derive(Clone, Debug)]
pub(in crate::introductions) struct Words {
    pub(in crate::introductions) person: PersonId,
    pub(in crate::introductions) tie: Option<TieId>,
    pub(in crate::introductions) why: String,
    /// Of the address of a card.
    pub(in crate::introductions) address_hash: Option<String>,
    /// By what name the others were told of somebody on a card; empty of a member, and where it was forgotten.
    pub(in crate::introductions) introduced_as: String,
}

fn party(row: &Row<'_>) -> Result<(IntroductionId, Party, Words), Fault> {
    let person = PersonId::from_parts(row.get(1)?, row.get(2)?);
    let answer: String = row.get(5)?;
    let helped: Option<String> = row.get(6)?;
    let told = match (helped.and_then(|word| word.parse::<Helped>().ok()), row.get::<Option<Timestamp>>(8)?) {
        (Some(helped), Some(at)) => Some(Told { helped, thanks: row.get(7)?, at }),
        _ => None,
    };
    let known = Answer::ALL.into_iter().find(|known| known.word() == answer);
    let party = Party { person, answer: known.unwrap_or(Answer::Unheard), told };
    let words =
        Words { person, tie: row.get(3)?, why: row.get(4)?, address_hash: row.get(9)?, introduced_as: row.get(10)? };
    Ok((row.get(0)?, party, words))
}

pub(super) async fn list(
    tx: &Tx,
    introductions: &[IntroductionId],
) -> Result<Vec<(IntroductionId, Party, Words)>, Fault> {
    let mut found = Vec::new();
    for some in introductions.chunks(128) {
        let mut values = Vec::new();
        let marks = in_list(&mut values, some);
        let sql = format!(
            "SELECT introduction_id, person_id, is_contact, tie_id, why, answer, helped, thanks, told_at, address_hash, \
             introduced_as FROM introduction_parties WHERE introduction_id IN ({marks}) \
             ORDER BY introduction_id, place LIMIT 1000"
        );
        found.extend(tx.all(&sql, &values, party).await?);
    }
    Ok(found)
}

pub(super) async fn keep_new(tx: &Tx, new: &Kept) -> Result<(), Fault> {
    let sql = "INSERT INTO introduction_parties (introduction_id, person_id, is_contact, place, tie_id, why, answer, \
               address_hash, introduced_as, thanks) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '')";
    for (place, (party, words)) in (0_i64..).zip(new.introduction.parties.iter().zip(&new.words)) {
        let values = params![
            new.id(),
            party.person.number(),
            party.person.is_contact(),
            place,
            words.tie,
            words.why,
            party.answer.word(),
            words.address_hash.clone(),
            words.introduced_as
        ];
        tx.run(sql, &values).await?;
    }
    Ok(())
}

/// Writes what somebody said.
pub(in crate::introductions) async fn keep_answer(
    tx: &Tx,
    id: IntroductionId,
    person: PersonId,
    answer: Answer,
    now: Timestamp,
) -> Result<(), Fault> {
    let sql =
        "UPDATE introduction_parties SET answer = $3, answered_at = $4 WHERE introduction_id = $1 AND person_id = $2";
    tx.run(sql, &params![id, person.number(), answer.word(), now]).await.map(drop)
}

/// Writes what came of it for somebody, once.
pub(in crate::introductions) async fn keep_told(
    tx: &Tx,
    id: IntroductionId,
    who: PersonId,
    told: &Told,
) -> Result<bool, Fault> {
    let sql = "UPDATE introduction_parties SET helped = $3, thanks = $4, told_at = $5 \
               WHERE introduction_id = $1 AND person_id = $2 AND told_at IS NULL";
    Ok(tx.run(sql, &params![id, who.number(), told.helped.word(), told.thanks, told.at]).await? > 0)
}

/// Questions that reached a member since a moment; the own request of an asker is none.
pub(in crate::introductions) async fn count_asked(tx: &Tx, member: MemberId, since: Timestamp) -> Result<i64, Fault> {
    let sql = "SELECT count(*) FROM introduction_parties p JOIN introductions i ON i.id = p.introduction_id \
               WHERE p.person_id = $1 AND p.answer <> 'unheard' AND i.proposed_at > $2 \
               AND (i.requested_by IS NULL OR i.requested_by <> p.person_id)";
    Ok(tx.one(sql, &params![member, since], |row| row.get(0)).await?.unwrap_or_default())
}

/// Letters with a question that went to an address lately, of whomever.
pub(in crate::introductions) async fn count_letters(tx: &Tx, address_hash: &str, now: Timestamp) -> Result<i64, Fault> {
    let sql = "SELECT count(*) FROM introduction_parties p JOIN introductions i ON i.id = p.introduction_id \
               WHERE p.address_hash = $1 AND p.answer <> 'unheard' AND i.proposed_at > $2";
    let since = now.plus_days(-QUESTION_DAYS);
    Ok(tx.one(sql, &params![address_hash, since], |row| row.get(0)).await?.unwrap_or_default())
}

/// When a member proposed something to somebody on a card, since a moment, oldest first: once for each card.
pub(in crate::introductions) async fn written_since(
    tx: &Tx,
    broker: MemberId,
    since: Timestamp,
) -> Result<Vec<Timestamp>, Fault> {
    let sql = "SELECT i.proposed_at FROM introductions i JOIN introduction_parties p ON p.introduction_id = i.id \
               WHERE i.broker_id = $1 AND i.proposed_at > $2 AND p.is_contact = TRUE ORDER BY i.proposed_at LIMIT 500";
    tx.all(sql, &params![broker, since], |row| row.get(0)).await
}

/// Of these people, the pairs that a member proposed to each other since a moment and did not take back.
pub(in crate::introductions) async fn proposed_pairs(
    tx: &Tx,
    broker: MemberId,
    people: &[PersonId],
    since: Timestamp,
) -> Result<Vec<(i64, i64)>, Fault> {
    let mut values = params![broker, since].to_vec();
    let marks = in_list(&mut values, people.iter().map(|person| person.number()));
    let sql = format!(
        "SELECT p.person_id, q.person_id FROM introductions i \
         JOIN introduction_parties p ON p.introduction_id = i.id JOIN introduction_parties q ON q.introduction_id = i.id \
         WHERE i.broker_id = $1 AND i.proposed_at > $2 AND i.state <> 'withdrawn' AND i.requested_by IS NULL \
         AND p.person_id IN ({marks}) AND q.person_id IN ({marks}) AND p.person_id <> q.person_id LIMIT 5000"
    );
    tx.all(&sql, &values, |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// Of these people, who said no lately to being put in touch with whom.
pub(in crate::introductions) async fn refusals(
    tx: &Tx,
    people: &[PersonId],
    now: Timestamp,
) -> Result<Vec<(i64, i64)>, Fault> {
    let mut values = vec![now.plus_days(-NO_HOLDS_DAYS).to_value()];
    let marks = in_list(&mut values, people.iter().map(|person| person.number()));
    let sql = format!(
        "SELECT p.person_id, q.person_id FROM introduction_parties p \
         JOIN introduction_parties q ON q.introduction_id = p.introduction_id AND q.person_id <> p.person_id \
         WHERE p.answer IN ('no', 'never_by') AND p.answered_at > $1 \
         AND p.person_id IN ({marks}) AND q.person_id IN ({marks}) LIMIT 5000"
    );
    tx.all(&sql, &values, |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// What was said of somebody whose card is no longer there, and what he said, go with the card. The keyed hash of the address stays: it
/// protects the address from more letters.
pub(in crate::introductions) async fn forget_removed_cards(tx: &Tx) -> Result<(), Fault> {
    let sql = "UPDATE introduction_parties SET why = '', thanks = '' WHERE is_contact = TRUE AND (why <> '' OR thanks <> '') \
               AND NOT EXISTS (SELECT 1 FROM contacts c WHERE c.id = introduction_parties.person_id)";
    tx.run(sql, &[]).await?;
    forget_names(tx).await
}

/// The name by which he was introduced stays with those who met him; where nothing was made, or nobody else is in it any
/// more, it goes with the card.
async fn forget_names(tx: &Tx) -> Result<(), Fault> {
    let sql = "UPDATE introduction_parties SET introduced_as = '' WHERE is_contact = TRUE AND introduced_as <> '' \
               AND NOT EXISTS (SELECT 1 FROM contacts c WHERE c.id = introduction_parties.person_id) \
               AND NOT EXISTS (SELECT 1 FROM introductions i \
               JOIN introduction_parties other ON other.introduction_id = i.id \
               WHERE i.id = introduction_parties.introduction_id AND i.state = 'made' \
               AND other.person_id <> introduction_parties.person_id)";
    tx.run(sql, &[]).await.map(drop)
}
