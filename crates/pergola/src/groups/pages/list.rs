//! `/groups`: those of the reader, and those of which everybody may know.

use askama::Template;
use axum::extract::Query;
use pergola_domain::{
    groups::{Group, Role},
    ids::GroupId,
};
use serde::Deserialize;

use super::GroupCard;
use crate::{
    groups::store,
    http::{Frame, Here, Page, Place},
};

/// On one page.
const SHOWN: i64 = 30;

#[derive(Template)]
#[template(path = "groups/pages/list.html")]
struct ListPage {
    frame: Frame,
    mine: Vec<GroupCard>,
    /// Where the reader asked to come in, and nobody has said yet.
    asked: Vec<GroupCard>,
    /// The same where the group was hidden since: its address, and when he asked; nothing of what it says now.
    asked_hidden: Vec<(String, String)>,
    others: Vec<GroupCard>,
    next: Option<GroupId>,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::groups) struct Asked {
    #[serde(default)]
    before: Option<String>,
}

pub(in crate::groups) async fn list(here: Here, Query(asked): Query<Asked>) -> Page {
    let member = here.by().member;
    let before: Option<GroupId> = asked.before.as_deref().and_then(|before| before.parse().ok());
    let (mine, since, mut known) = here
        .app
        .db
        .read(async move |tx| {
            let mine = store::of_member(tx, member).await?;
            let since = store::asked_since(tx, member).await?;
            Ok::<_, pergola_db::Fault>((mine, since, store::list_known(tx, before, SHOWN + 1).await?))
        })
        .await?;
    let shown = usize::try_from(SHOWN).unwrap_or(0);
    let more = known.len() > shown;
    known.truncate(shown);
    let next = more.then(|| known.last().map(|group| group.id)).flatten();
    known.retain(|group| mine.iter().all(|(own, _)| own.id != group.id));
    let t = here.speech();
    let (asked, mine): (Vec<_>, Vec<_>) = mine.iter().partition(|(_, role)| *role == Role::Asking);
    let (asked, hidden): (Vec<_>, Vec<_>) =
        asked.into_iter().partition(|(group, role)| group.may_be_known(Some(*role)));
    let now = here.by().now;
    let hidden = hidden.iter().map(|(group, _)| {
        let when = since.iter().find(|(id, _)| *id == group.id).map(|(_, at)| t.day(*at, now));
        (format!("/groups/{}", group.id), when.unwrap_or_default())
    });
    let card = |(group, role): &&(Group, Role)| GroupCard::of(&t, group, Some(*role));
    let page = ListPage {
        mine: mine.iter().map(card).collect(),
        asked: asked.iter().map(card).collect(),
        asked_hidden: hidden.collect(),
        others: known.iter().map(|group| GroupCard::of(&t, group, None)).collect(),
        next,
        frame: here.frame("groups-title", Place::People),
    };
    here.draw(&page)
}
