//! Fills the town with groups, posts, answers and thanks, as `posts.toml` tells it: a little noise among it.

use std::collections::BTreeMap;

use pergola_domain::{
    groups,
    ids::{GroupId, MemberId},
    members::Language,
    posts::Typed,
};
use serde::Deserialize;

use crate::{
    app::{App, By},
    groups as circles,
    http::Failed,
    posts::{self, NewPost},
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
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
    let typed = Typed {
        text: told.text,
        topics: told.topics,
        language: told.language,
        audience: if group.is_some() { "group".to_owned() } else { told.audience },
        group,
        pictures: 0,
    };
    let by = people.by(&told.by, told.hours)?;
    let post = posts::write(people.app, by, &NewPost { typed, pictures: Vec::new() }).await?;
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
    Ok(())
}
