//! `/jobs`: the open ads, those first where the reader knows somebody.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use pergola_db::Fault;
use pergola_domain::{
    ids::{MemberId, OrganisationId},
    jobs::{CURRENCIES, Contract, Record, Remote},
    organisations::Kind,
    text::first_name,
};

use super::facts;
use crate::{
    http::{Failed, Frame, Here, Page, Place, layout::face, limits::Pace, paging::Numbered},
    jobs::{
        Job,
        filter::Filter,
        know::acquainted,
        store::{ads as store, record},
    },
    network::Acquainted,
    organisations::{self, Head, Organisation},
    pictures::TileSize,
    ties,
    words::{Speech, capital},
};

/// On one page, and how many are looked through for it, newest first.
const PER_PAGE: i64 = 10;
const LOOKED_AT: i64 = 200;
/// How far people are told of in a list.
const FARTHEST: u8 = 2;

/// An ad in a list.
#[derive(Clone, Debug)]
pub(in crate::jobs) struct Card {
    pub(in crate::jobs) path: String,
    pub(in crate::jobs) title: String,
    pub(in crate::jobs) who: String,
    pub(in crate::jobs) place: String,
    pub(in crate::jobs) terms: String,
    pub(in crate::jobs) pay: String,
    pub(in crate::jobs) bar: String,
    pub(in crate::jobs) head: Head,
    pub(in crate::jobs) behalf: String,
    pub(in crate::jobs) speed: Option<String>,
    pub(in crate::jobs) know: Option<Know>,
}

/// Whom the reader knows there, in a line.
#[derive(Clone, Debug)]
pub(in crate::jobs) struct Know {
    pub(in crate::jobs) faces: Vec<String>,
    /// Safe HTML.
    pub(in crate::jobs) line: String,
}

impl Know {
    fn of(t: &Speech, acquainted: &Acquainted) -> Option<Self> {
        let first = acquainted.some.first()?;
        let name = |place: usize| acquainted.some.get(place).map(|one| first_name(&one.name)).unwrap_or_default();
        let others = i64::try_from(acquainted.count.saturating_sub(1)).unwrap_or(0);
        let line = match (acquainted.nearest, acquainted.count, acquainted.now) {
            (1, 1, true) => t.say("jobs-know-one-now"),
            (1, 1, false) => t.say("jobs-know-one-once"),
            (1, 2, _) => t.say("jobs-know-two").bold("other", name(1)),
            (1, _, _) => t.say("jobs-know-more").arg("count", others),
            _ => t.say("jobs-know-through").arg("count", i64::try_from(acquainted.count).unwrap_or(0)),
        };
        Some(Self {
            faces: acquainted.some.iter().map(|one| face(one.id.0, &one.name, one.photo, TileSize::Small)).collect(),
            line: line.bold("name", first_name(&first.name)).to_string(),
        })
    }
}

/// Ads as this reader may see them, with what a list tells of each.
#[derive(Debug, Default)]
pub(in crate::jobs) struct Found {
    pub(in crate::jobs) jobs: Vec<Job>,
    pub(in crate::jobs) organisations: BTreeMap<OrganisationId, Organisation>,
    pub(in crate::jobs) known: BTreeMap<OrganisationId, Acquainted>,
    /// The last that was looked at, where there may be more after it.
    pub(in crate::jobs) last: Option<i64>,
}

/// What fits a filter and this reader may see: without those of authors between whom and him a block stands.
pub(in crate::jobs) async fn find(
    here: &Here,
    filter: &Filter,
    before: Option<i64>,
    limit: i64,
) -> Result<Found, Failed> {
    let by = here.by();
    let (viewer, now, asked) = (by.member, by.now, filter.clone());
    let (mut jobs, organisations, last) = here
        .app
        .db
        .read(async move |tx| {
            let mut jobs = store::list(tx, &asked, before, limit, now).await?;
            let full = i64::try_from(jobs.len()).unwrap_or(0) >= limit;
            let last = jobs.last().filter(|_| full).map(|job| job.id.0);
            let mut authors: Vec<MemberId> = jobs.iter().map(|job| job.author).collect();
            authors.sort_unstable();
            authors.dedup();
            let unseen = ties::unseen(tx, viewer, &authors).await?;
            jobs.retain(|job| !unseen.contains(&job.author));
            let mut ids: Vec<OrganisationId> = jobs.iter().map(|job| job.organisation).collect();
            ids.sort_unstable();
            ids.dedup();
            Ok::<_, Fault>((jobs, organisations::find_many(tx, &ids).await?, last))
        })
        .await?;
    let farthest = filter.known.unwrap_or(FARTHEST).max(FARTHEST);
    let known = acquainted(&here.app, &by, &jobs, farthest).await?;
    if let Some(steps) = filter.known {
        jobs.retain(|job| known.get(&job.there()).is_some_and(|one| one.nearest <= steps));
    }
    let organisations = organisations.into_iter().map(|one| (one.id, one)).collect();
    Ok(Found { jobs, organisations, known, last })
}

#[derive(Template)]
#[template(path = "jobs/pages/list.html")]
struct ListPage {
    frame: Frame,
    filter: Filter,
    pays: Vec<(i64, String, bool)>,
    kinds: Vec<(&'static str, String, bool)>,
    remotes: Vec<(&'static str, String, bool)>,
    contracts: Vec<(&'static str, String, bool)>,
    radii: Vec<(u16, String, bool)>,
    knowns: Vec<(u8, &'static str, bool)>,
    heading: String,
    cards: Vec<Card>,
    page: Numbered,
    /// The same list, further on or back.
    next: Option<String>,
    before: Option<String>,
    /// Those that were posted before all of these.
    older: Option<String>,
    currencies: Vec<(&'static str, bool)>,
    narrowed: bool,
    /// The same search as an address has it.
    query: String,
    /// The address of its feed; a search by whom one knows has none.
    feed: Option<String>,
    /// A part of the address that nobody understands.
    wrong: bool,
}

pub(in crate::jobs) async fn list(here: Here) -> Page {
    let query = here.uri.query().unwrap_or_default().to_owned();
    let (filter, wrong) = Filter::read(&query).map_or_else(|_bad| (Filter::default(), true), |filter| (filter, false));
    here.app.limits.take(Pace::Search, &here.by().member.to_string())?;
    let part = |wanted: &str| {
        let mut pairs = url::form_urlencoded::parse(query.as_bytes());
        pairs.find(|(name, _)| name == wanted).and_then(|(_, number)| number.parse::<i64>().ok())
    };
    let before = part("before");
    let mut found = find(&here, &filter, before, LOOKED_AT).await?;
    let known = &found.known;
    // Nearest first, then newest: the sort keeps the order of equals.
    found.jobs.sort_by_key(|job| known.get(&job.there()).map_or(9, |one| one.nearest));
    let count = i64::try_from(found.jobs.len()).unwrap_or(0);
    let page = Numbered::new(part("page"), count, PER_PAGE);
    let from = usize::try_from(page.offset(PER_PAGE)).unwrap_or(0);
    let shown: Vec<Job> = found.jobs.iter().skip(from).take(usize::try_from(PER_PAGE).unwrap_or(0)).cloned().collect();
    let cards = cards(&here, &shown, &found).await?;
    let t = here.speech();
    let near =
        found.jobs.iter().filter(|job| found.known.get(&job.there()).is_some_and(|one| one.nearest == 1)).count();
    let heading = match (near, filter.known) {
        (0, _) | (_, Some(2 | 3)) => t.say("jobs-found").arg("count", count).text(),
        _ => t.say("jobs-found-near").arg("near", near).arg("count", count).text(),
    };
    let address = |parts: &[(&str, Option<i64>)]| {
        let numbers = parts.iter().filter_map(|(name, number)| number.map(|number| format!("{name}={number}")));
        let parts: Vec<String> = [filter.query()].into_iter().filter(|rest| !rest.is_empty()).chain(numbers).collect();
        format!("/jobs?{}", parts.join("&"))
    };
    let joint = |number: i64| address(&[("before", before), ("page", Some(number))]);
    let drawn = ListPage {
        pays: pays(&t, &filter),
        kinds: kinds(&t, &filter),
        remotes: Remote::ALL
            .map(|one| (one.name(), t.s(&["jobs-remote-", one.name()].concat()).to_owned(), filter.remote == Some(one)))
            .to_vec(),
        contracts: Contract::ALL
            .map(|one| {
                (one.name(), t.s(&["jobs-contract-", one.name()].concat()).to_owned(), filter.contract == Some(one))
            })
            .to_vec(),
        radii: radii(&t, &filter),
        knowns: vec![
            (1, "jobs-known-1", filter.known == Some(1)),
            (2, "jobs-known-2", filter.known == Some(2)),
            (3, "jobs-known-3", filter.known == Some(3)),
        ],
        next: (page.page < page.pages).then(|| joint(page.page + 1)),
        before: (page.page > 1).then(|| joint(page.page - 1)),
        older: found.last.filter(|_| page.page >= page.pages).map(|last| address(&[("before", Some(last))])),
        currencies: CURRENCIES.iter().map(|one| (*one, filter.currency == *one)).collect(),
        narrowed: filter != Filter::default(),
        query: filter.query(),
        feed: feed(&filter),
        heading,
        cards,
        page,
        wrong,
        filter,
        frame: here.frame("layout-jobs", Place::Jobs),
    };
    here.draw(&drawn)
}

fn feed(filter: &Filter) -> Option<String> {
    let query = filter.query();
    let whole = query.is_empty();
    filter.known.is_none().then(|| if whole { "/jobs.atom".to_owned() } else { format!("/jobs.atom?{query}") })
}

fn pays(t: &Speech, filter: &Filter) -> Vec<(i64, String, bool)> {
    let mut all: Vec<i64> = vec![20_000, 28_000, 35_000, 45_000, 60_000];
    all.extend(filter.pay_year.filter(|pay| !all.contains(pay)));
    all.sort_unstable();
    let one = |pay: i64| (pay, t.say("jobs-amount").arg("whole", pay).text(), filter.pay_year == Some(pay));
    all.into_iter().map(one).collect()
}

fn radii(t: &Speech, filter: &Filter) -> Vec<(u16, String, bool)> {
    let mut all: Vec<u16> = vec![10, 25, 50, 100];
    all.extend(filter.radius_km.filter(|radius| !all.contains(radius)));
    all.sort_unstable();
    let one = |radius: u16| {
        (radius, t.say("jobs-within").arg("km", i64::from(radius)).text(), filter.radius_km == Some(radius))
    };
    all.into_iter().map(one).collect()
}

fn kinds(t: &Speech, filter: &Filter) -> Vec<(&'static str, String, bool)> {
    let one = |kind: Kind| {
        let word = capital(t.s(&["organisation-kind-", kind.name()].concat()));
        (kind.name(), word, filter.kinds.contains(&kind))
    };
    Kind::ALL.map(one).to_vec()
}

/// The records of those who post these, by organisation.
pub(in crate::jobs) async fn records(
    here: &Here,
    jobs: &[Job],
    found: &Found,
) -> Result<BTreeMap<OrganisationId, Record>, Failed> {
    let now = here.by().now;
    let ids: BTreeSet<OrganisationId> = jobs.iter().map(|job| job.organisation).collect();
    let of: Vec<Organisation> = ids.iter().filter_map(|id| found.organisations.get(id).cloned()).collect();
    let facts = here.app.db.read(async move |tx| record::facts_of(tx, &of, now).await).await?;
    Ok(facts.into_iter().map(|(id, facts)| (id, Record::of(&facts, now))).collect())
}

/// These as cards, in their order.
async fn cards(here: &Here, jobs: &[Job], found: &Found) -> Result<Vec<Card>, Failed> {
    let records = records(here, jobs, found).await?;
    let t = here.speech();
    let card = |job: &Job| {
        let organisation = found.organisations.get(&job.organisation)?;
        Some(Card {
            path: job.path(),
            title: job.said.title.clone(),
            who: facts::who(&t, organisation, &job.said),
            place: facts::place(&t, &job.said),
            terms: facts::terms(&t, &job.said),
            pay: facts::pay(&t, &job.said.pay),
            bar: facts::bar(&job.said.pay),
            head: Head::of(&t, organisation),
            behalf: facts::behalf(&t, &job.said),
            speed: records.get(&job.organisation).and_then(|record| facts::speed(&t, record)),
            know: found.known.get(&job.there()).and_then(|one| Know::of(&t, one)),
        })
    };
    Ok(jobs.iter().filter_map(card).collect())
}
