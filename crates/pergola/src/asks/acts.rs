//! What a member does with asks and offers.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    asks::{self, Ask, Audience, Circumstances, Kind, Outcome, Plain, Refusal, Said, Typed},
    changes::Change,
    ids::{AskId, ConversationId, MemberId, NoticeId},
    members::meant,
    messages, text,
};

use super::{sight::Seen, speaking, store};
use crate::{
    app::{App, By, record},
    http::Failure,
    members, messages as inbox,
    moderation::{self, About, Look, Spot, Subject},
    network,
    notices::{self, NewNotice},
    ties,
};

type Done<T> = Result<T, Failure<Refusal>>;

pub(super) fn refusal(plain: Plain) -> Refusal {
    plain.into()
}

fn refused(plain: Plain) -> Failure<Refusal> {
    Failure::Refused(plain.into())
}

/// All that others read of it, as the check and moderators read it.
pub(crate) fn words(said: &Said) -> String {
    let topics: Vec<&str> = said.topics.iter().map(|topic| topic.name.as_str()).collect();
    moderation::gate::words(&said.text, [said.place.as_str(), topics.join(", ").as_str()])
}

/// What the check holds waits for a moderator, and its author is told.
async fn hold(tx: &Tx, by: &By, ask: &Ask, look: &Look) -> Result<(), Fault> {
    if !look.holds() {
        return Ok(());
    }
    let private = ask.said.audience != Audience::Everybody;
    moderation::hold(tx, by, Subject::new(About::Ask, ask.id.0), private, look).await
}

/// Something new for the board.
pub(crate) async fn post(app: &App, by: By, kind: Kind, typed: &Typed) -> Done<Ask> {
    let said = Said::read(typed).map_err(Failure::Refused)?;
    let look = moderation::look(app, &by, Spot::Ask, &words(&said)).await?;
    app.db
        .write(async move |tx| {
            store::one_at_a_time(tx, by.member).await?;
            let circumstances = Circumstances {
                open: store::count_open(tx, by.member, kind, None, by.now).await?,
                posted_today: store::posted_since(tx, by.member, by.now.plus_days(-1)).await?,
            };
            asks::post(&circumstances, by.now).map_err(Failure::Refused)?;
            let ask = Ask::posted(AskId(by.fresh()), kind, by.member, said.clone(), by.now);
            let ask = if look.holds() { ask.wait(by.now) } else { ask };
            let spoke = speaking::of(tx, by.member).await?;
            store::keep_new(tx, &ask).await?;
            hold(tx, &by, &ask, &look).await?;
            let offer = kind == Kind::Offer;
            record(tx, &by, &Change::AskPosted { ask: ask.id, author: by.member, offer }).await?;
            spoke.told(tx, &by).await?;
            Ok(ask)
        })
        .await
}

/// The author's own, of this kind; to anybody else it is not there.
async fn own(tx: &Tx, by: &By, kind: Kind, id: AskId) -> Done<store::Versioned> {
    let found = store::find_versioned(tx, id).await?;
    found.filter(|(ask, _)| ask.author == by.member && ask.kind == kind).ok_or(Failure::NotFound)
}

/// Of whatever kind: its author's own, to write on.
pub(super) async fn find_own(app: &App, by: &By, kind: Kind, id: AskId) -> Done<Ask> {
    let by = by.clone();
    app.db.read(async move |tx| Ok(own(tx, &by, kind, id).await?.0)).await
}

async fn keep(tx: &Tx, next: &Ask, version: i64) -> Done<()> {
    if store::keep(tx, next, version).await? { Ok(()) } else { Err(Failure::Stale) }
}

/// Its author says it otherwise: `change` gives the typed words from what it says now.
pub(super) async fn change<F>(app: &App, by: By, kind: Kind, id: AskId, change: F) -> Done<Ask>
where
    F: Fn(&Said) -> Typed + Send + Sync + 'static,
{
    let reader = by.clone();
    let (before, version) = app.db.read(async move |tx| own(tx, &reader, kind, id).await).await?;
    let said = Said::read(&change(&before.said)).map_err(Failure::Refused)?;
    before.clone().change(said.clone()).map_err(refused)?;
    // Renewed or moved it says nothing new.
    let same = words(&said) == words(&before.said);
    let look = if same { Look::default() } else { moderation::look_anew(app, &by, Spot::Ask, &words(&said)).await? };
    app.db
        .write(async move |tx| {
            let (ask, now) = own(tx, &by, kind, id).await?;
            if now != version {
                return Err(Failure::Stale);
            }
            let next = ask.change(said.clone()).map_err(refused)?;
            let next = if look.holds() { next.wait(by.now) } else { next };
            let spoke = speaking::of(tx, by.member).await?;
            keep(tx, &next, version).await?;
            hold(tx, &by, &next, &look).await?;
            record(tx, &by, &Change::AskChanged { ask: id, author: by.member }).await?;
            spoke.told(tx, &by).await?;
            Ok(next)
        })
        .await
}

/// One tap, and it stands for another life.
pub(super) async fn renew(app: &App, by: By, kind: Kind, id: AskId) -> Done<Ask> {
    app.db
        .write(async move |tx| {
            store::one_at_a_time(tx, by.member).await?;
            let (ask, version) = own(tx, &by, kind, id).await?;
            let others = store::count_open(tx, by.member, kind, Some(id), by.now).await?;
            let next = ask.renew(others, by.fresh(), by.now).map_err(refused)?;
            let spoke = speaking::of(tx, by.member).await?;
            keep(tx, &next, version).await?;
            record(tx, &by, &Change::AskChanged { ask: id, author: by.member }).await?;
            spoke.told(tx, &by).await?;
            Ok(next)
        })
        .await
}

/// What came of it, as its author tells.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    pub(crate) answered: bool,
    /// Handles, or names as lists of people show them; empty for nobody.
    pub(crate) by: String,
    pub(crate) through: String,
}

/// Closes it. Who helped is told of it, and nobody else.
pub(crate) async fn close(app: &App, by: By, kind: Kind, id: AskId, told: Told) -> Done<Ask> {
    app.db
        .write(async move |tx| {
            let (ask, version) = own(tx, &by, kind, id).await?;
            let helper = named(tx, &by, &told.by).await?.ok_or(refused(Plain::HelperUnknown))?;
            let between = named(tx, &by, &told.through).await?.ok_or(refused(Plain::GoBetweenUnknown))?;
            let outcome = Outcome::told(told.answered, helper, between, by.member).map_err(refused)?;
            let next = ask.close(outcome, by.now).map_err(refused)?;
            let spoke = speaking::of(tx, by.member).await?;
            keep(tx, &next, version).await?;
            record(tx, &by, &Change::AskClosed { ask: id, author: by.member }).await?;
            spoke.told(tx, &by).await?;
            if let Outcome::Answered { by: helper, through } = outcome {
                // Who took up an offer is named by its author alone: he is thanked for nothing, and told nothing.
                let helper = helper.filter(|_| kind == Kind::Ask);
                for (kind, thanked) in [("thanked", helper), ("thanked_through", through)] {
                    let Some(thanked) = thanked else { continue };
                    tell(tx, &by, kind, (thanked, by.member), id).await?;
                }
                if let Some(helper) = helper {
                    network::answered(tx, &by, helper, by.member).await?;
                }
            }
            Ok(next)
        })
        .await
}

/// A word about an ask, for one member: once.
async fn tell(tx: &Tx, by: &By, kind: &str, (reader, about): (MemberId, MemberId), ask: AskId) -> Result<(), Fault> {
    let new = NewNotice {
        id: NoticeId(by.fresh()),
        member: reader,
        kind,
        person: Some(about),
        subject: Some(ask.0),
        at: by.now,
        source: &format!("ask:{ask}:{kind}:{}", by.now.0),
    };
    notices::keep(tx, &new).await.map(drop)
}

/// Own ties among whom a name that was typed is looked for.
const TIES: i64 = 500;

/// Whom somebody typed or picked: nobody where nothing was; none where there is no such member for the author. A bare name
/// means the one tie of that name.
async fn named(tx: &Tx, by: &By, typed: &str) -> Result<Option<Option<MemberId>>, Fault> {
    let meant = meant(typed);
    if meant.is_empty() {
        return Ok(Some(None));
    }
    if let Some(account) = ties::find_visible(tx, by.member, meant).await? {
        return Ok(Some(Some(account.id)));
    }
    let ties = ties::list_by_name(tx, by.member, 0, TIES).await?;
    let wanted = text::fold(meant);
    let mut of_name = members::find_many(tx, &ties).await?;
    of_name.retain(|account| text::fold(&account.name) == wanted);
    let one = of_name.pop().filter(|_| of_name.is_empty());
    Ok(match one {
        Some(account) if ties::may_see(tx, by.member, account.id).await? => Some(Some(account.id)),
        _ => None,
    })
}

/// Answers it: a conversation with its author, found or begun, with these words below what they answer.
pub(super) async fn reply(
    app: &App,
    by: By,
    seen: &Seen,
    text: &str,
    quoted: &str,
) -> Result<ConversationId, Failure<messages::Refusal>> {
    // Asked before anything is put above it: an empty answer is none.
    let said = messages::text(text).map_err(|plain| Failure::Refused(plain.into()))?;
    let (said, ask) = (format!("{quoted}\n\n{said}"), seen.ask.id);
    let look = inbox::look_first(app, &by, seen.ask.author, &said).await?;
    app.db
        .write(async move |tx| {
            let there = store::find(tx, ask).await?.filter(|ask| ask.is_open(by.now)).ok_or(Failure::NotFound)?;
            let conversation = inbox::begin(tx, &by, there.author, true).await?;
            inbox::say_looked(tx, &by, conversation, &said, None, &look).await?;
            Ok(conversation)
        })
        .await
}

/// Moderators took it away: it is closed, until they take that back.
pub(crate) async fn take_down(tx: &Tx, by: &By, id: AskId) -> Result<(), Fault> {
    let Some((ask, version)) = store::find_versioned(tx, id).await? else { return Ok(()) };
    let author = ask.author;
    let spoke = speaking::of(tx, author).await?;
    if let Some(next) = ask.hide(by.now)
        && store::keep(tx, &next, version).await?
    {
        record(tx, by, &Change::AskClosed { ask: id, author }).await?;
        spoke.told(tx, by).await?;
    }
    Ok(())
}

/// They took that back: it stands on the board as it did, for those it was for and for what is left of its time; where
/// that is over it rests.
pub(crate) async fn put_back(tx: &Tx, by: &By, id: AskId) -> Result<(), Fault> {
    let Some((ask, version)) = store::find_versioned(tx, id).await? else { return Ok(()) };
    let author = ask.author;
    let spoke = speaking::of(tx, author).await?;
    let Some(next) = ask.show(by.now) else { return Ok(()) };
    if store::keep(tx, &next, version).await? {
        record(tx, by, &Change::AskChanged { ask: id, author }).await?;
        spoke.told(tx, by).await?;
    }
    Ok(())
}

/// It waited for a moderator, and may go.
pub(crate) async fn release(tx: &Tx, by: &By, id: AskId) -> Result<(), Fault> {
    let Some((ask, version)) = store::find_versioned(tx, id).await? else { return Ok(()) };
    let author = ask.author;
    let spoke = speaking::of(tx, author).await?;
    let Some(next) = ask.release(by.fresh(), by.now) else { return Ok(()) };
    if store::keep(tx, &next, version).await? {
        record(tx, by, &Change::AskChanged { ask: id, author }).await?;
        spoke.told(tx, by).await?;
    }
    Ok(())
}

/// No word of it is left.
pub(super) async fn delete(app: &App, by: By, kind: Kind, id: AskId) -> Done<()> {
    app.db
        .write(async move |tx| {
            let (_, version) = own(tx, &by, kind, id).await?;
            let spoke = speaking::of(tx, by.member).await?;
            if !store::remove(tx, id, version).await? {
                return Err(Failure::Stale);
            }
            moderation::gone(tx, Subject::new(About::Ask, id.0), by.now).await?;
            record(tx, &by, &Change::AskClosed { ask: id, author: by.member }).await?;
            Ok(spoke.told(tx, &by).await?)
        })
        .await
}

/// The notice to an author that his rests.
const RESTED: &str = "ask_rested";
/// Noted in one go.
const AT_ONCE: i64 = 200;

/// Lets those rest whose time is over, and tells their authors, once.
pub(crate) async fn let_rest(app: &App) -> Result<(), Fault> {
    let by = app.by_itself(pergola_domain::members::Language::default());
    loop {
        let (by, now) = (by.clone(), by.now);
        if app.db.read(async move |tx| store::list_over(tx, now, 1).await).await?.is_empty() {
            return Ok(());
        }
        let noted = app
            .db
            .write(async move |tx| -> Result<usize, Fault> {
                let mut noted = 0;
                for (ask, version) in store::list_over(tx, by.now, AT_ONCE).await? {
                    let Some(next) = ask.rest(by.now) else { continue };
                    let spoke = speaking::of(tx, next.author).await?;
                    if store::keep_state(tx, &next, version).await? {
                        record(tx, &by, &Change::AskRested { ask: next.id, author: next.author }).await?;
                        spoke.told(tx, &by).await?;
                        tell(tx, &by, RESTED, (next.author, next.author), next.id).await?;
                        noted += 1;
                    }
                }
                Ok(noted)
            })
            .await?;
        if noted == 0 {
            return Ok(());
        }
    }
}

/// Forgets what was deleted and counts for no limit any more.
pub(crate) async fn tidy(tx: &Tx, by: &By) -> Result<(), Fault> {
    store::forget_removed(tx, by.now.plus_days(-2)).await
}

/// Everything of a member who leaves.
pub(crate) async fn erase(tx: &Tx, by: &By, member: MemberId) -> Result<(), Fault> {
    let spoke = speaking::of(tx, member).await?;
    for ask in store::erase(tx, member).await? {
        record(tx, by, &Change::AskClosed { ask, author: member }).await?;
    }
    spoke.told(tx, by).await
}
