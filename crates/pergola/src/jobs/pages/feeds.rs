//! Feeds for others to read (`/jobs.xml`, `/jobs.atom`, the JSON-LD of an ad), and the page of those that an organisation has
//! read here.

use askama::Template;
use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::IntoResponse,
};
use pergola_db::{Fault, Tx};
use pergola_domain::{
    ids::OrganisationId,
    jobs::{Contract, Period, Refusal, Remote, Said},
    refusal::Refusal as _,
    time::Timestamp,
};
use pergola_formats::jobfeed;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Empty, wrong};
use crate::{
    http::{Failed, Failure, Form, Frame, Here, Page, Place, see},
    jobs::{
        Job,
        acts::{
            ads::Seen,
            feeds::{self as acts, fed},
        },
        filter::Filter,
        store::ads as store,
    },
    organisations::{self, Organisation},
    words::{escape, prose, rfc3339, words_alone},
};

/// Ads that are read at once, and in one feed at most.
const AT_ONCE: i64 = 500;
const IN_FEED: usize = 20_000;
const IN_ATOM: usize = 100;

/// The open ads that were written here: what came by a feed goes out by its own.
async fn open(here: &Here, filter: Filter, most: usize) -> Result<Vec<(Job, Organisation)>, Failed> {
    let now = here.by().now;
    let filter = Filter { written_here: true, ..filter };
    let mut all: Vec<(Job, Organisation)> = Vec::new();
    let mut before = None;
    while all.len() < most {
        let asked = filter.clone();
        let (found, last) = here.app.db.read(async move |tx| some(tx, &asked, before, now).await).await?;
        all.extend(found);
        match last {
            Some(last) => before = Some(last),
            None => break,
        }
    }
    all.truncate(most);
    Ok(all)
}

/// Some of them, and the last where there may be more.
async fn some(
    tx: &Tx,
    filter: &Filter,
    before: Option<i64>,
    now: Timestamp,
) -> Result<(Vec<(Job, Organisation)>, Option<i64>), Fault> {
    let jobs = store::list(tx, filter, before, AT_ONCE, now).await?;
    let full = i64::try_from(jobs.len()).unwrap_or(0) >= AT_ONCE;
    let last = jobs.last().filter(|_| full).map(|job| job.id.0);
    let mut ids: Vec<OrganisationId> = jobs.iter().map(|job| job.organisation).collect();
    ids.sort_unstable();
    ids.dedup();
    let organisations = organisations::find_many(tx, &ids).await?;
    let pair = |job: Job| {
        let organisation = organisations.iter().find(|one| one.id == job.organisation)?.clone();
        Some((job, organisation))
    };
    Ok((jobs.into_iter().filter_map(pair).collect(), last))
}

/// A moment as HTTP and mail write it: `Tue, 10 Mar 2026 09:00:00 GMT`.
fn http_date(at: Timestamp) -> String {
    let at = jiff::Timestamp::from_microsecond(at.0).unwrap_or_default();
    at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

fn typed(text: String, kind: &'static str) -> Page {
    let mut response = text.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    Ok(response)
}

/// Every open ad that was written here, in the XML that job boards read.
pub(in crate::jobs) async fn xml(here: Here) -> Page {
    let address = here.app.config.address.clone();
    let found = open(&here, Filter::default(), IN_FEED).await?;
    let jobs: Vec<_> = found.iter().map(|(job, organisation)| fed(&address, job, organisation)).collect();
    let built = http_date(here.by().now);
    let text = jobfeed::write_xml((&here.app.config.name, &address), &built, &jobs);
    typed(text, "application/xml; charset=utf-8")
}

/// A search as an Atom feed (RFC 4287). Its address is anybody's and has no reader: where one is asked for by whom he knows, it is
/// refused, for without that part it would tell of ads that nobody looked for.
pub(in crate::jobs) async fn atom(here: Here) -> Page {
    let filter = Filter::read(here.uri.query().unwrap_or_default())
        .map_err(|bad| Failed::Malformed { code: "jobs.search_malformed", field: Some(bad.0.to_owned()) })?;
    if filter.known.is_some() {
        return Err(Failure::Refused(Refusal::FeedWithoutReader).into());
    }
    let address = here.app.config.address.clone();
    let query = filter.query();
    let found = open(&here, filter, IN_ATOM).await?;
    let t = here.speech();
    let newest = found.iter().map(|(job, _)| job.ad.posted_at).max().unwrap_or_default();
    let this = if query.is_empty() { format!("{address}/jobs.atom") } else { format!("{address}/jobs.atom?{query}") };
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<id>{2}</id>\n\
         <title>{1}</title>\n<updated>{3}</updated>\n<link rel=\"self\" href=\"{2}\"/>\n<author><name>{4}</name></author>\n",
        t.tag(),
        escape(t.s("layout-jobs")),
        escape(&this),
        rfc3339(newest),
        escape(&here.app.config.name),
    );
    for (job, organisation) in &found {
        let url = format!("{address}{}", job.path());
        let pay = super::facts::pay(&t, &job.said.pay);
        let summary =
            format!("{}\n{pay}\n\n{}", super::facts::who(&t, organisation, &job.said), words_alone(&job.said.text));
        out.push_str(&format!(
            "<entry><id>{0}</id><title>{1}</title><updated>{2}</updated><published>{2}</published><link href=\"{0}\"/>\
             <summary>{3}</summary></entry>\n",
            escape(&url),
            escape(&job.said.title),
            rfc3339(job.ad.posted_at),
            escape(&summary),
        ));
    }
    out.push_str("</feed>\n");
    typed(out, "application/atom+xml; charset=utf-8")
}

/// The `JobPosting` of schema.org, safe inside a `script` element: no `<` stands in it.
pub(in crate::jobs) fn json_ld(address: &str, seen: &Seen) -> String {
    posting(address, seen).to_string().replace('<', "\\u003c")
}

/// An amount as schema.org has it: a number, whole where it is.
fn number(cents: i64) -> Value {
    match cents % 100 {
        0 => json!(cents / 100),
        part => serde_json::from_str(&format!("{}.{part:02}", cents / 100)).unwrap_or_default(),
    }
}

/// A text as others read it: where it would be taken for one with entities, it is written as such.
fn literal(text: &str) -> String {
    if text.contains('&') && text.contains(';') { text.replace('&', "&amp;") } else { text.to_owned() }
}

/// A property that schema.org has no word for.
fn property(name: &str, value: &str) -> Value {
    json!({ "@type": "PropertyValue", "name": name, "value": value })
}

/// Who one would work for: a client, where it is named.
fn hiring(seen: &Seen) -> Value {
    let client = &seen.job.said.client;
    if !client.is_empty() {
        return json!({ "@type": "Organization", "name": literal(client) });
    }
    let mut organisation = json!({ "@type": "Organization", "name": literal(&seen.organisation.name) });
    if seen.organisation.is_proven()
        && let Some(fields) = organisation.as_object_mut()
    {
        fields.insert("sameAs".to_owned(), json!(format!("https://{}", seen.organisation.domain)));
    }
    organisation
}

/// What it pays. Of an apprentice's that is said too: the lists of search engines have no word for one.
fn salary(said: &Said) -> Value {
    let unit = match said.pay.period {
        Period::Year => "YEAR",
        Period::Month => "MONTH",
        Period::Day => "DAY",
        Period::Hour => "HOUR",
    };
    let mut value = json!({
        "@type": "QuantitativeValue",
        "minValue": number(said.pay.from_cents),
        "maxValue": number(said.pay.to_cents),
        "unitText": unit,
    });
    if said.contract == Contract::Apprentice
        && let Some(fields) = value.as_object_mut()
    {
        fields.insert("additionalProperty".to_owned(), property("jobtype", said.contract.name()));
    }
    json!({ "@type": "MonetaryAmount", "currency": said.pay.currency, "value": value })
}

/// Where one works. The country is that of the city as our own searches know it, or nobody's guess.
fn location(said: &Said) -> Value {
    let mut address = json!({ "@type": "PostalAddress", "addressLocality": literal(&said.place) });
    if let (Some(city), Some(fields)) = (pergola_places::find(&said.place), address.as_object_mut()) {
        fields.insert("addressCountry".to_owned(), json!(city.country));
    }
    let mut place = json!({ "@type": "Place", "address": address });
    if said.remote == Remote::Mixed
        && let Some(fields) = place.as_object_mut()
    {
        fields.insert("additionalProperty".to_owned(), property("remotetype", said.remote.name()));
    }
    place
}

fn posting(address: &str, seen: &Seen) -> Value {
    let (job, said) = (&seen.job, &seen.job.said);
    let part_time = said.hours.is_some_and(|hours| hours < 36);
    let employment = match said.contract {
        Contract::Permanent if part_time => "PART_TIME",
        Contract::Permanent => "FULL_TIME",
        Contract::Temporary => "TEMPORARY",
        Contract::Freelance => "CONTRACTOR",
        Contract::Apprentice => "OTHER",
        Contract::Internship => "INTERN",
        Contract::Volunteer => "VOLUNTEER",
    };
    let url = format!("{address}{}", job.path());
    let mut posting = json!({
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": literal(&said.title),
        "description": prose(&said.text),
        "datePosted": rfc3339(job.ad.posted_at),
        "validThrough": rfc3339(job.ad.lives_until().unwrap_or(job.ad.posted_at)),
        "employmentType": employment,
        "hiringOrganization": hiring(seen),
        "identifier": { "@type": "PropertyValue", "name": seen.organisation.name, "value": job.id.to_string() },
        "url": url,
        "directApply": job.feed_url.is_empty(),
        "baseSalary": salary(said),
    });
    let mut add = |name: &str, value: Value| {
        if let Some(fields) = posting.as_object_mut() {
            fields.insert(name.to_owned(), value);
        }
    };
    if !said.place.is_empty() {
        add("jobLocation", location(said));
    }
    if said.remote == Remote::Anywhere {
        add("jobLocationType", json!("TELECOMMUTE"));
    }
    // Who names no place must say from where one may work: an ad from anywhere says that it is all the same.
    if said.place.is_empty() {
        add("applicantLocationRequirements", json!({ "@type": "AdministrativeArea", "name": "Worldwide" }));
    }
    if let Some(hours) = said.hours {
        add("workHours", json!(hours.to_string()));
    }
    if !said.skills.is_empty() {
        add("skills", said.skills.iter().map(|skill| literal(skill)).collect());
    }
    posting
}

#[derive(Template)]
#[template(path = "jobs/pages/feeds.html")]
struct FeedsPage {
    frame: Frame,
    name: String,
    path: String,
    proven: bool,
    url: String,
    /// Address, how it went, id, why ads were left.
    rows: Vec<(String, String, String, Vec<String>)>,
    wrong: Option<(&'static str, String)>,
}

fn organisation_id(text: &str) -> Result<OrganisationId, Failed> {
    text.parse().map_err(|_why| Failed::NotFound)
}

/// The sentence of what went wrong with a feed.
pub(in crate::jobs) fn trouble(t: &crate::words::Speech, code: &str) -> String {
    let known = Refusal::ALL.iter().find(|refusal| refusal.code() == code);
    t.refusal(code, &known.map(pergola_domain::refusal::Refusal::numbers).unwrap_or_default())
}

async fn draw(here: &Here, id: OrganisationId, url: String, wrong: Option<(&'static str, String)>) -> Page {
    let (own, feeds) = acts::list(&here.app, here.by(), id).await?;
    let frame = here.frame("jobs-feeds", Place::Jobs);
    let t = frame.t.clone();
    let row = |feed: &crate::jobs::store::feeds::Feed| {
        let stands = match (feed.pulled_at, feed.trouble.is_empty()) {
            (None, _) => t.s("jobs-feed-waits").to_owned(),
            (Some(_), false) => trouble(&t, &feed.trouble),
            (Some(_), true) => t.say("jobs-feed-taken").arg("taken", feed.taken).arg("skipped", feed.skipped).text(),
        };
        let why = |(code, count): &(String, i64)| {
            t.say("jobs-feed-left").arg("count", *count).arg("why", trouble(&t, code)).text()
        };
        (feed.url.clone(), stands, feed.id.to_string(), feed.reasons.iter().map(why).collect())
    };
    let refused = wrong.is_some();
    let page = FeedsPage {
        rows: feeds.iter().map(row).collect(),
        name: own.name.clone(),
        path: own.path(),
        proven: own.is_proven(),
        url,
        wrong,
        frame: if refused { frame.with_errors() } else { frame },
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

pub(in crate::jobs) async fn feeds(here: Here, Path(id): Path<String>) -> Page {
    draw(&here, organisation_id(&id)?, String::new(), None).await
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::jobs) struct FeedForm {
    #[serde(default)]
    url: String,
}

pub(in crate::jobs) async fn add(here: Here, Path(id): Path<String>, Form(form): Form<FeedForm>) -> Page {
    let id = organisation_id(&id)?;
    match acts::add(&here.app, here.by(), id, &form.url).await {
        Ok(_) => Ok(see(&format!("/organisations/{id}/feeds"), Some("feed-added"))),
        Err(Failure::Refused(refusal)) => {
            let wrong = wrong(&here, &refusal);
            draw(&here, id, form.url, Some(wrong)).await
        }
        Err(other) => Err(other.into()),
    }
}

pub(in crate::jobs) async fn remove(
    here: Here,
    Path((id, feed)): Path<(String, String)>,
    Form(_form): Form<Empty>,
) -> Page {
    let id = organisation_id(&id)?;
    let feed = feed.parse().map_err(|_why| Failed::NotFound)?;
    acts::remove(&here.app, here.by(), id, feed).await?;
    Ok(see(&format!("/organisations/{id}/feeds"), Some("feed-removed")))
}
