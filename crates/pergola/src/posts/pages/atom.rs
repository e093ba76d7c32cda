//! Feeds out, as Atom (RFC 4287): what a member wrote for everybody, and what is written in a group that lets itself be
//! read from outside. Whoever is not signed in reads them only where their owner said so, and only what was written since.

use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::IntoResponse,
};
use pergola_domain::{
    groups::Entry,
    ids::{GroupId, MemberId},
    posts::{Audience, State},
    time::Timestamp,
};

use crate::{
    groups,
    http::{Failed, Here, Page},
    members::{self, Account},
    posts::store::{self, Filter, Read},
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
            let since = store::choices(tx, account.id).await?.outside_since;
            let filter = Filter { author: Some(account.id), for_everybody: true, ..Filter::default() };
            let posts = store::list(tx, &filter, None, ENTRIES).await?;
            Ok::<_, pergola_db::Fault>(Some((account, since, posts)))
        })
        .await?;
    let (account, since, posts) = found.ok_or(Failed::NotFound)?;
    let since = opened(viewer, since)?;
    let title = here.speech().say("posts-of-person").arg("name", &account.name).text();
    let path = account.path();
    Ok(feed(&here, (&title, &path), &[account], shown(posts, since)))
}

/// What is written in a group.
pub(in crate::posts) async fn of_group(here: Here, Path(id): Path<String>) -> Page {
    let id: GroupId = id.parse().map_err(|_why| Failed::NotFound)?;
    let viewer = here.identity.me.as_ref().map(|me| me.member);
    let found = here
        .app
        .db
        .read(async move |tx| {
            let found = groups::find_known(tx, viewer.unwrap_or(MemberId(0)), id).await?;
            let Some((group, _)) = found.filter(|(group, role)| group.may_be_read(*role)) else { return Ok(None) };
            let since = if group.told.entry == Entry::Open { groups::outside_since(tx, id).await? } else { None };
            let filter = Filter { group: Some(id), ..Filter::default() };
            let posts = store::list(tx, &filter, None, ENTRIES).await?;
            let authors: Vec<MemberId> = posts.iter().map(|read| read.post.author).collect();
            let unseen = ties::unseen(tx, viewer.unwrap_or(MemberId(0)), &authors).await?;
            let mut accounts = members::find_many(tx, &authors).await?;
            accounts.retain(|account| there(account) && !unseen.contains(&account.id));
            Ok::<_, pergola_db::Fault>(Some((group, since, posts, accounts)))
        })
        .await?;
    let (group, since, posts, accounts) = found.ok_or(Failed::NotFound)?;
    let since = opened(viewer, since)?;
    let path = format!("/groups/{id}");
    Ok(feed(&here, (&group.told.name, &path), &accounts, shown(posts, since)))
}

/// Who leaves, or whose account a decision closed, is there for nobody, also outside.
const fn there(account: &Account) -> bool {
    account.leaving_at.is_none() && !account.suspended
}

/// From when on the reader may read: who is signed in, everything; others since it was opened, if it was.
fn opened(viewer: Option<MemberId>, since: Option<Timestamp>) -> Result<Timestamp, Failed> {
    match viewer {
        Some(_) => Ok(Timestamp(0)),
        None => since.ok_or(Failed::NotFound),
    }
}

fn shown(posts: Vec<Read>, since: Timestamp) -> Vec<Read> {
    let for_all = |audience: Audience| matches!(audience, Audience::Everybody | Audience::Group(_));
    let shown = posts.into_iter().filter(|read| read.post.state == State::Shown && for_all(read.post.said.audience));
    shown.filter(|read| read.post.posted_at >= since).collect()
}

fn feed(here: &Here, (title, path): (&str, &str), people: &[Account], posts: Vec<Read>) -> axum::response::Response {
    let address = &here.app.config.address;
    let own = format!("{address}{path}/posts.atom");
    let newest = posts.iter().map(|read| read.post.edited_at.unwrap_or(read.post.posted_at)).max();
    let updated = rfc3339(newest.unwrap_or_default());
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<id>{own}</id>\n\
         <title>{}</title>\n<updated>{updated}</updated>\n<link rel=\"self\" href=\"{own}\"/>\n\
         <link href=\"{address}{path}\"/>\n",
        escape(title)
    );
    for Read { post, .. } in posts {
        let Some(author) = people.iter().find(|account| account.id == post.author) else { continue };
        let words = words_alone(&post.said.text);
        let first = words.lines().next().unwrap_or_default();
        let title: String = first.chars().take(TITLE_CHARS).collect();
        let link = format!("{address}/posts/{}", post.id);
        let (at, updated) = (rfc3339(post.posted_at), rfc3339(post.edited_at.unwrap_or(post.posted_at)));
        let entry = format!(
            "<entry xml:lang=\"{}\">\n<id>{link}</id>\n<title>{}</title>\n<published>{at}</published>\n\
             <updated>{updated}</updated>\n<author><name>{}</name></author>\n<link href=\"{link}\"/>\n\
             <content type=\"html\">{}</content>\n</entry>",
            escape(&post.said.language),
            escape(&title),
            escape(&author.name),
            escape(&markdown(&post.said.text)),
        );
        xml += &entry;
        xml.push('\n');
    }
    xml += "</feed>\n";
    let kind = HeaderValue::from_static("application/atom+xml; charset=utf-8");
    ([(header::CONTENT_TYPE, kind)], xml).into_response()
}
