//! Fills the town with groups, posts, answers and thanks, as `posts.toml` tells it: a little noise among it.

use std::collections::BTreeMap;

use pergola_domain::{
    groups,
    ids::{GroupId, MemberId, PostId},
    members::Language,
    moderation as moderation_rules,
    posts::Typed,
};
use serde::Deserialize;

use crate::{
    app::{App, By},
    groups as circles,
    http::Failed,
    moderation::{
        self, About, Subject,
        acts::{appealing, deciding, reporting},
    },
    posts::{self, NewPost, Otherwise},
};

/// Who tends the garden of the town, and runs its server.
const GARDENER: &str = "livia";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    moderators: Vec<String>,
    group: Vec<Group>,
    post: Vec<Post>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    name: String,
    purpose: String,
    topics: Vec<String>,
    entry: String,
    #[serde(default)]
    outside: bool,
    by: String,
    members: Vec<String>,
    /// Whose newest ask or offer hangs there.
    #[serde(default)]
    asks: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Post {
    by: String,
    hours: i64,
    text: String,
    #[serde(default)]
    topics: Vec<String>,
    #[serde(default = "italian")]
    language: String,
    #[serde(default = "everybody")]
    audience: String,
    #[serde(default)]
    group: String,
    #[serde(default)]
    comments: Vec<Comment>,
    #[serde(default)]
    thanks: Vec<String>,
    /// What it says after a while.
    #[serde(default)]
    then: String,
    /// What its picture shows, in words.
    #[serde(default)]
    picture: String,
    /// What stands at the address that it names: nobody is asked for it.
    #[serde(default)]
    page: Option<Web>,
    /// It is reported, and decided.
    #[serde(default)]
    report: Option<Report>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Web {
    url: String,
    site: String,
    title: String,
    description: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Report {
    by: String,
    why: String,
    words: String,
    decided_by: String,
    measure: String,
    reason: String,
    appeal: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Comment {
    by: String,
    hours: i64,
    text: String,
}

fn italian() -> String {
    "it".to_owned()
}

fn everybody() -> String {
    "everybody".to_owned()
}

/// Who is told, so many hours ago.
struct People<'a> {
    app: &'a App,
    ids: &'a BTreeMap<String, MemberId>,
}

impl People<'_> {
    fn by(&self, handle: &str, hours: i64) -> Result<By, Failed> {
        let member = self.ids.get(handle).copied().ok_or(Failed::NotFound)?;
        let here = self.app.by_itself(Language::It).on_behalf_of(member);
        Ok(By { now: here.now.plus_seconds(-hours * 3_600), ..here })
    }
}

/// Makes the groups, then writes all of it, the oldest first.
pub(super) async fn fill(app: &App, ids: &BTreeMap<String, MemberId>) -> Result<(), Failed> {
    let told: Told = toml::from_str(include_str!("posts.toml")).map_err(|error| Failed::fault(&error))?;
    let people = People { app, ids };
    let mut made: BTreeMap<String, GroupId> = BTreeMap::new();
    // Who decided is not who hears an appeal.
    for handle in told.moderators {
        moderation::acts::keeping::appoint(app, people.by(GARDENER, 800)?, &handle, true).await?;
    }
    for group in told.group {
        made.insert(group.name.clone(), make(&people, group).await?);
    }
    let mut all = told.post;
    all.sort_by_key(|post| -post.hours);
    for post in all {
        write(&people, &made, post).await?;
    }
    Ok(())
}

async fn make(people: &People<'_>, told: Group) -> Result<GroupId, Failed> {
    let typed = groups::Typed {
        name: told.name,
        purpose: told.purpose,
        topics: told.topics,
        entry: told.entry,
        outside: told.outside,
    };
    let group = circles::make(people.app, people.by(&told.by, 700)?, &typed).await?;
    for handle in told.members {
        circles::join(people.app, people.by(&handle, 600)?, group.id).await?;
    }
    for handle in told.asks {
        let by = people.by(&handle, 500)?;
        let hung = people.app.db.write(async move |tx| {
            let newest = crate::asks::list_of(tx, by.member, None, None, 1).await?;
            for ask in newest {
                circles::hang_ask(tx, (group.id, by.member), ask.id, true, by.now).await?;
            }
            Ok::<_, pergola_db::Fault>(())
        });
        hung.await?;
    }
    Ok(group.id)
}

async fn write(people: &People<'_>, groups: &BTreeMap<String, GroupId>, told: Post) -> Result<(), Failed> {
    let group = groups.get(&told.group).copied();
    let by = people.by(&told.by, told.hours)?;
    let mut pictures = Vec::new();
    if !told.picture.is_empty() {
        let kept = posts::keep_picture(people.app, by.clone(), drawing()?, told.picture.clone()).await??;
        pictures.push((kept, told.picture));
    }
    let typed = Typed {
        text: told.text,
        topics: told.topics,
        language: told.language,
        audience: if group.is_some() { "group".to_owned() } else { told.audience },
        group,
        pictures: 0,
    };
    let post = posts::write(people.app, by, &NewPost { typed: typed.clone(), pictures }).await?;
    if let Some(page) = told.page {
        let found = posts::Previewed { site: page.site, title: page.title, description: page.description };
        posts::keep_preview(people.app, post.id, page.url, Some(found)).await?;
    }
    for comment in told.comments {
        let place = (posts::Hung::Post(post.id), post.author);
        posts::comment(people.app, people.by(&comment.by, comment.hours)?, place, &comment.text).await?;
    }
    for handle in told.thanks {
        let by = people.by(&handle, (told.hours - 1).max(0))?;
        let seen = posts::find_visible(people.app, &by, post.id).await?;
        if let Some(seen) = seen {
            posts::thank(people.app, by, &seen).await?;
        }
    }
    if !told.then.is_empty() {
        let by = people.by(&told.by, (told.hours - 1).max(0))?;
        let typed = Typed { text: told.then, ..typed };
        let then = Otherwise { typed, pictures: None };
        posts::change(people.app, by, post.id, |_| then.clone()).await?;
    }
    match told.report {
        Some(report) => judge(people, post.id, &told.by, report, told.hours).await,
        None => Ok(()),
    }
}

/// Somebody reports it, a moderator decides, and its author says that it is wrong.
async fn judge(people: &People<'_>, post: PostId, author: &str, told: Report, hours: i64) -> Result<(), Failed> {
    let subject = Subject::new(About::Post, post.0);
    let later = |hours_later: i64| (hours - hours_later).max(0);
    reporting::report(people.app, people.by(&told.by, later(1))?, subject, &told.why, &told.words).await?;
    let case = people.app.db.read(async move |tx| moderation::open_case_of(tx, subject).await).await?;
    let case = case.ok_or(Failed::NotFound)?;
    let ruling = moderation_rules::Typed { measure: told.measure, days: String::new(), reason: told.reason };
    let by = people.by(&told.decided_by, later(2))?;
    let decision = deciding::decide(people.app, by, case, ruling).await?;
    appealing::appeal(people.app, people.by(author, later(3))?, decision, &told.appeal).await?;
    Ok(())
}

/// A little chart: three rooms, before and after.
fn drawing() -> Result<Vec<u8>, Failed> {
    const HEIGHTS: [u32; 6] = [110, 250, 90, 230, 140, 280];
    let (wide, high) = (720, 400);
    let pixels = image::RgbImage::from_fn(wide, high, |x, y| {
        let bar = HEIGHTS.iter().zip(0_u32..).find(|(_, at)| (60 + at * 105..130 + at * 105).contains(&x));
        match bar {
            Some((height, at)) if y < 360 && y >= 360 - height => {
                if at % 2 == 0 {
                    image::Rgb([196, 164, 96])
                } else {
                    image::Rgb([74, 112, 78])
                }
            }
            _ if (360..363).contains(&y) => image::Rgb([90, 84, 76]),
            _ => image::Rgb([248, 244, 236]),
        }
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    let drawn = image::DynamicImage::from(pixels).write_to(&mut bytes, image::ImageFormat::Png);
    drawn.map_err(|error| Failed::fault(&error))?;
    Ok(bytes.into_inner())
}
