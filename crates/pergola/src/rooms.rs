//! The rooms, in their order: a room may call those before it, and speaks to those after it through the change log.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    groups::{Entry, Told},
    ids::{AskId, CommentId, EventId, GroupId, InvitationId, JobId, MemberId, MessageId, PictureId, PostId},
    time::Timestamp,
};

use crate::{
    about,
    app::{App, By},
    asks, companion, contacts, events, exchange, garden, groups, home,
    http::{Doors, assets, openapi, ops},
    introductions, jobs, meetings, members, messages, mirror, moderation,
    moderation::{About, Exhibit, Spot, Subject},
    network, notices, organisations, pairs, people, posts,
    posts::Hung,
    search, stays, subscriptions, ties, topics,
    words::Speech,
};

/// All doors of the program.
pub(crate) fn doors() -> Doors {
    Doors::new()
        .and(ops::doors())
        .and(assets::doors())
        .and(openapi::doors())
        .and(members::doors())
        .and(notices::doors())
        .and(contacts::doors())
        .and(ties::doors())
        .and(network::doors())
        .and(organisations::doors())
        .and(topics::doors())
        .and(groups::doors())
        .and(moderation::doors())
        .and(messages::doors())
        .and(asks::doors())
        .and(posts::doors())
        .and(introductions::doors())
        .and(meetings::doors())
        .and(pairs::doors())
        .and(events::doors())
        .and(stays::doors())
        .and(jobs::doors())
        .and(garden::doors())
        .and(companion::doors())
        .and(mirror::doors())
        .and(subscriptions::doors())
        .and(people::doors())
        .and(search::doors())
        .and(home::doors())
        .and(about::doors())
        .and(exchange::doors())
}

/// Invitations named in the inbox; the rest is on their page.
const INVITATIONS: i64 = 5;

/// A thing as a member may report it, where it is there for him. A room whose things can be reported has an arm here, and
/// in [`exhibit`], [`hide`], [`show`], [`release`].
pub(crate) async fn reportable(app: &App, by: &By, subject: Subject) -> Result<Option<Exhibit>, Fault> {
    let (me, id) = (by.member, subject.id);
    match subject.about {
        About::Member => {
            let visible = app.db.read(async move |tx| ties::may_see(tx, me, MemberId(id)).await).await?;
            if visible { exhibit(app, subject).await } else { Ok(None) }
        }
        About::Message => app.db.read(async move |tx| messages::reportable(tx, me, MessageId(id)).await).await,
        About::Ask => {
            let seen = asks::find_visible(app, by, AskId(id)).await?;
            if seen.is_some() { exhibit(app, subject).await } else { Ok(None) }
        }
        About::Job => {
            let by = by.clone();
            app.db.read(async move |tx| jobs::reportable(tx, &by, JobId(id)).await).await
        }
        About::Invitation => {
            let found = app.db.read(async move |tx| ties::words_to(tx, me, InvitationId(id)).await).await?;
            Ok(found.map(between_two))
        }
        About::Post => posts::reportable(app, by, PostId(id)).await,
        // Nobody but who runs the server ever has one before him.
        About::Letter => Ok(None),
        About::Comment => posts::reportable_comment(app, by, CommentId(id)).await,
        About::Event => events::reportable(app, by, EventId(id)).await,
        About::Group => {
            let known = app.db.read(async move |tx| groups::find_known(tx, me, GroupId(id)).await).await?;
            if known.is_some() { exhibit(app, subject).await } else { Ok(None) }
        }
    }
}

/// A thing as moderators judge it, whoever may see it.
pub(crate) async fn exhibit(app: &App, subject: Subject) -> Result<Option<Exhibit>, Fault> {
    let id = subject.id;
    match subject.about {
        About::Member => {
            let found = app.db.read(async move |tx| members::find(tx, MemberId(id)).await).await?;
            Ok(found.map(|account| Exhibit {
                author: Some(account.id),
                text: [account.name.as_str(), account.headline.as_str()].join("\n").trim().to_owned(),
                href: Some(account.path()),
                ..Exhibit::default()
            }))
        }
        About::Message => app.db.read(async move |tx| messages::exhibit(tx, MessageId(id)).await).await,
        About::Ask => {
            let found = app.db.read(async move |tx| asks::find(tx, AskId(id)).await).await?;
            Ok(found.map(|ask| Exhibit {
                author: Some(ask.author),
                is_private: ask.said.audience != pergola_domain::asks::Audience::Everybody,
                href: Some(asks::path(&ask)),
                text: asks::words(&ask.said),
                ..Exhibit::default()
            }))
        }
        About::Job => app.db.read(async move |tx| jobs::exhibit(tx, JobId(id)).await).await,
        About::Invitation => {
            let found = app.db.read(async move |tx| ties::words_of(tx, InvitationId(id)).await).await?;
            Ok(found.map(between_two))
        }
        About::Letter => app.db.read(async move |tx| about::exhibit(tx, id).await).await,
        About::Post => app.db.read(async move |tx| posts::exhibit(tx, PostId(id)).await).await,
        About::Comment => app.db.read(async move |tx| posts::exhibit_comment(tx, CommentId(id)).await).await,
        About::Event => app.db.read(async move |tx| events::exhibit(tx, EventId(id)).await).await,
        About::Group => {
            let found = app.db.read(async move |tx| groups::find_made(tx, GroupId(id)).await).await?;
            Ok(found.map(|(group, maker)| Exhibit {
                author: maker,
                is_private: group.told.entry == Entry::Hidden,
                text: words_of_group(&group.told),
                href: Some(format!("/groups/{}", group.id)),
                ..Exhibit::default()
            }))
        }
    }
}

/// All that others read of a group, as the check and moderators read it.
pub(crate) fn words_of_group(told: &Told) -> String {
    let topics: Vec<&str> = told.topics.iter().map(|topic| topic.name.as_str()).collect();
    moderation::gate::words(&told.name, [told.purpose.as_str(), topics.join(", ").as_str()])
}

/// A group that is made, or called something else, in a room before that of moderation: looked at as a post is.
pub(crate) async fn look_at_group(app: &App, by: &By, told: &Told, anew: bool) -> Result<Look, Fault> {
    let words = words_of_group(told);
    if anew {
        moderation::look_anew(app, by, Spot::Group, &words).await
    } else {
        moderation::look(app, by, Spot::Group, &words).await
    }
}

/// It waits for a moderator.
pub(crate) async fn hold_group(tx: &Tx, by: &By, id: GroupId, private: bool, look: &Look) -> Result<(), Fault> {
    moderation::hold(tx, by, Subject::new(About::Group, id.0), private, look).await
}

/// It waits no more.
pub(crate) async fn group_gone(tx: &Tx, id: GroupId, now: Timestamp) -> Result<(), Fault> {
    moderation::gone(tx, Subject::new(About::Group, id.0), now).await
}

/// What one member wrote to another one alone.
fn between_two((author, text): (MemberId, String)) -> Exhibit {
    Exhibit { author: Some(author), is_private: true, text, ..Exhibit::default() }
}

/// What somebody is about to write with an invitation, in a room before that of messages: looked at as a first message is.
pub(crate) async fn look_first(app: &App, by: &By, handle: &str, text: &str) -> Result<Look, Fault> {
    let handle = handle.to_owned();
    let found = app.db.read(async move |tx| members::find_by_handle(tx, &handle).await).await?;
    match found.filter(|_| !text.is_empty()) {
        Some(to) => messages::look_first(app, by, to.id, text).await,
        None => Ok(Look::default()),
    }
}

/// The words of an invitation wait for a moderator.
pub(crate) async fn hold_words(tx: &Tx, by: &By, id: InvitationId, look: &Look) -> Result<(), Fault> {
    moderation::hold(tx, by, Subject::new(About::Invitation, id.0), true, look).await
}

/// They wait no more.
pub(crate) async fn words_gone(tx: &Tx, id: InvitationId, now: Timestamp) -> Result<(), Fault> {
    moderation::gone(tx, Subject::new(About::Invitation, id.0), now).await
}

/// A picture that an exhibit names: its bytes.
pub(crate) async fn exhibited(tx: &Tx, subject: Subject, picture: PictureId) -> Result<Option<Vec<u8>>, Fault> {
    match subject.about {
        About::Post => posts::exhibited(tx, PostId(subject.id), picture).await,
        _ => Ok(None),
    }
}

/// Whose place it is where a comment hangs below something of a later room.
pub(crate) async fn owner_below(tx: &Tx, below: Hung) -> Result<Option<MemberId>, Fault> {
    Ok(exhibit_below(tx, below).await?.and_then(|exhibit| exhibit.author))
}

/// What a comment hangs below, as moderators judge it, where that is a thing of a later room.
pub(crate) async fn exhibit_below(tx: &Tx, below: Hung) -> Result<Option<Exhibit>, Fault> {
    match below {
        Hung::Event(event) => events::exhibit(tx, event).await,
        Hung::Job(job) => jobs::exhibit(tx, job).await,
        Hung::Post(post) => posts::exhibit(tx, post).await,
    }
}

/// Whether a member may see what a comment hangs below.
pub(crate) async fn is_there(app: &App, by: &By, below: Hung) -> Result<bool, Fault> {
    match below {
        Hung::Event(event) => Ok(events::reportable(app, by, event).await?.is_some()),
        Hung::Job(job) => {
            let by = by.clone();
            app.db.read(async move |tx| Ok(jobs::reportable(tx, &by, job).await?.is_some())).await
        }
        Hung::Post(post) => Ok(posts::find_visible(app, by, post).await?.is_some()),
    }
}

/// The group for whose people something is that comments hang below, if it is for one.
pub(crate) async fn group_below(tx: &Tx, below: Hung) -> Result<Option<GroupId>, Fault> {
    match below {
        Hung::Event(event) => events::group_of(tx, event).await,
        Hung::Job(_) => Ok(None),
        Hung::Post(post) => posts::group_of(tx, post).await,
    }
}

pub(crate) use crate::moderation::Look;
pub(crate) use crate::posts::{Fresh, fresh, lately};

/// Moderators took it away.
pub(crate) async fn hide(tx: &Tx, by: &By, about: About, id: i64) -> Result<(), Fault> {
    match about {
        About::Message => messages::hide(tx, MessageId(id)).await,
        About::Ask => asks::take_down(tx, by, AskId(id)).await,
        About::Job => jobs::take_down(tx, by, JobId(id)).await,
        About::Post => posts::keep_held(tx, by, PostId(id), true).await,
        About::Comment => posts::keep_comment_held(tx, by, CommentId(id), true).await,
        About::Event => events::keep_held(tx, by, EventId(id), true).await,
        About::Group => groups::hold(tx, by, GroupId(id)).await,
        About::Invitation => ties::keep_words_held(tx, InvitationId(id), true).await,
        About::Letter => about::remove(tx, id).await,
        About::Member => Ok(()),
    }
}

/// It is back. An ask, an offer and an ad are open again for what is left of their time. What was taken out of a group stays
/// out: that is another decision.
pub(crate) async fn show(tx: &Tx, by: &By, about: About, id: i64) -> Result<(), Fault> {
    if moderation::is_out(tx, Subject::new(about, id)).await? {
        return Ok(());
    }
    match about {
        About::Message => messages::show(tx, MessageId(id)).await,
        About::Ask => asks::put_back(tx, by, AskId(id)).await,
        About::Job => jobs::put_back(tx, by, JobId(id)).await,
        About::Post => posts::keep_held(tx, by, PostId(id), false).await,
        About::Comment => posts::keep_comment_held(tx, by, CommentId(id), false).await,
        About::Event => events::keep_held(tx, by, EventId(id), false).await,
        About::Group => groups::release(tx, by, GroupId(id)).await,
        About::Invitation => ties::keep_words_held(tx, InvitationId(id), false).await,
        About::Letter | About::Member => Ok(()),
    }
}

/// It waited for a moderator, and may go.
pub(crate) async fn release(tx: &Tx, by: &By, about: About, id: i64) -> Result<(), Fault> {
    if moderation::is_out(tx, Subject::new(about, id)).await? {
        return Ok(());
    }
    match about {
        About::Message => messages::release(tx, by, MessageId(id)).await,
        About::Ask => asks::release(tx, by, AskId(id)).await,
        About::Event => events::release(tx, by, EventId(id)).await,
        About::Post => posts::release(tx, by, PostId(id)).await,
        About::Comment => posts::release_comment(tx, by, CommentId(id)).await,
        About::Letter => about::release(tx, by, id).await,
        _ => show(tx, by, about, id).await,
    }
}

/// Somebody joined: what he calls himself passes a check.
pub(crate) async fn joined(app: &App, by: &By, member: MemberId) -> Result<(), Fault> {
    moderation::gate::look_at_newcomer(app, &by.on_behalf_of(member)).await
}

/// Whether a member exists for another, for the room of members, which comes before blocks.
pub(crate) async fn may_see(tx: &Tx, viewer: MemberId, other: MemberId) -> Result<bool, Fault> {
    ties::may_see(tx, viewer, other).await
}

/// Whether two share something of rooms after that of ties: a group that both are in, or an ask of one that the other
/// answered. Both know of either.
pub(crate) async fn something_shared(tx: &Tx, one: MemberId, other: MemberId) -> Result<bool, Fault> {
    Ok(groups::any_shared(tx, one, other).await? || network::any_answer(tx, one, other).await?)
}

/// What waits for a private answer of this member, for his inbox. A room with questions of its own adds them here, most
/// urgent first: the inbox belongs to a room before it, which cannot call it.
pub(crate) async fn questions(
    tx: &Tx,
    t: &Speech,
    member: MemberId,
    now: Timestamp,
) -> Result<Vec<messages::Question>, Fault> {
    let mut questions = introductions::questions(tx, t, member, now).await?;
    let invited = ties::asking(tx, member, INVITATIONS).await?.into_iter().map(|person| messages::Question {
        person: Some(person),
        text: t.s("inbox-invited").to_owned(),
        act: t.s("inbox-invited-act").to_owned(),
        href: "/invitations".to_owned(),
    });
    let wanted =
        meetings::asking(tx, member, INVITATIONS).await?.into_iter().map(|(meeting, person)| messages::Question {
            person: Some(person),
            text: t.s("inbox-meet").to_owned(),
            act: t.s("inbox-meet-act").to_owned(),
            href: format!("/meetings/{meeting}"),
        });
    questions.extend(wanted.chain(invited));
    let judges = members::list_moderators(tx).await?.contains(&member);
    let waiting = if judges { moderation::count_waiting(tx, member).await? } else { 0 };
    if waiting > 0 {
        questions.push(messages::Question {
            person: None,
            text: t.say("inbox-moderation").arg("count", waiting).text(),
            act: t.s("inbox-moderation-act").to_owned(),
            href: "/moderation".to_owned(),
        });
    }
    Ok(questions)
}

/// Whose asks this member could have answered by putting two in touch: today's pairs, for the board, whose room comes before
/// theirs.
pub(crate) async fn between(app: &App, by: &By, t: &Speech) -> Result<Vec<asks::Between>, Fault> {
    let found = pairs::today(app, by).await?;
    Ok(pairs::between(t, &found))
}

/// How many private questions of people wait for this member, those that [`questions`] does not name any more with them.
pub(crate) async fn count_questions(tx: &Tx, member: MemberId, now: Timestamp) -> Result<i64, Fault> {
    let asked = introductions::count_questions(tx, member, now).await?;
    Ok(asked + meetings::count_asking(tx, member).await? + ties::count_asking(tx, member).await?)
}

/// Whether anything in the inbox waits: what the mark beside its name says on every page. Cheap, and bounded.
pub(crate) async fn anything_waits(tx: &Tx, member: MemberId) -> Result<bool, Fault> {
    Ok(messages::any_unread(tx, member).await?
        || ties::count_asking(tx, member).await? > 0
        || meetings::count_asking(tx, member).await? > 0
        || notices::any_unread(tx, member).await?)
}
