//! The plain side of the comparison: every row of the tables that somebody may see. What is in a row is read here, and who may see
//! it is said in `world.rs`; no rule of a room is asked.

use std::collections::BTreeMap;

use pergola_db::{Fault, Tx, params};
use pergola_domain::{ids::MemberId, topics};
use pergola_search::Texts;

use super::world::World;
use crate::{
    members,
    testkit::{Person, Town},
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

/// All rows of a question.
async fn all<T: Send + 'static>(
    town: &Town,
    sql: &'static str,
    values: Vec<pergola_db::Value>,
    read: impl Fn(&pergola_db::Row<'_>) -> Result<T, Fault> + Send + Sync + 'static,
) -> Vec<T> {
    let asks = async move |tx: &Tx| tx.all(sql, &values, &read).await;
    town.app.db.read::<_, Fault, _>(asks).await.unwrap()
}

/// The topics of each ask, post or group: their keys, in their order.
async fn topics_of(town: &Town, sql: &'static str) -> BTreeMap<i64, Vec<String>> {
    let mut topics: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for (id, topic) in all(town, sql, Vec::new(), |row| Ok((row.get::<i64>(0)?, row.get::<String>(1)?))).await {
        topics.entry(id).or_default().push(topic);
    }
    topics
}

/// The people who are there for somebody, each with how far he is.
async fn people(town: &Town, world: &World) -> Vec<Row> {
    let (app, mut rows) = (&town.app, Vec::new());
    for id in ids(town, "members").await {
        if !world.is_there(id) {
            continue;
        }
        let read = async move |tx: &Tx| members::profile(tx, MemberId(id)).await;
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
        let (place, topics, mine) = (account.place, skills, id == world.me);
        let row = Row::new("person", id, MemberId(id), texts);
        rows.push(Row { place, topics, languages, now, once, schools, steps: world.steps(id), mine, ..row });
    }
    rows
}

/// All that the viewer may see, as the tables say it.
pub(super) async fn rows(town: &Town, viewer: &Person) -> Vec<Row> {
    let world = World::read(town, viewer.id.0).await;
    let mut rows = people(town, &world).await;
    for row in asks(town, &world).await {
        if row.kind == "ask" {
            let author = row.author;
            rows.iter_mut().filter(|row| row.kind == "person" && row.author == author).for_each(|row| row.asks = true);
        }
        rows.push(row);
    }
    rows.extend(posts(town, &world).await);
    rows.extend(events(town, &world).await);
    rows.extend(jobs(town, &world).await);
    rows.extend(circles(town, &world).await);
    rows.extend(own(town, &world).await);
    rows
}

/// Asks and offers that are open, for those as near as their author said.
async fn asks(town: &Town, world: &World) -> Vec<Row> {
    let topics = topics_of(town, "SELECT ask_id, topic FROM ask_topics ORDER BY ask_id, place").await;
    let sql = "SELECT id, member_id, kind, text, place, language, audience, state, until_at FROM asks ORDER BY id";
    let read = |row: &pergola_db::Row<'_>| {
        let said: [String; 6] = [row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?, row.get(7)?];
        Ok((row.get::<i64>(0)?, row.get::<i64>(1)?, said, row.get::<i64>(8)?))
    };
    let mut rows = Vec::new();
    for (id, author, [kind, text, place, language, audience, state], until) in all(town, sql, Vec::new(), read).await {
        if state != "open" || until <= town.app.now().0 || !world.is_among(&audience, author, None) {
            continue;
        }
        let topics = topics.get(&id).cloned().unwrap_or_default();
        let texts = Texts { head: topics.join("\n"), at: place.clone(), text, ..Texts::default() };
        let row = Row::new(if kind == "ask" { "ask" } else { "offer" }, id, MemberId(author), texts);
        let (languages, steps, mine) = (main_tags([&language]), world.steps(author), author == world.me);
        rows.push(Row { place, topics, languages, steps, mine, ..row });
    }
    rows
}

/// Posts that are shown, for those they are for; what is held is its author's alone.
async fn posts(town: &Town, world: &World) -> Vec<Row> {
    let topics = topics_of(town, "SELECT post_id, topic FROM post_topics ORDER BY post_id, place").await;
    let sql = "SELECT id, member_id, text, language, audience, state, group_id FROM posts ORDER BY id";
    let read = |row: &pergola_db::Row<'_>| {
        let said: [String; 4] = [row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?];
        Ok((row.get::<i64>(0)?, row.get::<i64>(1)?, said, row.get::<Option<i64>>(6)?))
    };
    let mut rows = Vec::new();
    for (id, author, [text, language, audience, state], group) in all(town, sql, Vec::new(), read).await {
        let shown = state == "shown" || (state == "held" && author == world.me);
        if !shown || !world.is_among(&audience, author, group) {
            continue;
        }
        let topics = topics.get(&id).cloned().unwrap_or_default();
        let texts = Texts { head: topics.join("\n"), text, ..Texts::default() };
        let (languages, steps, mine) = (main_tags([&language]), world.steps(author), author == world.me);
        rows.push(Row { topics, languages, steps, mine, ..Row::new("post", id, MemberId(author), texts) });
    }
    rows
}

/// Events for those they are for and those who go; what is off is there for these and its holder alone.
async fn events(town: &Town, world: &World) -> Vec<Row> {
    let sql = "SELECT id, member_id, title, text, place, audience, cancelled, held, group_id FROM events ORDER BY id";
    let read = |row: &pergola_db::Row<'_>| {
        let said: [String; 4] = [row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?];
        let off: [bool; 2] = [row.get(6)?, row.get(7)?];
        Ok((row.get::<i64>(0)?, row.get::<i64>(1)?, said, off, row.get::<Option<i64>>(8)?))
    };
    let mut rows = Vec::new();
    for (id, host, [title, text, place, audience], [off, held], group) in all(town, sql, Vec::new(), read).await {
        let (mine, goes) = (host == world.me, world.goes_to.contains(&id));
        let is_for = mine || (world.is_there(host) && !held && (goes || world.is_among(&audience, host, group)));
        if !is_for || (off && !mine && !goes) {
            continue;
        }
        let texts = Texts { head: title, at: place.clone(), text, ..Texts::default() };
        let row = Row::new("event", id, MemberId(host), texts);
        rows.push(Row { place, steps: world.steps(host), mine, ..row });
    }
    rows
}

/// Ads that are open, of people who are there.
async fn jobs(town: &Town, world: &World) -> Vec<Row> {
    let sql = "SELECT j.id, j.member_id, j.organisation_id, j.title, j.text, j.place, j.skills, j.languages, o.name, \
               j.state, j.lives_until FROM jobs j JOIN organisations o ON o.id = j.organisation_id ORDER BY j.id";
    let read = |row: &pergola_db::Row<'_>| {
        let said: [String; 7] =
            [row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?, row.get(7)?, row.get(8)?, row.get(9)?];
        Ok((row.get::<i64>(0)?, row.get::<i64>(1)?, row.get::<i64>(2)?, said, row.get::<i64>(10)?))
    };
    let lines = |text: &str| text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let mut rows = Vec::new();
    for (id, author, at, [title, text, place, skills, tags, name, state], until) in
        all(town, sql, Vec::new(), read).await
    {
        if state != "open" || until <= town.app.now().0 || !world.is_there(author) {
            continue;
        }
        let skills = lines(&skills);
        let head = [title.as_str(), &skills.join("\n"), &name].join("\n");
        let texts = Texts { head, at: place.clone(), text, ..Texts::default() };
        let topics = each_once(skills.iter().map(|skill| topics::key(skill)));
        let (now, languages) = (vec![at.to_string()], main_tags(&lines(&tags)));
        let (steps, mine) = (world.steps(author), author == world.me);
        rows.push(Row { place, topics, languages, now, steps, mine, ..Row::new("job", id, MemberId(author), texts) });
    }
    rows
}

/// Groups of which somebody may know, and all organisations: those that only others name are marked.
async fn circles(town: &Town, world: &World) -> Vec<Row> {
    let topics = topics_of(town, "SELECT group_id, topic FROM group_topics ORDER BY group_id, place").await;
    let mut rows = Vec::new();
    let read = |row: &pergola_db::Row<'_>| Ok((row.get::<i64>(0)?, row.get::<String>(1)?, row.get::<String>(2)?));
    for (id, name, purpose) in all(town, "SELECT id, name, purpose FROM groups ORDER BY id", Vec::new(), read).await {
        if !world.knows_of(id) {
            continue;
        }
        let topics = topics.get(&id).cloned().unwrap_or_default();
        let texts = Texts { head: [name, topics.join("\n")].join("\n"), text: purpose, ..Texts::default() };
        rows.push(Row { topics, ..Row::new("group", id, NOBODY, texts) });
    }
    let sql = "SELECT o.id, o.name, p.about, p.place FROM organisations o LEFT JOIN organisation_pages p \
               ON p.organisation_id = o.id ORDER BY o.id";
    let read = |row: &pergola_db::Row<'_>| {
        let page: [Option<String>; 2] = [row.get(2)?, row.get(3)?];
        Ok((row.get::<i64>(0)?, row.get::<String>(1)?, page))
    };
    for (id, name, [about, place]) in all(town, sql, Vec::new(), read).await {
        let (named, place) = (place.is_none(), place.unwrap_or_default());
        let texts = Texts { head: name, at: place.clone(), text: about.unwrap_or_default(), ..Texts::default() };
        rows.push(Row { place, named, ..Row::new("organisation", id, NOBODY, texts) });
    }
    rows
}

/// The own cards, and what is noted of each person who is there: a row for each text.
async fn own(town: &Town, world: &World) -> Vec<Row> {
    let (me, mut rows) = (world.me, Vec::new());
    let sql = "SELECT id, name, organisation, position, place FROM contacts WHERE owner_id = $1 ORDER BY id";
    let read = |row: &pergola_db::Row<'_>| {
        let card: [String; 4] = [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?];
        Ok((row.get::<i64>(0)?, card))
    };
    for (id, [name, organisation, position, place]) in all(town, sql, params![me].to_vec(), read).await {
        let texts = Texts { name, head: [organisation, position, place.clone()].join("\n"), ..Texts::default() };
        rows.push(Row { place, mine: true, ..Row::new("contact", id, MemberId(me), texts) });
    }
    for sql in [
        "SELECT person_id, is_contact, notes FROM tending WHERE owner_id = $1 AND notes <> ''",
        "SELECT m.person_id, t.is_contact, m.text FROM moments m JOIN tending t ON t.owner_id = m.owner_id \
         AND t.person_id = m.person_id WHERE m.owner_id = $1 AND m.text <> ''",
    ] {
        let read = |row: &pergola_db::Row<'_>| Ok((row.get::<i64>(0)?, row.get::<bool>(1)?, row.get::<String>(2)?));
        for (person, is_contact, text) in all(town, sql, params![me].to_vec(), read).await {
            if is_contact || world.is_there(person) {
                let texts = Texts { text, ..Texts::default() };
                rows.push(Row { mine: true, ..Row::new("note", person, MemberId(me), texts) });
            }
        }
    }
    rows
}

/// Who answered an ask of the viewer's, as that ask tells of him: rows that speak for somebody and are no result.
pub(super) async fn answered(town: &Town, me: MemberId) -> Vec<Row> {
    let world = World::read(town, me.0).await;
    let topics = "SELECT ask_id, name FROM ask_topics ORDER BY ask_id, place";
    let topics = topics_of(town, topics).await;
    let sql = "SELECT id, answered_by, text, place FROM asks WHERE member_id = $1 AND state = 'closed' \
               AND answered_by IS NOT NULL ORDER BY id";
    let read = |row: &pergola_db::Row<'_>| {
        let said: [String; 2] = [row.get(2)?, row.get(3)?];
        Ok((row.get::<i64>(0)?, row.get::<MemberId>(1)?, said))
    };
    let mut all_told = Vec::new();
    for (id, helper, said) in all(town, sql, params![me].to_vec(), read).await {
        if world.is_there(helper.0) {
            all_told.push((id, helper, said, topics.get(&id).cloned().unwrap_or_default().join("\n")));
        }
    }
    let all = all_told;
    let mut rows = Vec::new();
    for (id, helper, [text, at], head) in all {
        rows.push(Row::new("answered", id, helper, Texts { head, at, text, ..Texts::default() }));
    }
    rows
}
