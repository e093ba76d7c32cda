//! The feed of somebody with very many ties, in a town of ten thousand with a million posts, through the doors of the
//! running program: the page and the JSON.
//!
//! The town is made up, with ties shaped like the SNB data set's; posts are spread over two years, more by those who
//! know more people, and say what that data set's posts and comments say, with a share of noise that the feed folds. The reader
//! follows topics, is in groups, and is asked something. Server and caller share the machine: what the server itself took is told beside the times.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
    time::Duration,
};

use clap::Args;
use serde_json::{Value, json};

use super::{
    chance::Chance,
    http::{Figures, build, busy, load, memory_mib, print, rests, signs_in_with, together, told, word, yes},
    made_town,
    seeded::{self, PASSWORD, signed_in},
};
use crate::{
    clock,
    crash::{
        callers::Caller,
        server::{Server, data},
    },
    fault::Done,
};

/// How long the feed of somebody with very many ties takes in a large town
#[derive(Debug, Args)]
pub(crate) struct Feed {
    /// People in town
    #[arg(long, default_value_t = 10_000)]
    members: usize,
    /// Posts over two years
    #[arg(long, default_value_t = 1_000_000)]
    posts: usize,
    /// Ties in all; 30 for each member unless said
    #[arg(long)]
    ties: Option<usize>,
    /// The folder of the SNB data set whose posts and comments they say; without it a few sentences of ours
    #[arg(long, value_name = "FOLDER")]
    texts: Option<PathBuf>,
    /// Of a hundred posts, so many are noise, to be folded
    #[arg(long, default_value_t = 12, value_name = "PERCENT")]
    noise: usize,
    /// Whose feed: the member with about so many ties
    #[arg(long, default_value_t = 500)]
    of: usize,
    /// The program to measure; by default it is built
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
    /// A folder that keeps the town for the next run; it is made where it is missing
    #[arg(long, value_name = "FOLDER")]
    keep: Option<PathBuf>,
    /// Seconds for each figure
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// An object for programs
    #[arg(long)]
    json: bool,
}

const SEED: u64 = 20_261_126;

impl Feed {
    pub(crate) fn run(self) -> Done {
        let program = match &self.program {
            Some(program) => program.clone(),
            None => build()?,
        };
        let temporary = tempfile::tempdir()?;
        let folder = self.keep.clone().unwrap_or_else(|| temporary.path().to_owned());
        fs::create_dir_all(&folder)?;
        let mut pairs = made_town::ties(self.members, self.ties.unwrap_or(self.members * 30), &mut Chance(SEED));
        let reader = self.reader(&pairs);
        let added = self.tied(reader, &mut pairs);
        let new = !data(&folder).join("pergola.db").exists();
        if new {
            let mut words = vec![format!("--posts={}", self.posts), format!("--noise={}", self.noise)];
            words.extend(self.texts.iter().map(|texts| format!("--texts={}", texts.display())));
            seeded::town(&program, &folder, pairs.iter().copied(), &words)?;
        }
        let load_before = load();
        let mut server = Server::start(&program, &folder, 0, &[])?;
        let count = |number: usize| u32::try_from(number).map_or(f64::INFINITY, f64::from);
        let mut figures: Figures = vec![
            ("people".to_owned(), count(self.members)),
            ("ties".to_owned(), count(pairs.len())),
            ("posts".to_owned(), count(self.posts)),
            ("ties of the reader".to_owned(), count(known(&pairs, reader).len())),
            ("of these tied for the trial".to_owned(), count(added)),
        ];
        if new {
            lives(&server, reader, &known(&pairs, reader))?;
        }
        self.measure(&server, &format!("n-{reader}"), &mut figures)?;
        figures.push(("memory after it all, MiB".to_owned(), memory_mib(&server)?));
        figures.push(("load of the machine before".to_owned(), load_before));
        // Before the stop: whatever comes of it, the figures are there.
        print(&figures, self.json);
        server.stop()
    }

    /// Who has nearest to so many ties.
    fn reader(&self, pairs: &[(u32, u32)]) -> u32 {
        let mut ties: BTreeMap<u32, usize> = BTreeMap::new();
        for end in pairs.iter().flat_map(|(one, other)| [*one, *other]) {
            *ties.entry(end).or_default() += 1;
        }
        ties.into_iter().min_by_key(|(_, ties)| ties.abs_diff(self.of)).map_or(0, |(reader, _)| reader)
    }

    /// Ties the reader to others, spread evenly over all he does not know, until he has so many. Gives how many these are.
    fn tied(&self, reader: u32, pairs: &mut Vec<(u32, u32)>) -> usize {
        let mut there = known(pairs, reader);
        there.insert(reader);
        let people = u32::try_from(self.members).unwrap_or(u32::MAX);
        let strangers: Vec<u32> = (0..people).filter(|other| !there.contains(other)).collect();
        let lacking = (self.of + 1).saturating_sub(there.len()).min(strangers.len());
        let every = strangers.len() / lacking.max(1);
        let added = strangers.iter().step_by(every.max(1)).take(lacking);
        pairs.extend(added.map(|other| (reader.min(*other), reader.max(*other))));
        lacking
    }

    fn measure(&self, server: &Server, reader: &str, figures: &mut Figures) -> Done {
        let span = Duration::from_secs(self.seconds);
        let mut caller = Caller::to(server.door, None);
        let login = json!({ "login": reader, "password": PASSWORD, "name": "bench" });
        let token = word(&yes(caller.json("POST", "/tokens", &login)?)?.json(), "token");
        let began = clock::now();
        let first = yes(Caller::to(server.door, Some(&token)).get("/feed")?)?.json();
        let items = first.get("items").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let folded = items.iter().filter(|item| item.get("folded").is_some_and(|folded| !folded.is_null()));
        let count = |number: usize| u32::try_from(number).map_or(0.0, f64::from);
        figures.push(("items on the first page".to_owned(), count(items.len())));
        figures.push(("of them folded".to_owned(), count(folded.count())));
        let asks = items.iter().filter(|item| item.get("kind").and_then(Value::as_str) == Some("ask"));
        figures.push(("of them asks".to_owned(), count(asks.count())));
        figures.push(("the first of all feeds, ms".to_owned(), began.elapsed().as_secs_f64() * 1_000.0));
        rests(server)?;
        for callers in [1, 8] {
            let before = busy(server)?;
            let times = together(callers, span, || {
                let mut caller = Caller::to(server.door, Some(&token));
                move || yes(caller.get("/feed")?).map(drop)
            })?;
            told(figures, &format!("JSON, {callers} callers"), span, &times, busy(server)? - before);
        }
        let cookie = signs_in_with(server, reader, PASSWORD)?;
        for (name, path) in [("page of the feed", "/feed"), ("Oggi", "/today")] {
            for callers in [1, 8] {
                let before = busy(server)?;
                let times = together(callers, span, || {
                    let mut caller = Caller::to(server.door, None);
                    caller.cookie = Some(cookie.clone());
                    move || yes(caller.ask("GET", path, "", &[])?).map(drop)
                })?;
                told(figures, &format!("{name}, {callers} callers"), span, &times, busy(server)? - before);
            }
        }
        Ok(())
    }
}

/// Whom somebody is tied to.
fn known(pairs: &[(u32, u32)], of: u32) -> BTreeSet<u32> {
    let other = |&(one, other): &(u32, u32)| match of {
        of if of == one => Some(other),
        of if of == other => Some(one),
        _ => None,
    };
    pairs.iter().filter_map(other).collect()
}

/// Of those the reader knows, so many write in his groups and ask about his topics.
const LIVELY: usize = 6;
const GROUPS: usize = 2;
const POSTS_EACH: usize = 3;
const FOLLOWED: [&str; 3] = ["wood", "libraries", "energy"];

/// What a feed is made of beside posts of ties: topics that the reader follows, groups that he is in and what others wrote
/// there today, what others ask about his topics. All of it through the doors.
fn lives(server: &Server, reader: u32, known: &BTreeSet<u32>) -> Done {
    let mut own = signed_in(server, reader)?;
    for topic in FOLLOWED {
        yes(own.json("PUT", &format!("/topics/{topic}/following"), &Value::Null)?)?;
    }
    let mut groups = Vec::new();
    for number in 0..GROUPS {
        let new = json!({ "name": format!("Round table {number}"), "purpose": "Those who meet on Thursdays" });
        groups.push(word(&yes(own.json("POST", "/groups", &new)?)?.json(), "id"));
    }
    for (place, friend) in known.iter().step_by(known.len() / LIVELY + 1).enumerate() {
        let mut friend = signed_in(server, *friend)?;
        for (number, group) in groups.iter().enumerate() {
            yes(friend.json("PUT", &format!("/groups/{group}/membership"), &Value::Null)?)?;
            for post in 0..POSTS_EACH {
                let text =
                    format!("The minutes of our meeting, part {place}.{number}.{post}: rooms, keys, who brings what.");
                let new = json!({ "text": text, "audience": "group", "group": group });
                yes(friend.json("POST", "/posts", &new)?)?;
            }
        }
        let topic = FOLLOWED.get(place % FOLLOWED.len()).copied().unwrap_or_default();
        let new = json!({ "text": format!("Who knows a workshop for {topic}, number {place}?"), "audience": "everybody", "topics": [topic] });
        yes(friend.json("POST", "/asks", &new)?)?;
    }
    Ok(())
}
