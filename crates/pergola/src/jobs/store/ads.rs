//! The table `jobs`.

use std::collections::BTreeMap;

use pergola_db::{Engine, Fault, Row, ToValue, Tx, Value, in_list, params};
use pergola_domain::{
    ids::{JobId, MemberId, OrganisationId},
    jobs::{Ad, AdState, Contract, Outcome, Pay, Period, Remote, Said},
    text,
    time::Timestamp,
};
use pergola_places::Spot;
use serde_json::{Value as Json, json};

use crate::{
    jobs::{Job, filter::Filter},
    words::{rfc3339, words_alone},
};

pub(in crate::jobs) type Versioned = (Job, i64);

const COLUMNS: &str = "j.id, j.organisation_id, j.member_id, j.title, j.text, j.place, j.remote, j.contract, j.hours, \
                       j.pay_from, j.pay_to, j.currency, j.period, j.skills, j.languages, j.questions, j.client, \
                       j.client_id, j.client_not_named, j.kept_days, j.posted_at, j.until_at, j.state, j.closed_at, \
                       j.outcome, j.feed_url, j.version, j.steps";

/// What stands as the outcome of an ad that moderators took away. To its record it is one that was stopped.
pub(in crate::jobs) const HIDDEN: &str = "hidden";

fn lines(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

pub(super) fn known<T>(word: &str, of_name: impl Fn(&str) -> Option<T>) -> Result<T, Fault> {
    of_name(word).ok_or_else(|| Fault::other("a word of an ad that nobody knows"))
}

fn job(row: &Row<'_>) -> Result<Versioned, Fault> {
    let pay = Pay {
        from_cents: row.get(9)?,
        to_cents: row.get(10)?,
        currency: row.get(11)?,
        period: known(&row.get::<String>(12)?, Period::of_name)?,
    };
    let said = Said {
        title: row.get(3)?,
        text: row.get(4)?,
        place: row.get(5)?,
        remote: known(&row.get::<String>(6)?, Remote::of_name)?,
        contract: known(&row.get::<String>(7)?, Contract::of_name)?,
        hours: row.get(8)?,
        pay,
        skills: lines(&row.get::<String>(13)?),
        languages: lines(&row.get::<String>(14)?),
        questions: lines(&row.get::<String>(15)?),
        steps: lines(&row.get::<String>(27)?),
        client: row.get(16)?,
        client_not_named: row.get(18)?,
        kept_days: row.get(19)?,
    };
    let state = match (row.get::<String>(22)?.as_str(), row.get::<Option<Timestamp>>(23)?) {
        ("closed", Some(at)) if row.get::<String>(24)? == HIDDEN => AdState::Hidden { at, until: row.get(21)? },
        ("closed", Some(at)) => {
            AdState::Closed { at, outcome: Outcome::of_name(&row.get::<String>(24)?).unwrap_or(Outcome::Stopped) }
        }
        _ => AdState::Open { until: row.get(21)? },
    };
    let job = Job {
        id: row.get(0)?,
        organisation: row.get(1)?,
        author: row.get(2)?,
        said,
        client: row.get(17)?,
        ad: Ad { posted_at: row.get(20)?, state },
        feed_url: row.get(25)?,
    };
    Ok((job, row.get(26)?))
}

pub(in crate::jobs) async fn find(tx: &Tx, id: JobId) -> Result<Option<Versioned>, Fault> {
    tx.one(&format!("SELECT {COLUMNS} FROM jobs j WHERE j.id = $1"), &params![id], job).await
}

/// What people type means itself in a LIKE.
pub(super) fn literal(typed: &str) -> String {
    typed.chars().flat_map(|c| matches!(c, '!' | '%' | '_').then_some('!').into_iter().chain([c])).collect()
}

/// What fits a filter and is open now, newest first, before `before`. Whom somebody knows there is not asked here.
pub(in crate::jobs) async fn list(
    tx: &Tx,
    filter: &Filter,
    before: Option<i64>,
    limit: i64,
    now: Timestamp,
) -> Result<Vec<Job>, Fault> {
    let mut values: Vec<Value> = params![now, before.unwrap_or(i64::MAX)].to_vec();
    let mut mark = |value: Value| {
        values.push(value);
        format!("${}", values.len())
    };
    let mut sql = format!(
        "SELECT {COLUMNS} FROM jobs j LEFT JOIN organisation_pages o ON o.organisation_id = j.organisation_id \
         WHERE j.state = 'open' AND j.lives_until > $1 AND j.id < $2 \
         AND NOT EXISTS (SELECT 1 FROM members m WHERE m.id = j.member_id AND m.is_suspended)"
    );
    for word in text::fold(&filter.words).split_whitespace().take(6) {
        sql += &format!(" AND j.words LIKE {} ESCAPE '!'", mark(format!("%{}%", literal(word)).to_value()));
    }
    if let Some((spot, kilometres)) = filter.around() {
        let [x, y, z] = spot.on_the_ball().map(|along| mark(along.to_value()));
        let least = mark(Spot::cosine_of(kilometres).to_value());
        sql += &format!(" AND j.place_x * {x} + j.place_y * {y} + j.place_z * {z} >= {least}");
    } else {
        for word in text::fold(&filter.place).split_whitespace().take(4) {
            sql += &format!(" AND j.place_folded LIKE {} ESCAPE '!'", mark(format!("%{}%", literal(word)).to_value()));
        }
    }
    if let Some(remote) = filter.remote {
        sql += &format!(" AND j.remote = {}", mark(remote.name().to_value()));
    }
    if let Some(contract) = filter.contract {
        sql += &format!(" AND j.contract = {}", mark(contract.name().to_value()));
    }
    if let Some(pay) = filter.pay_year {
        let cents = pay.saturating_mul(100);
        sql += &format!(" AND j.pay_year >= {} AND j.currency = {}", mark(cents.to_value()), {
            mark(filter.currency.to_value())
        });
    }
    if !filter.language.is_empty() {
        let inside = format!("%\n{}\n%", literal(&text::fold(&filter.language)));
        sql += &format!(" AND j.languages LIKE {} ESCAPE '!'", mark(inside.to_value()));
    }
    if let Some(organisation) = filter.organisation {
        let (one, two) = (mark(organisation.to_value()), mark(organisation.to_value()));
        sql += &format!(" AND (j.organisation_id = {one} OR j.client_id = {two})");
    }
    if filter.written_here {
        sql += " AND j.feed_id IS NULL";
    }
    if !filter.kinds.is_empty() {
        let kinds: Vec<String> = filter.kinds.iter().map(|kind| mark(kind.name().to_value())).collect();
        sql += &format!(" AND o.kind IN ({})", kinds.join(", "));
    }
    sql += &format!(" ORDER BY j.id DESC LIMIT {}", mark(limit.to_value()));
    Ok(tx.all(&sql, &values, job).await?.into_iter().map(|(job, _)| job).collect())
}

/// Those of the organisations that a member speaks for, open and closed, newest first, before `before`: what is from before
/// their present hands is not theirs.
pub(in crate::jobs) async fn list_spoken(
    tx: &Tx,
    ids: &[OrganisationId],
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Job>, Fault> {
    let mut values = params![before.unwrap_or(i64::MAX), limit].to_vec();
    let marks = pergola_db::in_list(&mut values, ids);
    let sql = format!(
        "SELECT {COLUMNS} FROM jobs j JOIN organisation_pages o ON o.organisation_id = j.organisation_id \
         WHERE j.organisation_id IN ({marks}) AND j.id < $1 AND j.posted_at >= o.anew_at ORDER BY j.id DESC LIMIT $2"
    );
    Ok(tx.all(&sql, &values, job).await?.into_iter().map(|(job, _)| job).collect())
}

/// Clients that are looked at of one who looks for many.
const CLIENTS: i64 = 500;

/// On whose behalf these organisations look or looked here, as their ads name them.
pub(in crate::jobs) async fn list_clients(tx: &Tx, ids: &[OrganisationId]) -> Result<Vec<String>, Fault> {
    let mut values = params![CLIENTS].to_vec();
    let marks = in_list(&mut values, ids);
    let sql = format!(
        "SELECT client FROM jobs WHERE organisation_id IN ({marks}) AND client <> '' GROUP BY client \
         ORDER BY MAX(id) DESC LIMIT $1"
    );
    tx.all(&sql, &values, |row| row.get(0)).await
}

/// Those of an organisation, open and closed, newest first.
pub(in crate::jobs) async fn list_of(tx: &Tx, id: OrganisationId, limit: i64) -> Result<Vec<Job>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM jobs j WHERE j.organisation_id = $1 ORDER BY j.id DESC LIMIT $2");
    Ok(tx.all(&sql, &params![id, limit], job).await?.into_iter().map(|(job, _)| job).collect())
}

pub(in crate::jobs) async fn count_open(tx: &Tx, id: OrganisationId, now: Timestamp) -> Result<i64, Fault> {
    let sql = "SELECT count(*) FROM jobs WHERE organisation_id = $1 AND state = 'open' AND lives_until > $2";
    Ok(tx.one(sql, &params![id, now], |row| row.get(0)).await?.unwrap_or_default())
}

/// The same of several; those without one are left out.
pub(in crate::jobs) async fn count_open_of(
    tx: &Tx,
    ids: &[OrganisationId],
    now: Timestamp,
) -> Result<BTreeMap<OrganisationId, i64>, Fault> {
    let mut all = BTreeMap::new();
    for some in ids.chunks(128) {
        let mut values = params![now].to_vec();
        let marks = in_list(&mut values, some);
        let sql = format!(
            "SELECT organisation_id, count(*) FROM jobs WHERE organisation_id IN ({marks}) AND state = 'open' \
             AND lives_until > $1 GROUP BY organisation_id"
        );
        let counted = tx.all(&sql, &values, |row| Ok((row.get(0)?, row.get::<i64>(1)?))).await?;
        all.extend(counted);
    }
    Ok(all)
}

/// Makes an organisation's postings follow one another, so that two at once cannot pass its limit together.
///
/// SQLite has one writer, and nothing needs to be done there.
pub(in crate::jobs) async fn one_at_a_time(tx: &Tx, id: OrganisationId) -> Result<(), Fault> {
    if tx.engine() == Engine::Sqlite {
        return Ok(());
    }
    let sql = "UPDATE organisation_pages SET version = version WHERE organisation_id = $1";
    tx.run(sql, &params![id]).await.map(drop)
}

/// Where an ad came from, when it was read elsewhere.
#[derive(Clone, Debug, Default)]
pub(in crate::jobs) struct Fed {
    pub(in crate::jobs) feed: Option<i64>,
    pub(in crate::jobs) key: String,
}

/// Between line ends, so that a word is found whole.
fn told(list: &[String]) -> String {
    list.join("\n")
}

fn words(said: &Said, organisation: &str) -> String {
    let all = [said.title.as_str(), organisation, &said.client, &told(&said.skills), &words_alone(&said.text)];
    text::fold(&all.join(" "))
}

fn languages(said: &Said) -> String {
    if said.languages.is_empty() { String::new() } else { format!("\n{}\n", told(&said.languages)) }
}

fn lives_until(ad: &Ad) -> Timestamp {
    match ad.state {
        AdState::Open { until } => ad.lives_until().unwrap_or(until),
        AdState::Closed { at, .. } | AdState::Hidden { at, .. } => at,
    }
}

fn until(ad: &Ad) -> Timestamp {
    match ad.state {
        AdState::Open { until } | AdState::Hidden { until, .. } => until,
        AdState::Closed { at, .. } => at,
    }
}

/// The columns of what an ad says, in the order of [`said`].
const SAID: [&str; 24] = [
    "title",
    "text",
    "place",
    "place_folded",
    "place_x",
    "place_y",
    "place_z",
    "remote",
    "contract",
    "hours",
    "pay_from",
    "pay_to",
    "currency",
    "period",
    "pay_year",
    "skills",
    "languages",
    "questions",
    "steps",
    "client",
    "client_id",
    "client_not_named",
    "kept_days",
    "words",
];

/// What an ad says, and what lists find it by.
fn said(job: &Job, organisation: &str) -> [Value; SAID.len()] {
    let said = &job.said;
    let [x, y, z] = match pergola_places::find(&said.place) {
        Some(city) => city.spot.on_the_ball().map(Some),
        None => [None; 3],
    };
    [
        said.title.to_value(),
        said.text.to_value(),
        said.place.to_value(),
        text::fold(&said.place).to_value(),
        x.to_value(),
        y.to_value(),
        z.to_value(),
        said.remote.name().to_value(),
        said.contract.name().to_value(),
        said.hours.to_value(),
        said.pay.from_cents.to_value(),
        said.pay.to_cents.to_value(),
        said.pay.currency.to_value(),
        said.pay.period.name().to_value(),
        said.pay.a_year(said.pay.to_cents).to_value(),
        told(&said.skills).to_value(),
        languages(said).to_value(),
        told(&said.questions).to_value(),
        told(&said.steps).to_value(),
        said.client.to_value(),
        job.client.to_value(),
        said.client_not_named.to_value(),
        said.kept_days.to_value(),
        words(said, organisation).to_value(),
    ]
}

pub(in crate::jobs) async fn keep_new(tx: &Tx, new: &Job, organisation: &str, fed: &Fed) -> Result<(), Fault> {
    let mut values = params![
        new.id,
        new.organisation,
        new.author,
        new.ad.posted_at,
        until(&new.ad),
        lives_until(&new.ad),
        fed.feed,
        fed.key,
        new.feed_url
    ]
    .to_vec();
    let marks: Vec<String> = (1..=SAID.len()).map(|nth| format!("${}", values.len() + nth)).collect();
    let sql = format!(
        "INSERT INTO jobs (id, organisation_id, member_id, posted_at, until_at, lives_until, feed_id, feed_key, feed_url, \
         poster_id, state, closed_at, outcome, asked_at, version, {}) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $3, 'open', NULL, '', NULL, 1, {})",
        SAID.join(", "),
        marks.join(", ")
    );
    values.extend(said(new, organisation));
    tx.run(&sql, &values).await.map(drop)
}

/// Writes what it says over the version that was read. Gives false where somebody else wrote meanwhile.
pub(in crate::jobs) async fn keep_said(tx: &Tx, next: &Job, organisation: &str, version: i64) -> Result<bool, Fault> {
    let mut values = params![next.id, version, next.feed_url].to_vec();
    let set: Vec<String> =
        SAID.iter().enumerate().map(|(nth, column)| format!("{column} = ${}", values.len() + 1 + nth)).collect();
    let sql = format!(
        "UPDATE jobs SET feed_url = $3, {}, version = version + 1 WHERE id = $1 AND version = $2",
        set.join(", ")
    );
    values.extend(said(next, organisation));
    Ok(tx.run(&sql, &values).await? > 0)
}

/// Writes where it stands. Gives false where somebody else wrote meanwhile.
pub(in crate::jobs) async fn keep_state(tx: &Tx, id: JobId, ad: &Ad, version: i64) -> Result<bool, Fault> {
    let (state, closed_at, outcome) = match ad.state {
        AdState::Open { .. } => ("open", None, ""),
        AdState::Closed { at, outcome } => ("closed", Some(at), outcome.name()),
        AdState::Hidden { at, .. } => ("closed", Some(at), HIDDEN),
    };
    let sql = "UPDATE jobs SET until_at = $3, lives_until = $4, state = $5, closed_at = $6, outcome = $7, \
               asked_at = NULL, version = version + 1 WHERE id = $1 AND version = $2";
    let values = params![id, version, until(ad), lives_until(ad), state, closed_at, outcome];
    Ok(tx.run(sql, &values).await? > 0)
}

/// Open ones that nobody may read any more.
pub(in crate::jobs) async fn list_over(tx: &Tx, now: Timestamp, limit: i64) -> Result<Vec<Versioned>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM jobs j WHERE j.state = 'open' AND j.lives_until <= $1 ORDER BY j.lives_until LIMIT $2"
    );
    tx.all(&sql, &params![now, limit], job).await
}

/// Open ones that wait for a word of their author, who was not asked yet; those that came by a feed never do.
pub(in crate::jobs) async fn list_due(tx: &Tx, now: Timestamp, limit: i64) -> Result<Vec<Job>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM jobs j WHERE j.state = 'open' AND j.until_at <= $1 AND j.lives_until > $1 \
         AND j.asked_at IS NULL ORDER BY j.until_at LIMIT $2"
    );
    Ok(tx.all(&sql, &params![now, limit], job).await?.into_iter().map(|(job, _)| job).collect())
}

pub(in crate::jobs) async fn keep_asked(tx: &Tx, id: JobId, now: Timestamp) -> Result<(), Fault> {
    tx.run("UPDATE jobs SET asked_at = $2 WHERE id = $1", &params![id, now]).await.map(drop)
}

/// What stands open for a member by itself, to be given on or taken away.
pub(in crate::jobs) async fn list_by(tx: &Tx, member: MemberId) -> Result<Vec<Versioned>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM jobs j WHERE j.member_id = $1 ORDER BY j.id LIMIT 5000");
    tx.all(&sql, &params![member], job).await
}

pub(in crate::jobs) async fn list_open_of(tx: &Tx, id: OrganisationId) -> Result<Vec<Versioned>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM jobs j WHERE j.organisation_id = $1 AND j.state = 'open' ORDER BY j.id LIMIT 5000"
    );
    tx.all(&sql, &params![id], job).await
}

/// Others go on with an ad, and answer for what they do with it: who posted it still did.
pub(in crate::jobs) async fn keep_author(tx: &Tx, id: JobId, author: MemberId) -> Result<(), Fault> {
    tx.run("UPDATE jobs SET member_id = $2 WHERE id = $1", &params![id, author]).await.map(drop)
}

/// The ads that a member wrote, for his archive.
pub(crate) async fn takeout(tx: &Tx, member: MemberId) -> Result<Vec<Json>, Fault> {
    let mut all = Vec::new();
    for (job, _) in list_by(tx, member).await? {
        let said = &job.said;
        let mut told = json!({
            "key": job.id.to_string(),
            "organisation": job.organisation.to_string(),
            "remote": said.remote.name(),
            "contract": said.contract.name(),
            "skills": said.skills,
            "languages": said.languages,
            "questions": said.questions,
            "steps": said.steps,
            "client_not_named": said.client_not_named,
            "kept_days": said.kept_days,
            "title": said.title,
            "text": said.text,
            "place": said.place,
            "pay_from": said.pay.from_cents,
            "pay_to": said.pay.to_cents,
            "currency": said.pay.currency,
            "period": said.pay.period.name(),
            "posted_at": rfc3339(job.ad.posted_at),
        });
        let some = |text: &str| Some(json!(text)).filter(|_| !text.is_empty());
        let (state, closed) = match job.ad.state {
            AdState::Open { .. } => ("open", None),
            AdState::Closed { at, outcome } => ("closed", Some((at, outcome.name()))),
            AdState::Hidden { at, .. } => ("closed", Some((at, HIDDEN))),
        };
        for (name, value) in [
            ("state", Some(json!(state))),
            ("hours", said.hours.map(|hours| json!(hours))),
            ("client", some(&said.client)),
            ("source_url", some(&job.feed_url)),
            ("closed_at", closed.map(|(at, _)| json!(rfc3339(at)))),
            ("outcome", closed.map(|(_, outcome)| json!(outcome))),
        ] {
            if let (Some(fields), Some(value)) = (told.as_object_mut(), value) {
                fields.insert(name.to_owned(), value);
            }
        }
        all.push(told);
    }
    Ok(all)
}
