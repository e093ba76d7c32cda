//! Reads a file as the server would and prints what was counted: `cargo run --release -p pergola-formats --example
//! read_archive -- archive.zip`. Run it under `time -v` to see how long it takes and how much memory it needs.
#![expect(clippy::print_stdout, reason = "an example that prints")]

use std::{error::Error, fs::File, ops::ControlFlow};

use pergola_formats::{Limits, Piece};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("read_archive FILE")?;
    let (mut people, mut moments, mut own) = (0_u64, 0_u64, 0_u64);
    let read = pergola_formats::read(File::open(&path)?, &path, &Limits::default(), &mut |piece| {
        match piece {
            Piece::Person(_) => people += 1,
            Piece::Moment(..) => moments += 1,
            Piece::Own(..) => own += 1,
            _ => {}
        }
        ControlFlow::Continue(())
    });
    println!("{people} people, {moments} moments, {own} own");
    match read {
        Ok(summary) => println!("{:?}: {} rows taken, {} left", summary.kind, summary.taken, summary.skipped),
        Err(refusal) => println!("refused ({}): {refusal}", refusal.key()),
    }
    Ok(())
}
