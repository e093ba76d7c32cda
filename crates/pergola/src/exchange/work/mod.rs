//! Reads a file that was handed in and keeps what it says: the work behind an import.
//!
//! It may be broken off anywhere and begun again: everything has a key by which it is known when it comes again. The
//! reading stands on a thread of its own; the writing goes in short transactions between which others write.

mod cards;
mod formers;
mod portrait;
mod proposals;
mod reading;
mod restore;
mod words;

use std::{collections::BTreeMap, sync::Arc};

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    exchange::Refusal,
    ids::{ImportId, MemberId},
    refusal::Refusal as _,
};
use pergola_formats::Photo;
use tokio::sync::{mpsc, watch};

use super::{
    album, files,
    store::{
        self,
        imports::{Import, Skip, State},
    },
};
use crate::{
    app::{App, By, record},
    contacts,
};

/// For how long a job is in hand before another takes it up; it is held on to with every batch.
pub(crate) const LEASE_US: i64 = 30_000_000;

/// How the work on an import ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// Read, or refused: nothing more to do.
    Done,
    /// The server stops; somebody takes it up again.
    Later,
}

/// An import under way.
pub(super) struct Work<'a> {
    app: &'a App,
    by: By,
    job: i64,
    import: Import,
    known: Arc<KnownTies>,
    /// Known cards that learnt something.
    richer: i64,
    /// How many more cards the owner may have, and how many rows found no room.
    room: i64,
    left: Vec<(String, i64)>,
    /// Pictures of another place: how many more are kept, and those that are not, each with its reason.
    album: Option<album::Room>,
    unkept: Vec<(String, &'static str)>,
    /// Cards that words alone made: they are no rows of the file.
    from_words: i64,
    /// Its member took the import back.
    stopped: bool,
}

/// The ties of the owner, by what a file may call them.
#[derive(Debug, Default)]
pub(super) struct KnownTies(BTreeMap<String, Option<MemberId>>);

impl KnownTies {
    fn new(found: Vec<(String, MemberId)>) -> Self {
        let mut all: BTreeMap<String, Option<MemberId>> = BTreeMap::new();
        for (key, member) in found {
            // A name that two ties share says nothing.
            all.entry(key).and_modify(|one| *one = one.filter(|one| *one == member)).or_insert(Some(member));
        }
        Self(all)
    }

    fn find(&self, key: &str) -> Option<MemberId> {
        self.0.get(key).copied().flatten()
    }
}

/// Does the job of an import.
///
/// # Errors
/// When the database fails; the job stays and is taken up again.
pub(crate) async fn work(app: &App, job: i64, id: ImportId, stop: &watch::Receiver<bool>) -> Result<Ended, Fault> {
    let Some(import) = app.db.read(async move |tx| store::imports::find(tx, id).await).await? else {
        files::remove_import(app, id);
        return Ok(Ended::Done);
    };
    if import.state.ended() {
        files::remove_import(app, id);
        return Ok(Ended::Done);
    }
    let member = import.member;
    let (known, cards) = app
        .db
        .read(async move |tx| -> Result<_, Fault> {
            Ok((store::cards::ties(tx, member).await?, contacts::count(tx, member).await?))
        })
        .await?;
    let by = app.by_itself(app.config.language).on_behalf_of(member);
    let mut work = Work {
        app,
        by,
        job,
        import,
        known: Arc::new(KnownTies::new(known)),
        richer: 0,
        room: app.most.cards - cards,
        left: Vec::new(),
        album: None,
        unkept: Vec::new(),
        from_words: 0,
        stopped: false,
    };
    work.import.state = State::Running;
    "reading".clone_into(&mut work.import.stage);
    work.import.tally = store::imports::Tally::default();
    let read = work.read(stop).await?;
    if work.stopped {
        files::remove_import(app, id);
        return Ok(Ended::Done);
    }
    match read {
        Read::Later => return Ok(Ended::Later),
        Read::Refused(refusal, detail) => work.fail(refusal, &detail).await?,
        Read::Whole(said) => work.keep_rest(*said).await?,
    }
    files::remove_import(app, id);
    Ok(Ended::Done)
}

/// Reads an import now, as the command line does; its job in the queue goes with it.
///
/// # Errors
/// When the database fails.
pub(crate) async fn at_once(app: &App, id: ImportId, stop: &watch::Receiver<bool>) -> Result<Ended, Fault> {
    let until = app.now() + LEASE_US;
    let job = app.db.write(async move |tx| store::imports::take_job(tx, id, until).await).await?;
    let ended = work(app, job, id, stop).await?;
    app.db.write(async move |tx| pergola_db::queue::done(tx, job).await).await?;
    Ok(ended)
}

/// Gives up on an import that broke off too often.
///
/// # Errors
/// When the database fails.
pub(crate) async fn give_up(app: &App, job: i64, id: ImportId) -> Result<(), Fault> {
    if let Some(import) = app.db.read(async move |tx| store::imports::find(tx, id).await).await? {
        let by = app.by_itself(app.config.language).on_behalf_of(import.member);
        let mut work = Work {
            app,
            by,
            job,
            import,
            known: Arc::default(),
            richer: 0,
            room: 0,
            left: Vec::new(),
            album: None,
            unkept: Vec::new(),
            from_words: 0,
            stopped: false,
        };
        work.fail(Refusal::BrokenOff, "").await?;
    }
    files::remove_import(app, id);
    Ok(())
}

enum Read {
    Whole(Box<reading::Said>),
    Refused(Refusal, String),
    Later,
}

impl Work<'_> {
    /// Reads the file, keeping people as they come.
    async fn read(&mut self, stop: &watch::Receiver<bool>) -> Result<Read, Fault> {
        let (to, mut from) = mpsc::channel(2);
        let (path, name) = (files::import(self.app, self.import.id), self.import.file_name.clone());
        let limits = self.app.most.file.clone();
        let reader = tokio::task::spawn_blocking(move || reading::read(&path, &name, &limits, &to));
        self.write(async |_| Ok(())).await?;
        while let Some(told) = from.recv().await {
            if *stop.borrow() {
                return Ok(Read::Later);
            }
            match told {
                reading::Told::People(people) => self.keep_people(&people).await?,
                reading::Told::Picture(photo) => self.keep_picture(photo).await?,
                reading::Told::Progress { done_bytes, total_bytes, read } => {
                    self.import.bytes_read = i64::try_from(done_bytes).unwrap_or(i64::MAX);
                    self.import.bytes_total = i64::try_from(total_bytes).unwrap_or(i64::MAX);
                    self.import.tally.read = read;
                }
            }
            if self.stopped {
                return Ok(Read::Later);
            }
        }
        let read = reader.await.map_err(|error| Fault::other(format!("the reading broke off: {error}")))?;
        Ok(match read {
            Ok(said) => Read::Whole(Box::new(said)),
            Err(refusal) => Read::Refused(Refusal::from_key(refusal.key()), detail(&refusal)),
        })
    }

    async fn keep_people(&mut self, people: &[pergola_formats::Person]) -> Result<(), Fault> {
        let (mut tied, mut cards) = (0_i64, Vec::with_capacity(people.len()));
        for person in people {
            if self.tie_of(person).is_some() {
                tied += 1;
            } else {
                cards.extend(cards::of_person(person));
            }
        }
        let (app, by, import, room) = (self.app.clone(), self.by.clone(), self.import.id, self.room);
        let cards = Arc::new(cards);
        let became = self
            .write(async move |tx| {
                let cards = store::cards::without_objected(&app, tx, &cards).await?;
                store::cards::keep_all(tx, &by, import, &cards, room).await
            })
            .await?;
        let Some(became) = became else { return Ok(()) };
        self.richer += became.richer;
        self.room -= became.fresh;
        self.left.extend(became.left);
        let tally = &mut self.import.tally;
        tally.taken += became.fresh + became.richer;
        tally.unchanged += became.same + tied;
        let mut count = |kind: &str, number: i64| *tally.counts.entry(kind.to_owned()).or_default() += number;
        count("connections", i64::try_from(people.len()).unwrap_or_default());
        count("here", tied);
        Ok(())
    }

    /// A picture of what was published elsewhere, for the next archive.
    async fn keep_picture(&mut self, photo: Photo) -> Result<(), Fault> {
        let member = self.import.member;
        let room = match &mut self.album {
            Some(room) => room,
            none => none.insert(album::Room::of(self.app, member).await?),
        };
        match room.takes(&photo) {
            Ok(false) => return Ok(()),
            Err(reason) => {
                self.unkept.push((photo.file, reason));
                return Ok(());
            }
            Ok(true) => {}
        }
        let import = self.import.id;
        let kept = async move |tx: &Tx| store::album::keep(tx, member, import, &photo.file, &photo.bytes).await;
        self.write(kept).await.map(drop)
    }

    /// Rows for which there was no room are listed too.
    fn tell_left(&mut self, said: &mut reading::Said) {
        for (file, reason) in std::mem::take(&mut self.unkept) {
            said.read += 1;
            said.skip(Skip { file, line: 0, reason: reason.to_owned() });
        }
        for (file, line) in std::mem::take(&mut self.left) {
            let file = if file.is_empty() { self.import.file_name.clone() } else { file };
            said.skip(Skip { file, line, reason: "no_room".to_owned() });
        }
    }

    /// Leaves as many cards as there is room for.
    fn fit(&mut self, cards: &mut Vec<store::cards::Card>) {
        let fits = usize::try_from(self.room).unwrap_or_default().min(cards.len());
        self.room -= i64::try_from(fits).unwrap_or_default();
        self.left.extend(cards.split_off(fits).into_iter().map(|card| card.from));
    }

    fn tie_of(&self, person: &pergola_formats::Person) -> Option<MemberId> {
        let page = person.url.iter().map(|url| format!("url:{url}"));
        let mut keys = page.chain(person.emails.iter().map(|email| format!("email:{}", email.to_lowercase())));
        keys.find_map(|key| self.known.find(&key))
    }

    /// Writes something, how far the import is, and that the job is still in hand. None where the import is gone.
    async fn write<T, F>(&mut self, closure: F) -> Result<Option<T>, Fault>
    where
        F: AsyncFn(&Tx) -> Result<T, Fault> + Send + 'static,
        T: Send + 'static,
    {
        let (import, job, until) = (self.import.clone(), self.job, self.app.now() + LEASE_US);
        let written = self
            .app
            .db
            .write(async move |tx| {
                if !store::imports::keep_progress(tx, &import).await? {
                    return Ok(None);
                }
                store::imports::hold(tx, job, until).await?;
                closure(tx).await.map(Some)
            })
            .await?;
        self.stopped |= written.is_none();
        Ok(written)
    }

    /// What comes when the whole file is read: words between people, proposals, rows not taken.
    async fn keep_rest(&mut self, mut said: reading::Said) -> Result<(), Fault> {
        "moments".clone_into(&mut self.import.stage);
        self.import.tally.read = said.read;
        let talks = std::mem::take(&mut said.talks);
        for stranger in words::keep(self, talks).await? {
            said.skip(stranger);
        }
        self.tell_left(&mut said);
        if self.stopped {
            return Ok(());
        }
        if let Some(takeout) = said.takeout.take() {
            return restore::keep(self, *takeout, said).await;
        }
        let own = std::mem::take(&mut said.own);
        let offered = proposals::keep(self, own, &mut said).await?;
        self.end(said, offered).await
    }

    async fn end(&mut self, said: reading::Said, offered: i64) -> Result<(), Fault> {
        let import = self.import.clone();
        let brought = self.app.db.read(async move |tx| store::imports::count_brought(tx, &import).await).await?;
        let tally = &mut self.import.tally;
        tally.skipped = said.skipped;
        tally.taken = brought.cards - self.from_words + self.richer + brought.moments + brought.formers + offered;
        tally.unchanged = (tally.read - tally.skipped - tally.taken).max(0);
        tally.counts.insert("ignored_files".to_owned(), i64::try_from(said.ignored.len()).unwrap_or(i64::MAX));
        tally.counts.retain(|_, count| *count > 0);
        self.import.state = State::Done;
        "done".clone_into(&mut self.import.stage);
        self.import.bytes_read = self.import.bytes_total;
        self.import.ended_at = Some(self.app.now());
        let (by, id, member) = (self.by.clone(), self.import.id, self.import.member);
        let (skips, ignored) = (Arc::new(said.skips), Arc::new(said.ignored));
        self.write(async move |tx| {
            store::imports::keep_skips(tx, id, &skips).await?;
            store::ignored::keep(tx, id, &ignored).await?;
            record(tx, &by, &Change::ImportFinished { import: id, member }).await.map(drop)
        })
        .await
        .map(drop)
    }

    async fn fail(&mut self, refusal: Refusal, detail: &str) -> Result<(), Fault> {
        self.import.state = State::Failed;
        refusal.code().clone_into(&mut self.import.failure);
        self.import.failure_detail = detail.chars().filter(|c| !c.is_control()).take(200).collect();
        self.import.ended_at = Some(self.app.now());
        self.write(async |_| Ok(())).await.map(drop)
    }
}

/// Where in the file the refusal is, as the file calls it.
fn detail(refusal: &pergola_formats::Refusal) -> String {
    use pergola_formats::Refusal as R;
    match refusal {
        R::Bomb { entry } | R::ClimbsOut { entry } => entry.clone(),
        R::LineTooLong { file, line, .. } => format!("{file}:{line}"),
        R::TooManyRows { file, .. } | R::Damaged { file } => file.clone(),
        _ => String::new(),
    }
}
