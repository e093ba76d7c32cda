//! Previews: what stands at the first address that a post names, fetched a moment later by the one way out, which looks
//! at where it goes, how long it takes and how much comes. Of a page only its name, what it says of itself and its site
//! are kept; its pictures are not fetched, and nothing of it is shown but words.

use pergola_db::Fault;
use pergola_domain::{changes::Change, ids::PostId, members::Language, text};

use super::store::{self, Found};
use crate::{
    app::{App, record},
    outside::fetch::{FetchLimits, Fetched, NotFetched},
};

/// Fetched in one round, one after the other.
const AT_ONCE: i64 = 16;
/// How often somebody who does not answer is asked, and after how many seconds again.
const TRIES: i64 = 3;
const AGAIN_SECONDS: i64 = 300;
const TITLE_CHARS: usize = 160;
const DESCRIPTION_CHARS: usize = 300;

/// Fetches what is due.
pub(crate) async fn work_off(app: &App) {
    if let Err(fault) = fetch_due(app).await {
        tracing::warn!(fault.cause = %fault, "previews could not be kept; it will be tried again");
    }
}

async fn fetch_due(app: &App) -> Result<(), Fault> {
    loop {
        let now = app.now();
        let due = app.db.read(async move |tx| store::due(tx, now, AT_ONCE).await).await?;
        if due.is_empty() {
            return Ok(());
        }
        for (post, url, tries) in due {
            let found = match app.fetcher.get(&url, &FetchLimits::PREVIEW).await {
                Ok(fetched) => told(&fetched),
                Err(NotFetched::TooSlow | NotFetched::Unreachable | NotFetched::Unresolved) if tries + 1 < TRIES => {
                    let until = app.now().plus_seconds(AGAIN_SECONDS << tries);
                    app.db.write(async move |tx| store::put_off(tx, post, until).await).await?;
                    continue;
                }
                Err(_) => None,
            };
            keep(app, post, url, found).await?;
        }
    }
}

/// What stands there is known: it is shown with its post, or nothing is.
pub(crate) async fn keep(app: &App, post: PostId, url: String, found: Option<Found>) -> Result<(), Fault> {
    let by = app.by_itself(Language::default());
    app.db
        .write(async move |tx| -> Result<(), Fault> {
            let kept = store::found(tx, (post, &url), found.as_ref(), by.now).await?;
            if !kept || found.is_none() {
                return Ok(());
            }
            if let Some(post) = store::find(tx, post).await? {
                record(tx, &by, &Change::PostChanged { post: post.id, author: post.author }).await?;
            }
            Ok(())
        })
        .await
}

/// What a page tells of itself; none where it is no page, or tells nothing.
fn told(fetched: &Fetched) -> Option<Found> {
    let page = matches!(fetched.content_type.as_str(), "text/html" | "application/xhtml+xml");
    if fetched.status != 200 || !page {
        return None;
    }
    let site = url::Url::parse(&fetched.final_url).ok()?.host_str()?.trim_start_matches("www.").to_owned();
    let head = Head::read(&String::from_utf8_lossy(&fetched.bytes));
    let title = shortened(&either(head.og_title, head.title), TITLE_CHARS);
    let description = shortened(&either(head.og_description, head.description), DESCRIPTION_CHARS);
    (!title.is_empty()).then_some(Found { site, title, description })
}

/// The first of two texts, or where it is empty the other.
fn either(first: String, other: String) -> String {
    if first.trim().is_empty() { other } else { first }
}

fn shortened(told: &str, chars: usize) -> String {
    let line = text::line(&told.replace(['\n', '\r', '\t'], " "));
    if line.chars().count() <= chars {
        return line;
    }
    let cut: String = line.chars().take(chars.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}

/// What the head of a page says, as far as a preview needs it.
#[derive(Debug, Default)]
struct Head {
    title: String,
    description: String,
    og_title: String,
    og_description: String,
}

impl Head {
    /// Reads tags one after the other until the body begins. What is broken ends the reading, nothing more.
    fn read(html: &str) -> Self {
        let mut head = Self::default();
        let mut rest = html;
        for _ in 0..2_000 {
            let Some((_, from)) = rest.split_once('<') else { break };
            let Some((tag, after)) = from.split_once('>') else { break };
            rest = after;
            let name: String =
                tag.chars().take_while(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
            match name.as_str() {
                "body" => break,
                "title" if head.title.is_empty() => {
                    head.title = decoded(rest.split_once('<').map_or("", |(title, _)| title));
                }
                "script" | "style" => {
                    let end = format!("</{name}");
                    let at =
                        rest.as_bytes().windows(end.len()).position(|part| part.eq_ignore_ascii_case(end.as_bytes()));
                    rest = at.and_then(|at| rest.get(at..)).unwrap_or_default();
                }
                "meta" => head.meta(tag),
                _ => {}
            }
        }
        head
    }

    fn meta(&mut self, tag: &str) {
        let property = attribute(tag, "property").or_else(|| attribute(tag, "name")).unwrap_or_default();
        let Some(content) = attribute(tag, "content") else { return };
        let slot = match property.to_ascii_lowercase().as_str() {
            "og:title" => &mut self.og_title,
            "og:description" => &mut self.og_description,
            "description" => &mut self.description,
            _ => return,
        };
        if slot.is_empty() {
            *slot = decoded(&content);
        }
    }
}

/// The value of an attribute, with or without quotation marks.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let mut from = 0;
    loop {
        let at = from + lower.get(from..)?.find(name)?;
        let after = at + name.len();
        let alone = lower.get(..at)?.chars().next_back().is_some_and(char::is_whitespace);
        let value = tag.get(after..)?.trim_start().strip_prefix('=').map(str::trim_start);
        match value {
            Some(value) if alone => {
                let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
                let told = match quote {
                    Some(quote) => value.strip_prefix(quote)?.split(quote).next(),
                    None => value.split(|c: char| c.is_whitespace() || c == '/').next(),
                };
                return told.map(str::to_owned);
            }
            _ => from = after,
        }
    }
}

/// The few entities that stand in names of pages.
fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out += before;
        let Some((name, left)) = after.split_once(';').filter(|(name, _)| name.len() <= 8) else {
            out.push('&');
            rest = after;
            continue;
        };
        match entity(name) {
            Some(c) => out.push(c),
            None => out += &format!("&{name};"),
        }
        rest = left;
    }
    out + rest
}

fn entity(name: &str) -> Option<char> {
    let number = |digits: &str, radix: u32| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        "agrave" => Some('à'),
        "egrave" => Some('è'),
        "eacute" => Some('é'),
        "igrave" => Some('ì'),
        "ograve" => Some('ò'),
        "ugrave" => Some('ù'),
        "rsquo" => Some('’'),
        "hellip" => Some('…'),
        "ndash" => Some('–'),
        "mdash" => Some('—'),
        "laquo" => Some('«'),
        "raquo" => Some('»'),
        name => match name.strip_prefix('#')? {
            hex if hex.starts_with(['x', 'X']) => number(hex.get(1..)?, 16),
            digits => number(digits, 10),
        },
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{DESCRIPTION_CHARS, Head, shortened};

    #[test]
    fn a_page_tells_its_name() {
        let html = "<!doctype html><html><head><script>var a = '<title>no</title>'</script>\
                    <title>Luce &amp; scuole &#8211; perch&egrave;</title><meta name=description content='Tre aule'>\
                    <meta content=\"Misure\" property=\"og:title\"></head><body><title>dopo</title>";
        let head = Head::read(html);
        assert_eq!((head.title.as_str(), head.og_title.as_str()), ("Luce & scuole – perchè", "Misure"));
        assert_eq!(head.description, "Tre aule");
        assert_eq!(Head::read("<title").title, "");
        assert_eq!(shortened(&"parola ".repeat(90), DESCRIPTION_CHARS).chars().count(), 300);
        assert_eq!(shortened("a\u{202e}b\nc", 10), "ab c");
    }

    proptest! {
        #[test]
        fn nothing_that_comes_breaks_the_reading(html in "[ -~\u{e0}\u{1F600}]{0,400}") {
            Head::read(&format!("<meta {html}"));
            Head::read(&html);
        }
    }
}
