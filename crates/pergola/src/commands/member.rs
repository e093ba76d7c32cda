//! `pergola member`: what who runs the server does for a member, from the command line.
//!
//! With SQLite the server is stopped meanwhile, since one program at a time writes into the file; with PostgreSQL it may
//! run. Nothing here shows what a member keeps: notes, cards and messages are not for whoever runs the server.

use clap::{Args, Subcommand};
use pergola_domain::{ids::MemberId, members::Language};

use super::{Manner, Place, open, say, serve};
use crate::{
    app::{App, By},
    followers,
    http::Failure,
    members::{self, Account, Joining, Settings, running},
    moderation,
    words::{Speech, day_input},
};

/// Look after members: list, add, invite, reset a password, erase …
#[derive(Debug, Args)]
#[command(
    after_help = "HANDLE may be written `ada`, `@ada` or `ada@example.org`. With SQLite, stop the server first.\n\
                        `pergola member add --help` tells of one of them."
)]
pub(super) struct Member {
    #[command(subcommand)]
    deed: Deed,
}

#[derive(Debug, Subcommand)]
enum Deed {
    /// List everybody: handle, name, day of joining, and what is special
    List(Everybody),
    /// Show one member's account: name, address, languages, days
    Show(One),
    /// Add a member and print a link with which he sets his password, good once and for two days
    Add(Add),
    /// Print a link with which somebody joins, good once and for 14 days; it is mailed too where mail is set
    Invite(Invite),
    /// Print a link to set a new password, good once and for two days
    Reset(One),
    /// Vouch for the address that a member gave, where no letter can reach it
    ConfirmAddress(One),
    /// Give or take the right to run the server from the browser
    Admin(Admin),
    /// End all sessions of a member and take away the keys of programs
    EndSessions(One),
    /// Erase a member: after 14 days, in which he may think again, or at once
    Erase(Erase),
    /// Call off an erasure whose day has not come
    Keep(One),
}

#[derive(Debug, Args)]
struct Everybody {
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Args)]
struct One {
    /// Whom it is about
    #[arg(value_name = "HANDLE")]
    member: String,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Args)]
struct Add {
    /// The name in `/@handle`: 2 to 30 small letters, digits and hyphens
    #[arg(long)]
    handle: String,
    /// The name that others read
    #[arg(long)]
    name: String,
    /// The e-mail address; you vouch for it, no letter is sent
    #[arg(long, value_name = "ADDRESS")]
    email: String,
    /// it or en [default: the server's]
    #[arg(long)]
    language: Option<String>,
    /// May also run the server
    #[arg(long)]
    admin: bool,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Args)]
struct Invite {
    /// Whom to invite
    #[arg(value_name = "ADDRESS")]
    email: String,
    /// In whose name; he is named in the letter [default: the first who runs the server]
    #[arg(long, value_name = "HANDLE")]
    from: Option<String>,
    #[command(flatten)]
    place: Place,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Switch {
    On,
    Off,
}

#[derive(Debug, Args)]
struct Admin {
    /// Whom it is about
    #[arg(value_name = "HANDLE")]
    member: String,
    /// on or off
    switch: Switch,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Args)]
struct Erase {
    /// Whom it is about
    #[arg(value_name = "HANDLE")]
    member: String,
    /// At once, without days to think again
    #[arg(long)]
    now: bool,
    /// Yes, erase: everything of this member goes, and nothing brings it back
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    place: Place,
}

impl Member {
    pub(super) async fn run(&self) -> Result<(), String> {
        let config = self.deed.place().config().map_err(|bad| bad.to_string())?;
        serve::start_logging(&config);
        let app = open(config, Manner::default()).await?;
        let told = self.deed.be_done(&app).await;
        app.db.close().await;
        told?.iter().for_each(|line| say(line));
        Ok(())
    }
}

/// What a deed tells, line by line.
type Told = Result<Vec<String>, String>;

impl Deed {
    const fn place(&self) -> &Place {
        match self {
            Self::List(Everybody { place }) => place,
            Self::Show(one)
            | Self::Reset(one)
            | Self::ConfirmAddress(one)
            | Self::EndSessions(one)
            | Self::Keep(one) => &one.place,
            Self::Add(add) => &add.place,
            Self::Invite(invite) => &invite.place,
            Self::Admin(admin) => &admin.place,
            Self::Erase(erase) => &erase.place,
        }
    }

    async fn be_done(&self, app: &App) -> Told {
        match self {
            Self::List(_) => list(app).await,
            Self::Show(one) => meant(app, &one.member).await.map(|(account, own)| shown(&account, &own)),
            Self::Add(add) => add.be_done(app).await,
            Self::Invite(invite) => invite.be_done(app).await,
            Self::Reset(one) => {
                let (account, _) = meant(app, &one.member).await?;
                Ok(vec![hand_over(app, account.id).await?, key_note(app)])
            }
            Self::ConfirmAddress(one) => {
                let (account, own) = meant(app, &one.member).await?;
                running::vouch_for_address(app, by(app, account.id)).await.map_err(|failure| why(app, failure))?;
                Ok(vec![format!("{} is now the address of @{}.", own.email, account.handle)])
            }
            Self::Admin(admin) => admin.be_done(app).await,
            Self::EndSessions(one) => {
                let (account, _) = meant(app, &one.member).await?;
                running::end_sessions(app, by(app, account.id)).await.map_err(|fault| fault.to_string())?;
                Ok(vec![format!("@{} is signed in nowhere any more.", account.handle)])
            }
            Self::Erase(erase) => erase.be_done(app).await,
            Self::Keep(one) => {
                let (account, own) = meant(app, &one.member).await?;
                if own.leaving_at.is_none() {
                    return Err(format!("@{} is not about to leave", account.handle));
                }
                members::stay(app, by(app, account.id)).await.map_err(|failure| why(app, failure))?;
                Ok(vec![format!("@{} stays.", account.handle)])
            }
        }
    }
}

fn by(app: &App, member: MemberId) -> By {
    app.by_itself(app.config.language).on_behalf_of(member)
}

async fn meant(app: &App, word: &str) -> Result<(Account, Settings), String> {
    let found = running::meant(app, word).await.map_err(|fault| fault.to_string())?;
    found.ok_or_else(|| format!("there is no member `{word}` here; `pergola member list` names all"))
}

/// A refusal as the command line says it.
fn why(app: &App, failure: Failure<members::Refusal>) -> String {
    use pergola_domain::refusal::Refusal as _;
    match failure {
        Failure::Refused(refusal) => Speech::new(app, Language::En).refusal(refusal.code(), &refusal.numbers()),
        Failure::NotFound => "there is no such member any more".to_owned(),
        Failure::Stale => "somebody else wrote meanwhile; try again".to_owned(),
        Failure::Fault(fault) => fault.to_string(),
    }
}

async fn list(app: &App) -> Told {
    const AT_ONCE: i64 = 200;
    let mut lines = Vec::new();
    let mut after = MemberId(0);
    loop {
        let page = running::everybody(app, after, AT_ONCE).await.map_err(|fault| fault.to_string())?;
        let Some((last, _)) = page.last() else { break };
        after = last.id;
        lines.extend(page.iter().map(|(account, own)| {
            let marks = marks(own).join(", ");
            format!("{:<30} {}  {}  {marks}", account.handle, day_input(account.created_at), account.name)
        }));
    }
    if lines.is_empty() {
        lines.push("Nobody has joined yet.".to_owned());
    }
    Ok(lines.into_iter().map(|line| line.trim_end().to_owned()).collect())
}

/// What is special about an account.
fn marks(own: &Settings) -> Vec<String> {
    [
        own.is_admin.then(|| "admin".to_owned()),
        (!own.email_confirmed).then(|| "address not confirmed".to_owned()),
        own.leaving_at.map(|at| format!("leaves on {}", day_input(at))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn shown(account: &Account, own: &Settings) -> Vec<String> {
    let row = |what: &str, word: &str| format!("{what:<10} {word}");
    let mut lines = vec![
        row("handle", &account.handle),
        row("name", &account.name),
        row("address", &own.email),
        row("language", own.language.tag()),
        row("joined", &day_input(account.created_at)),
        row("number", &account.id.to_string()),
    ];
    lines.extend(marks(own).iter().map(|mark| row("", mark)));
    lines
}

async fn hand_over(app: &App, member: MemberId) -> Result<String, String> {
    running::reset_link(app, by(app, member), member).await.map_err(|fault| fault.to_string())
}

/// What to know about a link that was printed.
fn key_note(app: &App) -> String {
    let days = running::LINK_DAYS;
    let local = if app.config.address.contains("127.0.0.1") {
        " Its beginning is the setting `address`, which is not set here."
    } else {
        ""
    };
    format!("Hand it over where only this person reads it: it works once, within {days} days.{local}")
}

impl Add {
    async fn be_done(&self, app: &App) -> Told {
        let language = match &self.language {
            None => app.config.language,
            Some(tag) => Language::from_tag(tag).ok_or("--language: it or en")?,
        };
        let joining = Joining {
            handle: self.handle.clone(),
            name: self.name.clone(),
            email: self.email.clone(),
            // Nobody knows it: the link sets another.
            password: members::random_key(),
            language,
            invitation: None,
            vouched: true,
        };
        let joined = running::add(app, app.by_itself(language), joining).await;
        let member = joined.map_err(|failure| why(app, failure))?;
        if self.admin {
            moderation::set_admin(app, by(app, member), true).await.map_err(|fault| fault.to_string())?;
        }
        let (account, _) = meant(app, &self.handle).await?;
        let begins = format!("@{} has a place here, and sets a password at", account.handle);
        Ok(vec![begins, hand_over(app, member).await?, key_note(app)])
    }
}

impl Invite {
    async fn be_done(&self, app: &App) -> Told {
        let inviter = match &self.from {
            Some(word) => meant(app, word).await?.0,
            None => first_admin(app).await?,
        };
        let link = running::invitation_link(app, by(app, inviter.id), &self.email).await;
        let link = link.map_err(|failure| why(app, failure))?;
        let mailed = if app.mail.goes() {
            "It goes to this address by mail as well, when the server runs."
        } else {
            "Mail is not set, so hand it over yourself."
        };
        Ok(vec![link, format!("Works once, within 14 days, in the name of {}. {mailed}", inviter.name)])
    }
}

async fn first_admin(app: &App) -> Result<Account, String> {
    let mut after = MemberId(0);
    loop {
        let page = running::everybody(app, after, 200).await.map_err(|fault| fault.to_string())?;
        let Some((last, _)) = page.last() else {
            return Err("nobody runs this server yet; say with --from who invites".to_owned());
        };
        after = last.id;
        if let Some((account, _)) = page.into_iter().find(|(_, own)| own.is_admin) {
            return Ok(account);
        }
    }
}

impl Admin {
    async fn be_done(&self, app: &App) -> Told {
        let (account, _) = meant(app, &self.member).await?;
        let on = matches!(self.switch, Switch::On);
        let left = moderation::set_admin(app, by(app, account.id), on).await.map_err(|fault| fault.to_string())?;
        let does = if on { "runs the server" } else { "does not run the server any more" };
        let mut lines = vec![format!("@{} {does}.", account.handle)];
        if left == 0 {
            lines.push("Nobody does now. `pergola member admin HANDLE on` gives the right to somebody.".to_owned());
        }
        Ok(lines)
    }
}

impl Erase {
    async fn be_done(&self, app: &App) -> Told {
        let (account, _) = meant(app, &self.member).await?;
        if !self.yes {
            return Err(format!(
                "this erases {} (@{}) with everything of hers or his; say --yes if that is meant, and --now if it \
                 cannot wait 14 days",
                account.name, account.handle
            ));
        }
        let dismissed = running::dismiss(app, by(app, account.id), self.now).await;
        let until = dismissed.map_err(|failure| why(app, failure))?;
        if self.now {
            followers::catch_up(app).await;
            if running::meant(app, &account.handle).await.map_err(|fault| fault.to_string())?.is_some() {
                return Err(
                    "it could not be erased now; the server will try again, and `pergola doctor` looks".to_owned()
                );
            }
            return Ok(vec![format!("@{} is erased.", account.handle)]);
        }
        Ok(vec![format!(
            "@{} will be erased on {}. `pergola member keep {}` calls it off.",
            account.handle,
            day_input(until),
            account.handle
        )])
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;
    use serde_json::json;

    use super::Deed;
    use crate::testkit::Town;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(subcommand)]
        deed: Deed,
    }

    /// What `pergola member` with these words says, or why it cannot.
    async fn member(town: &Town, words: &[&str]) -> Result<String, String> {
        let words = std::iter::once("member").chain(words.iter().copied());
        let line = Line::try_parse_from(words).map_err(|error| error.to_string())?;
        line.deed.be_done(&town.app).await.map(|lines| lines.join("\n"))
    }

    /// The path of the link in what was said.
    fn link(said: &str) -> String {
        let line = said.lines().find(|line| line.contains("/letters/")).unwrap();
        format!("/letters/{}", line.rsplit('/').next().unwrap())
    }

    #[tokio::test]
    async fn somebody_is_added_and_sets_a_password_once() {
        let town = Town::with(&[("registration", "closed")]).await;
        assert_eq!(member(&town, &["list"]).await.unwrap(), "Nobody has joined yet.");
        let add = ["add", "--handle", "ada", "--name", "Ada Rossi", "--email", "ada@example.org", "--language", "en"];
        let link = link(&member(&town, &add).await.unwrap());
        assert!(member(&town, &add).await.unwrap_err().contains("address"), "the address is somebody's");
        let visitor = town.visitor();
        let password = [("password", crate::testkit::PASSWORD)];
        visitor.sends(&link, &link, &[("password", "short")]).await.is(422);
        visitor.sends(&link, &link, &password).await.is(303);
        visitor.sends(&link, &link, &password).await.is(422);
        let ada = town.signs_in("ada").await;
        let me = ada.get("/api/v1/me").await.is(200).json();
        assert_eq!(
            (&me["email"], &me["is_admin"]),
            (&json!("ada@example.org"), &json!(true)),
            "the first one is admin"
        );
        let shown = member(&town, &["show", "@ada"]).await.unwrap();
        assert!(shown.contains("ada@example.org") && shown.contains("admin") && !shown.contains("not confirmed"));
        assert!(member(&town, &["show", "nobody"]).await.unwrap_err().contains("no member `nobody`"));
    }

    #[tokio::test]
    async fn a_link_of_the_command_line_ends_like_a_letter() {
        let town = Town::new().await;
        let ada = town.joins("Ada Rossi").await;
        let first = link(&member(&town, &["reset", "ada@example.org"]).await.unwrap());
        town.days_pass(3);
        town.visitor().get(&first).await.is(422);
        let second = link(&member(&town, &["reset", "ada"]).await.unwrap());
        town.visitor().sends(&second, &second, &[("password", "rosmarino e menta")]).await.is(303);
        ada.get("/api/v1/me").await.is(401);
        let shown = member(&town, &["show", "ada"]).await.unwrap();
        assert!(shown.contains("address not confirmed"), "a link that was handed over proves no address: {shown}");
        member(&town, &["confirm-address", "ada"]).await.unwrap();
        assert!(!member(&town, &["list"]).await.unwrap().contains("not confirmed"));
    }

    #[tokio::test]
    async fn somebody_is_invited_where_joining_needs_it() {
        let town = Town::with(&[("registration", "invitation")]).await;
        assert!(member(&town, &["invite", "lino@example.org"]).await.unwrap_err().contains("--from"));
        town.joins("Ada Rossi").await;
        let said = member(&town, &["invite", "lino@example.org"]).await.unwrap();
        assert!(said.contains("Ada Rossi"), "{said}");
        town.settles().await;
        assert_eq!(town.letters_to("lino@example.org").len(), 1);
        let key = link(&said).rsplit('/').next().unwrap().to_owned();
        let new = json!({ "handle": "lino", "name": "Lino Blu", "email": "lino@example.org",
                          "password": crate::testkit::PASSWORD, "invitation": key });
        town.visitor().post("/api/v1/members", new).await.is(201);
        assert!(member(&town, &["invite", "lino@example.org"]).await.is_err(), "he has a place already");
    }

    #[tokio::test]
    async fn rights_are_given_and_taken_and_sessions_end() {
        let town = Town::new().await;
        let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
        member(&town, &["admin", "bruno", "on"]).await.unwrap();
        assert_eq!(bruno.get("/api/v1/me").await.json()["is_admin"], true);
        member(&town, &["admin", "bruno", "off"]).await.unwrap();
        assert_eq!(bruno.get("/api/v1/me").await.json()["is_admin"], false);
        assert!(member(&town, &["admin", "ada", "off"]).await.unwrap().contains("Nobody does now"));
        member(&town, &["admin", "ada", "on"]).await.unwrap();
        let log = ada.get("/moderation/log").await.is(200);
        log.says("Bruno Neri runs the server from now on").says("Bruno Neri does not run the server any more");
        member(&town, &["end-sessions", "bruno"]).await.unwrap();
        bruno.get("/api/v1/me").await.is(401);
        bruno.get("/today").await.is(303);
        ada.get("/api/v1/me").await.is(200);
    }

    #[tokio::test]
    async fn an_erasure_is_meant_waits_is_called_off_or_done() {
        let town = Town::new().await;
        let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
        assert!(member(&town, &["erase", "bruno"]).await.unwrap_err().contains("--yes"));
        let said = member(&town, &["erase", "bruno", "--yes"]).await.unwrap();
        assert!(said.contains("2026-03-24"), "{said}");
        bruno.get("/today").await.is(200);
        member(&town, &["keep", "bruno"]).await.unwrap();
        assert!(member(&town, &["keep", "bruno"]).await.unwrap_err().contains("not about to leave"));
        town.days_pass(20);
        town.settles().await;
        bruno.get("/today").await.is(200);
        member(&town, &["erase", "bruno", "--yes", "--now"]).await.unwrap();
        bruno.get("/api/v1/me").await.is(401);
        ada.get("/@bruno").await.is(404);
        assert!(member(&town, &["show", "bruno"]).await.is_err());
    }
}
