//! Open pages and programs that listen: who is told that something is new, and when the listening ends.
//!
//! What is told names kinds and ids alone; whoever hears it asks for the rest through the usual doors. One task looks for
//! all who listen here, when something was written here and once a second for what another server wrote; what it finds
//! it finds in the tables, so nothing must be kept for it, and each look also asks whether the listener is still signed
//! in. Who begins to listen is told of the last two minutes, since his page was drawn a moment before.

pub(super) mod door;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use axum::{extract::Request, response::Response};
use pergola_db::Fault;
use pergola_domain::{
    ids::{AskId, CommentId, ConversationId, MemberId, MessageId, NoticeId, PostId, SessionId, TokenId, mint},
    messages::{LISTENING, Refusal},
    time::Timestamp,
};
use tokio::sync::{Notify, mpsc, watch};

use super::store::people;
use crate::{
    app::App,
    members,
    moderation::{
        self,
        acts::appealing::{self, Came},
    },
    notices,
    rooms::{self, Fresh},
};

/// All who may listen to this server at once.
const LISTENERS: usize = 2_000;
/// Events that wait for a slow listener; one more, and he has to come back.
const WAITING: usize = 64;
const LOOKS_EVERY: Duration = Duration::from_secs(1);
/// Between two looks, however much is written.
const RESTS: Duration = Duration::from_millis(50);
const LOOKS_BACK_SECONDS: i64 = 120;
/// When to come back where enough listen.
const LISTENS_AGAIN_SECONDS: i64 = 60;

/// Something is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Event {
    Message {
        conversation: ConversationId,
        message: MessageId,
    },
    Notice {
        notice: NoticeId,
    },
    /// A matter before the moderators.
    Case {
        case: i64,
        /// By when it came before them: an appeal comes to a matter that is old.
        came: i64,
    },
    /// A post came into the feed.
    Post {
        post: PostId,
    },
    /// Something that is asked came into the feed.
    Ask {
        ask: AskId,
    },
    Comment {
        below: &'static str,
        id: i64,
        comment: CommentId,
    },
}

impl Event {
    const fn number(self) -> i64 {
        match self {
            Self::Message { message, .. } => message.0,
            Self::Notice { notice } => notice.0,
            Self::Case { came, .. } => came,
            Self::Post { post } => post.0,
            Self::Ask { ask } => ask.0,
            Self::Comment { comment, .. } => comment.0,
        }
    }
}

impl From<Fresh> for Event {
    fn from(fresh: Fresh) -> Self {
        match fresh {
            Fresh::Post(post) => Self::Post { post },
            Fresh::Ask(ask) => Self::Ask { ask },
            Fresh::Comment(below, comment) => Self::Comment { below: below.word(), id: below.number(), comment },
        }
    }
}

/// What somebody listens with: it ends when this does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Session(SessionId),
    Token(TokenId),
}

/// Everybody who listens to this server.
#[derive(Default)]
pub(crate) struct Live {
    ears: Mutex<Ears>,
    wake: Notify,
}

#[derive(Default)]
struct Ears {
    closed: bool,
    next: u64,
    all: BTreeMap<u64, Ear>,
}

struct Ear {
    member: MemberId,
    key: Key,
    told: BTreeSet<Event>,
    /// Posts, asks and comments of the last moments that were looked at for him, whether they were for him or not. What waited
    /// for a moderator has an old number and is new all the same.
    weighed: BTreeSet<i64>,
    out: mpsc::Sender<Event>,
}

/// A place among those who listen, given back when dropped.
pub(super) struct Listening {
    app: App,
    number: u64,
    pub(super) events: mpsc::Receiver<Event>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.app.live.ears().all.remove(&self.number);
    }
}

impl Live {
    fn ears(&self) -> MutexGuard<'_, Ears> {
        self.ears.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Something was written: look now.
    pub(crate) fn nudge(&self) {
        self.wake.notify_one();
    }

    /// Ends all listening, so that the server can stop.
    fn close(&self) {
        let mut ears = self.ears();
        ears.closed = true;
        ears.all.clear();
    }

    #[cfg(test)]
    pub(super) fn count(&self) -> usize {
        self.ears().all.len()
    }
}

/// Takes a place for a member.
pub(super) fn listen(app: &App, member: MemberId, key: Key) -> Result<Listening, Refusal> {
    let (out, events) = mpsc::channel(WAITING);
    let mut ears = app.live.ears();
    let own = ears.all.values().filter(|ear| ear.member == member).count();
    if ears.closed || ears.all.len() >= LISTENERS || own >= LISTENING {
        return Err(Refusal::TooManyListening { seconds: LISTENS_AGAIN_SECONDS });
    }
    let number = ears.next;
    ears.next += 1;
    ears.all.insert(number, Ear { member, key, told: BTreeSet::new(), weighed: BTreeSet::new(), out });
    drop(ears);
    app.live.nudge();
    Ok(Listening { app: app.clone(), number, events })
}

/// Tells those who listen, until `stop` turns true; then nobody listens any more.
pub(crate) async fn run(app: App, mut stop: watch::Receiver<bool>) {
    let mut committed = app.db.committed();
    loop {
        if let Err(fault) = look(&app).await {
            tracing::warn!(fault.cause = %fault, "those who listen could not be told");
        }
        let somebody = !app.live.ears().all.is_empty();
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => break,
            () = app.live.wake.notified() => {}
            () = tokio::time::sleep(LOOKS_EVERY), if somebody => {}
            changed = committed.changed(), if somebody => if changed.is_err() { break },
        }
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => break,
            () = tokio::time::sleep(RESTS) => {}
        }
    }
    app.live.close();
}

/// One look: what is new for whom, and who is not signed in any more.
async fn look(app: &App) -> Result<(), Fault> {
    let (mut people, mut sessions, mut tokens) = (BTreeSet::new(), Vec::new(), Vec::new());
    for ear in app.live.ears().all.values() {
        people.insert(ear.member);
        match ear.key {
            Key::Session(id) => sessions.push(id),
            Key::Token(id) => tokens.push(id),
        }
    }
    metrics::gauge!("streams_open").set(f64::from(u32::try_from(sessions.len() + tokens.len()).unwrap_or(u32::MAX)));
    if people.is_empty() {
        return Ok(());
    }
    let people: Vec<MemberId> = people.into_iter().collect();
    let (now, after) = (app.now(), looked_back(app.now()));
    let back = now.plus_seconds(-LOOKS_BACK_SECONDS);
    let listeners = people.clone();
    let (alive, said, told, cases, appeals) = app
        .db
        .read(async move |tx| -> Result<_, Fault> {
            let alive = members::still_signed_in(tx, &sessions, &tokens, now).await?;
            let said = people::arrived(tx, &people, MessageId(after)).await?;
            let told = notices::arrived(tx, &people, NoticeId(after)).await?;
            Ok((
                alive,
                said,
                told,
                moderation::arrived(tx, &people, after).await?,
                appealing::arrived(tx, &people, back).await?,
            ))
        })
        .await?;
    let weighed = weigh(app, &listeners, now, after).await?;
    let mut news: BTreeMap<MemberId, Vec<Event>> = BTreeMap::new();
    for (member, conversation, message) in said {
        news.entry(member).or_default().push(Event::Message { conversation, message });
    }
    for (member, notice) in told {
        news.entry(member).or_default().push(Event::Notice { notice });
    }
    for (member, case) in cases {
        news.entry(member).or_default().push(Event::Case { case, came: case });
    }
    for Came { moderator, case, at } in appeals {
        news.entry(moderator).or_default().push(Event::Case { case, came: first_of(at) });
    }
    let is_alive = |key: Key| match key {
        Key::Session(id) => alive.0.contains(&id),
        Key::Token(id) => alive.1.contains(&id),
    };
    app.live.ears().all.retain(|_, ear| is_alive(ear.key) && tell(ear, &news, after) && tell_weighed(ear, &weighed));
    Ok(())
}

/// What was looked at for somebody, and what of it is for him.
type Weighed = BTreeMap<MemberId, (BTreeSet<i64>, Vec<Event>)>;

/// Looks at posts, asks and comments of the last moments for those who listen and for whom that was not done yet.
async fn weigh(app: &App, listeners: &[MemberId], now: Timestamp, after: i64) -> Result<Weighed, Fault> {
    let since = now.plus_seconds(-LOOKS_BACK_SECONDS);
    let lately = rooms::lately(app, since, CommentId(after)).await?;
    let mut weighed = Weighed::new();
    for member in listeners {
        let numbers = lately.numbers(*member);
        let is_weighed = |ear: &Ear| ear.member != *member || numbers.is_subset(&ear.weighed);
        if app.live.ears().all.values().all(is_weighed) {
            continue;
        }
        let by = app.by_itself(app.config.language).on_behalf_of(*member);
        let fresh = rooms::fresh(app, &by, &lately, since).await?;
        weighed.insert(*member, (numbers, fresh.into_iter().map(Event::from).collect()));
    }
    Ok(weighed)
}

/// Tells one listener of posts, asks and comments that were not looked at for him before. False for one who does not take it.
fn tell_weighed(ear: &mut Ear, weighed: &Weighed) -> bool {
    let Some((numbers, events)) = weighed.get(&ear.member) else { return true };
    let new = events.iter().filter(|event| !ear.weighed.contains(&event.number()));
    let takes = new.into_iter().all(|event| ear.out.try_send(*event).is_ok());
    ear.weighed.clone_from(numbers);
    takes
}

/// Tells one listener what he has not been told. False for one who does not take it.
fn tell(ear: &mut Ear, news: &BTreeMap<MemberId, Vec<Event>>, after: i64) -> bool {
    ear.told.retain(|event| event.number() > after);
    let fresh = news.get(&ear.member).into_iter().flatten().filter(|event| !ear.told.contains(event));
    let fresh: Vec<Event> = fresh.copied().collect();
    fresh.into_iter().all(|event| ear.told.insert(event) && ear.out.try_send(event).is_ok())
}

/// The smallest id of two minutes ago: what is above it may not have been told yet, in whatever order it was committed.
fn looked_back(now: Timestamp) -> i64 {
    first_of(now.plus_seconds(-LOOKS_BACK_SECONDS))
}

/// The smallest id of a moment.
fn first_of(at: Timestamp) -> i64 {
    mint(at.0.div_euclid(1_000), 0, 0)
}

/// After a request that may have written: look at once. What it ended (a session, say) must not listen on.
pub(crate) async fn stir(app: &App, request: Request, next: impl AsyncFnOnce(Request) -> Response) -> Response {
    let reads = matches!(*request.method(), axum::http::Method::GET | axum::http::Method::HEAD);
    let response = next(request).await;
    if !reads {
        app.live.nudge();
    }
    response
}
