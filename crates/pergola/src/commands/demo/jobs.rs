//! The organisations of the town and their ads, as `jobs.toml` tells them.

use std::collections::BTreeMap;

use pergola_domain::{
    ids::{JobId, MemberId},
    jobs::Typed,
    members::Language,
};
use serde::Deserialize;

use crate::{
    app::{App, By},
    http::Failed,
    jobs,
    organisations::{self, NewOrganisation},
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Work {
    organisation: Vec<Organisation>,
    application: Vec<Sent>,
    referral: Vec<Referral>,
    feed: Vec<Feed>,
    open: Vec<Open>,
    search: Vec<Search>,
}

/// What somebody who works there says for somebody.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Referral {
    by: String,
    of: String,
    /// The title of the ad.
    ad: String,
    text: String,
    /// Before today.
    #[serde(default = "yesterday")]
    days: i64,
    /// What whom it is said for makes of it the same day: `use`, `decline`, or nothing yet.
    #[serde(default)]
    answer: String,
}

fn yesterday() -> i64 {
    1
}

/// What an organisation tells of its ads elsewhere.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Feed {
    organisation: String,
    url: String,
    days: i64,
}

/// Who would move, and whom he tells.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Open {
    by: String,
    to: String,
    words: String,
}

/// What somebody wants to hear from.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Search {
    by: String,
    query: String,
}

/// What somebody sent, and how it went on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    by: String,
    /// The title of the ad.
    ad: String,
    days: i64,
    letter: String,
    /// Who moved it, where to, days before today.
    moved_by: String,
    stage: String,
    moved_days: i64,
    /// What goes with it.
    #[serde(default)]
    words: String,
    /// Who referred him sees how it goes.
    #[serde(default)]
    told: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Organisation {
    name: String,
    by: String,
    kind: String,
    place: String,
    about: String,
    /// Proven; empty for one that is not.
    domain: String,
    #[serde(default)]
    ad: Vec<Ad>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ad {
    days: i64,
    title: String,
    text: String,
    #[serde(default)]
    client: String,
    #[serde(default)]
    client_not_named: bool,
    place: String,
    remote: String,
    contract: String,
    #[serde(default)]
    hours: String,
    pay_from: String,
    pay_to: String,
    #[serde(default = "euro")]
    currency: String,
    period: String,
    #[serde(default)]
    skills: Vec<String>,
    #[serde(default)]
    languages: Vec<String>,
    #[serde(default)]
    questions: Vec<String>,
    #[serde(default)]
    steps: Vec<String>,
    /// What came of it, the day after; empty while it is open.
    #[serde(default)]
    closed: String,
}

fn euro() -> String {
    "EUR".to_owned()
}

impl Ad {
    fn typed(&self) -> Typed {
        Typed {
            title: self.title.clone(),
            text: self.text.clone(),
            place: self.place.clone(),
            remote: self.remote.clone(),
            contract: self.contract.clone(),
            hours: self.hours.clone(),
            pay_from: self.pay_from.clone(),
            pay_to: self.pay_to.clone(),
            currency: self.currency.clone(),
            period: self.period.clone(),
            skills: self.skills.clone(),
            languages: self.languages.clone(),
            questions: self.questions.clone(),
            steps: self.steps.clone(),
            client: self.client.clone(),
            client_not_named: self.client_not_named,
            kept_days: String::new(),
        }
    }
}

/// Everybody speaks for his own, proves it where he can, and posts.
pub(super) async fn fill(app: &App, ids: &BTreeMap<String, MemberId>) -> Result<(), Failed> {
    let told: Work = toml::from_str(include_str!("jobs.toml")).map_err(|error| Failed::fault(&error))?;
    let (mut posted, mut fed) = (BTreeMap::new(), Vec::new());
    for organisation in &told.organisation {
        let Some(speaker) = ids.get(&organisation.by).copied() else { return Err(Failed::NotFound) };
        let by = app.by_itself(Language::It).on_behalf_of(speaker);
        let ago = |days: i64| By { now: by.now.plus_days(-days), ..by.clone() };
        let new = NewOrganisation {
            name: organisation.name.clone(),
            kind: organisation.kind.clone(),
            about: organisation.about.clone(),
            place: organisation.place.clone(),
        };
        let id = organisations::create(app, ago(70), &new).await?;
        for feed in told.feed.iter().filter(|feed| feed.organisation == organisation.name) {
            fed.push((feed, speaker, id));
        }
        if !organisation.domain.is_empty() {
            organisations::settle_for_demo(app, ago(69), id, &organisation.domain).await?;
        }
        for ad in &organisation.ad {
            let job = jobs::post(app, ago(ad.days), id, &ad.typed()).await?;
            if ad.closed.is_empty() {
                posted.insert(ad.title.clone(), job.id);
            } else {
                jobs::close(app, ago(ad.days - 1), job.id, &ad.closed).await?;
            }
        }
    }
    for (feed, speaker, id) in fed {
        let by = app.by_itself(Language::It).on_behalf_of(speaker);
        let by = By { now: by.now.plus_days(-feed.days), ..by };
        jobs::feed_for_demo(app, by, id, (&feed.url, include_str!("feed.xml"))).await?;
    }
    referrals(app, ids, &told.referral, &posted).await?;
    applications(app, ids, &told.application, &posted).await?;
    wishes(app, ids, &told).await
}

/// Somebody of the town, some days ago.
fn actor(app: &App, ids: &BTreeMap<String, MemberId>, handle: &str, days: i64) -> Result<By, Failed> {
    let member = ids.get(handle).copied().ok_or(Failed::NotFound)?;
    let by = app.by_itself(Language::It).on_behalf_of(member);
    Ok(By { now: by.now.plus_days(-days), ..by })
}

/// What was sent, and how it went on.
async fn applications(
    app: &App,
    ids: &BTreeMap<String, MemberId>,
    sent: &[Sent],
    posted: &BTreeMap<String, JobId>,
) -> Result<(), Failed> {
    for sent in sent {
        let Some(job) = posted.get(&sent.ad).copied() else { return Err(Failed::NotFound) };
        let wish = jobs::Wish {
            letter: sent.letter.clone(),
            sends: ["experience", "education", "skills", "page", "pdf"].map(str::to_owned).to_vec(),
            referrer_sees: sent.told,
            ..jobs::Wish::default()
        };
        let application = jobs::apply(app, actor(app, ids, &sent.by, sent.days)?, job, &wish).await?;
        if !sent.stage.is_empty() {
            let mover = actor(app, ids, &sent.moved_by, sent.moved_days)?;
            jobs::move_to(app, mover, application, &sent.stage, &sent.words).await?;
        }
    }
    Ok(())
}

/// Who speaks for whom, and what they make of it.
async fn referrals(
    app: &App,
    ids: &BTreeMap<String, MemberId>,
    said: &[Referral],
    posted: &BTreeMap<String, JobId>,
) -> Result<(), Failed> {
    for one in said {
        let Some(job) = posted.get(&one.ad).copied() else { return Err(Failed::NotFound) };
        let referral = jobs::refer(app, actor(app, ids, &one.by, one.days)?, job, &one.of, &one.text).await?;
        if !one.answer.is_empty() {
            jobs::answer_referral(app, actor(app, ids, &one.of, one.days)?, referral, &one.answer).await?;
        }
    }
    Ok(())
}

/// Who would move, who wants to hear of what.
async fn wishes(app: &App, ids: &BTreeMap<String, MemberId>, told: &Work) -> Result<(), Failed> {
    for one in &told.open {
        jobs::set_openness(app, actor(app, ids, &one.by, 5)?, &one.to, &one.words, &[]).await?;
    }
    for one in &told.search {
        jobs::save(app, actor(app, ids, &one.by, 20)?, &one.query).await?;
    }
    Ok(())
}
