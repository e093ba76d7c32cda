//! What members do with groups: making one, coming in, leaving quietly, looking after it.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    groups::{
        Entry, Group, INVITED_A_DAY, JOINED, MADE_A_DAY, Plain, Refusal, Role, Told, Typed, appoint as may_appoint,
        heir,
    },
    ids::{AskId, GroupId, MemberId, NoticeId},
};

use super::store;
use crate::{
    app::{App, By, record},
    http::Failure,
    members,
    notices::{self, NewNotice},
    rooms::{self, Look},
    ties,
};

pub(super) type Done<T> = Result<T, Failure<Refusal>>;

fn refused(plain: Plain) -> Failure<Refusal> {
    Failure::Refused(plain.into())
}

/// A new group, whose maker looks after it.
pub(crate) async fn make(app: &App, by: By, typed: &Typed) -> Done<Group> {
    let told = Told::read(typed).map_err(Failure::Refused)?;
    let look = rooms::look_at_group(app, &by, &told, false).await?;
    app.db
        .write(async move |tx| {
            if store::count_made(tx, by.member, by.now.plus_days(-1)).await? >= MADE_A_DAY {
                return Err(refused(Plain::MadeTooMany));
            }
            has_room(tx, by.member).await?;
            let group = Group { id: GroupId(by.fresh()), told: told.clone(), created_at: by.now };
            store::keep_new(tx, &group, by.member).await?;
            place(tx, &by, &group, (by.member, None), Some(Role::Moderator)).await?;
            record(tx, &by, &Change::GroupChanged { group: group.id }).await?;
            wait(tx, &by, group, &look).await
        })
        .await
}

/// What the check holds waits for a moderator of the network: until then it is there for those in it alone, and nobody is asked
/// in. Gives the group as it is then.
async fn wait(tx: &Tx, by: &By, group: Group, look: &Look) -> Done<Group> {
    if !look.holds() {
        return Ok(group);
    }
    let id = group.id;
    rooms::hold_group(tx, by, id, group.told.entry == Entry::Hidden, look).await?;
    hold(tx, by, id).await?;
    Ok(store::find(tx, id).await?.map_or(group, |kept| kept.group))
}

/// What somebody is in a group from now on; none where he is gone. Of an open group, whose people everybody here may see,
/// the network is told who is in it; of others nothing.
async fn place(
    tx: &Tx,
    by: &By,
    group: &Group,
    (member, before): (MemberId, Option<Role>),
    after: Option<Role>,
) -> Result<(), Fault> {
    match after {
        Some(role) => store::keep_role(tx, group.id, member, role, by.now).await?,
        None => store::remove_member(tx, group.id, member).await?,
    }
    let is_in = |role: Option<Role>| role.is_some_and(Role::is_in);
    if is_in(before) != is_in(after) {
        record(tx, by, &Change::GroupPeopleChanged { group: group.id }).await?;
    }
    if group.told.entry != Entry::Open {
        return Ok(());
    }
    let change = match (is_in(before), is_in(after)) {
        (false, true) => Change::GroupJoined { group: group.id, member },
        (true, false) => Change::GroupLeft { group: group.id, member },
        _ => return Ok(()),
    };
    record(tx, by, &change).await.map(drop)
}

/// Moderators of the network took it away: for whoever is not in it it is not there, until they say otherwise.
pub(crate) async fn hold(tx: &Tx, by: &By, id: GroupId) -> Result<(), Fault> {
    held_or_not(tx, by, id, true).await
}

pub(crate) async fn release(tx: &Tx, by: &By, id: GroupId) -> Result<(), Fault> {
    held_or_not(tx, by, id, false).await
}

async fn held_or_not(tx: &Tx, by: &By, id: GroupId, held: bool) -> Result<(), Fault> {
    store::one_at_a_time(tx, id).await?;
    let Some(before) = store::find(tx, id).await? else { return Ok(()) };
    if held {
        store::hold(tx, id).await?;
    } else {
        store::release(tx, id, by.now).await?;
    }
    let Some(after) = store::find(tx, id).await? else { return Ok(()) };
    tell_whether_open(tx, by, &before.group, &after.group).await
}

/// More than a group has people.
const EVERYBODY: i64 = 1_000_000;

/// A group that opens shows its people to everybody, one that closes no more.
async fn tell_whether_open(tx: &Tx, by: &By, before: &Group, after: &Group) -> Result<(), Fault> {
    let is_open = |group: &Group| group.told.entry == Entry::Open;
    match (is_open(before), is_open(after)) {
        (true, false) => record(tx, by, &Change::GroupHidden { group: after.id }).await.map(drop),
        (false, true) => {
            for member in store::list_in(tx, after.id, EVERYBODY).await? {
                record(tx, by, &Change::GroupJoined { group: after.id, member }).await?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

async fn has_room(tx: &Tx, member: MemberId) -> Done<()> {
    if store::count_of(tx, member).await? >= JOINED { Err(refused(Plain::InTooMany)) } else { Ok(()) }
}

/// A group, where the member looks after it: to anybody else its inside is not there.
async fn own(tx: &Tx, by: &By, id: GroupId) -> Done<store::Kept> {
    store::one_at_a_time(tx, id).await?;
    let kept = store::find(tx, id).await?.ok_or(Failure::NotFound)?;
    let role = store::role(tx, id, by.member).await?;
    if role == Some(Role::Moderator) { Ok(kept) } else { Err(Failure::NotFound) }
}

/// The same, to be read.
pub(super) async fn find_own(app: &App, by: &By, id: GroupId) -> Done<Group> {
    let by = by.clone();
    app.db
        .read(async move |tx| {
            let kept = store::find(tx, id).await?.ok_or(Failure::NotFound)?;
            let role = store::role(tx, id, by.member).await?;
            if role == Some(Role::Moderator) { Ok(kept.group) } else { Err(Failure::NotFound) }
        })
        .await
}

/// A moderator says otherwise what it is.
pub(super) async fn change<F>(app: &App, by: By, id: GroupId, change: F) -> Done<Group>
where
    F: Fn(&Told) -> Typed + Send + Sync + 'static,
{
    let before = find_own(app, &by, id).await?.told;
    let told = Told::read(&change(&before)).map_err(Failure::Refused)?;
    let same = rooms::words_of_group(&told) == rooms::words_of_group(&before);
    let look = if same { Look::default() } else { rooms::look_at_group(app, &by, &told, true).await? };
    app.db
        .write(async move |tx| {
            let kept = own(tx, &by, id).await?;
            if kept.group.told != before {
                return Err(Failure::Stale);
            }
            let told = told.clone();
            let next = Group { told, ..kept.group.clone() };
            if !store::keep(tx, &next, kept.version, by.now).await? {
                return Err(Failure::Stale);
            }
            tell_whether_open(tx, &by, &kept.group, &next).await?;
            record(tx, &by, &Change::GroupChanged { group: id }).await?;
            wait(tx, &by, next, &look).await
        })
        .await
}

/// The group goes, with all that is written in it.
pub(super) async fn remove(app: &App, by: By, id: GroupId) -> Done<()> {
    app.db
        .write(async move |tx| {
            own(tx, &by, id).await?;
            gone(tx, &by, id).await?;
            Ok(())
        })
        .await
}

async fn gone(tx: &Tx, by: &By, id: GroupId) -> Result<(), Fault> {
    store::remove(tx, id).await?;
    rooms::group_gone(tx, id, by.now).await?;
    record(tx, by, &Change::GroupHidden { group: id }).await.map(drop)
}

/// Comes in, or asks to. Twice is once. Gives what the member is then.
pub(crate) async fn enter(app: &App, by: By, id: GroupId) -> Done<Role> {
    app.db
        .write(async move |tx| {
            store::one_at_a_time(tx, id).await?;
            let kept = store::find(tx, id).await?.ok_or(Failure::NotFound)?;
            let role = store::role(tx, id, by.member).await?;
            if !kept.group.may_be_known(role) {
                return Err(Failure::NotFound);
            }
            let put_out = store::was_put_out(tx, id, by.member).await?;
            let Some(next) = kept.group.enters(role, put_out) else { return role.ok_or(Failure::NotFound) };
            if role.is_none() {
                has_room(tx, by.member).await?;
            }
            place(tx, &by, &kept.group, (by.member, role), Some(next)).await?;
            if next == Role::Asking {
                for moderator in store::list_moderators(tx, id).await? {
                    // Whom a moderator blocked asks the others.
                    if ties::unseen(tx, moderator, &[by.member]).await?.is_empty() {
                        tell(tx, &by, "group_asked", (moderator, by.member), id).await?;
                    }
                }
            }
            Ok(next)
        })
        .await
}

/// Goes, and nobody is told. Who was there longest looks after it where nobody else does; an empty group is gone. Gives what
/// the member was there.
pub(super) async fn leave(app: &App, by: By, id: GroupId) -> Done<Option<Role>> {
    app.db
        .write(async move |tx| {
            store::one_at_a_time(tx, id).await?;
            let kept = store::find(tx, id).await?.ok_or(Failure::NotFound)?;
            let role = store::role(tx, id, by.member).await?;
            if !kept.group.may_be_left(role) {
                return Err(Failure::NotFound);
            }
            step_out(tx, &by, &kept.group, by.member).await?;
            Ok(role)
        })
        .await
}

/// How many are looked at for who was there longest.
const LOOKED_AT: i64 = 1_000;

async fn step_out(tx: &Tx, by: &By, group: &Group, member: MemberId) -> Result<(), Fault> {
    let id = group.id;
    let role = store::role(tx, id, member).await?;
    place(tx, by, group, (member, role), None).await?;
    let left = store::list_members(tx, id, 0, LOOKED_AT).await?;
    if !left.iter().any(|(_, role, _)| role.is_in()) {
        return gone(tx, by, id).await;
    }
    if let Some(heir) = heir(&left) {
        place(tx, by, group, (heir, Some(Role::Member)), Some(Role::Moderator)).await?;
    }
    Ok(())
}

/// A moderator asks somebody in, lets him in, or makes him look after it too. A refusal is quiet: [`remove_member`].
pub(super) async fn appoint(app: &App, by: By, id: GroupId, handle: &str, wanted: Role) -> Done<()> {
    let handle = handle.trim().trim_start_matches('@').to_owned();
    app.db
        .write(async move |tx| {
            let kept = own(tx, &by, id).await?;
            let found = ties::find_visible(tx, by.member, &handle).await?;
            let person = found.ok_or_else(|| refused(Plain::PersonUnknown))?;
            let now = store::role(tx, id, person.id).await?;
            let moderators = store::count_moderators(tx, id).await?;
            let Some(next) = may_appoint(now, wanted, moderators).map_err(refused)? else { return Ok(()) };
            if now == Some(next) {
                return Ok(());
            }
            if now.is_none() {
                if store::held_entry(tx, id).await?.is_some() {
                    return Err(refused(Plain::Waits));
                }
                if store::count_invited(tx, by.member, by.now.plus_days(-1)).await? >= INVITED_A_DAY {
                    return Err(refused(Plain::InvitedTooMany));
                }
                if store::count_of(tx, person.id).await? >= JOINED {
                    return Err(refused(Plain::PersonUnknown));
                }
                store::keep_invited(tx, by.fresh(), by.member, by.now).await?;
            }
            place(tx, &by, &kept.group, (person.id, now), Some(next)).await?;
            store::forget_put_out(tx, id, person.id).await?;
            match (now, next) {
                (None, Role::Invited) => tell(tx, &by, "group_invited", (person.id, by.member), id).await?,
                (Some(Role::Asking), _) => tell(tx, &by, "group_welcome", (person.id, by.member), id).await?,
                _ => {}
            }
            Ok(())
        })
        .await
}

/// A moderator takes somebody out, or lets him ask in vain: neither is told. Who was in it asks before he comes again.
pub(super) async fn remove_member(app: &App, by: By, id: GroupId, handle: &str) -> Done<()> {
    let handle = handle.trim().trim_start_matches('@').to_owned();
    app.db
        .write(async move |tx| {
            let kept = own(tx, &by, id).await?;
            let person = members::find_by_handle(tx, &handle).await?.ok_or(Failure::NotFound)?;
            let role = store::role(tx, id, person.id).await?.ok_or(Failure::NotFound)?;
            if role == Role::Moderator && store::count_moderators(tx, id).await? <= 1 {
                return Err(refused(Plain::LastModerator));
            }
            if role.is_in() {
                store::put_out(tx, id, person.id, by.now).await?;
            }
            Ok(place(tx, &by, &kept.group, (person.id, Some(role)), None).await?)
        })
        .await
}

/// Who looks after a group takes out what somebody else hung there, who hears of it. Gives false where it hangs there no more.
pub(crate) async fn take_out_ask(tx: &Tx, by: &By, id: GroupId, (ask, author): (AskId, MemberId)) -> Done<bool> {
    own(tx, by, id).await?;
    let hung = store::take_out_ask(tx, (id, author), ask, by.now).await?;
    if hung {
        let kind = "group_ask_taken_out";
        let source = format!("group:{id}:{kind}:{ask}");
        let new = NewNotice {
            id: NoticeId(by.fresh()),
            member: author,
            kind,
            person: Some(by.member),
            subject: Some(id.0),
            at: by.now,
            source: &source,
        };
        notices::keep(tx, &new).await?;
    }
    Ok(hung)
}

/// A word about a group, for one member: once.
async fn tell(
    tx: &Tx,
    by: &By,
    kind: &str,
    (reader, about): (MemberId, MemberId),
    group: GroupId,
) -> Result<(), Fault> {
    let new = NewNotice {
        id: NoticeId(by.fresh()),
        member: reader,
        kind,
        person: Some(about),
        subject: Some(group.0),
        at: by.now,
        source: &format!("group:{group}:{kind}:{about}:{reader}"),
    };
    notices::keep(tx, &new).await.map(drop)
}

/// Everything of a member who leaves: he steps out of all groups.
pub(crate) async fn erase(tx: &Tx, by: &By, member: MemberId) -> Result<(), Fault> {
    for (group, _) in store::of_member(tx, member).await? {
        step_out(tx, by, &group, member).await?;
    }
    store::forget_maker(tx, member).await?;
    store::forget_outs_of(tx, member).await?;
    store::forget_invited(tx, member).await
}
