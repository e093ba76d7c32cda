//! A list of words with their shares of running text, as the package wordfreq keeps it: packed, compressed lists, one
//! for each hundredth of a power of ten.

use std::io::Read;

use crate::fault::Done;

/// The words with their shares, commonest first.
pub(crate) fn read(compressed: &[u8]) -> Done<Vec<(String, f64)>> {
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(compressed).read_to_end(&mut bytes)?;
    let mut packed = Packed { rest: &bytes };
    let lists = packed.list()?;
    packed.heading()?;
    let mut words = Vec::new();
    for hundredth in 0..lists - 1 {
        let share = 10_f64.powf(-f64::from(hundredth) / 100.0);
        for _ in 0..packed.list()? {
            words.push((packed.text()?, share));
        }
    }
    Ok(words)
}

/// What is left of a file in the form `MessagePack`, of which the lists use a handful of signs.
struct Packed<'a> {
    rest: &'a [u8],
}

impl Packed<'_> {
    fn list(&mut self) -> Done<u32> {
        match self.byte()? {
            sign @ 0x90..=0x9f => Ok(u32::from(sign & 15)),
            0xdc => self.number(2),
            0xdd => self.number(4),
            sign => Err(format!("a list was expected, not {sign:x}").into()),
        }
    }

    fn text(&mut self) -> Done<String> {
        let length = match self.byte()? {
            sign @ 0xa0..=0xbf => u32::from(sign & 31),
            0xd9 => self.number(1)?,
            0xda => self.number(2)?,
            sign => return Err(format!("a word was expected, not {sign:x}").into()),
        };
        let (text, rest) =
            self.rest.split_at_checked(usize::try_from(length)?).ok_or("the list of words ends early")?;
        self.rest = rest;
        Ok(String::from_utf8(text.to_vec())?)
    }

    /// The first element says which form the lists have; we know one.
    fn heading(&mut self) -> Done {
        let pairs = self.byte()?;
        for _ in 0..pairs & 15 {
            match self.text()?.as_str() {
                "format" if self.text()? == "cB" => {}
                "version" if self.byte()? == 1 => {}
                name => return Err(format!("the list of words has an unknown form ({name})").into()),
            }
        }
        Ok(())
    }

    fn byte(&mut self) -> Done<u8> {
        let (first, rest) = self.rest.split_first().ok_or("the list of words ends early")?;
        self.rest = rest;
        Ok(*first)
    }

    fn number(&mut self, bytes: usize) -> Done<u32> {
        (0..bytes).try_fold(0, |number, _| Ok(number << 8 | u32::from(self.byte()?)))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn lists_are_read_with_their_shares() {
        let mut packed = vec![0x93, 0x82, 0xa6];
        packed.extend(b"format\xa2cB\xa7version\x01\x90\x92\xa2di\xd9\x03the");
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(&packed).unwrap();
        let words = read(&encoder.finish().unwrap()).unwrap();
        let share = 10_f64.powf(-0.01);
        assert_eq!(words, [("di".to_owned(), share), ("the".to_owned(), share)]);
        assert!(read(b"no list").is_err());
    }
}
