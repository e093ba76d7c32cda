//! The door: what is this file, and what does it say?
//!
//! First a look at the beginning of every file in it, then the files one after the other in an order that makes sense (who I
//! am, whom I know, what passed between us), each read as a stream.

use std::{
    io::{Read, Seek},
    ops::ControlFlow,
};

use crate::{
    archive::{Files, refusal},
    csvfile::{self, Layout, PREFIX_BYTES, Rows},
    google,
    limits::{Limits, Refusal},
    linkedin::{self, Owner},
    outlook, pergola,
    pieces::{Article, FileKind, IgnoredWhy, OwnPiece, Photo, Piece, Reason, Summary},
    resume,
    sink::{Sink, Stop, Told},
    takeout, vcard,
};

/// What kind of file this is, by its content; the name helps nobody. Reads a few kilobytes of each file in it.
///
/// # Errors
/// [`Refusal`] when it is of no kind we know or breaks a limit that shows at once.
pub fn detect(source: impl Read + Seek, name: &str, limits: &Limits) -> Result<FileKind, Refusal> {
    let mut files = Files::open(source, name, limits)?;
    let contents = look(&mut files)?;
    kind_of(&files, &contents).ok_or(Refusal::NotKnown)
}

/// Tells all that the file says, one [`Piece`] at a time, in the order: own tables, people, moments.
///
/// `name` is used in reports only. The visitor stops the reading with [`ControlFlow::Break`]; then [`Summary::stopped`] is true.
///
/// Memory: one record ([`Limits::line_bytes`]), a mark of 16 bytes for each row, and for JSON (a résumé, the account in a
/// Pergola export) the whole of it.
///
/// # Errors
/// [`Refusal`] as soon as a limit is passed or the whole turns out unreadable. A single damaged file in a zip is told as
/// [`Piece::Ignored`] and does not stop the others.
pub fn read(
    source: impl Read + Seek,
    name: &str,
    limits: &Limits,
    on: &mut dyn FnMut(Piece) -> ControlFlow<()>,
) -> Result<Summary, Refusal> {
    let mut files = Files::open(source, name, limits)?;
    let contents = look(&mut files)?;
    let kind = kind_of(&files, &contents).ok_or(Refusal::NotKnown)?;
    let owner = find_owner(&mut files, &contents, limits)?;
    let total_bytes = read_in_order(&contents).map(|index| size(&files, index)).sum();
    let mut sink = Sink::new(on, total_bytes, limits.rows);
    match tell_all(&mut files, &contents, kind, &owner, limits, &mut sink) {
        Ok(()) => Ok(sink.summary(kind, owner.who(), false)),
        Err(Stop::Asked) => Ok(sink.summary(kind, owner.who(), true)),
        Err(Stop::Refused(refusal)) => Err(refusal),
    }
}

/// A portrait or an article.
const SMALL_BYTES: u64 = 20 * 1024 * 1024;
/// A picture of an archive: ours are a tenth of it.
const PICTURE_BYTES: u64 = 4 * 1024 * 1024;

/// What one file holds, by its beginning.
#[derive(Debug)]
enum Content {
    LinkedIn(linkedin::Table, Layout),
    Google(Layout),
    Outlook(Layout),
    Pergola(pergola::Table, Layout),
    VCard,
    Resume,
    Account,
    Photo,
    Picture,
    Article,
    /// One line that says there is nothing, or a header and no more.
    Nothing,
    /// It does not open, or breaks at its beginning.
    Broken,
    Unknown,
}

impl Content {
    const fn rank(&self) -> u8 {
        match self {
            Self::Account => 0,
            Self::Photo | Self::Picture => 1,
            Self::LinkedIn(table, _) => table.rank(),
            Self::Resume | Self::Article => 2,
            Self::Google(_) | Self::Outlook(_) | Self::Pergola(..) | Self::VCard => 3,
            Self::Nothing | Self::Broken | Self::Unknown => 9,
        }
    }
}

fn look<S: Read + Seek>(files: &mut Files<S>) -> Result<Vec<Content>, Refusal> {
    let mut contents = Vec::new();
    for index in 0..files.entries().len() {
        let name = files.entries().get(index).map(|entry| entry.name.clone()).unwrap_or_default();
        contents.push(content_of(files, index, &name)?);
    }
    if !contents.iter().any(|content| matches!(content, Content::Account)) {
        for content in contents.iter_mut().filter(|content| matches!(content, Content::Photo | Content::Picture)) {
            *content = Content::Unknown;
        }
    }
    Ok(contents)
}

/// Names decide only what is not worth opening. A file that does not open is broken, unless it breaks a limit.
fn content_of<S: Read + Seek>(files: &mut Files<S>, index: usize, name: &str) -> Result<Content, Refusal> {
    let lower = name.to_lowercase();
    if files.is_zip() && takeout::is_photo(&lower) {
        return Ok(Content::Photo);
    }
    if files.is_zip() && takeout::is_picture(name) {
        return Ok(Content::Picture);
    }
    let folder = lower.ends_with('/') || lower.starts_with("__macosx/") || lower.contains("/._");
    let binary = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".mp4", ".mov", ".pdf", ".zip", ".docx", ".xlsx"];
    if files.is_zip() && (folder || binary.iter().any(|end| lower.ends_with(end))) {
        return Ok(Content::Unknown);
    }
    let mut prefix = Vec::new();
    let opened = files.read(index).and_then(|file| {
        file.take(PREFIX_BYTES).read_to_end(&mut prefix).map(drop).map_err(|error| refusal(error, name))
    });
    match opened {
        Err(Refusal::Damaged { .. }) if files.is_zip() => Ok(Content::Broken),
        Err(refusal) => Err(refusal),
        Ok(()) => Ok(recognise(&prefix, &lower)),
    }
}

fn recognise(prefix: &[u8], name: &str) -> Content {
    let text = csvfile::prefix_text(prefix);
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if text.starts_with('{') {
        let account = text.contains("\"account\"") && text.contains("\"version\"");
        return if account { Content::Account } else { Content::Resume };
    }
    if text.get(..text.floor_char_boundary(4_096)).unwrap_or_default().to_ascii_uppercase().contains("BEGIN:VCARD") {
        return Content::VCard;
    }
    if text.starts_with('<') {
        return if text.contains("linkedin.com/pulse/") || name.contains("articles/") {
            Content::Article
        } else {
            Content::Unknown
        };
    }
    let known = csvfile::find_header(prefix, |header| {
        if let Some(table) = pergola::classify(header) {
            return Some(Known::Pergola(table));
        }
        if let Some(table) = linkedin::classify::classify(header) {
            return Some(Known::LinkedIn(table));
        }
        match (google::knows(header), outlook::knows(header)) {
            (true, _) => Some(Known::Google),
            (_, true) => Some(Known::Outlook),
            _ => None,
        }
    });
    match known {
        Some((Known::Pergola(table), layout)) => Content::Pergola(table, layout),
        Some((Known::LinkedIn(table), layout)) => Content::LinkedIn(table, layout),
        Some((Known::Google, layout)) => Content::Google(layout),
        Some((Known::Outlook, layout)) => Content::Outlook(layout),
        None if text.lines().count() <= 1 && text.len() < 200 && name.ends_with(".csv") => Content::Nothing,
        None => Content::Unknown,
    }
}

enum Known {
    Pergola(pergola::Table),
    LinkedIn(linkedin::Table),
    Google,
    Outlook,
}

fn kind_of<S: Read + Seek>(files: &Files<S>, contents: &[Content]) -> Option<FileKind> {
    if contents.iter().any(|content| matches!(content, Content::Account)) {
        return Some(FileKind::PergolaExport);
    }
    let mut kinds = contents.iter().filter_map(|content| {
        Some(match content {
            Content::LinkedIn(..) | Content::Article if files.is_zip() => FileKind::LinkedInArchive,
            Content::LinkedIn(..) => FileKind::LinkedInTable,
            Content::Google(_) => FileKind::GoogleCsv,
            Content::Outlook(_) => FileKind::OutlookCsv,
            Content::Pergola(..) => FileKind::PergolaTable,
            Content::VCard => FileKind::VCard,
            Content::Resume => FileKind::Resume,
            _ => return None,
        })
    });
    let first = kinds.next()?;
    if kinds.all(|kind| kind == first) { Some(first) } else { Some(FileKind::Mixed) }
}

fn read_in_order(contents: &[Content]) -> impl Iterator<Item = usize> {
    let account = contents.iter().any(|content| matches!(content, Content::Account));
    let mut order: Vec<(u8, usize)> = contents
        .iter()
        .enumerate()
        .map(|(index, content)| (content.rank(), index))
        // Beside an account all else says the same again, for other programs.
        .filter(|(rank, _)| !account || *rank < 2)
        .collect();
    order.sort_unstable();
    order.into_iter().map(|(_, index)| index)
}

fn size<S: Read + Seek>(files: &Files<S>, index: usize) -> u64 {
    files.entries().get(index).map_or(0, |entry| entry.size_bytes)
}

/// The passes before the pass: the profile for the name, then whatever first shows the address.
fn find_owner<S: Read + Seek>(files: &mut Files<S>, contents: &[Content], limits: &Limits) -> Result<Owner, Refusal> {
    use linkedin::Table::{Invitations, Messages, Profile};
    let mut owner = Owner::default();
    for wanted in [Profile, Invitations, Messages] {
        for (index, content) in contents.iter().enumerate() {
            let Content::LinkedIn(table, layout) = content else { continue };
            if *table != wanted || owner.is_known() {
                continue;
            }
            let name = files.entries().get(index).map(|entry| entry.name.clone()).unwrap_or_default();
            let mut rows = Rows::new(files.read(index)?, layout, &name, limits)?;
            match wanted {
                Profile => owner.learn_name(&mut rows)?,
                Invitations => owner.learn_from_invitations(&mut rows)?,
                _ => owner.learn_from_messages(&mut rows)?,
            }
        }
    }
    Ok(owner)
}

fn tell_all<S: Read + Seek>(
    files: &mut Files<S>,
    contents: &[Content],
    kind: FileKind,
    owner: &Owner,
    limits: &Limits,
    sink: &mut Sink<'_>,
) -> Told {
    let lone = !files.is_zip();
    for index in read_in_order(contents) {
        let Some(content) = contents.get(index) else { continue };
        let name = files.entries().get(index).map(|entry| entry.name.clone()).unwrap_or_default();
        match tell(files, index, content, &name, owner, limits, sink) {
            // One broken file among many is a pity; alone it is a refusal. The account is never "one among many".
            Err(Stop::Refused(Refusal::Damaged { .. })) if !lone && kind != FileKind::PergolaExport => {
                sink.ignore(&name, IgnoredWhy::Damaged)?;
            }
            told => told?,
        }
    }
    Ok(())
}

#[expect(clippy::too_many_arguments, reason = "a step of the loop above, which owns all of these")]
fn tell<S: Read + Seek>(
    files: &mut Files<S>,
    index: usize,
    content: &Content,
    name: &str,
    owner: &Owner,
    limits: &Limits,
    sink: &mut Sink<'_>,
) -> Told {
    use linkedin::Table::{NotUseful, Private};
    let bytes = size(files, index);
    match content {
        Content::LinkedIn(Private, _) => sink.ignore(name, IgnoredWhy::Private),
        Content::LinkedIn(NotUseful, _) => sink.ignore(name, IgnoredWhy::NotUseful),
        Content::LinkedIn(table, layout) => {
            sink.begin(name, table.key(), bytes)?;
            let mut rows = Rows::new(files.read(index)?, layout, name, limits)?;
            linkedin::read(*table, &mut rows, name, owner, sink)
        }
        Content::Google(layout) => {
            sink.begin(name, "google", bytes)?;
            google::read(&mut Rows::new(files.read(index)?, layout, name, limits)?, sink)
        }
        Content::Outlook(layout) => {
            sink.begin(name, "outlook", bytes)?;
            outlook::read(&mut Rows::new(files.read(index)?, layout, name, limits)?, sink)
        }
        Content::Pergola(table, layout) => {
            sink.begin(name, table.key(), bytes)?;
            pergola::read(*table, &mut Rows::new(files.read(index)?, layout, name, limits)?, sink)
        }
        Content::VCard => {
            sink.begin(name, "v_card", bytes)?;
            vcard::read_cards(files.read(index)?, name, limits, sink)
        }
        Content::Resume | Content::Account | Content::Photo | Content::Picture | Content::Article => {
            tell_whole(files, index, content, name, limits, sink)
        }
        Content::Nothing => sink.ignore(name, IgnoredWhy::Empty),
        Content::Broken => sink.ignore(name, IgnoredWhy::Damaged),
        // Directories are no files that one could have read.
        Content::Unknown if name.ends_with('/') => Ok(()),
        Content::Unknown => sink.ignore(name, IgnoredWhy::NotKnown),
    }
}

/// What must be held whole to be read.
fn tell_whole<S: Read + Seek>(
    files: &mut Files<S>,
    index: usize,
    content: &Content,
    name: &str,
    limits: &Limits,
    sink: &mut Sink<'_>,
) -> Told {
    let size_bytes = size(files, index);
    let limit_bytes = match content {
        Content::Account => limits.account_bytes,
        Content::Resume => limits.resume_bytes,
        Content::Picture => limits.entry_bytes.min(PICTURE_BYTES),
        _ => limits.entry_bytes.min(SMALL_BYTES),
    };
    let bytes = files.read_whole(index, limit_bytes)?;
    match content {
        Content::Resume => {
            let resume = match resume::read(&bytes) {
                Err(Refusal::NotKnown) if files.is_zip() => return sink.ignore(name, IgnoredWhy::NotKnown),
                Err(Refusal::Damaged { .. }) => return Err(Refusal::Damaged { file: name.to_owned() }.into()),
                other => other?,
            };
            sink.begin(name, "resume", size_bytes)?;
            for (place, piece) in (1..).zip(resume.pieces()) {
                sink.own(place, piece)?;
            }
            for place in resume.left_out {
                sink.skip(place, Reason::Unreadable)?;
            }
            Ok(())
        }
        Content::Account => {
            let account = takeout::from_json(&bytes)?;
            sink.begin(name, "account", size_bytes)?;
            sink.taken();
            sink.tell(Piece::Takeout(Box::new(account)))
        }
        Content::Photo => {
            let file = name.rsplit('/').next().unwrap_or(name).to_owned();
            sink.tell(Piece::Photo(Photo { file, bytes }))
        }
        Content::Picture => sink.tell(Piece::Picture(Photo { file: name.to_owned(), bytes })),
        _ => {
            sink.begin(name, "article", size_bytes)?;
            match article(&String::from_utf8_lossy(&bytes)) {
                Some(article) => sink.own(1, OwnPiece::Article(article)),
                None => sink.ignore(name, IgnoredWhy::NotKnown),
            }
        }
    }
}

/// `<title>…</title>` and `<h1><a href="…">` out of an article's page: all that we take from it.
fn article(html: &str) -> Option<Article> {
    let between = |text: &str, from: &str, to: &str| -> Option<String> {
        let (_, rest) = text.split_once(from)?;
        rest.split_once(to).map(|(inner, _)| unescaped(inner.trim()))
    };
    let (_, heading) = html.split_once("<h1").unwrap_or_default();
    let url = between(heading, "href=\"", "\"").filter(|url| url.starts_with("https://") && url.len() < 2_000);
    let title =
        between(html, "<title>", "</title>").filter(|title| !title.is_empty() && title.chars().count() <= 1_000)?;
    Some(Article { title, url })
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}
