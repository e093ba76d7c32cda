//! Every setting: its default, its sentence in the manual, and where it came from.
//!
//! A file, then the environment, then flags: the later word holds. All of it is checked before anything opens, and a
//! bad value is told with its key. Nothing else in the program reads the environment.

use std::{collections::BTreeMap, net::SocketAddr, path::PathBuf};

use pergola_domain::members::{Language, Registration};

use crate::outside::akismet;

/// A setting as the manual lists it.
pub(crate) struct Setting {
    pub(crate) key: &'static str,
    pub(crate) default: &'static str,
    pub(crate) says: &'static str,
}

/// All settings, in the order of the manual. The environment knows them as `PERGOLA_` and the key in capitals.
pub(crate) const SETTINGS: [Setting; 27] = [
    Setting { key: "data", default: "pergola-data", says: "folder of the database, pictures, archives" },
    Setting { key: "listen", default: "127.0.0.1:7300", says: "address and port; port 0 takes a free one" },
    Setting { key: "database", default: "", says: "postgres://… ; empty: the file pergola.db in the data folder" },
    Setting { key: "database_schema", default: "", says: "PostgreSQL schema; empty: the role's own search path" },
    Setting { key: "database_threads", default: "0", says: "reader threads or connections; 0: by the machine" },
    Setting { key: "node", default: "0", says: "0 to 255, different for each server on one database" },
    Setting { key: "address", default: "", says: "how people reach it, https://pergola.example; empty: from `listen`" },
    Setting { key: "name", default: "Pergola", says: "the name of this server, as members read it" },
    Setting { key: "language", default: "it", says: "it or en: for visitors whose browser asks for neither" },
    Setting { key: "contact", default: "", says: "who answers for this server: an e-mail address or a web page" },
    Setting { key: "rules", default: "", says: "the rules of this server, one a line; shown on its page" },
    Setting { key: "time_zone", default: "Europe/Rome", says: "the hours that people read, and when mornings begin" },
    Setting { key: "registration", default: "open", says: "open, invitation or closed" },
    Setting { key: "mail", default: "", says: "smtp://user:password@host:port or smtps://…; empty: no mail" },
    Setting { key: "mail_from", default: "", says: "sender of mails, Pergola <no-reply@pergola.example>" },
    Setting { key: "mail_folder", default: "", says: "folder to write mails to instead of sending them" },
    Setting {
        key: "behind_proxy",
        default: "false",
        says: "true: believe X-Forwarded-For of a proxy; nobody else may reach the port",
    },
    Setting { key: "limits", default: "strict", says: "strict or relaxed; relaxed is for trials and tests only" },
    Setting {
        key: "akismet_key",
        default: "",
        says: "key of Akismet for the check of spam; empty: the own judge alone",
    },
    Setting { key: "akismet_address", default: "https://rest.akismet.com", says: "where Akismet's protocol is spoken" },
    Setting { key: "akismet_test", default: "false", says: "true: tell Akismet that all this is a trial" },
    Setting {
        key: "allow_private_addresses",
        default: "",
        says: "127.0.0.1:8080, … that links of members may reach; for trials and tests, needs limits = relaxed",
    },
    Setting {
        key: "clock_ahead_days",
        default: "0",
        says: "days that its clock is ahead of the machine's; for trials and tests, needs limits = relaxed",
    },
    Setting { key: "dns", default: "", says: "name server asked for proofs, 9.9.9.9:53; empty: the machine's own" },
    Setting { key: "demo", default: "false", says: "true: show the page of mails and the people to sign in as" },
    Setting { key: "log", default: "text", says: "text or json; one line an event, no personal data" },
    Setting { key: "log_requests", default: "false", says: "true: also one line a request, by its route" },
];

/// Ten years: farther ahead than anything here waits.
const DAYS_AHEAD: u16 = 3_653;

/// The settings, checked.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "settings are what people switch on and off")]
pub(crate) struct Config {
    pub(crate) data: PathBuf,
    pub(crate) listen: SocketAddr,
    pub(crate) database: Option<String>,
    pub(crate) database_schema: Option<String>,
    pub(crate) database_threads: usize,
    pub(crate) node: u8,
    pub(crate) address: String,
    pub(crate) name: String,
    pub(crate) language: Language,
    pub(crate) contact: String,
    pub(crate) rules: String,
    pub(crate) time_zone: jiff::tz::TimeZone,
    pub(crate) registration: Registration,
    pub(crate) mail: Option<String>,
    pub(crate) mail_from: Option<String>,
    pub(crate) mail_folder: Option<PathBuf>,
    pub(crate) behind_proxy: bool,
    pub(crate) limits_relaxed: bool,
    pub(crate) allow_private_addresses: Vec<SocketAddr>,
    pub(crate) clock_ahead_days: i64,
    pub(crate) akismet_key: Option<String>,
    pub(crate) akismet_address: String,
    pub(crate) akismet_test: bool,
    pub(crate) dns: Option<SocketAddr>,
    pub(crate) demo: bool,
    pub(crate) log_json: bool,
    pub(crate) log_requests: bool,
}

/// A setting that cannot be used, told with its key and where it was set.
#[derive(Debug, thiserror::Error)]
#[error("setting `{key}` ({origin}): {why}")]
pub(crate) struct BadSetting {
    pub(crate) key: String,
    pub(crate) origin: String,
    pub(crate) why: String,
}

/// The words of all sources, the later over the earlier, each with where it came from.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    words: BTreeMap<String, (String, String)>,
}

impl Config {
    /// The name of this server in the address that people reach it by: what makes our numbers unique elsewhere.
    pub(crate) fn host(&self) -> String {
        let host = url::Url::parse(&self.address).ok().and_then(|url| url.host_str().map(str::to_owned));
        host.unwrap_or_else(|| "pergola.invalid".to_owned())
    }
}

impl Sources {
    /// Reads a TOML file of `key = value` lines.
    pub(crate) fn file(&mut self, path: &std::path::Path) -> Result<(), BadSetting> {
        let origin = format!("in {}", path.display());
        let bad = |why: String| BadSetting { key: "config".to_owned(), origin: origin.clone(), why };
        let text = std::fs::read_to_string(path).map_err(|error| bad(error.to_string()))?;
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| bad(error.message().to_owned()))?;
        for (key, value) in table {
            let word = match value {
                toml::Value::String(word) => word,
                toml::Value::Integer(_) | toml::Value::Boolean(_) => value.to_string(),
                _ => return Err(BadSetting { key, origin, why: "a text, a number, true or false".to_owned() }),
            };
            self.set(&key, word, &origin)?;
        }
        Ok(())
    }

    /// Takes `PERGOLA_*` from the environment. A name that we do not know is refused, like a misspelt key in a file.
    pub(crate) fn environment(&mut self, all: impl Iterator<Item = (String, String)>) -> Result<(), BadSetting> {
        for (name, word) in all {
            let Some(key) = name.strip_prefix("PERGOLA_") else { continue };
            if key.starts_with("TEST_") {
                continue;
            }
            self.set(&key.to_ascii_lowercase(), word, &format!("environment {name}"))?;
        }
        Ok(())
    }

    /// Takes what a flag said.
    pub(crate) fn flag(&mut self, key: &str, word: Option<String>) -> Result<(), BadSetting> {
        word.map_or(Ok(()), |word| self.set(key, word, &format!("flag --{}", key.replace('_', "-"))))
    }

    fn set(&mut self, key: &str, word: String, origin: &str) -> Result<(), BadSetting> {
        if !SETTINGS.iter().any(|setting| setting.key == key) {
            let why = "there is no such setting; `pergola serve --help` lists them".to_owned();
            return Err(BadSetting { key: key.to_owned(), origin: origin.to_owned(), why });
        }
        self.words.insert(key.to_owned(), (word, origin.to_owned()));
        Ok(())
    }

    fn word(&self, key: &str) -> (&str, &str) {
        let default = SETTINGS.iter().find(|setting| setting.key == key).map_or("", |setting| setting.default);
        self.words.get(key).map_or((default, "default"), |(word, origin)| (word, origin))
    }

    fn parsed<T>(&self, key: &str, parse: impl FnOnce(&str) -> Result<T, String>) -> Result<T, BadSetting> {
        let (word, origin) = self.word(key);
        parse(word.trim()).map_err(|why| BadSetting { key: key.to_owned(), origin: origin.to_owned(), why })
    }

    /// The data folder alone, which is where the file of settings is looked for.
    pub(crate) fn data_folder(&self) -> PathBuf {
        PathBuf::from(self.word("data").0)
    }

    /// All settings, or the first that cannot be used.
    pub(crate) fn config(&self) -> Result<Config, BadSetting> {
        let listen: SocketAddr = self.parsed("listen", |word| {
            word.parse().map_err(|_why| format!("`{word}` is not an address and a port, such as 127.0.0.1:7300"))
        })?;
        let address = self.parsed("address", |word| public_address(word, listen))?;
        let limits_relaxed = self.parsed("limits", |word| either(word, "relaxed", "strict"))?;
        Ok(Config {
            data: self.parsed("data", |word| filled(word).map(PathBuf::from))?,
            listen,
            database: self.parsed("database", database)?,
            database_schema: self.parsed("database_schema", |word| Ok(optional(word)))?,
            database_threads: self.parsed("database_threads", number)?,
            node: self.parsed("node", number)?,
            address,
            name: self.parsed("name", filled)?,
            language: self.parsed("language", |word| Language::from_tag(word).ok_or_else(|| one_of("it, en")))?,
            contact: self.parsed("contact", contact)?,
            rules: self.parsed("rules", |word| Ok(word.to_owned()))?,
            time_zone: self.parsed("time_zone", |word| {
                jiff::tz::TimeZone::get(word).map_err(|_why| format!("`{word}` is no time zone, such as Europe/Rome"))
            })?,
            registration: self.parsed("registration", registration)?,
            mail: self.parsed("mail", mail)?,
            mail_from: self.parsed("mail_from", |word| Ok(optional(word)))?,
            mail_folder: self.parsed("mail_folder", |word| Ok(optional(word).map(PathBuf::from)))?,
            behind_proxy: self.parsed("behind_proxy", flag)?,
            limits_relaxed,
            allow_private_addresses: self.parsed("allow_private_addresses", |word| private(word, limits_relaxed))?,
            clock_ahead_days: self.parsed("clock_ahead_days", |word| days_ahead(word, limits_relaxed))?,
            akismet_key: self.parsed("akismet_key", |word| Ok(optional(word)))?,
            akismet_address: self.parsed("akismet_address", akismet::address)?,
            akismet_test: self.parsed("akismet_test", flag)?,
            dns: self.parsed("dns", name_server)?,
            demo: self.parsed("demo", flag)?,
            log_json: self.parsed("log", |word| either(word, "json", "text"))?,
            log_requests: self.parsed("log_requests", flag)?,
        })
    }
}

fn one_of(words: &str) -> String {
    format!("one of: {words}")
}

fn optional(word: &str) -> Option<String> {
    (!word.is_empty()).then(|| word.to_owned())
}

fn filled(word: &str) -> Result<String, String> {
    optional(word).ok_or_else(|| "must not be empty".to_owned())
}

fn number<T: std::str::FromStr>(word: &str) -> Result<T, String> {
    word.parse().map_err(|_why| format!("`{word}` is not a whole number that fits"))
}

fn flag(word: &str) -> Result<bool, String> {
    either(word, "true", "false")
}

fn either(word: &str, yes: &str, no: &str) -> Result<bool, String> {
    if word == yes || word == no { Ok(word == yes) } else { Err(one_of(&format!("{yes}, {no}"))) }
}

fn database(word: &str) -> Result<Option<String>, String> {
    let known = word.is_empty() || word.starts_with("postgres://") || word.starts_with("postgresql://");
    if known { Ok(optional(word)) } else { Err("postgres://user:password@host/name, or empty for SQLite".to_owned()) }
}

fn mail(word: &str) -> Result<Option<String>, String> {
    let known = word.is_empty() || word.starts_with("smtp://") || word.starts_with("smtps://");
    if known { Ok(optional(word)) } else { Err("smtp://… or smtps://…".to_owned()) }
}

/// A server that people use reaches no neighbour of its own for them.
fn private(word: &str, limits_relaxed: bool) -> Result<Vec<SocketAddr>, String> {
    if !word.is_empty() && !limits_relaxed {
        return Err("is for trials and tests, with limits = relaxed".to_owned());
    }
    let places = word.split(',').map(str::trim).filter(|place| !place.is_empty());
    places.map(|place| place.parse().map_err(|_why| format!("`{place}` is not an address and a port"))).collect()
}

/// What people keep belongs to the day on which they kept it.
fn days_ahead(word: &str, limits_relaxed: bool) -> Result<i64, String> {
    match number::<u16>(word)? {
        0 => Ok(0),
        _ if !limits_relaxed => Err("is for trials and tests, with limits = relaxed".to_owned()),
        days if days <= DAYS_AHEAD => Ok(i64::from(days)),
        _ => Err(format!("{DAYS_AHEAD} days at most")),
    }
}

fn name_server(word: &str) -> Result<Option<SocketAddr>, String> {
    let parse = |word: String| word.parse().map_err(|_why| format!("`{word}` is not an address and a port"));
    optional(word).map(parse).transpose()
}

fn contact(word: &str) -> Result<String, String> {
    let known = word.is_empty()
        || word.starts_with("https://")
        || word.starts_with("http://")
        || word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
    if known { Ok(word.to_owned()) } else { Err("an e-mail address, or https://…".to_owned()) }
}

fn registration(word: &str) -> Result<Registration, String> {
    match word {
        "open" => Ok(Registration::Open),
        "invitation" => Ok(Registration::Invitation),
        "closed" => Ok(Registration::Closed),
        _ => Err(one_of("open, invitation, closed")),
    }
}

fn public_address(word: &str, listen: SocketAddr) -> Result<String, String> {
    if word.is_empty() {
        return Ok(format!("http://{listen}"));
    }
    if !word.starts_with("http://") && !word.starts_with("https://") {
        return Err("must begin with https:// (or http:// for a trial)".to_owned());
    }
    Ok(word.trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    use super::Sources;

    #[test]
    fn the_later_word_holds_and_the_bad_key_is_named() {
        let mut sources = Sources::default();
        sources.environment([("PERGOLA_NAME".into(), "Orto".into()), ("HOME".into(), "x".into())].into_iter()).unwrap();
        sources.flag("name", Some("Vigna".into())).unwrap();
        assert_eq!(sources.config().unwrap().name, "Vigna");

        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("pergola.toml");
        std::fs::write(&file, "name = \"Frutteto\"\n").unwrap();
        let mut sources = Sources::default();
        sources.file(&file).unwrap();
        assert_eq!(sources.config().unwrap().name, "Frutteto");
        sources.environment([("PERGOLA_NAME".into(), "Orto".into())].into_iter()).unwrap();
        assert_eq!(sources.config().unwrap().name, "Orto", "the environment holds against the file");

        sources.flag("listen", Some("pergola".into())).unwrap();
        let told = sources.config().unwrap_err().to_string();
        assert!(told.starts_with("setting `listen` (flag --listen): `pergola` is not an address"), "{told}");

        let told = sources.environment([("PERGOLA_NAM".into(), "x".into())].into_iter()).unwrap_err().to_string();
        assert!(told.starts_with("setting `nam` (environment PERGOLA_NAM)"), "{told}");
    }

    #[test]
    fn private_addresses_are_for_trials_only() {
        let mut sources = Sources::default();
        sources.flag("allow_private_addresses", Some("127.0.0.1:8080, [::1]:9".into())).unwrap();
        let told = sources.config().unwrap_err().to_string();
        assert!(told.contains("allow_private_addresses") && told.contains("trials"), "{told}");
        sources.flag("limits", Some("relaxed".into())).unwrap();
        assert_eq!(sources.config().unwrap().allow_private_addresses.len(), 2);
        sources.flag("allow_private_addresses", Some("localhost".into())).unwrap();
        assert!(sources.config().is_err());
    }

    #[test]
    fn the_clock_is_ahead_in_trials_only() {
        let mut sources = Sources::default();
        assert_eq!(sources.config().unwrap().clock_ahead_days, 0);
        sources.flag("clock_ahead_days", Some("15".into())).unwrap();
        let told = sources.config().unwrap_err().to_string();
        assert!(told.contains("clock_ahead_days") && told.contains("trials"), "{told}");
        sources.flag("limits", Some("relaxed".into())).unwrap();
        assert_eq!(sources.config().unwrap().clock_ahead_days, 15);
        for wrong in ["-1", "3654", "99999", "a week", "1.5", ""] {
            sources.flag("clock_ahead_days", Some(wrong.into())).unwrap();
            assert!(sources.config().unwrap_err().to_string().contains("`clock_ahead_days`"), "{wrong}");
        }
    }

    #[test]
    fn a_file_is_read_and_its_mistakes_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pergola.toml");
        std::fs::write(&path, "name = 'Orto'\nnode = 3\nbehind_proxy = true\n").unwrap();
        let mut sources = Sources::default();
        sources.file(&path).unwrap();
        let config = sources.config().unwrap();
        assert_eq!((config.name.as_str(), config.node, config.behind_proxy), ("Orto", 3, true));
        for (text, key) in [("nome = 'x'", "nome"), ("node = 300", "node"), ("registration = 'tutti'", "registration")]
        {
            std::fs::write(&path, text).unwrap();
            let mut sources = Sources::default();
            let told = sources.file(&path).and_then(|()| sources.config().map(drop)).unwrap_err().to_string();
            assert!(told.contains(&format!("`{key}`")) && told.contains("pergola.toml"), "{told}");
        }
    }
}
