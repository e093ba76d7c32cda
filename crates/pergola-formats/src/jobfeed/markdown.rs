//! From the HTML of a stranger's ad to Markdown: paragraphs, headings, lists, quotations, stress, code, links. What it does not
//! know is left out with its tags; its words stay. What means something in Markdown and is only a sign in HTML is escaped, so
//! that an ad of ours reads back as it was.
//!
//! Not a parser of HTML: tags are taken as they come, and what is not closed ends with its block.

use super::unescaped;

/// Lists and quotations within one another; deeper ones stand at this depth.
const DEEPEST: usize = 8;
/// Where a line was broken, until its block is written.
const BREAK: char = '\u{1}';

/// Whether a text is HTML with blocks: else its lines are its form.
pub(super) fn is_html(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    ["<p", "<br", "<div", "<ul", "<ol", "<li", "<h1", "<h2", "<h3", "<h4", "<pre", "<blockquote", "<hr"]
        .iter()
        .any(|tag| lower.contains(tag))
}

/// The same text as Markdown.
pub(super) fn markdown(html: &str) -> String {
    let mut writer = Writer::default();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        writer.text(before);
        let Some((tag, after)) = tag(after) else {
            writer.text("&lt;");
            rest = after;
            continue;
        };
        rest = after;
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let name = name.to_ascii_lowercase();
        match (name.as_str(), tag.starts_with('/')) {
            ("script" | "style", false) => {
                rest = rest
                    .split_once(&format!("</{name}"))
                    .and_then(|(_, after)| after.split_once('>'))
                    .map_or("", |end| end.1);
            }
            (name, false) => writer.open(name, tag),
            (name, true) => writer.close(name),
        }
    }
    writer.text(rest);
    writer.flush();
    writer.out.trim_end().to_owned()
}

/// A tag up to its end, quotations in it passed over; none where there is no end, or it is no tag.
fn tag(after: &str) -> Option<(&str, &str)> {
    if !after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
        return None;
    }
    let mut quoted = None;
    for (at, c) in after.char_indices() {
        match (quoted, c) {
            (None, '>') => return Some((after.get(..at)?, after.get(at + 1..)?)),
            (None, '"' | '\'') => quoted = Some(c),
            (Some(open), c) if c == open => quoted = None,
            _ => {}
        }
    }
    None
}

/// Where a link leads, where that is the web or a mailbox.
fn href(tag: &str) -> Option<String> {
    let at = tag.to_ascii_lowercase().find("href")?;
    let value = tag.get(at + 4..)?.trim_start().strip_prefix('=')?.trim_start();
    let raw = match value.chars().next()? {
        quote @ ('"' | '\'') => value.get(1..)?.split(quote).next()?,
        _ => value.split(|c: char| c.is_whitespace() || c == '>').next()?,
    };
    let to = unescaped(raw.trim());
    let lower = to.to_ascii_lowercase();
    let leads = ["https://", "http://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme));
    (leads && !to.contains(char::is_whitespace)).then_some(to)
}

/// Something that holds blocks.
#[derive(Debug)]
enum Holds {
    Quote {
        begun: bool,
    },
    /// The kind of list, its bullet or its number, and whether its blocks have lines between them.
    List {
        ordered: bool,
        sign: char,
        items: usize,
        loose: bool,
    },
    /// What stands before its first line, once; then so many spaces.
    Item {
        sign: String,
        begun: bool,
    },
}

#[derive(Default)]
struct Writer {
    out: String,
    /// The words of the block that is being read.
    line: String,
    heading: usize,
    held: Vec<Holds>,
    /// Marks that are open: the tag, the mark, and where it stands.
    marks: Vec<(&'static str, String, usize)>,
    /// Links that are open: where to, and where the name begins.
    links: Vec<(Option<String>, usize)>,
    /// Code inside of a line, or of a block: as it is.
    code: Option<String>,
    block: bool,
    /// The sign of the list that ended just before.
    after: Option<char>,
}

impl Writer {
    fn open(&mut self, name: &str, tag: &str) {
        match name {
            "p" | "div" | "section" | "article" | "tr" | "table" | "dl" | "dt" | "dd" => {
                self.flush();
                if name == "p" {
                    self.loosen();
                }
            }
            "h1" | "h2" | "h3" => self.begin_heading(2),
            "h4" | "h5" | "h6" => self.begin_heading(3),
            "ul" | "ol" => self.begin_list(name == "ol"),
            "li" => self.begin_item(),
            "blockquote" => {
                self.flush();
                if self.held.len() < DEEPEST {
                    self.held.push(Holds::Quote { begun: false });
                }
            }
            "pre" => {
                self.flush();
                (self.code, self.block) = (Some(String::new()), true);
            }
            "code" | "tt" if self.code.is_none() => self.code = Some(String::new()),
            "br" if self.code.is_none() => self.line.push(BREAK),
            "hr" => {
                self.flush();
                self.emit("---");
            }
            "strong" | "b" => self.mark("strong", "**", "__"),
            "em" | "i" => self.mark("em", "*", "_"),
            "s" | "del" | "strike" => self.mark("s", "~~", "~~"),
            "a" => {
                let to = href(tag);
                if to.is_some() {
                    self.line.push('[');
                }
                self.links.push((to, self.line.len()));
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" | "div" | "section" | "article" | "tr" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "dt" | "dd" => {
                self.flush();
            }
            "ul" | "ol" => self.end_list(),
            "li" => self.end_item(),
            "blockquote" => {
                self.flush();
                if matches!(self.held.last(), Some(Holds::Quote { .. })) {
                    self.held.pop();
                }
            }
            "pre" => self.end_block(),
            "code" | "tt" if !self.block => self.end_code(),
            "strong" | "b" => self.unmark("strong"),
            "em" | "i" => self.unmark("em"),
            "s" | "del" | "strike" => self.unmark("s"),
            "a" => self.end_link(),
            _ => {}
        }
    }

    fn begin_heading(&mut self, level: usize) {
        self.flush();
        self.heading = level;
    }

    /// Two lists one after another are two: the second has another sign.
    fn begin_list(&mut self, ordered: bool) {
        self.flush();
        if self.held.len() < DEEPEST {
            let (usual, other) = if ordered { ('.', ')') } else { ('-', '*') };
            let sign = if self.after == Some(usual) { other } else { usual };
            self.held.push(Holds::List { ordered, sign, items: 0, loose: false });
        }
    }

    fn end_list(&mut self) {
        self.end_item();
        if let Some(Holds::List { sign, .. }) = self.held.last() {
            self.after = Some(*sign);
            self.held.pop();
        }
    }

    fn begin_item(&mut self) {
        self.end_item();
        if let Some(Holds::List { ordered, sign, items, .. }) = self.held.last_mut() {
            *items += 1;
            let sign = if *ordered { format!("{items}{sign} ") } else { format!("{sign} ") };
            self.held.push(Holds::Item { sign, begun: false });
        }
    }

    fn end_item(&mut self) {
        self.flush();
        if matches!(self.held.last(), Some(Holds::Item { .. })) {
            self.held.pop();
        }
    }

    /// Paragraphs inside of items make their list a loose one.
    fn loosen(&mut self) {
        if let [.., Holds::List { loose, .. }, Holds::Item { .. }] = self.held.as_mut_slice() {
            *loose = true;
        }
    }

    fn mark(&mut self, tag: &'static str, usual: &str, other: &str) {
        let mark = if self.line.ends_with('*') { other } else { usual };
        self.marks.push((tag, mark.to_owned(), self.line.len()));
        self.line += mark;
    }

    /// Spaces at the ends of what is marked stand outside of the marks; what is empty has none.
    fn unmark(&mut self, tag: &str) {
        let Some((open, mark, at)) = self.marks.pop() else { return };
        if open != tag {
            self.marks.push((open, mark, at));
            return;
        }
        let inside = self.line.get(at + mark.len()..).unwrap_or_default();
        if inside.trim().is_empty() {
            let inside = inside.to_owned();
            self.line.truncate(at);
            self.line += &inside;
            return;
        }
        let end = self.line.trim_end().len();
        let spaces = self.line.split_off(end);
        self.line += &mark;
        self.line += &spaces;
    }

    fn end_link(&mut self) {
        let Some((to, from)) = self.links.pop() else { return };
        let Some(to) = to else { return };
        let name = self.line.get(from..).unwrap_or_default();
        if name.trim().is_empty() {
            self.line.truncate(from.saturating_sub(1));
            return;
        }
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '/' | '.' | '?' | '=' | '-' | '%');
        if name == to && to.chars().all(plain) && to.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '/') {
            self.line.truncate(from.saturating_sub(1));
            self.line += &to;
            return;
        }
        let to: String =
            to.chars().flat_map(|c| matches!(c, '<' | '>' | '\\').then_some('\\').into_iter().chain([c])).collect();
        self.line += &format!("](<{}>)", entities(&to));
    }

    fn end_code(&mut self) {
        let Some(code) = self.code.take() else { return };
        let code = code.replace(['\n', '\r'], " ");
        if code.trim().is_empty() {
            return;
        }
        let fence = "`".repeat(longest(&code) + 1);
        let padded = code.starts_with('`') || code.ends_with('`') || code.starts_with(' ') && code.ends_with(' ');
        let space = if padded { " " } else { "" };
        self.line += &[&fence, space, &code, space, &fence].concat();
    }

    fn end_block(&mut self) {
        self.block = false;
        let Some(code) = self.code.take() else { return };
        let fence = "`".repeat(longest(&code).max(2) + 1);
        let code = code.strip_suffix('\n').unwrap_or(&code);
        self.emit(&format!("{fence}\n{code}\n{fence}"));
    }

    /// Words between tags: spaces are one, the end of a line is one too.
    fn text(&mut self, html: &str) {
        if let Some(code) = &mut self.code {
            *code += &unescaped(html);
            return;
        }
        let text = unescaped(html);
        let mut rest = text.as_str();
        while !rest.is_empty() {
            let spaces = rest.len() - rest.trim_start().len();
            if spaces == 0 {
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                let (word, after) = rest.split_at(end);
                self.word(word);
                rest = after;
            } else {
                let (run, after) = rest.split_at(spaces);
                self.space(if run.contains('\n') { '\n' } else { ' ' });
                rest = after;
            }
        }
    }

    /// A space never stands after another, at the beginning, or behind a mark that was just opened.
    fn space(&mut self, c: char) {
        if self.line.is_empty() || self.line.ends_with([' ', '\n', BREAK]) {
            return;
        }
        match self.marks.last() {
            Some((_, mark, at)) if at + mark.len() == self.line.len() => {
                let at = *at;
                if at > 0 && !self.line.get(..at).unwrap_or_default().ends_with([' ', '\n', BREAK]) {
                    self.line.insert(at, c);
                    if let Some((.., at)) = self.marks.last_mut() {
                        *at += 1;
                    }
                }
            }
            _ => self.line.push(c),
        }
    }

    fn word(&mut self, word: &str) {
        let mut before = self.line.chars().next_back();
        let word = entities(word);
        let mut signs = word.chars().peekable();
        while let Some(c) = signs.next() {
            if c.is_control() {
                continue;
            }
            let next = signs.peek().copied();
            let inside = before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric);
            let means = match c {
                '\\' => next != Some('&'),
                '`' | '*' | '[' | ']' | '~' => true,
                '_' => !inside,
                '<' => next.is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')),
                _ => false,
            };
            if means {
                self.line.push('\\');
            }
            self.line.push(c);
            before = Some(c);
        }
    }

    /// The block ends: its words are written, with what stands before them.
    fn flush(&mut self) {
        while let Some((tag, ..)) = self.marks.last() {
            let tag = *tag;
            self.unmark(tag);
        }
        while !self.links.is_empty() {
            self.end_link();
        }
        if !self.block {
            self.end_code();
        }
        let heading = std::mem::take(&mut self.heading);
        let line = std::mem::take(&mut self.line);
        let text = line.trim_matches(|c: char| c.is_whitespace() || c == BREAK);
        if text.is_empty() {
            return;
        }
        if heading == 0 {
            let text = text.replace(BREAK, "\\\n");
            let lines: Vec<String> = text.lines().map(|line| at_the_beginning(line.trim())).collect();
            self.emit(&lines.join("\n"));
        } else {
            let text = text.replace(['\n', BREAK], " ");
            let text = text.strip_suffix('#').map_or_else(|| text.clone(), |before| format!("{before}\\#"));
            self.emit(&format!("{} {text}", "#".repeat(heading)));
        }
    }

    /// Whether an empty line stands before the next block: not inside of a list whose items are lines.
    fn is_apart(&self) -> bool {
        let pending = self.held.iter().position(|held| matches!(held, Holds::Item { begun: false, .. }));
        let upto = match pending {
            Some(at) => match self.held.get(..at).unwrap_or_default() {
                [outer @ .., Holds::List { items: 1, .. }] => outer.len(),
                _ => at,
            },
            None => self.held.len(),
        };
        let lists = self.held.get(..upto).unwrap_or_default().iter().rev();
        let inner = lists.clone().find(|held| !matches!(held, Holds::Item { .. }));
        !matches!(inner, Some(Holds::List { loose: false, .. }))
    }

    fn emit(&mut self, block: &str) {
        self.after = None;
        if !self.out.is_empty() && self.is_apart() {
            let before = self.before(true);
            self.out += before.trim_end();
            self.out.push('\n');
        }
        for line in block.lines() {
            let before = self.before(false);
            let whole = format!("{before}{line}");
            self.out += whole.trim_end();
            self.out.push('\n');
        }
    }

    /// What stands before a line of what is held; before an empty one no sign of an item.
    fn before(&mut self, empty: bool) -> String {
        let mut before = String::new();
        for held in &mut self.held {
            match held {
                Holds::List { .. } => {}
                // An empty line belongs to what was there before it.
                Holds::Quote { begun: false } | Holds::Item { begun: false, .. } if empty => break,
                Holds::Quote { begun } => {
                    before += "> ";
                    *begun = true;
                }
                Holds::Item { sign, begun: true } => before += &" ".repeat(sign.len()),
                Holds::Item { sign, begun } => {
                    before += sign;
                    *begun = true;
                }
            }
        }
        before
    }
}

/// The longest run of backticks.
fn longest(code: &str) -> usize {
    code.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// What would be read as an entity is escaped.
fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (nth, part) in text.split('&').enumerate() {
        if nth > 0 {
            let named = part.split_once(';').is_some_and(|(name, _)| {
                !name.is_empty() && name.len() <= 32 && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
            });
            out += if named { "\\&" } else { "&" };
        }
        out += part;
    }
    out
}

/// A line that would begin a heading, a list, a quotation or a rule is only a line.
fn at_the_beginning(line: &str) -> String {
    let ends = |rest: &str| rest.is_empty() || rest.starts_with(' ');
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = line.get(digits..).unwrap_or_default();
    if (1..10).contains(&digits) && rest.starts_with(['.', ')']) && ends(rest.get(1..).unwrap_or_default()) {
        return [line.get(..digits).unwrap_or_default(), "\\", rest].concat();
    }
    let hashes = line.len() - line.trim_start_matches('#').len();
    let heads = (1..7).contains(&hashes) && ends(line.get(hashes..).unwrap_or_default());
    let listed = line.starts_with(['-', '+']) && ends(line.get(1..).unwrap_or_default());
    let ruled = !line.is_empty() && ["-", "="].iter().any(|sign| line.trim_matches(|c| sign.starts_with(c)).is_empty());
    if heads || listed || ruled || line.starts_with('>') { format!("\\{line}") } else { line.to_owned() }
}

#[cfg(test)]
mod tests;
