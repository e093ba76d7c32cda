//! Which pieces stay, and the file that is written with them; its form is told in `assets/meaning.md`.

use std::collections::{BTreeMap, BTreeSet};

use crate::fault::Done;
use crate::model::source::Source;

/// A packed row of 384 weights in four bits.
const ROW_BYTES: usize = 384 / 32 * 18;
/// A character that no piece covers counts this much less than the unlikeliest piece, as in the model's own rule.
const UNKNOWN_PENALTY: f32 = 10.0;

/// The pieces that make up most of running text, of those that a reader of Italian and English can read.
pub(crate) fn kept(counts: &BTreeMap<String, f64>, most: usize) -> BTreeSet<String> {
    let mut ranked: Vec<(&String, f64)> =
        counts.iter().filter(|(piece, _)| is_legible(piece)).map(|(piece, count)| (piece, *count)).collect();
    ranked.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(other.0)));
    ranked.into_iter().take(most).map(|(piece, _)| piece.clone()).collect()
}

/// Single characters stay, that any word can be spelled; and whatever has no letters, as the lists have words only.
pub(crate) fn always_stays(piece: &str) -> bool {
    let inner = piece.trim_start_matches('▁');
    is_legible(piece) && (inner.chars().count() <= 1 || (inner.len() <= 8 && !inner.chars().any(char::is_alphabetic)))
}

/// Latin letters, figures, signs and pictures.
fn is_legible(piece: &str) -> bool {
    piece.chars().all(|character| {
        let number = u32::from(character);
        number < 0x250
            || (0x1e00..0x1f00).contains(&number)
            || (0x2000..0x2c00).contains(&number)
            || number == 0xfe0f
            || number >= 0x1_f000
    })
}

pub(crate) fn write(source: &Source, pieces: &[usize]) -> Done<Vec<u8>> {
    let mut out = Vec::new();
    let place = |piece: usize| u32::try_from(pieces.iter().rposition(|at| *at == piece).unwrap_or(usize::MAX));
    out.extend_from_slice(b"pgm1");
    put(&mut out, [place(source.head.begin)?, place(source.head.end)?]);
    put(&mut out, [u32::try_from(pieces.len())?, place(source.head.unknown)?]);
    write_pieces(&mut out, source, pieces)?;
    write_plain(&mut out, source)?;
    put(&mut out, [source.head.layers, source.head.places]);
    put_floats(&mut out, [source.head.least]);
    let words = source.tensor("emb.word")?;
    for piece in pieces {
        out.extend_from_slice(words.get(piece * ROW_BYTES..(piece + 1) * ROW_BYTES).ok_or("a piece has no weights")?);
    }
    write_places(&mut out, source)?;
    for name in ["emb.ln.w", "emb.ln.b"] {
        out.extend_from_slice(source.tensor(name)?);
    }
    for layer in 0..source.head.layers {
        for name in [
            "q.w", "q.b", "k.w", "k.b", "v.w", "v.b", "ao.w", "ao.b", "aln.w", "aln.b", "fi.w", "fi.b", "fo.w", "fo.b",
            "oln.w", "oln.b",
        ] {
            out.extend_from_slice(source.tensor(&format!("l{layer}.{name}"))?);
        }
    }
    Ok(out)
}

/// The score of an unknown character, where each piece begins, the scores, and the letters.
fn write_pieces(out: &mut Vec<u8>, source: &Source, pieces: &[usize]) -> Done {
    let least = source.pieces.iter().map(|(_, score)| *score).fold(f32::INFINITY, f32::min);
    put_floats(out, [least - UNKNOWN_PENALTY]);
    let mut letters: Vec<u8> = Vec::new();
    let mut scores = Vec::new();
    put(out, [0]);
    for (at, piece) in pieces.iter().enumerate() {
        let (piece, score) = source.pieces.get(*piece).ok_or("a piece that there is not")?;
        match at + 3 < pieces.len() {
            true => letters.extend_from_slice(piece.as_bytes()),
            // The three marks get letters that no text has, greater than all that it can have.
            false => letters.extend_from_slice(&[0xff, u8::try_from(at + 3 - pieces.len())?]),
        }
        scores.push(*score);
        put(out, [u32::try_from(letters.len())?]);
    }
    put_floats(out, scores);
    out.extend_from_slice(&letters);
    Ok(())
}

fn write_plain(out: &mut Vec<u8>, source: &Source) -> Done {
    put(out, [u32::try_from(source.plain.len())?]);
    put(out, source.plain.keys().copied());
    put(out, [0]);
    let mut end = 0;
    for form in source.plain.values() {
        end += u32::try_from(form.len())?;
        put(out, [end]);
    }
    put(out, source.plain.values().flatten().copied());
    Ok(())
}

/// What a place adds and what the one kind of text adds are always added together, so they are written as one.
fn write_places(out: &mut Vec<u8>, source: &Source) -> Done {
    let floats =
        |bytes: &[u8]| -> Vec<f32> { bytes.as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four)).collect() };
    let places = floats(source.tensor("emb.pos")?);
    let kind = floats(source.tensor("emb.type")?);
    let kind = kind.get(..384).ok_or("the kind of text has no row")?;
    put_floats(out, places.chunks_exact(384).flat_map(|row| row.iter().zip(kind).map(|(place, kind)| place + kind)));
    Ok(())
}

fn put(out: &mut Vec<u8>, numbers: impl IntoIterator<Item = u32>) {
    out.extend(numbers.into_iter().flat_map(u32::to_le_bytes));
}

fn put_floats(out: &mut Vec<u8>, numbers: impl IntoIterator<Item = f32>) {
    out.extend(numbers.into_iter().flat_map(f32::to_le_bytes));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_pieces_and_single_letters_stay() {
        let counts =
            [("▁legno", 0.5), ("▁wood", 0.4), ("ё", 0.9), ("zz", 0.1)].map(|(piece, count)| (piece.to_owned(), count));
        let kept = kept(&BTreeMap::from(counts), 2);
        assert_eq!(kept.into_iter().collect::<Vec<_>>(), ["▁legno", "▁wood"]);
        for (piece, stays) in
            [("è", true), ("▁a", true), ("🙏", true), ("▁1987", true), ("!!!", true), ("ё", false), ("ab", false)]
        {
            assert_eq!(always_stays(piece), stays, "{piece}");
        }
    }
}
