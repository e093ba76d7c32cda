//! Akismet, where the operator has a key: its published protocol, and what each of its answers means for us.
//!
//! It is asked whether something is spam, and told what moderators decided. Whatever goes wrong (no answer, an answer
//! that is none, a key that is refused) means *hold*: nothing is lost and nothing is let through unseen. Only its own
//! tip to throw something away makes [`Opinion::Discard`], and whoever acts on it decides what that is worth.
//! What is sent leaves the server: the operator says so to the members when he sets a key.

use axum::http::{HeaderValue, header};
use url::{Url, form_urlencoded::Serializer};

use crate::{
    config::Config,
    outside::fetch::{Call, FetchLimits, Fetched, Fetcher, NotFetched},
};

/// The texts of Akismet's answers when all is well.
const VALID: &str = "valid";
const THANKS: &str = "Thanks for making the web a better place.";

/// What is asked about. Empty fields are not sent.
#[derive(Clone, Debug, Default)]
pub(crate) struct Submission {
    /// The address it came from. Akismet needs it; the rest makes its answer better.
    pub(crate) user_ip: String,
    pub(crate) user_agent: String,
    pub(crate) referrer: String,
    pub(crate) permalink: String,
    pub(crate) kind: SubmissionKind,
    pub(crate) author: String,
    pub(crate) author_email: String,
    pub(crate) author_url: String,
    pub(crate) content: String,
    /// RFC 3339, UTC.
    pub(crate) created: String,
    /// When what it answers was published: RFC 3339, UTC.
    pub(crate) context_published: String,
    /// What it answers: topics of the post, the group's name.
    pub(crate) context: Vec<String>,
    /// A field of the form that people do not see, with what was put into it.
    pub(crate) honeypot: Option<(String, String)>,
    pub(crate) role: Role,
    /// Why it is asked about once more, such as `edit`.
    pub(crate) recheck_reason: String,
}

/// What Akismet calls the kinds of things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SubmissionKind {
    #[default]
    Comment,
    Post,
    Message,
    SignUp,
    Contact,
    Ask,
    Event,
    Group,
    Job,
}

impl SubmissionKind {
    const fn word(self) -> &'static str {
        match self {
            Self::Comment => "comment",
            Self::Post => "blog-post",
            Self::Message => "message",
            Self::SignUp => "signup",
            Self::Contact => "contact-form",
            Self::Ask => "forum-post",
            Self::Event => "event",
            Self::Group => "group",
            Self::Job => "job",
        }
    }
}

/// Who wrote it. Akismet never takes what an administrator wrote for spam.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Role {
    #[default]
    Member,
    Visitor,
    Administrator,
}

/// What Akismet thinks of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Opinion {
    /// Not spam; perhaps only for now: then it is to be asked again after so many seconds.
    Ham {
        ask_again_seconds: Option<u64>,
    },
    Spam,
    /// Spam so plain that Akismet advises not to keep it at all.
    Discard,
}

/// Why there is no opinion. What was asked about is held.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NoOpinion {
    #[error("Akismet does not answer: {0}")]
    Silent(NotFetched),
    #[error("Akismet answers with status {0}")]
    Status(u16),
    #[error("Akismet refuses the key")]
    KeyRefused,
    /// The account needs its owner: a subscription that ended, too many calls. With Akismet's number for it.
    #[error("Akismet wants something of the operator: alert {code}: {says}")]
    Alert { code: u32, says: String },
    #[error("Akismet cannot use the question: {0}")]
    Unusable(String),
    #[error("Akismet's answer cannot be read")]
    Garbled,
}

impl NoOpinion {
    /// Whether asking later may help without anybody doing anything.
    pub(crate) const fn may_pass(&self) -> bool {
        matches!(self, Self::Silent(_) | Self::Status(_) | Self::Garbled)
    }
}

/// The line to Akismet, where a key is set.
pub(crate) struct Akismet {
    key: String,
    /// `https://rest.akismet.com`, or another that speaks the same.
    address: String,
    /// Our own front page, which the key belongs to.
    home: String,
    agent: HeaderValue,
    is_test: bool,
}

impl Akismet {
    /// Nothing where no key is set.
    pub(crate) fn open(config: &Config) -> Option<Self> {
        let key = config.akismet_key.clone()?;
        let version = env!("CARGO_PKG_VERSION");
        Some(Self {
            key,
            address: config.akismet_address.trim_end_matches('/').to_owned(),
            home: format!("{}/", config.address),
            agent: HeaderValue::from_str(&format!("Pergola/{version} | Pergola/{version}")).ok()?,
            is_test: config.akismet_test,
        })
    }

    /// Whether the key is valid for this network.
    pub(crate) async fn verify_key(&self, fetcher: &Fetcher) -> Result<bool, NoOpinion> {
        let answer = self.ask(fetcher, "verify-key", &[("key", &self.key)]).await?;
        match body(&answer).as_str() {
            VALID => Ok(true),
            "invalid" => Ok(false),
            _ => Err(unusable(&answer)),
        }
    }

    /// Whether something is spam.
    pub(crate) async fn check(&self, fetcher: &Fetcher, what: &Submission) -> Result<Opinion, NoOpinion> {
        let answer = self.ask_about(fetcher, "comment-check", what).await?;
        match body(&answer).as_str() {
            "true" if answer.header("x-akismet-pro-tip").eq_ignore_ascii_case("discard") => Ok(Opinion::Discard),
            "true" => Ok(Opinion::Spam),
            "false" => Ok(Opinion::Ham { ask_again_seconds: answer.header("x-akismet-recheck-after").parse().ok() }),
            _ => Err(unusable(&answer)),
        }
    }

    /// A moderator says that it was spam after all.
    pub(crate) async fn was_spam(&self, fetcher: &Fetcher, what: &Submission) -> Result<(), NoOpinion> {
        self.tell(fetcher, "submit-spam", what).await
    }

    /// A moderator says that it was none.
    pub(crate) async fn was_ham(&self, fetcher: &Fetcher, what: &Submission) -> Result<(), NoOpinion> {
        self.tell(fetcher, "submit-ham", what).await
    }

    async fn tell(&self, fetcher: &Fetcher, call: &str, what: &Submission) -> Result<(), NoOpinion> {
        let answer = self.ask_about(fetcher, call, what).await?;
        if body(&answer) == THANKS { Ok(()) } else { Err(unusable(&answer)) }
    }

    async fn ask_about(&self, fetcher: &Fetcher, call: &str, what: &Submission) -> Result<Fetched, NoOpinion> {
        let role = match what.role {
            Role::Member => "member",
            Role::Visitor => "",
            Role::Administrator => "administrator",
        };
        let mut fields = vec![
            ("user_ip", what.user_ip.as_str()),
            ("user_agent", &what.user_agent),
            ("referrer", &what.referrer),
            ("permalink", &what.permalink),
            ("comment_type", what.kind.word()),
            ("comment_author", &what.author),
            ("comment_author_email", &what.author_email),
            ("comment_author_url", &what.author_url),
            ("comment_content", &what.content),
            ("comment_date_gmt", &what.created),
            ("comment_post_modified_gmt", &what.context_published),
            ("blog_lang", "it, en"),
            ("blog_charset", "UTF-8"),
            ("user_role", role),
            ("recheck_reason", &what.recheck_reason),
            ("is_test", if self.is_test { "1" } else { "" }),
        ];
        fields.extend(what.context.iter().map(|word| ("comment_context[]", word.as_str())));
        if let Some((name, value)) = &what.honeypot {
            fields.extend([("honeypot_field_name", name.as_str()), (name, value)]);
        }
        self.ask(fetcher, call, &fields).await
    }

    async fn ask(&self, fetcher: &Fetcher, call: &str, fields: &[(&str, &str)]) -> Result<Fetched, NoOpinion> {
        let form = {
            let mut form = Serializer::new(String::new());
            form.append_pair("api_key", &self.key).append_pair("blog", &self.home);
            form.extend_pairs(fields.iter().filter(|(_, value)| !value.is_empty()));
            form.finish().into_bytes()
        };
        let call = Call {
            url: format!("{}/1.1/{call}", self.address),
            headers: vec![(header::USER_AGENT, self.agent.clone())],
            content_type: "application/x-www-form-urlencoded; charset=utf-8",
            body: form,
        };
        let answer = fetcher.call(call, &FetchLimits::SERVICE).await.map_err(NoOpinion::Silent)?;
        if answer.status != 200 {
            return Err(NoOpinion::Status(answer.status));
        }
        // Alerts may stand beside a good answer: they are for the operator, and the answer counts.
        if let (Ok(code), says) = (answer.header("x-akismet-alert-code").parse(), answer.header("x-akismet-alert-msg"))
        {
            if !matches!(body(&answer).as_str(), "true" | "false" | VALID | THANKS) {
                return Err(NoOpinion::Alert { code, says: says.chars().take(200).collect() });
            }
            tracing::warn!(akismet.alert = code, "Akismet has a word for the operator: {says}");
        }
        Ok(answer)
    }
}

/// Reads the setting: an address of the web without anything behind the host.
pub(crate) fn address(word: &str) -> Result<String, String> {
    let bad = || format!("`{word}` is not an address such as https://rest.akismet.com");
    let url = Url::parse(word).map_err(|_why| bad())?;
    let plain =
        matches!(url.scheme(), "http" | "https") && url.has_host() && url.path() == "/" && url.query().is_none();
    if plain { Ok(word.to_owned()) } else { Err(bad()) }
}

fn body(answer: &Fetched) -> String {
    String::from_utf8_lossy(answer.bytes.get(..200).unwrap_or(&answer.bytes)).trim().to_owned()
}

/// What an answer means that is neither yes nor no.
fn unusable(answer: &Fetched) -> NoOpinion {
    let help = answer.header("x-akismet-debug-help");
    match (body(answer).as_str(), help) {
        ("invalid", "") => NoOpinion::KeyRefused,
        (_, help) if help.to_ascii_lowercase().contains("key") => NoOpinion::KeyRefused,
        (_, "") => NoOpinion::Garbled,
        (_, help) => NoOpinion::Unusable(help.chars().take(200).collect()),
    }
}

#[cfg(test)]
mod tests;
