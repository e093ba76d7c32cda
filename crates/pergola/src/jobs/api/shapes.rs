//! The shapes of ads for programs: what comes in, what goes out.

use pergola_domain::jobs::{AdState, Pay, Record, Said, Typed};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    http::Here,
    jobs::{Job, acts::ads::Seen, store::ads::HIDDEN},
    members::PersonShape,
    network::Acquainted,
    organisations::OrganisationShape,
    words::rfc3339,
};

/// An amount.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::jobs) struct Money {
    /// `32000.00`.
    amount: String,
    /// ISO 4217.
    currency: String,
}

impl Money {
    pub(in crate::jobs) fn of(cents: i64, currency: &str) -> Self {
        Self { amount: format!("{}.{:02}", cents / 100, cents % 100), currency: currency.to_owned() }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub(in crate::jobs) struct PayShape {
    from: Money,
    to: Money,
    /// `year`, `month`, `day`, `hour`.
    period: &'static str,
}

impl PayShape {
    pub(in crate::jobs) fn of(pay: &Pay) -> Self {
        Self {
            from: Money::of(pay.from_cents, &pay.currency),
            to: Money::of(pay.to_cents, &pay.currency),
            period: pay.period.name(),
        }
    }
}

/// What it pays: required.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::jobs) struct NewPay {
    from: NewMoney,
    /// The same as `from` unless said.
    #[serde(default)]
    to: Option<NewMoney>,
    /// `year`, `month`, `day`, `hour`.
    period: String,
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::jobs) struct NewMoney {
    amount: String,
    currency: String,
}

/// What to post.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::jobs) struct NewJob {
    /// In whose name; one must speak for it.
    pub(in crate::jobs) organisation: String,
    title: String,
    /// Markdown; HTML in it is shown as text.
    text: String,
    #[serde(default)]
    place: Option<String>,
    /// `on_site`, `mixed`, `anywhere`.
    remote: String,
    /// `permanent`, `temporary`, `freelance`, `apprentice`, `internship`, `volunteer`.
    contract: String,
    /// A week.
    #[serde(default)]
    hours: Option<i64>,
    #[serde(default)]
    pay: Option<NewPay>,
    #[serde(default)]
    skills: Vec<String>,
    #[serde(default)]
    languages: Vec<String>,
    /// At most 5; none may ask for past pay.
    #[serde(default)]
    questions: Vec<String>,
    /// How one is chosen, in its order: at most 6. What ends in parentheses tells there how long it takes.
    #[serde(default)]
    steps: Vec<String>,
    /// On whose behalf; an agency or a head hunter says this, or `client_not_named`.
    #[serde(default)]
    client: Option<String>,
    #[serde(default)]
    client_not_named: bool,
    /// Days after which what applicants sent is erased, 30 to 365; 180 unless said.
    #[serde(default)]
    kept_days: Option<i64>,
}

/// What to say otherwise; what is not named stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::jobs) struct JobChanges {
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    place: Option<String>,
    #[serde(default)]
    remote: Option<String>,
    #[serde(default)]
    contract: Option<String>,
    #[serde(default)]
    hours: Option<i64>,
    #[serde(default)]
    pay: Option<NewPay>,
    #[serde(default)]
    skills: Option<Vec<String>>,
    #[serde(default)]
    languages: Option<Vec<String>>,
    #[serde(default)]
    questions: Option<Vec<String>>,
    #[serde(default)]
    steps: Option<Vec<String>>,
    #[serde(default)]
    client: Option<String>,
    #[serde(default)]
    client_not_named: Option<bool>,
    #[serde(default)]
    kept_days: Option<i64>,
}

fn number_text(number: Option<i64>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

/// Puts a pay where it was typed; two currencies are none.
fn put_pay(typed: &mut Typed, pay: &NewPay) {
    let to = pay.to.as_ref().unwrap_or(&pay.from);
    typed.pay_from.clone_from(&pay.from.amount);
    typed.pay_to.clone_from(&to.amount);
    typed.period.clone_from(&pay.period);
    typed.currency = if to.currency == pay.from.currency { pay.from.currency.clone() } else { String::new() };
}

impl NewJob {
    pub(in crate::jobs) fn typed(self) -> Typed {
        let mut typed = Typed {
            title: self.title,
            text: self.text,
            place: self.place.unwrap_or_default(),
            remote: self.remote,
            contract: self.contract,
            hours: number_text(self.hours),
            skills: self.skills,
            languages: self.languages,
            questions: self.questions,
            steps: self.steps,
            client: self.client.unwrap_or_default(),
            client_not_named: self.client_not_named,
            kept_days: number_text(self.kept_days),
            // Without a pay the rule says what is missing.
            currency: "EUR".to_owned(),
            period: "year".to_owned(),
            ..Typed::default()
        };
        if let Some(pay) = &self.pay {
            put_pay(&mut typed, pay);
        }
        typed
    }
}

/// What an ad says now, as it would be typed.
pub(in crate::jobs) fn typed(said: &Said) -> Typed {
    let amount = |cents: i64| format!("{}.{:02}", cents / 100, cents % 100);
    Typed {
        title: said.title.clone(),
        text: said.text.clone(),
        place: said.place.clone(),
        remote: said.remote.name().to_owned(),
        contract: said.contract.name().to_owned(),
        hours: number_text(said.hours),
        pay_from: amount(said.pay.from_cents),
        pay_to: amount(said.pay.to_cents),
        currency: said.pay.currency.clone(),
        period: said.pay.period.name().to_owned(),
        skills: said.skills.clone(),
        languages: said.languages.clone(),
        questions: said.questions.clone(),
        steps: said.steps.clone(),
        client: said.client.clone(),
        client_not_named: said.client_not_named,
        kept_days: said.kept_days.to_string(),
    }
}

impl JobChanges {
    pub(in crate::jobs) fn over(&self, said: &Said) -> Typed {
        let mut all = typed(said);
        let texts = [
            (&mut all.title, &self.title),
            (&mut all.text, &self.text),
            (&mut all.place, &self.place),
            (&mut all.remote, &self.remote),
            (&mut all.contract, &self.contract),
            (&mut all.client, &self.client),
        ];
        for (kept, new) in texts {
            if let Some(new) = new {
                kept.clone_from(new);
            }
        }
        let lists = [
            (&mut all.skills, &self.skills),
            (&mut all.languages, &self.languages),
            (&mut all.questions, &self.questions),
            (&mut all.steps, &self.steps),
        ];
        for (kept, new) in lists {
            if let Some(new) = new {
                kept.clone_from(new);
            }
        }
        if let Some(hours) = self.hours {
            all.hours = hours.to_string();
        }
        if let Some(days) = self.kept_days {
            all.kept_days = days.to_string();
        }
        all.client_not_named = self.client_not_named.unwrap_or(all.client_not_named);
        if let Some(pay) = &self.pay {
            put_pay(&mut all, pay);
        }
        all
    }
}

/// An ad in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::jobs) struct JobShape {
    pub(in crate::jobs) id: String,
    pub(in crate::jobs) title: String,
    /// Markdown.
    text: String,
    organisation: OrganisationShape,
    /// On whose behalf; null where the organisation looks for itself, or does not name its client.
    client: Option<String>,
    client_not_named: bool,
    place: Option<String>,
    /// `on_site`, `mixed`, `anywhere`.
    remote: &'static str,
    /// `permanent`, `temporary`, `freelance`, `apprentice`, `internship`, `volunteer`.
    contract: &'static str,
    hours: Option<i64>,
    pay: PayShape,
    skills: Vec<String>,
    languages: Vec<String>,
    questions: Vec<String>,
    /// How one is chosen, as the ad tells it; may be empty.
    steps: Vec<String>,
    kept_days: i64,
    /// `open`, `closed`.
    state: &'static str,
    /// `through_pergola`, `otherwise`, `stopped`, `not_confirmed`, `hidden` by moderators; null while open.
    outcome: Option<&'static str>,
    posted_at: String,
    /// When it closes unless it is confirmed; when it closed.
    until: String,
    url: String,
    /// Its page elsewhere, when it was read from a feed.
    source_url: Option<String>,
}

impl JobShape {
    pub(in crate::jobs) fn of(here: &Here, job: &Job, organisation: &crate::organisations::Organisation) -> Self {
        let (said, ad) = (&job.said, job.ad.settle(here.by().now));
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let (state, outcome, until) = match ad.state {
            AdState::Open { until } => ("open", None, ad.lives_until().unwrap_or(until)),
            AdState::Closed { at, outcome } => ("closed", Some(outcome.name()), at),
            AdState::Hidden { at, .. } => ("closed", Some(HIDDEN), at),
        };
        Self {
            id: job.id.to_string(),
            title: said.title.clone(),
            text: said.text.clone(),
            organisation: OrganisationShape::of(here, organisation),
            client: some(&said.client),
            client_not_named: said.client_not_named,
            place: some(&said.place),
            remote: said.remote.name(),
            contract: said.contract.name(),
            hours: said.hours,
            pay: PayShape::of(&said.pay),
            skills: said.skills.clone(),
            languages: said.languages.clone(),
            questions: said.questions.clone(),
            steps: said.steps.clone(),
            kept_days: said.kept_days,
            state,
            outcome,
            posted_at: rfc3339(ad.posted_at),
            until: rfc3339(until),
            url: format!("{}{}", here.app.config.address, job.path()),
            source_url: some(&job.feed_url),
        }
    }
}

/// What happened to all ads of whoever posts: made by itself, and nobody can edit it.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::jobs) struct RecordShape {
    ads: i64,
    filled_here: i64,
    filled_otherwise: i64,
    stopped: i64,
    not_confirmed: i64,
    /// Applicants whose time for an answer has come.
    due: i64,
    answered: i64,
    /// Null where nobody's time has come.
    answered_percent: Option<i64>,
    median_days: Option<i64>,
    /// Since when it counts, where others spoke for this name before and what they did is not in it.
    since: Option<String>,
}

impl RecordShape {
    pub(in crate::jobs) fn of(record: &Record) -> Self {
        Self {
            ads: record.ads,
            filled_here: record.filled_here,
            filled_otherwise: record.filled_otherwise,
            stopped: record.stopped,
            not_confirmed: record.not_confirmed,
            due: record.due,
            answered: record.answered,
            answered_percent: record.answered_percent(),
            median_days: record.median_days,
            since: record.since.map(rfc3339),
        }
    }
}

/// Whom the caller knows where an ad is from, counted: `/organisations/{id}/people` names them.
#[derive(Debug, Serialize, ToSchema)]
struct KnownThere {
    /// Steps to the nearest, 1 to 3.
    nearest: u8,
    /// How many there are so many steps away, nearest first. Two steps are looked for, or as many as `known` says.
    degrees: Vec<KnownDegree>,
    /// Three of the nearest at most.
    some: Vec<PersonShape>,
    /// One of these works there now.
    now: bool,
}

#[derive(Debug, Serialize, ToSchema)]
struct KnownDegree {
    degree: u8,
    count: usize,
}

impl KnownThere {
    fn of(here: &Here, known: &Acquainted) -> Self {
        let degrees = (1..).zip(known.by_steps).filter(|(_, count)| *count > 0);
        Self {
            nearest: known.nearest,
            degrees: degrees.map(|(degree, count)| KnownDegree { degree, count }).collect(),
            some: known.some.iter().map(|account| PersonShape::of(here, account)).collect(),
            now: known.now,
        }
    }
}

/// An ad in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::jobs) struct JobListed {
    #[serde(flatten)]
    job: JobShape,
    /// Null where the caller knows nobody there.
    known: Option<KnownThere>,
    record: RecordShape,
}

impl JobListed {
    pub(in crate::jobs) fn of(
        here: &Here,
        (job, organisation): (&Job, &crate::organisations::Organisation),
        known: Option<&Acquainted>,
        record: &Record,
    ) -> Self {
        Self {
            job: JobShape::of(here, job, organisation),
            known: known.map(|known| KnownThere::of(here, known)),
            record: RecordShape::of(record),
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub(in crate::jobs) struct JobWhole {
    #[serde(flatten)]
    job: JobShape,
    author: PersonShape,
    record: RecordShape,
    /// The caller speaks for the organisation.
    mine: bool,
}

impl JobWhole {
    pub(in crate::jobs) fn of(here: &Here, seen: &Seen) -> Self {
        Self {
            job: JobShape::of(here, &seen.job, &seen.organisation),
            author: PersonShape::of(here, &seen.author),
            record: RecordShape::of(&seen.record),
            mine: seen.mine,
        }
    }
}
