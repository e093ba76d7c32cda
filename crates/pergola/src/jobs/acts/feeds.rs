//! Feeds: ours for others to read, and those of proven organisations that we read. What was fetched is a stranger's bytes.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    ids::{JobId, NoticeId, OrganisationId},
    jobs::{Ad, FEED_ADS, FEEDS, OPEN_ADS, Outcome, Refusal, Said, Typed, employer_words},
    members::Language,
    refusal::Refusal as _,
    text,
};
use pergola_formats::jobfeed::{self, FedJob, FeedRefusal, OURS};

use super::{Done, ads::new};
use crate::{
    app::{App, By, record},
    http::{Failed, Failure},
    jobs::{
        Job,
        store::{
            ads::{self, Fed},
            feeds::{self as store, Feed},
        },
    },
    notices::{self, NewNotice},
    organisations::{self, Organisation},
    outside::fetch::{FetchLimits, NotFetched},
    words::words_alone,
};

/// What one call for a feed may take.
const LIMITS: FetchLimits =
    FetchLimits { bytes: 5 * 1_024 * 1_024, time: Duration::from_secs(15), redirects: 3, first_part_is_enough: false };
/// Hours between two pulls of one feed.
const HOURS: i64 = 6;
/// Feeds of which the table is asked at once.
const AT_ONCE: i64 = 20;

/// An ad as a feed tells it.
pub(in crate::jobs) fn fed(address: &str, job: &Job, organisation: &Organisation) -> FedJob {
    let said = &job.said;
    let amount = |cents: i64| format!("{}.{:02}", cents / 100, cents % 100);
    FedJob {
        key: job.id.to_string(),
        url: format!("{address}{}", job.path()),
        title: said.title.clone(),
        company: organisation.name.clone(),
        place: said.place.clone(),
        text: words_alone(&said.text),
        pay_from: amount(said.pay.from_cents),
        pay_to: amount(said.pay.to_cents),
        currency: said.pay.currency.clone(),
        period: said.pay.period.name().to_owned(),
        contract: said.contract.name().to_owned(),
        remote: said.remote.name().to_owned(),
        posted: crate::words::rfc3339(job.ad.posted_at),
        ours: ours(said),
    }
}

/// What boards do not know of an ad, by the elements of its format.
fn ours(said: &Said) -> Vec<(&'static str, String)> {
    let one = |text: String| Some(text).filter(|text| !text.is_empty()).into_iter().collect::<Vec<_>>();
    let not_named = if said.client_not_named { "true" } else { "" };
    let all = [
        one(said.text.clone()),
        one(said.hours.map(|hours| hours.to_string()).unwrap_or_default()),
        one(said.client.clone()),
        one(not_named.to_owned()),
        one(said.kept_days.to_string()),
        said.skills.clone(),
        said.languages.clone(),
        said.questions.clone(),
        said.steps.clone(),
    ];
    OURS.into_iter().zip(all).flat_map(|(name, texts)| texts.into_iter().map(move |text| (name, text))).collect()
}

/// Begins to read a feed, for a proven organisation that the member speaks for.
pub(in crate::jobs) async fn add(app: &App, by: By, id: OrganisationId, url: &str) -> Done<i64> {
    let url = url.trim().to_owned();
    let is_web = (url.starts_with("https://") || url.starts_with("http://")) && url.len() <= 2_000;
    if !is_web || url::Url::parse(&url).is_err() {
        return Err(Failure::Refused(Refusal::FeedMalformed));
    }
    app.db
        .write(async move |tx| {
            let own = owned(tx, &by, id).await?;
            if !own.is_proven() {
                return Err(Failure::Refused(Refusal::FeedUnproven));
            }
            let there = store::list(tx, id).await?;
            if let Some(known) = there.iter().find(|feed| feed.url == url) {
                return Ok(known.id);
            }
            if i64::try_from(there.len()).unwrap_or(i64::MAX) >= FEEDS {
                return Err(Failure::Refused(Refusal::TooManyFeeds));
            }
            let feed = Feed {
                id: by.fresh(),
                organisation: id,
                member: by.member,
                url: url.clone(),
                pulled_at: None,
                trouble: String::new(),
                taken: 0,
                skipped: 0,
                reasons: Vec::new(),
            };
            store::keep_new(tx, &feed, by.now).await?;
            Ok(feed.id)
        })
        .await
}

/// An organisation that the member speaks for; for anybody else its feeds are not there.
async fn owned(tx: &Tx, by: &By, id: OrganisationId) -> Done<Organisation> {
    let found = organisations::find(tx, id).await?.ok_or(Failure::NotFound)?;
    match organisations::role(tx, id, by.member).await? {
        Some(_) => Ok(found),
        None => Err(Failure::NotFound),
    }
}

pub(in crate::jobs) async fn list(app: &App, by: By, id: OrganisationId) -> Done<(Organisation, Vec<Feed>)> {
    app.db
        .read(async move |tx| {
            let own = owned(tx, &by, id).await?;
            Ok((own, store::list(tx, id).await?))
        })
        .await
}

/// Stops reading it: what came by it closes.
pub(in crate::jobs) async fn remove(app: &App, by: By, id: OrganisationId, feed: i64) -> Done<()> {
    app.db
        .write(async move |tx| {
            owned(tx, &by, id).await?;
            if !store::remove(tx, id, feed).await? {
                return Err(Failure::NotFound);
            }
            for (_, job, open) in store::jobs_of(tx, feed).await? {
                if open {
                    close(tx, &by, job).await?;
                }
            }
            Ok(())
        })
        .await
}

/// What is there no more closes, and whose ads they were is told once of each visit, however many there are.
async fn close_vanished(tx: &Tx, by: &By, feed: &Feed, gone: &[JobId]) -> Result<(), Fault> {
    let mut authors = BTreeSet::new();
    for id in gone {
        if let Some((job, _)) = ads::find(tx, *id).await? {
            authors.insert(job.author);
        }
        close(tx, by, *id).await?;
    }
    for author in authors {
        let new = NewNotice {
            id: NoticeId(by.fresh()),
            member: author,
            kind: "jobs_vanished",
            person: None,
            subject: Some(feed.organisation.0),
            at: by.now,
            source: &format!("feed:{}:vanished:{}", feed.id, by.now.0),
        };
        notices::keep(tx, &new).await?;
    }
    Ok(())
}

async fn close(tx: &Tx, by: &By, id: JobId) -> Result<(), Fault> {
    let Some((job, version)) = ads::find(tx, id).await? else { return Ok(()) };
    if let Ok(ad) = job.ad.settle(by.now).close(Outcome::NotConfirmed, by.now)
        && ads::keep_state(tx, id, &ad, version).await?
    {
        record(tx, by, &Change::JobClosed { job: id, organisation: job.organisation }).await?;
        super::applications::tell_closed(tx, by, id).await?;
    }
    Ok(())
}

/// The town of a demo has no web around it: what a feed there says is given with it.
pub(crate) async fn for_demo(app: &App, by: By, id: OrganisationId, (url, xml): (&str, &str)) -> Result<(), Failed> {
    let feed = add(app, by.clone(), id, url).await?;
    let read = jobfeed::read(xml, FEED_ADS).map_err(|refusal| Failed::fault(&refusal))?;
    let taken: Result<(), Fault> = app
        .db
        .write(async move |tx| match store::list(tx, id).await?.iter().find(|one| one.id == feed) {
            Some(feed) => take(tx, &by, feed, &read).await,
            None => Ok(()),
        })
        .await;
    Ok(taken?)
}

/// In a demo nobody is behind an invented name: what was read stays as it is.
fn is_invented(app: &App, url: &str) -> bool {
    let host = url::Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned));
    app.config.demo && host.is_some_and(|host| host.ends_with(".example"))
}

/// Pulls all feeds that are due, one after the other.
pub(crate) async fn pull_due(app: &App) -> Result<(), Fault> {
    pull_due_within(app, &LIMITS, AT_ONCE).await
}

/// The same within other bounds: no story waits for a quarter of a minute, or has so many feeds.
pub(in crate::jobs) async fn pull_due_within(app: &App, limits: &FetchLimits, at_once: i64) -> Result<(), Fault> {
    let before = app.now().plus_seconds(-HOURS * 3_600);
    let mut last = i64::MIN;
    loop {
        let after = (last, at_once);
        let due = app.db.read(async move |tx| store::list_due(tx, before, after).await).await?;
        let Some(end) = due.last() else { return Ok(()) };
        last = end.id;
        pull_each(app, due, limits).await?;
    }
}

async fn pull_each(app: &App, feeds: Vec<Feed>, limits: &FetchLimits) -> Result<(), Fault> {
    for feed in feeds {
        let id = feed.id;
        if is_invented(app, &feed.url) {
            continue;
        }
        if let Err(fault) = pull(app, feed, limits).await {
            tracing::warn!(fault.cause = %fault, feed.id = id, "a feed could not be taken over; the others are");
            let now = app.now();
            let trouble = "jobs.feed_unreadable";
            let kept: Result<(), Fault> =
                app.db.write(async move |tx| store::keep_trouble(tx, id, trouble, now).await).await;
            kept?;
        }
    }
    Ok(())
}

/// What a visit finds.
enum Found {
    Ads(Vec<FedJob>),
    /// Nothing is there any more; the codes while that is doubted, and when it is so.
    Nothing {
        doubt: &'static str,
        sure: &'static str,
    },
    Trouble(&'static str),
}

/// What a visit leaves beside a feed where all its ads are gone for the first time.
const GONE: &str = "jobs.feed_gone";
const EMPTY: &str = "jobs.feed_empty";

/// Fetches one and takes over what it says. A bad day changes no ad.
async fn pull(app: &App, feed: Feed, limits: &FetchLimits) -> Result<(), Fault> {
    let by = app.by_itself(Language::default()).on_behalf_of(feed.member);
    let found = match app.fetcher.get(&feed.url, limits).await {
        Ok(fetched) if fetched.status == 200 => {
            let text = String::from_utf8_lossy(&fetched.bytes).into_owned();
            match jobfeed::read(&text, FEED_ADS) {
                Ok(jobs) => Found::Ads(jobs),
                Err(FeedRefusal::NoAds) => Found::Nothing { doubt: EMPTY, sure: "jobs.feed_unreadable" },
                Err(FeedRefusal::NotAFeed) => Found::Trouble("jobs.feed_unreadable"),
                Err(FeedRefusal::TooMany) => Found::Trouble("jobs.feed_too_many"),
            }
        }
        Ok(fetched) if matches!(fetched.status, 404 | 410) => {
            Found::Nothing { doubt: GONE, sure: "jobs.feed_unreachable" }
        }
        Ok(_) => Found::Trouble("jobs.feed_unreachable"),
        Err(NotFetched::Forbidden) => Found::Trouble("jobs.feed_private"),
        Err(NotFetched::TooLarge) => Found::Trouble("jobs.feed_too_large"),
        Err(NotFetched::TooSlow) => Found::Trouble("jobs.feed_too_slow"),
        Err(_) => Found::Trouble("jobs.feed_unreachable"),
    };
    app.db
        .write(async move |tx| match &found {
            Found::Ads(jobs) => take(tx, &by, &feed, jobs).await,
            Found::Nothing { doubt, sure } => vanish(tx, &by, &feed, (doubt, sure)).await,
            Found::Trouble(trouble) => store::keep_trouble(tx, feed.id, trouble, by.now).await,
        })
        .await
}

/// A page is gone, or has no ad any more. Once may be a fault of the other side; on two visits that follow each other it is so,
/// and what came by it closes.
async fn vanish(tx: &Tx, by: &By, feed: &Feed, (doubt, sure): (&str, &str)) -> Result<(), Fault> {
    let open: Vec<JobId> =
        store::jobs_of(tx, feed.id).await?.into_iter().filter(|(.., open)| *open).map(|(_, id, _)| id).collect();
    let again = [GONE, EMPTY].contains(&feed.trouble.as_str());
    if !open.is_empty() && !again {
        return store::keep_trouble(tx, feed.id, doubt, by.now).await;
    }
    close_vanished(tx, by, feed, &open).await?;
    store::keep_trouble(tx, feed.id, sure, by.now).await
}

/// What a feed's ad says, as somebody would type it. The company is the client of an agency; of anybody else an ad in another's
/// name is not taken.
pub(in crate::jobs) fn typed(fed: &FedJob, organisation: &Organisation) -> Result<Typed, Refusal> {
    let own = fed.company.is_empty() || employer_words(&fed.company) == employer_words(&organisation.name);
    let for_others = organisation.kind.acts_for_others();
    if !own && !for_others {
        return Err(Refusal::FeedOfAnother);
    }
    if fed.pay_from.is_empty() {
        return Err(Refusal::PayMissing);
    }
    let client = match (own, for_others) {
        (true, true) => fed.first("client"),
        (false, _) => fed.company.clone(),
        (true, false) => String::new(),
    };
    Ok(Typed {
        title: fed.title.clone(),
        text: fed.each("markdown").into_iter().next().unwrap_or_else(|| fed.text.clone()),
        hours: fed.first("weeklyhours"),
        skills: fed.each("skill"),
        languages: fed.each("language"),
        questions: fed.each("question"),
        steps: fed.each("step"),
        kept_days: fed.first("keptdays"),
        place: fed.place.clone(),
        remote: fed.remote.clone(),
        contract: fed.contract.clone(),
        pay_from: fed.pay_from.clone(),
        pay_to: fed.pay_to.clone(),
        currency: fed.currency.clone(),
        period: fed.period.clone(),
        client_not_named: client.is_empty() && for_others,
        client,
    })
}

/// Takes over what a feed says: new ads open, known ones say what they say now, those that vanished close, and open again when
/// they are back. The same feed twice changes nothing. What is left is counted by why.
async fn take(tx: &Tx, by: &By, feed: &Feed, jobs: &[FedJob]) -> Result<(), Fault> {
    let Some(organisation) = organisations::find(tx, feed.organisation).await? else { return Ok(()) };
    let known: BTreeMap<String, (JobId, bool)> =
        store::jobs_of(tx, feed.id).await?.into_iter().map(|(key, id, open)| (key, (id, open))).collect();
    ads::one_at_a_time(tx, organisation.id).await?;
    let mut open = ads::count_open(tx, organisation.id, by.now).await?;
    let (mut seen, mut left) = (Vec::new(), BTreeMap::new());
    for fed in jobs {
        let key: String = fed.key.chars().take(200).collect();
        let job = if key.is_empty() || seen.contains(&key) {
            Err(Refusal::FeedKeyless)
        } else {
            read(tx, by, fed, &organisation).await?
        };
        let there = known.get(&key).copied();
        // A new one, and one that is back, need a place.
        let job = job.and_then(|job| {
            let full = open >= OPEN_ADS && there.is_none_or(|(_, open)| !open);
            if full { Err(Refusal::TooManyAds) } else { Ok(job) }
        });
        let job = match job {
            Ok(job) => job,
            Err(refusal) => {
                *left.entry(refusal.code()).or_insert(0_i64) += 1;
                continue;
            }
        };
        seen.push(key.clone());
        open += i64::from(put(tx, by, (feed.id, key), there, &job, &organisation).await?);
    }
    let gone = known.iter().filter(|(key, (_, open))| *open && !seen.contains(key)).map(|(_, (id, _))| *id);
    close_vanished(tx, by, feed, &gone.collect::<Vec<_>>()).await?;
    let taken = i64::try_from(seen.len()).unwrap_or(i64::MAX);
    store::keep_pulled(tx, feed.id, taken, &left, by.now).await
}

/// An ad of a feed as one of ours, or why not.
async fn read(tx: &Tx, by: &By, fed: &FedJob, organisation: &Organisation) -> Result<Result<Job, Refusal>, Fault> {
    let typed = match typed(fed, organisation) {
        Ok(typed) => typed,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let is_web = fed.url.starts_with("https://") || fed.url.starts_with("http://");
    let feed_url = if is_web { text::line(&fed.url) } else { String::new() };
    match new(tx, by, organisation, &typed).await {
        Ok(job) => Ok(Ok(Job { feed_url, ..job })),
        Err(Failure::Refused(refusal)) => Ok(Err(refusal)),
        Err(Failure::Fault(fault)) => Err(fault),
        Err(_) => Ok(Err(Refusal::FeedUnreadable)),
    }
}

/// Puts one where it belongs. Gives whether one more is open than before.
async fn put(
    tx: &Tx,
    by: &By,
    (feed, key): (i64, String),
    there: Option<(JobId, bool)>,
    job: &Job,
    organisation: &Organisation,
) -> Result<bool, Fault> {
    match there {
        None => {
            ads::keep_new(tx, job, &organisation.name, &Fed { feed: Some(feed), key }).await?;
            record(tx, by, &Change::JobPosted { job: job.id, organisation: organisation.id }).await?;
            Ok(true)
        }
        Some((id, true)) => {
            again(tx, by, id, job, organisation).await?;
            Ok(false)
        }
        // It vanished and is back. Closed here, by its ninety days or by somebody, it stays so.
        Some((id, false)) => {
            let Some((known, version)) = ads::find(tx, id).await? else { return Ok(false) };
            let Ok(ad) = known.ad.reopen(by.now) else { return Ok(false) };
            if !ads::keep_state(tx, id, &ad, version).await? {
                return Ok(false);
            }
            record(tx, by, &Change::JobPosted { job: id, organisation: organisation.id }).await?;
            again(tx, by, id, job, organisation).await?;
            Ok(true)
        }
    }
}

/// A known ad stands in the feed still: that confirms it, and it says what the feed says.
async fn again(tx: &Tx, by: &By, id: JobId, read: &Job, organisation: &Organisation) -> Result<(), Fault> {
    let Some((job, version)) = ads::find(tx, id).await? else { return Ok(()) };
    let mut version = version;
    if job.said != read.said || job.feed_url != read.feed_url {
        let next = Job { said: read.said.clone(), client: read.client, feed_url: read.feed_url.clone(), ..job.clone() };
        if ads::keep_said(tx, &next, &organisation.name, version).await? {
            version += 1;
            record(tx, by, &Change::JobChanged { job: id, organisation: organisation.id }).await?;
        }
    }
    let confirmed: Ad = job.ad.confirm(by.now).unwrap_or(job.ad);
    if confirmed != job.ad {
        ads::keep_state(tx, id, &confirmed, version).await?;
    }
    Ok(())
}
