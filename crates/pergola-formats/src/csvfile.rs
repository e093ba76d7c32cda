//! CSV, read within limits and written with a guard.
//!
//! **Reading.** UTF-8 with or without a mark, UTF-16 with one, and Windows-1252 cell by cell where a cell is no UTF-8 (so that
//! a file put together from two sources stays readable). Comma, semicolon or tab, found in the header. Line ends of any
//! kind. A record may be as long as [`Limits::line_bytes`]; a reader below the parser counts, so that an endless line costs
//! that much memory and no more.
//!
//! **Writing.** A cell that a spreadsheet would take for a formula gets an apostrophe in front ([`guarded`]), and
//! [`unguarded`] takes it away: the two are exact inverses for every text, because cells that already look guarded get one
//! more.

use std::{
    borrow::Cow,
    cell::Cell,
    collections::BTreeMap,
    fmt,
    io::{self, Cursor, Read, Write},
    rc::Rc,
};

use csv::ByteRecord;
use encoding_rs::{Decoder, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::{
    archive::refusal,
    limits::{Limits, Refusal},
};

/// How much of a file we look at to know what it is. LinkedIn's preamble takes 600 bytes.
pub(crate) const PREFIX_BYTES: u64 = 16 * 1024;
/// A header is among the first records or nowhere.
const HEADER_WITHIN: usize = 12;
const BUFFER_BYTES: usize = 64 * 1024;

/// How a CSV file is laid out, found from its beginning.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    delimiter: u8,
    /// Records before the header.
    before: usize,
    /// Lines end with LF alone, not with CRLF.
    bare_lf: bool,
    /// Names in lower case, trimmed.
    pub(crate) header: Vec<String>,
}

/// The layout under the first record of `prefix` that `known` knows as a header, with what `known` said.
pub(crate) fn find_header<T>(prefix: &[u8], known: impl Fn(&[String]) -> Option<T>) -> Option<(T, Layout)> {
    let text = prefix_text(prefix);
    let bare_lf = text.split_once('\n').is_some_and(|(line, _)| !line.ends_with('\r'));
    [b',', b';', b'\t'].into_iter().find_map(|delimiter| {
        let mut reader = builder(delimiter).from_reader(text.as_bytes());
        let mut record = ByteRecord::new();
        for before in 0..HEADER_WITHIN {
            if !reader.read_byte_record(&mut record).ok()? {
                return None;
            }
            let header: Vec<String> = record.iter().map(|cell| column(&text_of(cell))).collect();
            if let Some(table) = known(&header) {
                return Some((table, Layout { delimiter, before, bare_lf, header }));
            }
        }
        None
    })
}

/// The beginning of a file as text, whatever its encoding; for a first look only.
pub(crate) fn prefix_text(prefix: &[u8]) -> Cow<'_, str> {
    match encoding_rs::Encoding::for_bom(prefix) {
        Some((encoding, _)) => encoding.decode(prefix).0,
        None => match std::str::from_utf8(prefix) {
            Ok(text) => Cow::Borrowed(text),
            // Cut in the middle of a character.
            Err(error) if error.error_len().is_none() => {
                String::from_utf8_lossy(prefix.get(..error.valid_up_to()).unwrap_or_default())
            }
            Err(_) => WINDOWS_1252.decode_without_bom_handling(prefix).0,
        },
    }
}

fn builder(delimiter: u8) -> csv::ReaderBuilder {
    let mut builder = csv::ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(delimiter).buffer_capacity(BUFFER_BYTES);
    builder
}

fn column(name: &str) -> String {
    name.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '"').to_lowercase()
}

/// The rows under the header, one at a time.
pub(crate) struct Rows<'a> {
    reader: csv::Reader<Metered<Box<dyn Read + 'a>>>,
    meter: Rc<Meter>,
    record: ByteRecord,
    columns: BTreeMap<String, usize>,
    file: String,
    limits: Limits,
    read: u64,
    bare_lf: bool,
}

impl<'a> Rows<'a> {
    pub(crate) fn new(
        source: Box<dyn Read + 'a>,
        layout: &Layout,
        file: &str,
        limits: &Limits,
    ) -> Result<Self, Refusal> {
        let source = as_utf8(source).map_err(|error| refusal(error, file))?;
        let meter = Rc::new(Meter::default());
        let metered =
            Metered { inner: source, meter: Rc::clone(&meter), limit: limits.line_bytes, file: file.to_owned() };
        let mut columns = BTreeMap::new();
        for (index, name) in layout.header.iter().enumerate() {
            // Of two columns with one name the first counts.
            columns.entry(name.clone()).or_insert(index);
        }
        let mut rows = Self {
            reader: builder(layout.delimiter).from_reader(metered),
            meter,
            record: ByteRecord::new(),
            columns,
            file: file.to_owned(),
            limits: limits.clone(),
            read: 0,
            bare_lf: layout.bare_lf,
        };
        for _ in 0..=layout.before {
            rows.advance()?;
        }
        rows.read = 0;
        Ok(rows)
    }

    /// The next row, or `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Row<'_>>, Refusal> {
        if !self.advance()? {
            return Ok(None);
        }
        if self.read > self.limits.rows {
            return Err(Refusal::TooManyRows { file: self.file.clone(), limit: self.limits.rows });
        }
        Ok(Some(Row { record: &self.record, columns: &self.columns, line: self.line() }))
    }

    /// How far into the file we are.
    pub(crate) fn bytes(&self) -> u64 {
        self.reader.position().byte()
    }

    fn advance(&mut self) -> Result<bool, Refusal> {
        self.meter.settled.set(self.reader.position().byte());
        self.meter.line.set(self.reader.position().line());
        self.read += 1;
        match self.reader.read_byte_record(&mut self.record) {
            Ok(more) => Ok(more),
            Err(error) => Err(match error.into_kind() {
                csv::ErrorKind::Io(error) => refusal(error, &self.file),
                _ => Refusal::Damaged { file: self.file.clone() },
            }),
        }
    }

    /// The parser says where it began to look, which may be empty lines before the row; so we count back from where it
    /// stopped. After LF it stands on the next line; after CRLF it has not yet taken the LF; at the end there may be neither.
    fn line(&self) -> u64 {
        let stopped = self.reader.position();
        let unfinished = stopped.byte() == self.meter.handed.get() && self.meter.last.get() != b'\n';
        let inside = self.record.as_slice().iter().filter(|byte| **byte == b'\n').count();
        let back = u64::try_from(inside).unwrap_or(0) + u64::from(self.bare_lf && !unfinished);
        stopped.line().saturating_sub(back).max(1)
    }
}

/// One row: cells by the name of their column.
#[derive(Clone, Copy)]
pub(crate) struct Row<'r> {
    record: &'r ByteRecord,
    columns: &'r BTreeMap<String, usize>,
    /// Where it begins, from 1.
    pub(crate) line: u64,
}

impl<'r> Row<'r> {
    /// The cell under `column` (in lower case), trimmed; empty where there is none.
    pub(crate) fn get(&self, column: &str) -> Cow<'r, str> {
        let cell = self.columns.get(column).and_then(|index| self.record.get(*index)).unwrap_or_default();
        text_of(cell)
    }

    /// The first of these columns that says something.
    pub(crate) fn first(&self, columns: &[&str]) -> Cow<'r, str> {
        columns.iter().map(|column| self.get(column)).find(|cell| !cell.is_empty()).unwrap_or_default()
    }

    pub(crate) fn some(&self, column: &str) -> Option<String> {
        Some(self.get(column).into_owned()).filter(|cell| !cell.is_empty())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.record.iter().all(|cell| text_of(cell).is_empty())
    }

    /// Cells in the order of the file, with their column's name.
    pub(crate) fn cells(&self) -> impl Iterator<Item = (&'r str, Cow<'r, str>)> {
        let record = self.record;
        self.columns.iter().filter_map(move |(name, index)| Some((name.as_str(), text_of(record.get(*index)?))))
    }
}

/// UTF-8, or else Windows-1252, which gives every byte a meaning. NUL has none in a text and goes; lines end with LF.
fn text_of(cell: &[u8]) -> Cow<'_, str> {
    let text = match std::str::from_utf8(cell) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(cell).0,
    };
    let blank = |c: char| c.is_whitespace() || matches!(c, '\0' | '\u{feff}' | '\u{200b}');
    match text {
        Cow::Borrowed(text) if !text.contains(['\0', '\r']) => Cow::Borrowed(text.trim_matches(blank)),
        text => Cow::Owned(text.replace("\r\n", "\n").replace(['\0', '\r'], "").trim_matches(blank).to_owned()),
    }
}

#[derive(Debug, Default)]
struct Meter {
    /// Byte at which the record now being read begins.
    settled: Cell<u64>,
    line: Cell<u64>,
    /// How many bytes were handed out, and the last of them.
    handed: Cell<u64>,
    last: Cell<u8>,
}

struct Metered<R> {
    inner: R,
    meter: Rc<Meter>,
    limit: u64,
    file: String,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let handed = self.meter.handed.get();
        if handed.saturating_sub(self.meter.settled.get()) > self.limit {
            return Err(io::Error::other(Refusal::LineTooLong {
                file: self.file.clone(),
                line: self.meter.line.get(),
                limit_bytes: self.limit,
            }));
        }
        let count = self.inner.read(buffer)?;
        self.meter.handed.set(handed.saturating_add(u64::try_from(count).unwrap_or(u64::MAX)));
        if let Some(last) = buffer.get(..count).and_then(<[u8]>::last) {
            self.meter.last.set(*last);
        }
        Ok(count)
    }
}

/// Takes a byte order mark away and turns UTF-16 into UTF-8. Other bytes pass as they are.
pub(crate) fn as_utf8<'a>(mut source: Box<dyn Read + 'a>) -> io::Result<Box<dyn Read + 'a>> {
    let mut begin = Vec::new();
    source.by_ref().take(3).read_to_end(&mut begin)?;
    let mark = encoding_rs::Encoding::for_bom(&begin);
    let rest = begin.split_off(mark.map_or(0, |(_, length)| length));
    let source = Cursor::new(rest).chain(source);
    Ok(match mark {
        Some((encoding, _)) if encoding == UTF_16LE || encoding == UTF_16BE => Box::new(Decoding {
            source,
            decoder: encoding.new_decoder_without_bom_handling(),
            ended: false,
            ready: Cursor::default(),
        }),
        _ => {
            debug_assert!(mark.is_none_or(|(encoding, _)| encoding == UTF_8));
            Box::new(source)
        }
    })
}

struct Decoding<R> {
    source: R,
    decoder: Decoder,
    /// The source ended and the decoder was told: it must not be asked again.
    ended: bool,
    ready: Cursor<Vec<u8>>,
}

impl<R: Read> Read for Decoding<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut chunk = [0_u8; 4096];
        loop {
            let count = self.ready.read(buffer)?;
            if count > 0 {
                return Ok(count);
            }
            if self.ended {
                return Ok(0);
            }
            let read = self.source.read(&mut chunk)?;
            let bytes = chunk.get(..read).unwrap_or_default();
            // A few bytes more than twice, so that the decoder never wants a second round.
            let mut text = String::with_capacity(read * 3 + 16);
            self.ended = read == 0;
            let _ = self.decoder.decode_to_string(bytes, &mut text, self.ended);
            self.ready = Cursor::new(text.into_bytes());
        }
    }
}

/// The cell as it goes into a CSV: with an apostrophe in front if a spreadsheet would take it for a formula.
///
/// That is if it begins, after blanks and apostrophes, with `=`, `+`, `-`, `@`, one of their full-width forms, a tab or a line end.
///
/// ```
/// use pergola_formats::{guarded, unguarded};
/// assert_eq!(guarded("＝1+1"), "'＝1+1");
/// assert_eq!(guarded("'=1"), "''=1");
/// assert_eq!(guarded("d'Ascanio"), "d'Ascanio");
/// assert_eq!(unguarded(&guarded("'=1")), "'=1");
/// ```
#[must_use]
pub fn guarded(cell: &str) -> Cow<'_, str> {
    if looks_like_formula(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// Takes away what [`guarded`] put there.
#[must_use]
pub fn unguarded(cell: &str) -> Cow<'_, str> {
    match cell.strip_prefix('\'') {
        Some(rest) if looks_like_formula(rest) => Cow::Borrowed(rest),
        _ => Cow::Borrowed(cell),
    }
}

fn looks_like_formula(cell: &str) -> bool {
    let invisible = |c: char| matches!(c, '\'' | ' ' | '\u{a0}' | '\u{3000}' | '\u{200b}' | '\u{feff}' | '\0');
    let first = cell.trim_start_matches(invisible).chars().next();
    first.is_some_and(|c| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'))
}

/// Writes CSV after RFC 4180 (commas, CRLF, quotes where needed), each cell [`guarded`].
pub struct CsvWriter<W: Write>(csv::Writer<W>);

impl<W: Write> fmt::Debug for CsvWriter<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CsvWriter")
    }
}

impl<W: Write> CsvWriter<W> {
    /// A writer whose first row should be the header.
    pub fn new(into: W) -> Self {
        Self(csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).flexible(true).from_writer(into))
    }

    /// Writes one row.
    ///
    /// # Errors
    /// When the writer below fails.
    pub fn row<C: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = C>) -> io::Result<()> {
        for cell in cells {
            self.0.write_field(guarded(cell.as_ref()).as_bytes()).map_err(io::Error::other)?;
        }
        self.0.write_record(None::<&[u8]>).map_err(io::Error::other)
    }

    /// Gives back the writer below, with all rows in it.
    ///
    /// # Errors
    /// When the writer below fails.
    pub fn finish(self) -> io::Result<W> {
        self.0.into_inner().map_err(|error| io::Error::other(error.to_string()))
    }
}
