//! Feeds out, as Atom (RFC 4287): what a member wrote for everybody, and what is written in a group that lets itself be
//! read from outside. Whoever is not signed in reads them only where their owner said so, and only what was written since.

use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::IntoResponse,
};
use pergola_db::{Fault, Tx};
use pergola_domain::{
    groups,
    ids::{GroupId, MemberId, PostId},
    time::Timestamp,
};

use crate::{
    groups as circles,
    http::{Failed, Here, Page},
    members::{self, Account},
    posts::store::{self, Filter, Kept, Read},
    ties,
    words::{escape, markdown, rfc3339, words_alone},
};

/// Entries of one feed, the newest.
const ENTRIES: i64 = 30;
const TITLE_CHARS: usize = 80;

/// What a member wrote for everybody.
pub(in crate::posts) async fn of_member(here: Here, Path(handle): Path<String>) -> Page {
    let viewer = here.identity.me.as_ref().map(|me| me.member);
    let found = here
        .app
        .db
        .read(async move |tx| {
            let account = match viewer {
                Some(viewer) => ties::find_visible(tx, viewer, &handle).await?,
                None => members::find_by_handle(tx, &handle).await?,
            };
            let Some(account) = account.filter(there) else { return Ok(None) };
            let opened = store::choices(tx, account.id).await?.outside_since;
            let Some(since) = readable_since(viewer, opened) else { return Ok(None) };
            let filter = Filter { author: Some(account.id), for_everybody: true, ..Filter::default() };
            let posts = newest(tx, filter, since).await?;
            Ok::<_, Fault>(Some((account, posts)))
        })
        .await?;
    let (account, posts) = found.ok_or(Failed::NotFound)?;
    let title = here.speech().say("posts-of-person").arg("name", &account.name).text();
    let path = account.path();
    Ok(feed(&here, (&title, &path), &[account], posts))
}

/// What is written in a group.
pub(in crate::posts) async fn of_group(here: Here, Path(id): Path<String>) -> Page {
    let id: GroupId = id.parse().map_err(|_why| Failed::NotFound)?;
    let viewer = here.identity.me.as_ref().map(|me| me.member);
    let found = here
        .app
        .db
        .read(async move |tx| {
            let found = circles::find_known(tx, viewer.unwrap_or(MemberId(0)), id).await?;
            let Some((group, _)) = found.filter(|(group, role)| group.may_be_read(*role)) else { return Ok(None) };
            let opened =
                if group.told.entry == groups::Entry::Open { circles::outside_since(tx, id).await? } else { None };
            let Some(since) = readable_since(viewer, opened) else { return Ok(None) };
            let posts = newest(tx, Filter { group: Some(id), ..Filter::default() }, since).await?;
            let authors: Vec<MemberId> = posts.iter().map(|entry| entry.read.post.author).collect();
            let unseen = ties::unseen(tx, viewer.unwrap_or(MemberId(0)), &authors).await?;
            let mut accounts = members::find_many(tx, &authors).await?;
            accounts.retain(|account| there(account) && !unseen.contains(&account.id));
            Ok::<_, Fault>(Some((group, posts, accounts)))
        })
        .await?;
    let (group, posts, accounts) = found.ok_or(Failed::NotFound)?;
    let path = format!("/groups/{id}");
    Ok(feed(&here, (&group.told.name, &path), &accounts, posts))
}

/// Who leaves, or whose account a decision closed, is there for nobody, also outside.
const fn there(account: &Account) -> bool {
    account.leaving_at.is_none() && !account.suspended
}

/// From when on the reader may read: who is signed in, everything; others since it was opened, if it was.
fn readable_since(viewer: Option<MemberId>, opened: Option<Timestamp>) -> Option<Timestamp> {
    if viewer.is_some() { Some(Timestamp(0)) } else { opened }
}

/// A post with its pictures.
struct Entry {
    read: Read,
    pictures: Vec<Kept>,
}

async fn newest(tx: &Tx, filter: Filter, since: Timestamp) -> Result<Vec<Entry>, Fault> {
    let filter = Filter { shown_since: Some(since), ..filter };
    let posts = store::list(tx, &filter, None, ENTRIES).await?;
    let ids: Vec<PostId> = posts.iter().map(|read| read.post.id).collect();
    let mut pictures = store::list_pictures(tx, &ids).await?;
    let with =
        posts.into_iter().map(|read| Entry { pictures: pictures.remove(&read.post.id).unwrap_or_default(), read });
    Ok(with.collect())
}

fn feed(here: &Here, (title, path): (&str, &str), people: &[Account], posts: Vec<Entry>) -> axum::response::Response {
    let address = &here.app.config.address;
    let own = format!("{address}{path}/posts.atom");
    let newest = posts.iter().map(|entry| entry.read.post.edited_at.unwrap_or(entry.read.post.posted_at)).max();
    let updated = rfc3339(newest.unwrap_or_default());
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<id>{own}</id>\n\
         <title>{}</title>\n<updated>{updated}</updated>\n<link rel=\"self\" href=\"{own}\"/>\n\
         <link href=\"{address}{path}\"/>\n",
        escape(title)
    );
    for Entry { read: Read { post, .. }, pictures } in posts {
        let Some(author) = people.iter().find(|account| account.id == post.author) else { continue };
        let words = words_alone(&post.said.text);
        // A picture is told by its words: it is not itself there for who has no account.
        let alts: Vec<&str> = pictures.iter().map(|picture| picture.alt.as_str()).collect();
        let first = words.lines().next().or_else(|| alts.first().copied()).unwrap_or_default();
        let title: String = first.chars().take(TITLE_CHARS).collect();
        let described: String = alts.iter().map(|alt| format!("<p><em>{}</em></p>", escape(alt))).collect();
        let link = format!("{address}/posts/{}", post.id);
        let (at, updated) = (rfc3339(post.posted_at), rfc3339(post.edited_at.unwrap_or(post.posted_at)));
        let entry = format!(
            "<entry xml:lang=\"{}\">\n<id>{link}</id>\n<title>{}</title>\n<published>{at}</published>\n\
             <updated>{updated}</updated>\n<author><name>{}</name></author>\n<link href=\"{link}\"/>\n\
             <content type=\"html\">{}</content>\n</entry>",
            escape(&post.said.language),
            escape(&title),
            escape(&author.name),
            escape(&(markdown(&post.said.text) + &described)),
        );
        xml += &entry;
        xml.push('\n');
    }
    xml += "</feed>\n";
    let kind = HeaderValue::from_static("application/atom+xml; charset=utf-8");
    ([(header::CONTENT_TYPE, kind)], xml).into_response()
}
