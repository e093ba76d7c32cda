//! Files in and out: bytes to structs and back.
//!
//! This crate knows no product: it has no idea what a tie or a member is. It reads what people bring along (a LinkedIn
//! archive, vCards, a JSON Resume, the CSV of Google and Outlook, a Pergola export) and tells it one [`Piece`] at a time, so
//! that memory stays bounded whatever is handed in. It writes what they take away.
//!
//! Absent on purpose: network, clock, randomness, files by path. Everything comes from the `Read + Seek` and goes to the
//! `Write` that the caller holds.
//!
//! ```
//! use std::{io::Cursor, ops::ControlFlow};
//! use pergola_formats::{Limits, Piece};
//!
//! let csv = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
//!            Maria,Cieloverde,https://www.linkedin.com/in/maria-cieloverde,,Lumen,Designer,01 Jan 2024\n";
//! let mut names = Vec::new();
//! let summary = pergola_formats::read(Cursor::new(csv), "anything.csv", &Limits::default(), &mut |piece| {
//!     if let Piece::Person(person) = piece {
//!         names.push(person.name());
//!     }
//!     ControlFlow::Continue(())
//! });
//! assert_eq!(summary.unwrap().taken, 1);
//! assert_eq!(names, ["Maria Cieloverde"]);
//! ```

mod archive;
pub mod calendar;
mod csvfile;
mod dates;
mod fingerprint;
mod google;
pub mod jobfeed;
mod limits;
mod linkedin;
mod outlook;
pub mod pdf;
mod people;
mod pergola;
mod pieces;
mod profile_url;
mod reading;
pub mod resume;
mod sink;
pub mod takeout;
pub mod vcard;

pub use csvfile::{CsvWriter, guarded, unguarded};
pub use dates::{PartialDate, PartialDateError};
pub use fingerprint::{Fingerprint, fingerprint};
pub use limits::{Limits, Refusal};
pub use pieces::{
    Article, Certificate, Direction, Education, Email, Exchange, ExchangeKind, FileKind, FileSummary, Honour, Ignored,
    IgnoredWhy, Language, Link, OwnPiece, Person, Phone, Photo, Piece, Position, Profile, Progress, Project,
    Publication, Reason, Skipped, Source, Summary, TestScore, Volunteering, Who,
};
pub use profile_url::profile_key;
pub use reading::{detect, read};
