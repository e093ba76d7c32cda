//! What members write with a little form to it (Markdown), as safe HTML.
//!
//! Safe by what it can say at all: paragraphs, headings, lists, emphasis, quotes, code, links to the web. HTML in the text is
//! text; a picture is its words; a link elsewhere than to the web or a mailbox is its words.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use super::escape;

/// The HTML of a text, for inside a section whose heading is an `h2`.
pub(crate) fn prose(text: &str) -> String {
    let mut links = Vec::new();
    let tame = Parser::new_ext(text, Options::empty()).filter_map(|event| tamed(event, &mut links));
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    html::push_html(&mut out, tame);
    out
}

/// `links`: whether each open link is told as one.
fn tamed<'a>(event: Event<'a>, links: &mut Vec<bool>) -> Option<Event<'a>> {
    match event {
        Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
        Event::Start(Tag::HtmlBlock) => Some(Event::Start(Tag::Paragraph)),
        Event::End(TagEnd::HtmlBlock) => Some(Event::End(TagEnd::Paragraph)),
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        Event::Start(Tag::Link { dest_url, .. }) => {
            let safe = is_web(&dest_url);
            links.push(safe);
            let open = format!("<a href=\"{}\" rel=\"nofollow noopener ugc\">", escape(&dest_url));
            safe.then(|| Event::InlineHtml(CowStr::from(open)))
        }
        Event::End(TagEnd::Link) => links.pop().unwrap_or(false).then(|| Event::InlineHtml(CowStr::from("</a>"))),
        Event::Start(Tag::Heading { level, .. }) => {
            Some(Event::Start(Tag::Heading { level: below(level), id: None, classes: Vec::new(), attrs: Vec::new() }))
        }
        Event::End(TagEnd::Heading(level)) => Some(Event::End(TagEnd::Heading(below(level)))),
        Event::Start(Tag::CodeBlock(_)) => Some(Event::Start(Tag::CodeBlock(CodeBlockKind::Indented))),
        other => Some(other),
    }
}

const fn below(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 => HeadingLevel::H3,
        _ => HeadingLevel::H4,
    }
}

fn is_web(address: &str) -> bool {
    let address = address.trim().to_ascii_lowercase();
    ["https://", "http://", "mailto:"].iter().any(|start| address.starts_with(start))
}

/// The same text without its marks, for places that show one kind of letter: feeds, excerpts.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for event in Parser::new_ext(text, Options::empty()) {
        match event {
            Event::Text(piece) | Event::Code(piece) | Event::Html(piece) | Event::InlineHtml(piece) => {
                out.push_str(&piece);
            }
            Event::SoftBreak => out.push(' '),
            Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item) => out.push('\n'),
            _ => {}
        }
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{plain, prose};

    #[test]
    fn form_is_kept() {
        let html = prose("# Il lavoro\n\nDisegniamo **arredi**.\n\n- uno\n- [due](https://due.example)\n");
        assert!(html.contains("<h3>Il lavoro</h3>") && html.contains("<strong>arredi</strong>"), "{html}");
        assert!(html.contains("<a href=\"https://due.example\" rel=\"nofollow noopener ugc\">due</a>"), "{html}");
        assert_eq!(plain("# Uno\n\n**due**\ntre"), "Uno\ndue tre");
    }

    #[test]
    fn nothing_in_a_text_is_more_than_text() {
        for bad in [
            "<script>alert(1)</script>",
            "a <img src=x onerror=alert(1)> b",
            "[x](javascript:alert(1))",
            "[x](  JaVaScRiPt:alert(1))",
            "[x](data:text/html;base64,PHNjcmlwdD4=)",
            "![x](https://evil.example/pixel.png)",
            "<javascript:alert(1)>",
            "[x](https://a.example/\"onmouseover=\"alert(1))",
            "```\"><script>alert(1)</script>\ncode\n```",
            "<div\nonclick=alert(1)>\n\nx",
            "[x][y]\n\n[y]: vbscript:x",
        ] {
            let html = prose(bad);
            let tags: Vec<&str> = html.split('<').skip(1).filter_map(|rest| rest.split('>').next()).collect();
            for tag in &tags {
                let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap();
                let known =
                    ["p", "a", "pre", "code", "h3", "h4", "ul", "ol", "li", "em", "strong", "blockquote", "br", "hr"];
                assert!(known.contains(&name.trim_end_matches('/')), "{bad}: <{tag}>");
                assert!(!tag.contains("\" on") && !tag.to_lowercase().contains("script:"), "{bad}: <{tag}>");
            }
        }
    }
}
