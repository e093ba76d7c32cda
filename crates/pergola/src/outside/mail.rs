//! Letters by SMTP, or into a folder for a demo or a test. What is in them the rooms decide; when they go, the queue.

use std::path::PathBuf;

use lettre::{
    AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Attachment, Mailbox, MultiPart, SinglePart, header::ContentType},
};
use pergola_db::{Fault, Tx, queue};
use serde::{Deserialize, Serialize};

use crate::{
    app::{App, By},
    config::Config,
};

/// A letter ready to go. It is kept in the queue until it went, so it holds only what it must.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Letter {
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) language: String,
    /// The address that ends letters of this kind with one click (RFC 8058); letters about an account have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) unsubscribe: Option<String>,
}

/// A calendar that goes with a letter (RFC 6047).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct CalendarPart {
    /// `REQUEST`, `CANCEL`.
    pub(crate) method: String,
    pub(crate) text: String,
}

/// A letter as it lies in the queue, with what goes along.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Posted {
    #[serde(flatten)]
    pub(crate) letter: Letter,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) calendar: Option<CalendarPart>,
}

/// The kind of a letter in the queue.
pub(crate) const LETTER: &str = "letter";

/// Queues a letter in the act's own transaction: it goes when the act stands, and only then. Where mail goes nowhere nothing
/// is queued: keys and addresses would lie there for whoever sets a way one day.
pub(crate) async fn queue_letter(tx: &Tx, app: &App, by: &By, letter: &Letter) -> Result<(), Fault> {
    queue_posted(tx, app, by, &Posted { letter: letter.clone(), calendar: None }).await
}

/// The same under a number that was minted before: it will be the letter's own.
pub(crate) async fn queue_letter_as(
    tx: &Tx,
    app: &App,
    (by, number): (&By, i64),
    letter: &Letter,
) -> Result<(), Fault> {
    if !app.mail.goes() {
        return Ok(());
    }
    let body = written_out(&Posted { letter: letter.clone(), calendar: None })?;
    queue::enqueue(tx, number, LETTER, &body, by.now.0).await
}

/// The same with a calendar in it.
pub(crate) async fn queue_posted(tx: &Tx, app: &App, by: &By, posted: &Posted) -> Result<(), Fault> {
    if !app.mail.goes() {
        return Ok(());
    }
    queue::enqueue(tx, by.fresh(), LETTER, &written_out(posted)?, by.now.0).await
}

/// A letter as it will be queued, to be kept until it is known whether it goes.
///
/// # Errors
/// None that happens: a letter is text.
pub(crate) fn ready(letter: &Letter) -> Result<String, Fault> {
    written_out(&Posted { letter: letter.clone(), calendar: None })
}

/// It goes.
pub(crate) async fn queue_written(tx: &Tx, by: &By, body: &str) -> Result<(), Fault> {
    queue::enqueue(tx, by.fresh(), LETTER, body, by.now.0).await
}

fn written_out(posted: &Posted) -> Result<String, Fault> {
    serde_json::to_string(posted).map_err(|error| Fault::other(error.to_string()))
}

/// The way out.
pub(crate) struct Mail {
    from: Option<Mailbox>,
    way: Way,
}

enum Way {
    Nowhere,
    Folder(PathBuf, AsyncFileTransport<Tokio1Executor>),
    Smtp(Box<AsyncSmtpTransport<Tokio1Executor>>),
}

impl Mail {
    /// # Errors
    /// With the setting that cannot be used.
    pub(crate) fn open(config: &Config) -> Result<Self, String> {
        let from = config.mail_from.as_deref().map(str::parse::<Mailbox>).transpose();
        let mut from = from.map_err(|error| format!("setting `mail_from`: {error}"))?;
        let way = if let Some(folder) = &config.mail_folder {
            std::fs::create_dir_all(folder).map_err(|error| format!("setting `mail_folder`: {error}"))?;
            if from.is_none() {
                from = "Pergola <no-reply@pergola.example>".parse().ok();
            }
            Way::Folder(folder.clone(), AsyncFileTransport::new(folder))
        } else if let Some(url) = &config.mail {
            if from.is_none() {
                return Err("setting `mail_from`: needed beside `mail`".to_owned());
            }
            let smtp = AsyncSmtpTransport::<Tokio1Executor>::from_url(url);
            Way::Smtp(Box::new(smtp.map_err(|error| format!("setting `mail`: {error}"))?.build()))
        } else {
            Way::Nowhere
        };
        Ok(Self { from, way })
    }

    /// The folder of a demo's letters.
    pub(crate) fn folder(&self) -> Option<&PathBuf> {
        match &self.way {
            Way::Folder(folder, _) => Some(folder),
            _ => None,
        }
    }

    /// Whether letters can go anywhere.
    pub(crate) fn goes(&self) -> bool {
        !matches!(self.way, Way::Nowhere)
    }

    /// The bare address that letters come from.
    pub(crate) fn address(&self) -> Option<String> {
        self.from.as_ref().map(|from| from.email.to_string())
    }

    /// Sends one letter. Its number in the queue is in its `Message-ID`: a letter that went, but was not crossed off before
    /// the power failed, comes twice as the same one.
    ///
    /// # Errors
    /// What the server said, without the address: it goes into the log.
    pub(crate) async fn send(&self, posted: &Posted, number: i64) -> Result<(), String> {
        let letter = &posted.letter;
        let Some(from) = self.from.clone() else { return Err("no sender is set".to_owned()) };
        let to: Mailbox = letter.to.parse().map_err(|_why| "the address of a letter cannot be read".to_owned())?;
        let mut message = Message::builder()
            .from(from.clone())
            .to(to)
            .subject(&letter.subject)
            .message_id(Some(format!("<{number}@{}>", from.email.domain())))
            .header(ContentLanguage(letter.language.clone()))
            .header(AutoSubmitted);
        if let Some(address) = &letter.unsubscribe {
            message = message.header(ListUnsubscribe(format!("<{address}>"))).header(ListUnsubscribePost);
        }
        let message = message.multipart(body(posted)?).map_err(|_why| "a letter could not be written".to_owned())?;
        match &self.way {
            Way::Nowhere => Err("no way for mail is set".to_owned()),
            Way::Folder(folder, files) => {
                let name = files.send(message).await.map_err(|error| error.to_string())?;
                let read = Written { letter: letter.clone(), from: from.to_string(), at_us: 0 };
                let body = serde_json::to_string(&read).map_err(|error| error.to_string())?;
                let path = folder.join(format!("{name}.json"));
                let kept = tokio::task::spawn_blocking(move || std::fs::write(path, body)).await;
                kept.map_err(|error| error.to_string())?.map_err(|error| error.to_string())
            }
            Way::Smtp(smtp) => match smtp.send(message).await {
                Ok(_) => Ok(()),
                Err(error) if error.is_permanent() => Err("the mail server refused for good".to_owned()),
                Err(error) if error.is_timeout() => Err("the mail server did not answer in time".to_owned()),
                Err(_) => Err("the mail server could not take it now".to_owned()),
            },
        }
    }
}

/// The words; and beside them, where there is one, the calendar: in the place where calendars look, and as a file to keep.
fn body(posted: &Posted) -> Result<MultiPart, String> {
    let words = SinglePart::builder().header(ContentType::TEXT_PLAIN).body(posted.letter.text.clone());
    let both = MultiPart::alternative().singlepart(words);
    let Some(calendar) = &posted.calendar else { return Ok(both) };
    let kind = format!("text/calendar; charset=utf-8; method={}", calendar.method);
    let kind = ContentType::parse(&kind).map_err(|_why| "a calendar has no kind".to_owned())?;
    let inside = SinglePart::builder().header(kind.clone()).body(calendar.text.clone());
    let file = Attachment::new("pergola.ics".to_owned()).body(calendar.text.clone(), kind);
    Ok(MultiPart::mixed().multipart(both.singlepart(inside)).singlepart(file))
}

/// A letter that lies in the folder, beside its mail, so that a page can show it without reading MIME.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Written {
    #[serde(flatten)]
    pub(crate) letter: Letter,
    pub(crate) from: String,
    /// When the file was written.
    #[serde(skip)]
    pub(crate) at_us: i64,
}

/// All letters of a folder, the newest first. What cannot be read is left out.
pub(crate) fn written(folder: &std::path::Path) -> Vec<Written> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut all: Vec<Written> = entries
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            path.extension().filter(|ending| *ending == "json")?;
            let since = std::fs::metadata(&path).ok()?.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
            let written: Written = serde_json::from_slice(&std::fs::read(&path).ok()?).ok()?;
            Some(Written { at_us: i64::try_from(since.as_micros()).ok()?, ..written })
        })
        .collect();
    all.sort_by_key(|written| std::cmp::Reverse(written.at_us));
    all
}

macro_rules! text_header {
    ($name:ident, $header:literal, $self:ident => $value:expr) => {
        impl lettre::message::header::Header for $name {
            fn name() -> lettre::message::header::HeaderName {
                lettre::message::header::HeaderName::new_from_ascii_str($header)
            }

            fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
                Err("only written, never read".into())
            }

            fn display(&$self) -> lettre::message::header::HeaderValue {
                lettre::message::header::HeaderValue::new(Self::name(), $value)
            }
        }
    };
}

#[derive(Clone)]
struct ContentLanguage(String);
text_header!(ContentLanguage, "Content-Language", self => self.0.clone());

/// RFC 2369 and 8058: mail programs show a button that ends these letters.
#[derive(Clone)]
struct ListUnsubscribe(String);
text_header!(ListUnsubscribe, "List-Unsubscribe", self => self.0.clone());

#[derive(Clone)]
struct ListUnsubscribePost;
text_header!(ListUnsubscribePost, "List-Unsubscribe-Post", self => "List-Unsubscribe=One-Click".to_owned());

/// RFC 3834: so that nobody's "I am on holiday" answers.
#[derive(Clone)]
struct AutoSubmitted;
text_header!(AutoSubmitted, "Auto-Submitted", self => "auto-generated".to_owned());
