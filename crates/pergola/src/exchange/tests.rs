//! Stories of files that come in and archives that go out.

mod arriving;
mod files;
