//! Hashing passwords with Argon2id, on threads of their own behind a bounded queue.
//!
//! Each hash takes 19 MiB and tens of milliseconds by design. Three hundred sign-ins at once must wait their turn or be
//! told to come back, not take the machine's memory.

use std::sync::{Arc, Mutex, PoisonError, mpsc};

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use tokio::sync::oneshot;

/// Hash of a password that nobody has: an unknown account costs as much time as a known one.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$cGVyZ29sYS1ub2JvZHk$Zm9yIHRpbWluZyBhbG9uZSwgbmV2ZXIgbWF0Y2hlcyE";
const WAITING: usize = 64;

enum Work {
    Hash { password: String, answer: oneshot::Sender<Option<String>> },
    Verify { password: String, hash: Option<String>, answer: oneshot::Sender<bool> },
}

/// The threads that hash.
#[derive(Clone)]
pub(crate) struct Hasher {
    queue: mpsc::SyncSender<Work>,
    /// How many were computed: a test compares what known and unknown accounts cost.
    #[cfg(test)]
    done: Arc<std::sync::atomic::AtomicU64>,
    /// A test says that no place is left.
    #[cfg(test)]
    full: Arc<std::sync::atomic::AtomicBool>,
}

/// Too many wait already.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Busy;

impl From<Busy> for crate::http::Failed {
    fn from(_: Busy) -> Self {
        Self::Busy
    }
}

impl Hasher {
    /// Starts the threads. `cheap` takes parameters that protect nothing: for tests, whose people sign in all day.
    pub(crate) fn start(cheap: bool) -> Self {
        let (queue, work) = mpsc::sync_channel(WAITING);
        let work = Arc::new(Mutex::new(work));
        let threads = std::thread::available_parallelism().map_or(1, |cores| (cores.get() / 2).clamp(1, 2));
        for _ in 0..threads {
            let work = Arc::clone(&work);
            std::thread::spawn(move || hash_for_ever(&work, cheap));
        }
        Self {
            queue,
            #[cfg(test)]
            done: Arc::default(),
            #[cfg(test)]
            full: Arc::default(),
        }
    }

    /// Hashes computed so far.
    #[cfg(test)]
    pub(crate) fn done(&self) -> u64 {
        self.done.load(std::sync::atomic::Ordering::SeqCst)
    }

    /// From now on no place is left in the queue, or there is.
    #[cfg(test)]
    pub(crate) fn fill(&self, full: bool) {
        self.full.store(full, std::sync::atomic::Ordering::SeqCst);
    }

    fn queue(&self, work: Work) -> Result<(), Busy> {
        #[cfg(test)]
        if self.full.load(std::sync::atomic::Ordering::SeqCst) {
            return Err(Busy);
        }
        self.queue.try_send(work).map_err(|_why| Busy)
    }

    fn count(&self) {
        #[cfg(test)]
        self.done.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
    }

    /// A new hash, in the PHC string format.
    pub(crate) async fn hash(&self, password: &str) -> Result<String, Busy> {
        let (answer, hash) = oneshot::channel();
        self.count();
        self.queue(Work::Hash { password: password.to_owned(), answer })?;
        hash.await.ok().flatten().ok_or(Busy)
    }

    /// Whether the password is the hash's. Without a hash the answer is no, after the same work.
    pub(crate) async fn verify(&self, password: &str, hash: Option<String>) -> Result<bool, Busy> {
        let (answer, right) = oneshot::channel();
        self.count();
        self.queue(Work::Verify { password: password.to_owned(), hash, answer })?;
        right.await.map_err(|_why| Busy)
    }
}

fn hash_for_ever(work: &Mutex<mpsc::Receiver<Work>>, cheap: bool) {
    let params = if cheap { argon2::Params::new(8, 1, 1, None) } else { argon2::Params::new(19_456, 2, 1, None) };
    let argon2 = Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params.unwrap_or_default());
    loop {
        let next = work.lock().unwrap_or_else(PoisonError::into_inner).recv();
        match next {
            Err(_) => return,
            Ok(Work::Hash { password, answer }) => {
                // Nobody may wait any more for an answer; that is their choice.
                drop(answer.send(argon2.hash_password(password.as_bytes()).ok().map(|hash| hash.to_string())));
            }
            Ok(Work::Verify { password, hash, answer }) => {
                let known = hash.is_some();
                let hash = hash.unwrap_or_else(|| NOBODY.to_owned());
                let right = PasswordHash::new(&hash)
                    .is_ok_and(|hash| argon2.verify_password(password.as_bytes(), &hash).is_ok());
                if answer.send(known && right).is_err() {
                    tracing::debug!("nobody waits any more for an answer about a password");
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Hasher, NOBODY, WAITING};

    #[tokio::test]
    async fn whoever_comes_to_a_full_queue_is_told_at_once() {
        let hasher = Hasher::start(true);
        // Each takes milliseconds, and all stand in line before the first is done.
        let crowd = (0..WAITING * 4).map(|_| hasher.verify("glicine", None));
        let answers = futures_util::future::join_all(crowd).await;
        let told = answers.iter().filter(|answer| answer.is_err()).count();
        assert!(told > 0 && told <= WAITING * 3, "{told} were told to come back");
        assert!(answers.iter().flatten().all(|right| !right));
        assert!(hasher.verify("glicine", None).await.is_ok(), "then there is room again");
    }

    #[tokio::test]
    async fn a_password_is_known_again_and_nobody_is_not() {
        let hasher = Hasher::start(true);
        let hash = hasher.hash("glicine in fiore").await.unwrap();
        assert!(hash.starts_with("$argon2id$"));
        assert!(hasher.verify("glicine in fiore", Some(hash.clone())).await.unwrap());
        assert!(!hasher.verify("glicine", Some(hash)).await.unwrap());
        assert!(!hasher.verify("glicine in fiore", None).await.unwrap());
        assert!(argon2::password_hash::phc::PasswordHash::new(NOBODY).is_ok(), "else unknown accounts answer quicker");
    }
}
