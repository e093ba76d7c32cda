//! Letters and the links in them: an address confirmed, a password set anew, somebody invited.
//!
//! A link is a random key, kept as a hash, good once and for a while. Opening it shows a page; only the button on it does
//! something, since programs that look through mail open every link.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    ids::{LetterId, MemberId},
    members::{self, Language, Refusal, Registration},
    time::Timestamp,
};

use super::{join::hash, sessions::key_hash};
use crate::{
    app::{App, By, record},
    http::{Failure, csrf, limits::Pace},
    members::{
        random_key,
        store::{
            accounts,
            letters::{self as store, OpenLetter, Purpose},
            sessions, settings, standing,
        },
    },
    outside::mail::{Letter, queue_letter},
    rooms,
    words::Speech,
};

const CONFIRM_DAYS: i64 = 2;
const RESET_SECONDS: i64 = 3_600;
const JOIN_DAYS: i64 = 14;
/// Invitations by letter that one member may send in a day.
const INVITATIONS_A_DAY: i64 = members::INVITING_A_DAY;
/// Open invitations that one address gets, of whomever: more is a nuisance.
const INVITATIONS_AN_ADDRESS: i64 = 2;
/// Accounts that one address may have claimed and get a letter about.
pub(super) const CLAIMS: i64 = 3;

/// Whether one more letter to this address is not a nuisance. The asker is told the same either way.
pub(in crate::members) fn may_write_to(app: &App, email: &str) -> bool {
    app.limits.take(Pace::Letter, &email.to_lowercase()).is_ok()
}

/// The address of a link.
pub(in crate::members) fn link(app: &App, key: &str) -> String {
    format!("{}/letters/{key}", app.config.address)
}

/// Keeps a link and gives its key.
pub(super) async fn keep_link(
    tx: &Tx,
    by: &By,
    purpose: Purpose,
    member: MemberId,
    email: &str,
) -> Result<String, Fault> {
    let key = random_key();
    let expires_at = match purpose {
        Purpose::Confirm => by.now.plus_days(CONFIRM_DAYS),
        Purpose::Reset => by.now.plus_seconds(RESET_SECONDS),
        Purpose::Join => by.now.plus_days(JOIN_DAYS),
    };
    let letter = OpenLetter { id: LetterId(by.fresh()), purpose, member, email: email.to_owned() };
    store::keep(tx, &letter, &key_hash(&key), expires_at).await?;
    Ok(key)
}

/// Puts a letter into the queue: the sentences `letter-KIND-subject` and `letter-KIND-text`, and below who writes.
pub(crate) async fn send(
    tx: &Tx,
    app: &App,
    by: &By,
    to: &str,
    (language, kind): (Language, &str),
    arguments: &[(&'static str, &str)],
) -> Result<(), Fault> {
    queue_letter(tx, app, by, &written(app, to, (language, kind), arguments)).await
}

fn written(app: &App, to: &str, (language, kind): (Language, &str), arguments: &[(&'static str, &str)]) -> Letter {
    let speech = Speech::new(app, language);
    let said = |key: String| {
        let all = speech.say(key).arg("server", &app.config.name).arg("address", &app.config.address);
        arguments.iter().fold(all, |say, (name, value)| say.arg(*name, *value)).text()
    };
    Letter {
        to: to.to_owned(),
        subject: said(["letter-", kind, "-subject"].concat()),
        text: format!("{}\n\n{}\n", said(["letter-", kind, "-text"].concat()), said("letter-foot".to_owned())),
        language: language.tag().to_owned(),
        unsubscribe: None,
    }
}

/// The letter of an invitation: what it opens is in it, and so is an end of such letters that needs one click.
pub(super) async fn send_invitation(
    tx: &Tx,
    app: &App,
    by: &By,
    (inviter, key): (&accounts::Account, &str),
    to: &str,
    (language, kind): (Language, &str),
) -> Result<(), Fault> {
    let page = format!("{}{}", app.config.address, inviter.path());
    let link = link(app, key);
    let arguments = [("name", &*inviter.name), ("page", &*page), ("link", &*link), ("handle", &*inviter.handle)];
    let letter = written(app, to, (language, kind), &arguments);
    queue_letter(tx, app, by, &Letter { unsubscribe: Some(format!("{link}/ending")), ..letter }).await
}

/// Writes to an address that a member claims: with a link, or, where it is somebody else's, with a word to its owner.
pub(in crate::members) async fn ask_to_confirm(
    tx: &Tx,
    app: &App,
    by: &By,
    name: &str,
    email: &str,
) -> Result<(), Fault> {
    match accounts::find_by_email(tx, email).await? {
        Some(owner) if owner != by.member => {
            let (Some(own), Some(owner)) = (settings::settings(tx, owner).await?, accounts::find(tx, owner).await?)
            else {
                return Ok(());
            };
            let arguments = [("name", owner.name.as_str()), ("handle", owner.handle.as_str())];
            send(tx, app, by, &own.email, (owner.language, "known"), &arguments).await
        }
        _ => {
            let key = keep_link(tx, by, Purpose::Confirm, by.member, email).await?;
            send(tx, app, by, email, (by.language, "confirm"), &[("name", name), ("link", &link(app, &key))]).await
        }
    }
}

/// A member asks for another letter to the address that is not confirmed yet.
pub(in crate::members) async fn ask_again(app: &App, by: By) -> Result<(), Failure<Refusal>> {
    let member = by.member;
    let found = app.db.read(async move |tx| settings::settings(tx, member).await).await?;
    let own = found.filter(|own| !own.email_confirmed).ok_or(Failure::NotFound)?;
    if !may_write_to(app, &own.email) {
        return Ok(());
    }
    let app_inside = app.clone();
    app.db
        .write(async move |tx| {
            let account = accounts::find(tx, by.member).await?.ok_or(Failure::NotFound)?;
            Ok(ask_to_confirm(tx, &app_inside, &by, &account.name, &own.email).await?)
        })
        .await
}

/// A member wants another address: it counts when the letter to it was opened.
pub(in crate::members) async fn change_email(
    app: &App,
    by: By,
    email: &str,
    password: &str,
) -> Result<(), Failure<Refusal>> {
    super::sessions::confirm_password(app, &by, password).await?;
    let email = members::email(email).map_err(Failure::Refused)?;
    let may_write = may_write_to(app, &email);
    let app_inside = app.clone();
    app.db
        .write(async move |tx| {
            let own = settings::settings(tx, by.member).await?.ok_or(Failure::NotFound)?;
            let account = accounts::find(tx, by.member).await?.ok_or(Failure::NotFound)?;
            if own.email_confirmed && own.email.eq_ignore_ascii_case(&email) {
                return Err(Failure::Refused(Refusal::EmailUnchanged));
            }
            if standing::is_provider_barred(tx, &email).await? {
                return Err(Failure::Refused(Refusal::ProviderBarred));
            }
            if may_write {
                store::spend_all(tx, by.member, Purpose::Confirm, by.now).await?;
                ask_to_confirm(tx, &app_inside, &by, &account.name, &email).await?;
            }
            Ok(())
        })
        .await
}

/// What a link is good for, and for whom.
#[derive(Clone, Debug)]
pub(in crate::members) struct Opened {
    pub(in crate::members) purpose: Purpose,
    pub(in crate::members) email: String,
    /// Whose account it is about, or who invites.
    pub(in crate::members) name: String,
    pub(in crate::members) handle: String,
}

/// Looks at a link without spending it.
pub(in crate::members) async fn open(app: &App, key: &str, now: Timestamp) -> Result<Opened, Failure<Refusal>> {
    let hash = key_hash(key);
    app.db
        .read(async move |tx| {
            let letter = store::find(tx, &hash, now).await?.ok_or(Failure::Refused(Refusal::LetterSpent))?;
            let account = accounts::find(tx, letter.member).await?.ok_or(Failure::Refused(Refusal::LetterSpent))?;
            let OpenLetter { purpose, email, .. } = letter;
            Ok(Opened { purpose, email, name: account.name, handle: account.handle })
        })
        .await
}

async fn spend(tx: &Tx, by: &By, key_hash: &str, purpose: Purpose) -> Result<OpenLetter, Failure<Refusal>> {
    let found = store::find(tx, key_hash, by.now).await?.filter(|letter| letter.purpose == purpose);
    let letter = found.ok_or(Failure::Refused(Refusal::LetterSpent))?;
    let first = store::spend(tx, letter.id, by.now).await?;
    if first { Ok(letter) } else { Err(Failure::Refused(Refusal::LetterSpent)) }
}

/// The address of a letter is the member's, for the letter was opened. Where it takes the place of another address,
/// whoever sits at another screen must sign in again, and the old address is told.
pub(in crate::members) async fn confirm(app: &App, by: By, key: &str) -> Result<(), Failure<Refusal>> {
    let hash = key_hash(key);
    let app_inside = app.clone();
    let confirmed = app
        .db
        .write(async move |tx| {
            let letter = spend(tx, &by, &hash, Purpose::Confirm).await?;
            let by = by.on_behalf_of(letter.member);
            let own = settings::settings(tx, letter.member).await?;
            let own = own.ok_or(Failure::Refused(Refusal::LetterSpent))?;
            if !take_address(tx, &by, &letter.email).await? {
                return Err(Failure::Refused(Refusal::LetterSpent));
            }
            if own.email_confirmed && !own.email.eq_ignore_ascii_case(&letter.email) {
                sessions::remove_other_sessions(tx, letter.member, None).await?;
                sessions::remove_other_tokens(tx, letter.member, None).await?;
                let account = accounts::find(tx, letter.member).await?.ok_or(Failure::NotFound)?;
                let kind = (own.language, "moved");
                send(tx, &app_inside, &by, &own.email, kind, &[("name", &account.name)]).await?;
            }
            Ok(letter.member)
        })
        .await;
    confirmed.map(|member: MemberId| tracing::info!(member.id = member.0, "an address was confirmed"))
}

/// Makes an address the member's, unless somebody else confirmed it before.
pub(in crate::members) async fn take_address(tx: &Tx, by: &By, email: &str) -> Result<bool, Fault> {
    if accounts::find_by_email(tx, email).await?.is_some_and(|owner| owner != by.member) {
        return Ok(false);
    }
    accounts::keep_email(tx, by.member, email, by.now).await?;
    record(tx, by, &Change::FindableByAddress { member: by.member }).await?;
    Ok(true)
}

/// A new password by the link of a letter. Whoever was signed in with the old one is not any more, and the letter also
/// proves the address.
pub(in crate::members) async fn reset(app: &App, by: By, key: &str, password: &str) -> Result<(), Failure<Refusal>> {
    let opened = open(app, key, by.now).await?;
    members::password(password, &opened.name, &opened.handle).map_err(Failure::Refused)?;
    let hash = hash(app, password).await?;
    let key_hash = key_hash(key);
    let set = app
        .db
        .write(async move |tx| {
            let letter = spend(tx, &by, &key_hash, Purpose::Reset).await?;
            let by = by.on_behalf_of(letter.member);
            accounts::keep_password(tx, letter.member, &hash, by.now).await?;
            store::spend_all(tx, letter.member, Purpose::Reset, by.now).await?;
            sessions::remove_other_sessions(tx, letter.member, None).await?;
            sessions::remove_other_tokens(tx, letter.member, None).await?;
            if !letter.email.is_empty() {
                take_address(tx, &by, &letter.email).await?;
            }
            Ok(letter.member)
        })
        .await;
    set.map(|member: MemberId| tracing::info!(member.id = member.0, "a password was set by a letter"))
}

/// A letter of invitation at the moment of joining.
#[derive(Clone, Debug)]
pub(in crate::members) struct Invited {
    id: LetterId,
    pub(in crate::members) by: MemberId,
    email: String,
}

/// The invitation of a key, while it is good.
pub(in crate::members) async fn invitation(
    tx: &Tx,
    by: &By,
    key: Option<&str>,
) -> Result<Option<Invited>, Failure<Refusal>> {
    let Some(key) = key else { return Ok(None) };
    let found = store::find(tx, &key_hash(key), by.now).await?.filter(|letter| letter.purpose == Purpose::Join);
    let letter = found.ok_or(Failure::Refused(Refusal::LetterSpent))?;
    Ok(Some(Invited { id: letter.id, by: letter.member, email: letter.email }))
}

/// Spends an invitation. Who joins with the address that it went to has proved it.
pub(in crate::members) async fn accept_invitation(
    tx: &Tx,
    by: &By,
    invited: Invited,
    email: &str,
) -> Result<bool, Failure<Refusal>> {
    if !store::spend(tx, invited.id, by.now).await? {
        return Err(Failure::Refused(Refusal::LetterSpent));
    }
    Ok(invited.email.eq_ignore_ascii_case(email) && take_address(tx, by, email).await?)
}

/// A member invites somebody by letter. Whether the address is a member's already, wants no letters or had enough of
/// them, is not told. Nothing goes to a member for whom the inviter does not exist, or the other way round.
pub(in crate::members) async fn invite(app: &App, by: By, email: &str) -> Result<(), Failure<Refusal>> {
    if app.config.registration == Registration::Closed {
        return Err(Failure::Refused(Refusal::RegistrationClosed));
    }
    let email = members::email(email).map_err(Failure::Refused)?;
    let hash = unwanted_hash(app, &email);
    let may_write = may_write_to(app, &email);
    let app_inside = app.clone();
    app.db
        .write(async move |tx| {
            let a_day_ago = by.now.plus_days(JOIN_DAYS - 1);
            if store::count_sent(tx, by.member, a_day_ago).await? >= INVITATIONS_A_DAY {
                return Err(Failure::Refused(Refusal::TooManyInvitations));
            }
            // He could not join with it: better said now than to him.
            if standing::is_provider_barred(tx, &email).await? {
                return Err(Failure::Refused(Refusal::ProviderBarred));
            }
            let inviter = accounts::find(tx, by.member).await?.ok_or(Failure::NotFound)?;
            let enough = store::count_got(tx, &email, by.now).await? >= INVITATIONS_AN_ADDRESS;
            let key = keep_link(tx, &by, Purpose::Join, by.member, &email).await?;
            if enough || !may_write || store::is_unwanted(tx, &hash).await? {
                return Ok(());
            }
            let owner = match accounts::find_by_email(tx, &email).await? {
                Some(owner) => accounts::find(tx, owner).await?,
                None => None,
            };
            // Who only claims an address may read what comes to it: a block counts for him as well.
            let readers = match &owner {
                Some(owner) => vec![owner.id],
                None => accounts::find_claims(tx, &email, CLAIMS).await?,
            };
            for reader in readers {
                if !rooms::may_see(tx, by.member, reader).await? {
                    return Ok(());
                }
            }
            let kind = owner.map_or((by.language, "invited"), |owner| (owner.language, "invited-member"));
            Ok(send_invitation(tx, &app_inside, &by, (&inviter, &key), &email, kind).await?)
        })
        .await
}

/// Who got an invitation wants no other one, of anybody.
pub(in crate::members) async fn refuse_letters(app: &App, by: By, key: &str) -> Result<(), Failure<Refusal>> {
    let hash = key_hash(key);
    let app_inside = app.clone();
    app.db
        .write(async move |tx| {
            let letter = spend(tx, &by, &hash, Purpose::Join).await?;
            Ok(store::keep_unwanted(tx, &unwanted_hash(&app_inside, &letter.email), by.now).await?)
        })
        .await
}

/// The same asked for by a mail program on its reader's behalf (RFC 8058). Twice is once, and of a link that is over nothing
/// is told.
pub(in crate::members) async fn end_letters(app: &App, by: By, key: &str) -> Result<(), Failure<Refusal>> {
    match refuse_letters(app, by, key).await {
        Err(Failure::Refused(Refusal::LetterSpent)) => Ok(()),
        ended => ended,
    }
}

/// A keyed hash: who has the table cannot try addresses on it without the server's key.
fn unwanted_hash(app: &App, email: &str) -> String {
    csrf::sign(app, "unwanted", &email.to_lowercase()).iter().map(|byte| format!("{byte:02x}")).collect()
}
