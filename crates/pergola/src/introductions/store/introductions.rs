//! The table `introductions`, read with those who are asked.

use std::collections::BTreeMap;

use pergola_db::{Fault, Row, Tx, in_list, params};
use pergola_domain::{
    ids::{ApproachId, AskId, ConversationId, IntroductionId, MemberId, PersonId, TieId},
    introductions::{Introduction, OUTCOME_DAYS, QUESTION_DAYS, REMINDER_DAYS, State},
    time::Timestamp,
};

use super::parties::{self, Words};

/// An introduction beside what the rule does not need.
#[derive(Clone, Debug)]
pub(in crate::introductions) struct Kept {
    pub(in crate::introductions) introduction: Introduction,
    pub(in crate::introductions) approach: Option<ApproachId>,
    pub(in crate::introductions) ask: Option<AskId>,
    pub(in crate::introductions) offer: Option<AskId>,
    pub(in crate::introductions) shows_how: bool,
    pub(in crate::introductions) conversation: Option<ConversationId>,
    pub(in crate::introductions) outcome_asked: bool,
    /// In the order of the parties.
    pub(in crate::introductions) words: Vec<Words>,
    pub(in crate::introductions) version: i64,
}

impl Kept {
    pub(in crate::introductions) fn id(&self) -> IntroductionId {
        self.introduction.id
    }

    /// What one of them is asked.
    pub(in crate::introductions) fn words_for(&self, person: PersonId) -> Option<&Words> {
        self.words.iter().find(|words| words.person == person)
    }

    /// By what name the others were told of somebody on a card, as long as that is kept.
    pub(in crate::introductions) fn introduced_as(&self, person: PersonId) -> Option<&str> {
        self.words_for(person).map(|words| words.introduced_as.as_str()).filter(|name| !name.is_empty())
    }

    /// The members in it, whoever proposed it among them.
    pub(in crate::introductions) fn members(&self) -> impl Iterator<Item = MemberId> {
        self.parties().chain([self.introduction.broker])
    }

    /// The members who are asked.
    pub(in crate::introductions) fn parties(&self) -> impl Iterator<Item = MemberId> {
        self.introduction.parties.iter().filter_map(|party| match party.person {
            PersonId::Member(member) => Some(member),
            PersonId::Contact(_) => None,
        })
    }

    /// The ties on which they are asked.
    pub(in crate::introductions) fn ties(&self) -> impl Iterator<Item = TieId> {
        self.words.iter().filter_map(|words| words.tie)
    }
}

const COLUMNS: &str = "id, broker_id, requested_by, approach_id, ask_id, offer_id, shows_how, state, proposed_at, \
                       ended_at, conversation_id, version, outcome_asked_at";

fn introduction(row: &Row<'_>) -> Result<Kept, Fault> {
    let at: Timestamp = row.get::<Option<Timestamp>>(9)?.unwrap_or_default();
    let state = match row.get::<String>(7)?.as_str() {
        "open" => State::Open,
        "made" => State::Made { at },
        "withdrawn" => State::Withdrawn { at },
        _ => State::Over { at },
    };
    Ok(Kept {
        introduction: Introduction {
            id: row.get(0)?,
            broker: row.get(1)?,
            requested_by: row.get(2)?,
            parties: Vec::new(),
            state,
            proposed_at: row.get(8)?,
        },
        approach: row.get(3)?,
        ask: row.get(4)?,
        offer: row.get(5)?,
        shows_how: row.get(6)?,
        conversation: row.get(10)?,
        words: Vec::new(),
        version: row.get(11)?,
        outcome_asked: row.get::<Option<i64>>(12)?.is_some(),
    })
}

async fn with_parties(tx: &Tx, mut found: Vec<Kept>) -> Result<Vec<Kept>, Fault> {
    let ids: Vec<IntroductionId> = found.iter().map(Kept::id).collect();
    let mut parties: BTreeMap<IntroductionId, Vec<_>> = BTreeMap::new();
    for (id, party, words) in parties::list(tx, &ids).await? {
        parties.entry(id).or_default().push((party, words));
    }
    for kept in &mut found {
        let of_this = parties.remove(&kept.id()).unwrap_or_default();
        (kept.introduction.parties, kept.words) = of_this.into_iter().unzip();
    }
    Ok(found)
}

pub(in crate::introductions) async fn find(tx: &Tx, id: IntroductionId) -> Result<Option<Kept>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM introductions WHERE id = $1");
    let found = tx.one(&sql, &params![id], introduction).await?;
    Ok(with_parties(tx, found.into_iter().collect()).await?.pop())
}

/// The question to which a request led, if it came so far.
pub(in crate::introductions) async fn of_approach(tx: &Tx, approach: ApproachId) -> Result<Option<Kept>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM introductions WHERE approach_id = $1 LIMIT 1");
    let found = tx.one(&sql, &params![approach], introduction).await?;
    Ok(with_parties(tx, found.into_iter().collect()).await?.pop())
}

/// Those in which a member has a part, newest first, older than `before`; whether he may see each the rule decides.
pub(in crate::introductions) async fn list_with(
    tx: &Tx,
    member: MemberId,
    before: i64,
    limit: i64,
) -> Result<Vec<Kept>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM introductions WHERE id IN ( \
         SELECT id FROM introductions WHERE broker_id = $1 AND id < $2 \
         UNION SELECT introduction_id FROM introduction_parties WHERE person_id = $1 AND introduction_id < $2) \
         ORDER BY id DESC LIMIT $3"
    );
    with_parties(tx, tx.all(&sql, &params![member, before, limit], introduction).await?).await
}

/// Those that may wait for a member's answer, newest first.
pub(in crate::introductions) async fn list_waiting(
    tx: &Tx,
    member: MemberId,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Kept>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM introductions WHERE state = 'open' AND proposed_at > $2 AND id IN ( \
         SELECT introduction_id FROM introduction_parties \
         WHERE person_id = $1 AND answer IN ('waiting', 'not_now')) ORDER BY id DESC LIMIT $3"
    );
    let since = now.plus_days(-QUESTION_DAYS);
    with_parties(tx, tx.all(&sql, &params![member, since, limit], introduction).await?).await
}

/// Open ones whose time is over.
pub(in crate::introductions) async fn list_over(tx: &Tx, now: Timestamp, limit: i64) -> Result<Vec<Kept>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM introductions WHERE state = 'open' AND proposed_at <= $1 ORDER BY proposed_at LIMIT $2"
    );
    let until = now.plus_days(-QUESTION_DAYS);
    with_parties(tx, tx.all(&sql, &params![until, limit], introduction).await?).await
}

/// Open ones of which nobody was reminded yet and should be.
pub(in crate::introductions) async fn list_to_remind(tx: &Tx, now: Timestamp, limit: i64) -> Result<Vec<Kept>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM introductions WHERE state = 'open' AND reminded_at IS NULL AND proposed_at <= $1 \
         ORDER BY proposed_at LIMIT $2"
    );
    let until = now.plus_days(-REMINDER_DAYS);
    with_parties(tx, tx.all(&sql, &params![until, limit], introduction).await?).await
}

/// Those made of which nobody was asked yet whether they helped, and should be.
pub(in crate::introductions) async fn list_to_ask(tx: &Tx, now: Timestamp, limit: i64) -> Result<Vec<Kept>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM introductions WHERE state = 'made' AND outcome_asked_at IS NULL AND ended_at <= $1 \
         ORDER BY ended_at LIMIT $2"
    );
    let until = now.plus_days(-OUTCOME_DAYS);
    with_parties(tx, tx.all(&sql, &params![until, limit], introduction).await?).await
}

pub(in crate::introductions) async fn keep_reminded(
    tx: &Tx,
    id: IntroductionId,
    now: Timestamp,
) -> Result<bool, Fault> {
    let sql = "UPDATE introductions SET reminded_at = $2 WHERE id = $1 AND reminded_at IS NULL";
    Ok(tx.run(sql, &params![id, now]).await? > 0)
}

pub(in crate::introductions) async fn keep_outcome_asked(
    tx: &Tx,
    id: IntroductionId,
    now: Timestamp,
) -> Result<bool, Fault> {
    let sql = "UPDATE introductions SET outcome_asked_at = $2 WHERE id = $1 AND outcome_asked_at IS NULL";
    Ok(tx.run(sql, &params![id, now]).await? > 0)
}

pub(in crate::introductions) async fn keep_new(tx: &Tx, new: &Kept) -> Result<(), Fault> {
    let sql = "INSERT INTO introductions (id, broker_id, requested_by, approach_id, ask_id, offer_id, shows_how, state, \
               proposed_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)";
    let introduction = &new.introduction;
    let values = params![
        introduction.id,
        introduction.broker,
        introduction.requested_by,
        new.approach,
        new.ask,
        new.offer,
        new.shows_how,
        introduction.state.word(),
        introduction.proposed_at
    ];
    tx.run(sql, &values).await?;
    parties::keep_new(tx, new).await
}

/// Writes the next state over the version that was read. Gives false where somebody else wrote meanwhile.
pub(in crate::introductions) async fn keep_state(tx: &Tx, next: &Kept) -> Result<bool, Fault> {
    let sql = "UPDATE introductions SET state = $3, ended_at = $4, conversation_id = $5, version = version + 1 \
               WHERE id = $1 AND version = $2";
    let state = next.introduction.state;
    let values = params![next.id(), next.version, state.word(), state.ended_at(), next.conversation];
    Ok(tx.run(sql, &values).await? > 0)
}

pub(in crate::introductions) async fn has_proposed(tx: &Tx, broker: MemberId) -> Result<bool, Fault> {
    let sql = "SELECT 1 FROM introductions WHERE broker_id = $1 LIMIT 1";
    Ok(tx.one(sql, &params![broker], |row| row.get::<i64>(0)).await?.is_some())
}

/// When a member proposed, since a moment, oldest first.
pub(in crate::introductions) async fn proposed_since(
    tx: &Tx,
    broker: MemberId,
    since: Timestamp,
) -> Result<Vec<Timestamp>, Fault> {
    let sql = "SELECT proposed_at FROM introductions WHERE broker_id = $1 AND requested_by IS NULL \
               AND proposed_at > $2 ORDER BY proposed_at LIMIT 500";
    tx.all(sql, &params![broker, since], |row| row.get(0)).await
}

/// Everything of a member who leaves: what he proposed, what he was asked. Of what was made the others keep that it was.
pub(in crate::introductions) async fn erase(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    let unmade = "SELECT id FROM introductions WHERE broker_id = $1 UNION SELECT i.id FROM introductions i \
                  JOIN introduction_parties p ON p.introduction_id = i.id WHERE p.person_id = $1 AND i.state <> 'made' \
                  LIMIT 100000";
    let ids: Vec<IntroductionId> = tx.all(unmade, &params![member], |row| row.get(0)).await?;
    for some in ids.chunks(128) {
        let mut values = Vec::new();
        let marks = in_list(&mut values, some);
        tx.run(&format!("DELETE FROM introduction_parties WHERE introduction_id IN ({marks})"), &values).await?;
        tx.run(&format!("DELETE FROM introductions WHERE id IN ({marks})"), &values).await?;
    }
    // What the others were told of him is about him.
    let his = "SELECT introduction_id FROM introduction_parties WHERE person_id = $1";
    tx.run(&format!("UPDATE introduction_parties SET why = '' WHERE introduction_id IN ({his})"), &params![member])
        .await?;
    tx.run("DELETE FROM introduction_parties WHERE person_id = $1", &params![member]).await?;
    tx.run("UPDATE introductions SET requested_by = NULL WHERE requested_by = $1", &params![member]).await.map(drop)
}

/// Whether an introduction that comes from a request was made.
pub(in crate::introductions) async fn made_of(
    tx: &Tx,
    approaches: &[ApproachId],
) -> Result<Vec<(ApproachId, IntroductionId)>, Fault> {
    let mut found = Vec::new();
    for some in approaches.chunks(128) {
        let mut values = Vec::new();
        let marks = in_list(&mut values, some);
        let sql = format!(
            "SELECT approach_id, id FROM introductions WHERE approach_id IN ({marks}) AND state = 'made' LIMIT 200"
        );
        found.extend(tx.all(&sql, &values, |row| Ok((row.get(0)?, row.get(1)?))).await?);
    }
    Ok(found)
}

/// Each two members whom this one proposed to each other, of his newest introductions.
pub(in crate::introductions) async fn proposed_together(
    tx: &Tx,
    broker: MemberId,
) -> Result<Vec<(MemberId, MemberId)>, Fault> {
    let sql = "SELECT one.person_id, two.person_id FROM introductions i \
               JOIN introduction_parties one ON one.introduction_id = i.id AND one.is_contact = FALSE \
               JOIN introduction_parties two ON two.introduction_id = i.id AND two.is_contact = FALSE \
               AND two.person_id > one.person_id WHERE i.broker_id = $1 ORDER BY i.id DESC LIMIT 4000";
    tx.all(sql, &params![broker], |row| Ok((row.get(0)?, row.get(1)?))).await
}
