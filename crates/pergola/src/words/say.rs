//! How a page says a sentence: `{{ t.s("garden-title") }}`, `{{ t.say("garden-due").arg("count", 3) }}`.

use std::fmt;

use askama::{FastWritable, NO_VALUES, Values};
use fluent_bundle::{FluentArgs, FluentValue};
use pergola_domain::members::Language;

use crate::app::App;

/// The words of one language, as pages hold them.
#[derive(Clone)]
pub(crate) struct Speech {
    app: App,
    pub(crate) language: Language,
}

impl fmt::Debug for Speech {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.language.tag())
    }
}

impl Speech {
    pub(crate) fn new(app: &App, language: Language) -> Self {
        Self { app: app.clone(), language }
    }

    /// `it` or `en`.
    pub(crate) fn tag(&self) -> &'static str {
        self.language.tag()
    }

    /// The zone of this server's clock.
    pub(super) fn time_zone(&self) -> jiff::tz::TimeZone {
        self.app.config.time_zone.clone()
    }

    /// A sentence without arguments.
    pub(crate) fn s<'a>(&'a self, key: &'a str) -> &'a str {
        self.app.words.plain(self.language, key)
    }

    /// Whether there is such a sentence.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.app.words.has(self.language, key)
    }

    /// What a language is called, where there is a word for it; else as it is written.
    pub(crate) fn language_name(&self, tag: &str) -> String {
        let key = ["language-", tag.split('-').next().unwrap_or(tag)].concat();
        if self.has(&key) { self.s(&key).to_owned() } else { tag.to_owned() }
    }

    /// A sentence with arguments: add them with [`Say::arg`] and [`Say::slot`].
    pub(crate) fn say(&self, key: impl Into<String>) -> Say {
        Say { speech: self.clone(), key: key.into(), args: FluentArgs::new(), slots: Vec::new() }
    }

    /// The sentence of a refusal's code, with its numbers.
    pub(crate) fn refusal(&self, code: &str, numbers: &[(&'static str, i64)]) -> String {
        let mut say = self.say(code.replace('.', "-"));
        for (name, number) in numbers {
            say = say.arg(*name, *number);
        }
        say.text()
    }
}

/// A sentence being put together. Shown in a template it is escaped, but for its slots.
pub(crate) struct Say {
    speech: Speech,
    key: String,
    args: FluentArgs<'static>,
    slots: Vec<String>,
}

/// What a sentence takes for an argument.
pub(crate) trait Arg {
    fn value(self) -> FluentValue<'static>;
}

macro_rules! args {
    ($($kind:ty => $give:expr),* $(,)?) => {$(
        impl Arg for $kind {
            fn value(self) -> FluentValue<'static> {
                let give: fn($kind) -> FluentValue<'static> = $give;
                give(self)
            }
        }
    )*};
}

args! {
    &str => |text| FluentValue::from(text.to_owned()),
    &&str => |text| FluentValue::from((*text).to_owned()),
    String => FluentValue::from,
    &String => |text| FluentValue::from(text.clone()),
    &&String => |text| FluentValue::from((*text).clone()),
    i64 => FluentValue::from,
    &i64 => |number| FluentValue::from(*number),
    usize => FluentValue::from,
    &usize => |number| FluentValue::from(*number),
    u32 => FluentValue::from,
    i32 => FluentValue::from,
    u64 => FluentValue::from,
    &u64 => |number| FluentValue::from(*number),
}

// Private-use characters stand where a slot's HTML goes; names and texts are cleaned of them by their escaping below.
const OPEN: char = '\u{E000}';
const CLOSE: char = '\u{E001}';
const FIRST: u8 = 0xEE;

impl Say {
    /// Fills `{$name}` with a text or a number.
    pub(crate) fn arg(mut self, name: impl Into<String>, value: impl Arg) -> Self {
        let value = match value.value() {
            // Both begin with this byte, and hardly any text has it.
            FluentValue::String(text) if text.as_bytes().contains(&FIRST) => {
                FluentValue::from(text.replace([OPEN, CLOSE], ""))
            }
            other => other,
        };
        self.args.set(name.into(), value);
        self
    }

    /// Fills `{$name}` with HTML that is already safe: a link, a name in bold.
    pub(crate) fn slot(mut self, name: &'static str, html: impl fmt::Display) -> Self {
        self.args.set(name, FluentValue::from(format!("{OPEN}{}{CLOSE}", self.slots.len())));
        self.slots.push(html.to_string());
        self
    }

    /// Fills `{$name}` with a text in a link.
    pub(crate) fn link(self, name: &'static str, href: &str, text: &str) -> Self {
        let html = format!("<a href=\"{}\">{}</a>", escape(href), escape(text));
        self.slot(name, html)
    }

    /// Fills `{$name}` with a text in bold.
    pub(crate) fn bold(self, name: &'static str, text: &str) -> Self {
        let html = format!("<b>{}</b>", escape(text));
        self.slot(name, html)
    }

    /// As plain text, for JSON and mails. Slots are not for those.
    pub(crate) fn text(&self) -> String {
        self.speech.app.words.with(self.speech.language, &self.key, &self.args)
    }

    fn html(&self) -> String {
        let escaped = escape(&self.text());
        if self.slots.is_empty() {
            return escaped;
        }
        let mut out = String::with_capacity(escaped.len() + 64);
        let mut rest = escaped.as_str();
        while let Some((before, after)) = rest.split_once(OPEN) {
            out.push_str(before);
            let Some((number, after)) = after.split_once(CLOSE) else { break };
            out.push_str(number.parse().ok().and_then(|at: usize| self.slots.get(at)).map_or("", String::as_str));
            rest = after;
        }
        out.push_str(rest);
        out
    }
}

impl fmt::Debug for Say {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.key)
    }
}

/// Escaped HTML with slots: templates do not escape it again.
impl fmt::Display for Say {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.html())
    }
}

impl FastWritable for Say {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn Values) -> askama::Result<()> {
        Ok(dest.write_str(&self.html())?)
    }
}

impl askama::filters::HtmlSafe for Say {}

/// Text for HTML, in content or in a quoted attribute.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut from = 0;
    for (place, byte) in text.bytes().enumerate() {
        let with = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.push_str(text.get(from..place).unwrap_or_default());
        out.push_str(with);
        from = place + 1;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

/// Room for most pages, so that they are not moved as they grow.
const PAGE_BYTES: usize = 56 * 1024;

/// Draws a page.
pub(crate) fn draw(page: &impl askama::Template) -> Result<String, askama::Error> {
    let mut drawn = String::with_capacity(PAGE_BYTES);
    page.render_into_with_values(&mut drawn, NO_VALUES)?;
    Ok(drawn)
}
