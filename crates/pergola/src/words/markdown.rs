//! Markdown of members as safe HTML: paragraphs, stress, lists, quotations, code, links. Pictures become links, headings what
//! fits inside a page of ours; HTML that somebody typed is shown as he typed it.
//!
//! Every tag that comes out is written here, from a short list, with attributes of our own making: there is nothing of a
//! stranger's to take out again. Addresses are of the web or of mail, else they stay words; a name that pretends to be
//! another address is replaced by where it leads.

use pergola_domain::{
    posts::MENTIONS,
    text::{Piece, pieces},
};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::say::escape;

/// Lists and quotations within one another; deeper ones are drawn at this depth.
const DEEPEST: usize = 6;

/// What somebody says as HTML: his lines stay lines, a heading is only louder, and whom he names is led to.
pub(crate) fn markdown(text: &str) -> String {
    written(text, Writer { mentions: MENTIONS, lines: true, ..Writer::default() })
}

/// A text with parts of its own as HTML, such as an ad: headings are headings, inside a section whose own is an `h2`.
pub(crate) fn prose(text: &str) -> String {
    written(text, Writer { headings: true, ..Writer::default() })
}

fn written(text: &str, mut writer: Writer) -> String {
    for event in Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH) {
        writer.take(event);
    }
    writer.out
}

/// A text as words alone, for feeds, previews and for the judges: no marks, no addresses of links.
pub(crate) fn words_alone(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for event in Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(words) | Event::Code(words) | Event::Html(words) | Event::InlineHtml(words) => out += &words,
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_)) => {
                out.push('\n');
            }
            _ => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The first address of the web that a text names: what a preview is fetched of.
pub(crate) fn first_link(text: &str) -> Option<String> {
    let marked = Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH).find_map(|event| match event {
        Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url.into_string()).filter(|to| is_of_the_web(to)),
        Event::Text(words) => pieces(&words).into_iter().find_map(|piece| match piece {
            Piece::Link(link) => Some(link.to_owned()),
            Piece::Words(_) => None,
        }),
        _ => None,
    });
    marked.filter(|link| link.len() <= 2_000)
}

fn is_of_the_web(address: &str) -> bool {
    let lower = address.trim().to_ascii_lowercase();
    (lower.starts_with("https://") || lower.starts_with("http://")) && url::Url::parse(address).is_ok()
}

fn leads_somewhere(address: &str) -> bool {
    is_of_the_web(address) || address.to_ascii_lowercase().starts_with("mailto:") && address.contains('@')
}

/// A heading below an `h2` of ours.
const fn below(level: HeadingLevel) -> &'static str {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 => "h3",
        _ => "h4",
    }
}

#[derive(Default)]
struct Writer {
    out: String,
    depth: usize,
    /// Where an address leads, and from where on its name was written; none for one that leads nowhere.
    link: Option<(String, usize)>,
    inside_link: usize,
    code: bool,
    /// Names that may still be led to.
    mentions: usize,
    /// Headings are headings.
    headings: bool,
    /// The end of a line is one.
    lines: bool,
}

impl Writer {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) => self.words(&words),
            Event::Code(words) => self.out += &format!("<code>{}</code>", escape(&words)),
            Event::Html(words) | Event::InlineHtml(words) => self.out += &escape(&words),
            Event::SoftBreak if !self.lines => self.out.push('\n'),
            Event::SoftBreak | Event::HardBreak => self.out += "<br>",
            Event::Rule => self.out += "<hr>",
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.out += "<p>",
            Tag::Heading { level, .. } if self.headings => self.out += &format!("<{}>", below(level)),
            Tag::Heading { .. } => self.out += "<p><strong>",
            Tag::HtmlBlock => self.out += "<p>",
            Tag::BlockQuote(_) => self.deeper("<blockquote>"),
            Tag::List(None) => self.deeper("<ul>"),
            Tag::List(Some(_)) => self.deeper("<ol>"),
            Tag::Item if self.depth <= DEEPEST => self.out += "<li>",
            Tag::CodeBlock(_) => {
                self.code = true;
                self.out += "<pre><code>";
            }
            Tag::Emphasis => self.out += "<em>",
            Tag::Strong => self.out += "<strong>",
            Tag::Strikethrough => self.out += "<s>",
            // A picture elsewhere is not shown from there: that would tell that server who reads here.
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.inside_link += 1;
                if self.inside_link == 1 && leads_somewhere(&dest_url) {
                    let head = format!("<a href=\"{}\" rel=\"nofollow noopener noreferrer ugc\">", escape(&dest_url));
                    self.out += &head;
                    self.link = Some((dest_url.into_string(), self.out.len()));
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.out += "</p>",
            TagEnd::Heading(level) if self.headings => self.out += &format!("</{}>", below(level)),
            TagEnd::Heading(_) => self.out += "</strong></p>",
            TagEnd::BlockQuote(_) => self.shallower("</blockquote>"),
            TagEnd::List(false) => self.shallower("</ul>"),
            TagEnd::List(true) => self.shallower("</ol>"),
            TagEnd::Item if self.depth <= DEEPEST => self.out += "</li>",
            TagEnd::CodeBlock => {
                self.code = false;
                self.out += "</code></pre>";
            }
            TagEnd::Emphasis => self.out += "</em>",
            TagEnd::Strong => self.out += "</strong>",
            TagEnd::Strikethrough => self.out += "</s>",
            TagEnd::Link | TagEnd::Image => {
                self.inside_link = self.inside_link.saturating_sub(1);
                if self.inside_link == 0
                    && let Some((to, from)) = self.link.take()
                {
                    self.close_link(&to, from);
                }
            }
            _ => {}
        }
    }

    fn deeper(&mut self, tag: &str) {
        self.depth += 1;
        if self.depth <= DEEPEST {
            self.out += tag;
        }
    }

    fn shallower(&mut self, tag: &str) {
        if self.depth <= DEEPEST {
            self.out += tag;
        }
        self.depth = self.depth.saturating_sub(1);
    }

    /// A name that is empty or looks like an address tells where it leads.
    fn close_link(&mut self, to: &str, from: usize) {
        let name = self.out.get(from..).unwrap_or_default().trim().to_owned();
        let poses = !name.contains(' ') && name.contains('.') && escape(to) != name;
        if name.is_empty() || poses {
            self.out.truncate(from);
            self.out += &escape(to.strip_prefix("mailto:").unwrap_or(to));
        }
        self.out += "</a>";
    }

    fn words(&mut self, words: &str) {
        if self.code || self.inside_link > 0 {
            self.out += &escape(words);
            return;
        }
        for piece in pieces(words) {
            match piece {
                Piece::Words(words) => self.names(words),
                Piece::Link(link) if is_of_the_web(link) => {
                    let link = escape(link);
                    self.out += &format!("<a href=\"{link}\" rel=\"nofollow noopener noreferrer ugc\">{link}</a>");
                }
                Piece::Link(link) => self.out += &escape(link),
            }
        }
    }

    /// `@ada` leads to her page, whether she is here or not: it is no way to ask who is.
    fn names(&mut self, words: &str) {
        let mut rest = words;
        while let Some(at) = rest.find('@') {
            let (before, from) = rest.split_at(at);
            let after = from.strip_prefix('@').unwrap_or_default();
            let end = after.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).unwrap_or(after.len());
            let (name, left) = after.split_at(end);
            self.out += &escape(before);
            let alone = !before.chars().next_back().is_some_and(char::is_alphanumeric);
            if alone && self.mentions > 0 && (3..=30).contains(&name.len()) {
                self.mentions -= 1;
                self.out += &format!("<a href=\"/@{0}\">@{0}</a>", name.to_ascii_lowercase());
            } else {
                self.out += &format!("@{}", escape(name));
            }
            rest = left;
        }
        self.out += &escape(rest);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{first_link, markdown, prose, words_alone};

    #[test]
    fn what_people_write() {
        for (typed, html) in [
            ("Tre aule", "<p>Tre aule</p>"),
            ("uno\n\ndue\ntre", "<p>uno</p><p>due<br>tre</p>"),
            (
                "*così* **forte** ~~no~~ `x<y`",
                "<p><em>così</em> <strong>forte</strong> <s>no</s> <code>x&lt;y</code></p>",
            ),
            ("# Titolo", "<p><strong>Titolo</strong></p>"),
            ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
            ("> detto", "<blockquote><p>detto</p></blockquote>"),
            ("ciao @Ada, e a@b.it", "<p>ciao <a href=\"/@ada\">@ada</a>, e a@b.it</p>"),
        ] {
            assert_eq!(markdown(typed).replace("&#60;", "&lt;"), html, "{typed}");
        }
        let link = markdown("[le misure](https://example.org/a?b=1&c=2)");
        assert!(link.contains("rel=\"nofollow noopener noreferrer ugc\">le misure</a>"), "{link}");
        assert!(markdown("vedi https://example.org/luce.").contains(">https://example.org/luce</a>."));
    }

    #[test]
    fn a_text_with_parts_keeps_its_form() {
        let html = prose(
            "# Il lavoro\n\nDisegniamo **arredi**\nper @scuole.\n\n- uno\n- [due](https://due.example)\n\n### Poi",
        );
        assert!(
            html.starts_with("<h3>Il lavoro</h3><p>Disegniamo <strong>arredi</strong>\nper @scuole.</p>"),
            "{html}"
        );
        assert!(
            html.contains("<a href=\"https://due.example\" rel=\"nofollow noopener noreferrer ugc\">due</a>"),
            "{html}"
        );
        assert!(html.ends_with("<h4>Poi</h4>"), "{html}");
    }

    #[test]
    fn what_nobody_should_write() {
        for typed in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[a](javascript:alert(1))",
            "[a](JaVaScRiPt:alert(1))",
            "[a](data:text/html;base64,PHNjcmlwdD4=)",
            "![a](javascript:alert(1))",
            "<javascript:alert(1)>",
            "[a](vbscript:x)",
            "[x]: javascript:alert(1)\n\n[x]",
            "a <b onclick=alert(1)>b</b>",
            "[x](  JaVaScRiPt:alert(1))",
            "[x](https://a.example/\"onmouseover=\"alert(1))",
            "```\"><script>alert(1)</script>\ncode\n```",
            "<div\nonclick=alert(1)>\n\nx",
        ] {
            for html in [markdown(typed), prose(typed)] {
                let to = |scheme: &str| html.to_lowercase().contains(&format!("href=\"{scheme}"));
                assert!(!["javascript", "data", "vbscript"].into_iter().any(to), "{html}");
                assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("<b "), "{html}");
                assert!(!html.contains("<div") && !html.contains("\" on"), "{html}");
            }
        }
        let posing = markdown("[https://banca.example](https://furto.example/x)");
        assert!(posing.contains(">https://furto.example/x</a>"), "{posing}");
        let picture = markdown("![una foto](https://spia.example/p.png)");
        assert!(picture.contains("<a href=\"https://spia.example/p.png\"") && !picture.contains("<img"), "{picture}");
    }

    #[test]
    fn there_is_an_end_to_names_and_to_depth() {
        let named = markdown(&"@ada ".repeat(1_000));
        assert_eq!(named.matches("<a href").count(), 20);
        assert_eq!(named.matches("@ada").count(), 1_020);
        let deep = markdown(&format!("{} a", ">".repeat(4_000)));
        assert_eq!(deep.matches("<blockquote>").count(), 6);
        assert_eq!(deep.matches("</blockquote>").count(), 6);
    }

    #[test]
    fn words_alone_and_the_first_address() {
        assert_eq!(words_alone("**Tre** [aule](https://example.org)\n\n- a"), "Tre aule\na");
        assert_eq!(first_link("a [b](https://example.org/1) https://example.org/2").unwrap(), "https://example.org/1");
        assert_eq!(first_link("guarda https://example.org/2!").unwrap(), "https://example.org/2");
        assert_eq!(first_link("[a](ftp://example.org) `https://example.org`"), None);
    }

    proptest! {
        /// Whatever is typed: only our own tags come out, and as many are closed as were opened.
        #[test]
        fn only_our_own_tags(typed in "[ -~\n\u{e0}-\u{ff}]{0,300}") {
            for html in [markdown(&typed), prose(&typed)] {
                for part in html.split('<').skip(1) {
                    let tag: String =
                        part.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
                    let ours = [
                        "p", "strong", "em", "s", "a", "ul", "ol", "li", "blockquote", "pre", "code", "br", "hr", "h3",
                        "h4",
                    ];
                    prop_assert!(ours.contains(&tag.as_str()), "{tag}");
                }
                for tag in ["p", "strong", "em", "a", "ul", "ol", "li", "blockquote", "pre", "code", "h3", "h4"] {
                    let opened = html.matches(&format!("<{tag}>")).count() + html.matches(&format!("<{tag} ")).count();
                    prop_assert_eq!(opened, html.matches(&format!("</{tag}>")).count(), "{}", tag);
                }
            }
        }
    }
}
