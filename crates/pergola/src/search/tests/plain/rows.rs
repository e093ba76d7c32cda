//! The plain side of the comparison: every row of the tables that somebody may see, asked of each room's own rule.

use std::collections::BTreeMap;

use pergola_db::{Fault, Tx, params};
use pergola_domain::{
    asks,
    ids::{AskId, EventId, GroupId, JobId, MemberId, PostId},
    members::Language,
    topics,
};
use pergola_search::Texts;

use crate::{
    contacts, events, groups, members, network, organisations, posts,
    testkit::{Person, Town},
    ties,
};

/// Whose a group or an organisation is.
const NOBODY: MemberId = MemberId(0);

/// A row of the plain side.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) kind: &'static str,
    pub(super) id: i64,
    /// Whose it is, or who speaks for somebody; nobody where it is nobody's.
    pub(super) author: MemberId,
    pub(super) texts: Texts,
    pub(super) place: String,
    pub(super) topics: Vec<String>,
    pub(super) languages: Vec<String>,
    /// Of a person: where he works, worked and studied, and whether he asks for something.
    pub(super) now: Vec<String>,
    pub(super) once: Vec<String>,
    pub(super) schools: Vec<String>,
    pub(super) asks: bool,
    pub(super) steps: Option<u8>,
    pub(super) mine: bool,
    /// An organisation that nobody knows of but through those who name it.
    pub(super) named: bool,
}

impl Row {
    fn new(kind: &'static str, id: i64, author: MemberId, texts: Texts) -> Self {
        let (none, place) = (Vec::new, String::new());
        let (topics, languages, now, once, schools) = (none(), none(), none(), none(), none());
        Self {
            kind,
            id,
            author,
            texts,
            place,
            topics,
            languages,
            now,
            once,
            schools,
            asks: false,
            steps: None,
            mine: false,
            named: false,
        }
    }
}

/// The main part of each tag, once.
fn main_tags<'a>(tags: impl IntoIterator<Item = &'a String>) -> Vec<String> {
    let tags = tags.into_iter().map(|tag| tag.split('-').next().unwrap().to_lowercase());
    let once: std::collections::BTreeSet<String> = tags.filter(|tag| !tag.is_empty()).collect();
    once.into_iter().collect()
}

fn each_once(ids: impl Iterator<Item = String>) -> Vec<String> {
    ids.collect::<std::collections::BTreeSet<String>>().into_iter().collect()
}

pub(super) async fn ids(town: &Town, table: &'static str) -> Vec<i64> {
    let sql = format!("SELECT id FROM {table} ORDER BY id");
    let read = async move |tx: &Tx| tx.all(&sql, &[], |row| row.get(0)).await;
    town.app.db.read::<Vec<i64>, Fault, _>(read).await.unwrap()
}

/// The people whom somebody may see, each with how far he is.
async fn people(town: &Town, me: MemberId, far: &BTreeMap<MemberId, Option<u8>>) -> Vec<Row> {
    let (app, mut rows) = (&town.app, Vec::new());
    for (id, steps) in far.iter().map(|(id, steps)| (*id, *steps)) {
        let read = async move |tx: &Tx| {
            let there = ties::may_see(tx, me, id).await?;
            Ok(members::profile(tx, id).await?.filter(|_| there))
        };
        let Some(profile) = app.db.read::<_, Fault, _>(read).await.unwrap() else { continue };
        let skills: Vec<String> = profile.skills.iter().map(|(_, name)| name.clone()).collect();
        let account = profile.account;
        let (mut head, mut at) = (vec![account.headline.clone(), skills.join("\n")], vec![account.place.clone()]);
        for kept in &profile.positions {
            head.push(kept.told.title.clone());
            at.push(kept.told.organisation.clone());
        }
        for kept in &profile.education {
            head.extend([kept.told.school.clone(), kept.told.degree.clone(), kept.told.field.clone()]);
        }
        let name = format!("{} {}", account.name, account.handle);
        let texts = Texts { name, head: head.join("\n"), at: at.join("\n"), text: profile.about };
        let worked = |over: bool| {
            let those = profile.positions.iter().filter(move |kept| kept.told.period.is_over == over);
            each_once(those.map(|kept| kept.organisation.to_string()))
        };
        let (now, once) = (worked(false), worked(true));
        let schools = each_once(profile.education.iter().map(|kept| kept.organisation.to_string()));
        let languages = main_tags(&profile.languages);
        let (place, topics, mine) = (account.place, skills, id == me);
        let row = Row::new("person", id.0, id, texts);
        rows.push(Row { place, topics, languages, now, once, schools, steps, mine, ..row });
    }
    rows
}

/// All that the viewer may see, by each room's own door.
pub(super) async fn rows(town: &Town, viewer: &Person) -> Vec<Row> {
    let app = &town.app;
    let by = app.by_itself(Language::En).on_behalf_of(viewer.id);
    let everybody: Vec<MemberId> = ids(town, "members").await.into_iter().map(MemberId).collect();
    let steps = network::steps(app, &by, &everybody).await.unwrap();
    let far: BTreeMap<MemberId, Option<u8>> = everybody.into_iter().zip(steps).collect();
    let mut rows = people(town, viewer.id, &far).await;
    let all: Vec<AskId> = ids(town, "asks").await.into_iter().map(AskId).collect();
    let read = async move |tx: &Tx| crate::asks::find_many(tx, &all).await;
    let all = app.db.read::<_, Fault, _>(read).await.unwrap();
    for seen in crate::asks::visible(app, &by, all).await.unwrap() {
        if !seen.ask.is_open(by.now) {
            continue;
        }
        let kind = if seen.ask.kind == asks::Kind::Ask { "ask" } else { "offer" };
        let (said, topics) = (seen.ask.said, |topics: &[pergola_domain::topics::Topic]| {
            topics.iter().map(|topic| topic.key.clone()).collect::<Vec<_>>()
        });
        let topics = topics(&said.topics);
        let texts = Texts { head: topics.join("\n"), at: said.place.clone(), text: said.text, ..Texts::default() };
        let author = seen.author.id;
        if kind == "ask" {
            rows.iter_mut().filter(|row| row.kind == "person" && row.author == author).for_each(|row| row.asks = true);
        }
        let (place, languages, steps) = (said.place, main_tags([&said.language]), seen.steps);
        let row = Row::new(kind, seen.ask.id.0, author, texts);
        rows.push(Row { place, topics, languages, steps, mine: author == viewer.id, ..row });
    }
    let all: Vec<PostId> = ids(town, "posts").await.into_iter().map(PostId).collect();
    for seen in posts::visible_among(app, &by, all).await.unwrap() {
        let topics: Vec<String> = seen.post.said.topics.iter().map(|topic| topic.key.clone()).collect();
        let texts = Texts { head: topics.join("\n"), text: seen.post.said.text, ..Texts::default() };
        let (id, author, languages) = (seen.post.id.0, seen.author.id, main_tags([&seen.post.said.language]));
        let row = Row::new("post", id, author, texts);
        rows.push(Row { topics, languages, steps: seen.steps, mine: author == viewer.id, ..row });
    }
    let all: Vec<EventId> = ids(town, "events").await.into_iter().map(EventId).collect();
    for (event, host) in events::visible_among(app, &by, all).await.unwrap() {
        let said = event.said;
        let texts = Texts { head: said.title, at: said.place.clone(), text: said.text, ..Texts::default() };
        let row = Row::new("event", event.id.0, host.id, texts);
        let (place, steps) = (said.place, far.get(&host.id).copied().flatten());
        rows.push(Row { place, steps, mine: host.id == viewer.id, ..row });
    }
    rows.extend(jobs(town, viewer, &far).await);
    rows.extend(circles(town, viewer.id).await);
    rows.extend(own(town, viewer.id).await);
    rows
}

/// Ads that are open and there for somebody.
async fn jobs(town: &Town, viewer: &Person, far: &BTreeMap<MemberId, Option<u8>>) -> Vec<Row> {
    let by = town.app.by_itself(Language::En).on_behalf_of(viewer.id);
    let all: Vec<JobId> = ids(town, "jobs").await.into_iter().map(JobId).collect();
    let read = async move |tx: &Tx| {
        let found = crate::jobs::visible_among(tx, &by, &all).await?;
        let places: Vec<_> = found.iter().map(|job| job.organisation).collect();
        Ok((found, organisations::find_many(tx, &places).await?))
    };
    let (found, places) = town.app.db.read::<_, Fault, _>(read).await.unwrap();
    let mut rows = Vec::new();
    for job in found {
        let name = places.iter().find(|place| place.id == job.organisation).map(|place| place.name.as_str()).unwrap();
        let (said, author) = (job.said, job.author);
        let head = [said.title.as_str(), &said.skills.join("\n"), name].join("\n");
        let texts = Texts { head, at: said.place.clone(), text: said.text, ..Texts::default() };
        let topics = each_once(said.skills.iter().map(|skill| topics::key(skill)));
        let (now, languages) = (vec![job.organisation.to_string()], main_tags(&said.languages));
        let (steps, mine) = (far.get(&author).copied().flatten(), author == viewer.id);
        let row = Row::new("job", job.id.0, author, texts);
        rows.push(Row { place: said.place, topics, languages, now, steps, mine, ..row });
    }
    rows
}

/// Groups of which somebody may know, and all organisations: those that only others name are marked.
async fn circles(town: &Town, me: MemberId) -> Vec<Row> {
    let all: Vec<GroupId> = ids(town, "groups").await.into_iter().map(GroupId).collect();
    let read = async move |tx: &Tx| {
        let known: Vec<GroupId> = groups::known(tx, me, &all).await?.into_iter().collect();
        let sql = "SELECT o.id, o.name, p.about, p.place FROM organisations o LEFT JOIN organisation_pages p \
                   ON p.organisation_id = o.id ORDER BY o.id";
        let organisations = tx.all(sql, &[], |row| {
            let page: (Option<String>, Option<String>) = (row.get(2)?, row.get(3)?);
            Ok((row.get::<i64>(0)?, row.get::<String>(1)?, page))
        });
        Ok((groups::find_many(tx, &known).await?, organisations.await?))
    };
    let (circles, organisations) = town.app.db.read::<_, Fault, _>(read).await.unwrap();
    let mut rows = Vec::new();
    for group in circles {
        let topics: Vec<String> = group.told.topics.iter().map(|topic| topic.key.clone()).collect();
        let head = [group.told.name, topics.join("\n")].join("\n");
        let texts = Texts { head, text: group.told.purpose, ..Texts::default() };
        rows.push(Row { topics, ..Row::new("group", group.id.0, NOBODY, texts) });
    }
    for (id, name, (about, place)) in organisations {
        let (named, place) = (place.is_none(), place.unwrap_or_default());
        let texts = Texts { head: name, at: place.clone(), text: about.unwrap_or_default(), ..Texts::default() };
        rows.push(Row { place, named, ..Row::new("organisation", id, NOBODY, texts) });
    }
    rows
}

/// The own cards, and what is noted of each person who is there: a row for each text.
async fn own(town: &Town, me: MemberId) -> Vec<Row> {
    let read = async move |tx: &Tx| {
        let cards = contacts::list_all(tx, me, 0, 1_000).await?;
        let mut notes: Vec<(i64, bool, String)> = Vec::new();
        for sql in [
            "SELECT person_id, is_contact, notes FROM tending WHERE owner_id = $1 AND notes <> ''",
            "SELECT m.person_id, t.is_contact, m.text FROM moments m JOIN tending t ON t.owner_id = m.owner_id \
             AND t.person_id = m.person_id WHERE m.owner_id = $1 AND m.text <> ''",
        ] {
            notes.extend(tx.all(sql, &params![me], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).await?);
        }
        let mut there = Vec::new();
        for (person, is_contact, text) in notes {
            if is_contact || ties::may_see(tx, me, MemberId(person)).await? {
                there.push((person, text));
            }
        }
        Ok((cards, there))
    };
    let (cards, notes) = town.app.db.read::<_, Fault, _>(read).await.unwrap();
    let mut rows = Vec::new();
    for contact in cards {
        let card = contact.card;
        let head = [card.organisation, card.position, card.place.clone()].join("\n");
        let texts = Texts { name: card.name, head, ..Texts::default() };
        rows.push(Row { place: card.place, mine: true, ..Row::new("contact", contact.id.0, me, texts) });
    }
    for (person, text) in notes {
        let texts = Texts { text, ..Texts::default() };
        rows.push(Row { mine: true, ..Row::new("note", person, me, texts) });
    }
    rows
}

/// Who answered an ask of the viewer's, as that ask tells of him: rows that speak for somebody and are no result.
pub(super) async fn answered(town: &Town, me: MemberId) -> Vec<Row> {
    let read = async move |tx: &Tx| {
        let sql = "SELECT a.id, a.answered_by, a.text, a.place FROM asks a WHERE a.member_id = $1 AND a.state = 'closed' \
                   AND a.answered_by IS NOT NULL ORDER BY a.id";
        let told = |row: &pergola_db::Row<'_>| {
            let said: [String; 2] = [row.get(2)?, row.get(3)?];
            Ok((row.get::<i64>(0)?, row.get::<MemberId>(1)?, said))
        };
        let mut all: Vec<(i64, MemberId, [String; 2], String)> = Vec::new();
        for (id, helper, said) in tx.all(sql, &params![me], told).await? {
            let topics = "SELECT name FROM ask_topics WHERE ask_id = $1 ORDER BY place";
            let topics: Vec<String> = tx.all(topics, &params![id], |row| row.get(0)).await?;
            if ties::may_see(tx, me, helper).await? {
                all.push((id, helper, said, topics.join("\n")));
            }
        }
        Ok(all)
    };
    let all = town.app.db.read::<_, Fault, _>(read).await.unwrap();
    let mut rows = Vec::new();
    for (id, helper, [text, at], head) in all {
        rows.push(Row::new("answered", id, helper, Texts { head, at, text, ..Texts::default() }));
    }
    rows
}
