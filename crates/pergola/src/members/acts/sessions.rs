//! Signing in and out, for people and for programs.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use pergola_db::{Engine, Fault, Tx};
use pergola_domain::{
    ids::{MemberId, SessionId, TokenId},
    members::{self, Refusal, TOKENS},
    time::Timestamp,
};
use sha2::{Digest, Sha256};

use crate::{
    app::{App, By, good_to_have},
    http::{Failure, identity::Me},
    members::{
        known::Kept,
        store::{accounts, letters, sessions},
    },
};

/// How often a session's last use is written down.
const SEEN_EVERY_SECONDS: i64 = 3_600;

/// A key that nobody can guess: 128 bits, 32 hexadecimal digits.
pub(crate) fn random_key() -> String {
    let mut bytes = [0_u8; 16];
    match getrandom::fill(&mut bytes) {
        Ok(()) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
        Err(error) => unreachable!("a machine without randomness cannot run this: {error}"),
    }
}

/// Ends sessions and links whose time is over, for good.
///
/// # Errors
/// When the database fails; the next time they are ended.
pub(crate) async fn end_over(app: &App) -> Result<(), Fault> {
    let now = app.now();
    app.db
        .write(async move |tx| {
            sessions::remove_over(tx, now).await?;
            letters::spend_over(tx, now).await
        })
        .await
}

/// What is kept of a key.
pub(crate) fn key_hash(key: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(key.as_bytes()))
}

/// Who signs in with these. The same time is spent on an account that is not there: a handle costs one hash, an address
/// always two, since it may mean who confirmed it and who claimed it last (docs/decisions/0005).
pub(in crate::members) async fn recognise(
    app: &App,
    login: &str,
    password: &str,
) -> Result<MemberId, Failure<Refusal>> {
    let login = login.trim().to_lowercase();
    let is_address = login.contains('@') && !login.starts_with('@');
    let meant = app
        .db
        .read(async move |tx| -> Result<Vec<_>, Fault> {
            if is_address {
                Ok(accounts::find_by_address(tx, &login).await?.into())
            } else {
                Ok(vec![accounts::find_by_login(tx, &login).await?])
            }
        })
        .await?;
    let mut recognised = None;
    let account = meant.iter().flatten().next().map_or(0, |known| known.0.0);
    for known in meant {
        let right = is_right(app, known, password).await?;
        recognised = recognised.or(right);
    }
    if recognised.is_none() {
        tracing::info!(member.id = account, "a sign-in failed");
    }
    recognised.ok_or(Failure::Refused(Refusal::NotRecognised))
}

/// The member, where the password is right. Without a member the answer is none, after the same work.
async fn is_right(
    app: &App,
    known: Option<accounts::Known>,
    password: &str,
) -> Result<Option<MemberId>, Failure<Refusal>> {
    // Longer than any password here can be: refused after the same work.
    let fits = i64::try_from(password.len()).is_ok_and(|n| n <= members::PASSWORD_BYTES);
    let (member, hash) = known.unzip();
    let right = app.hasher.verify(if fits { password } else { "" }, hash).await;
    let right = right.map_err(|_why| Failure::Fault(Fault::busy("too many passwords wait to be checked")))?;
    Ok(member.filter(|_| right))
}

/// A member says the own password again, before what cannot be undone.
pub(in crate::members) async fn confirm_password(app: &App, by: &By, password: &str) -> Result<(), Failure<Refusal>> {
    let member = by.member;
    let known = app.db.read(async move |tx| accounts::find_password(tx, member).await).await?;
    let right = is_right(app, known, password).await?;
    right.map(drop).ok_or(Failure::Refused(Refusal::WrongPassword))
}

/// A new session for a member; gives the key for the cookie.
pub(in crate::members) async fn begin(app: &App, by: By, member: MemberId, agent: &str) -> Result<String, Fault> {
    let key = random_key();
    let (hash, agent) = (key_hash(&key), agent_words(agent));
    app.db
        .write(async move |tx| sessions::keep_session(tx, SessionId(by.fresh()), member, &hash, &agent, by.now).await)
        .await?;
    Ok(key)
}

/// Ends one of the own sessions.
pub(in crate::members) async fn end(app: &App, by: By, session: SessionId) -> Result<(), Failure<Refusal>> {
    app.db
        .write(async move |tx| {
            let ended = sessions::remove_session(tx, by.member, session).await?;
            if ended { Ok(()) } else { Err(Failure::NotFound) }
        })
        .await
}

/// Ends all own sessions but the one at hand.
pub(in crate::members) async fn end_others(app: &App, by: By, but: Option<SessionId>) -> Result<(), Failure<Refusal>> {
    app.db.write(async move |tx| Ok(sessions::remove_other_sessions(tx, by.member, but).await?)).await
}

/// Takes a program's key away: it is worth nothing from then on.
pub(in crate::members) async fn revoke_token(app: &App, by: By, token: TokenId) -> Result<(), Failure<Refusal>> {
    app.db
        .write(async move |tx| {
            let removed = sessions::remove_token(tx, by.member, token).await?;
            if removed { Ok(()) } else { Err(Failure::NotFound) }
        })
        .await
}

/// A new token for programs; gives the key, once.
pub(in crate::members) async fn grant_token(
    app: &App,
    by: By,
    name: &str,
) -> Result<(TokenId, String), Failure<Refusal>> {
    let name = pergola_domain::text::line(name);
    if name.is_empty() || !members::fits(&name, members::NAME_CHARS) {
        return Err(Failure::Refused(Refusal::TokenNameMissing));
    }
    let key = random_key();
    let hash = key_hash(&key);
    let (id, by_whom) = (TokenId(by.fresh()), by.member.0);
    app.db
        .write(async move |tx| {
            if sessions::count_tokens(tx, by.member).await? >= TOKENS {
                return Err(Failure::Refused(Refusal::TooManyTokens));
            }
            sessions::keep_token(tx, id, by.member, &hash, &name, by.now).await?;
            Ok(())
        })
        .await?;
    tracing::info!(member.id = by_whom, token.id = id.0, "a key for programs was made");
    Ok((id, key))
}

/// The member of a session's key.
///
/// `beside` reads what else is wanted of him, where something is, in the same hop.
pub(crate) async fn who_has_session<T: Send + 'static>(
    app: &App,
    key: &str,
    now: Timestamp,
    beside: Option<impl AsyncFn(&Tx, MemberId) -> T + Send + 'static>,
) -> Result<Option<(Me, Option<T>)>, Fault> {
    let hash = key_hash(key);
    let known = known(app, &hash, now);
    let (me, seen, beside) = match (known, beside) {
        (Ok(kept), None) => (kept.me, kept.seen, None),
        (Ok(kept), Some(beside)) => {
            let member = kept.me.member;
            let read = app.db.read(async move |tx| Ok::<_, Fault>(beside(tx, member).await)).await?;
            (kept.me, kept.seen, Some(read))
        }
        (Err(mark), beside) => {
            let asked = hash.clone();
            let found = app
                .db
                .read(async move |tx| {
                    let Some(kept) = sessions::find_session(tx, &asked, now).await? else { return Ok(None) };
                    let beside = match &beside {
                        Some(beside) => Some(beside(tx, kept.me.member).await),
                        None => None,
                    };
                    Ok::<_, Fault>(Some((kept, beside)))
                })
                .await?;
            let Some((kept, beside)) = found else { return Ok(None) };
            keep_known(app, mark, hash, &kept);
            (kept.me, kept.seen, beside)
        }
    };
    if let (Some(session), true) = (me.session, is_to_note(seen, now)) {
        let kept = app.db.write(async move |tx| sessions::keep_seen(tx, session, now).await).await;
        good_to_have("when a session was last used", kept);
    }
    Ok(Some((me, beside)))
}

/// The member of a token's key.
pub(crate) async fn who_has_token(app: &App, key: &str, now: Timestamp) -> Result<Option<Me>, Fault> {
    let hash = key_hash(key);
    let kept = match known(app, &hash, now) {
        Ok(kept) => kept,
        Err(mark) => {
            let asked = hash.clone();
            let found = app.db.read(async move |tx| sessions::find_token(tx, &asked).await).await?;
            let Some(kept) = found else { return Ok(None) };
            keep_known(app, mark, hash, &kept);
            kept
        }
    };
    if let (Some(token), true) = (kept.me.token, is_to_note(kept.seen, now)) {
        let kept = app.db.write(async move |tx| sessions::keep_used(tx, token, now).await).await;
        good_to_have("when a key for programs was last used", kept);
    }
    Ok(Some(kept.me))
}

/// On PostgreSQL other servers write, too, and nobody tells us: there each request looks for itself.
fn known(app: &App, hash: &str, now: Timestamp) -> Result<Kept, Option<u64>> {
    match app.db.engine() {
        Engine::Sqlite => app.known.find(hash, now).map_err(Some),
        Engine::Postgres => Err(None),
    }
}

fn keep_known(app: &App, mark: Option<u64>, hash: String, kept: &Kept) {
    if let Some(mark) = mark {
        app.known.keep(mark, hash, kept.clone());
    }
}

fn is_to_note(seen: Option<Timestamp>, now: Timestamp) -> bool {
    seen.is_none_or(|seen| now >= seen.plus_seconds(SEEN_EVERY_SECONDS))
}

/// "Firefox, Linux": what a browser says of itself, cut to what its owner knows it by.
fn agent_words(agent: &str) -> String {
    let first = |names: &[(&str, &str)]| {
        names.iter().find(|(mark, _)| agent.contains(mark)).map_or(String::new(), |(_, name)| (*name).to_owned())
    };
    let browser = first(&[
        ("Firefox", "Firefox"),
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Chrom", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    ]);
    match (browser.is_empty(), system.is_empty()) {
        (false, false) => format!("{browser}, {system}"),
        _ => format!("{browser}{system}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{agent_words, random_key};

    #[test]
    fn agents_are_cut_to_what_tells_them_apart() {
        let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
        assert_eq!(agent_words(firefox), "Firefox, Linux");
        assert_eq!(agent_words("curl/8"), "");
    }

    #[test]
    fn keys_are_long_and_new() {
        let key = random_key();
        assert!(key.len() == 32 && key.bytes().all(|b| b.is_ascii_hexdigit()) && key != random_key());
    }
}
