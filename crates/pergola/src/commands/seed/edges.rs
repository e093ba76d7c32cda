//! A network from a plain edge list: two ids a line, see `pergola_index::edges`. A time behind them is passed over.

use std::path::Path;

use pergola_domain::time::Timestamp;
use pergola_index::edges;

use super::{Network, Seedling};

/// When everybody in a list without dates joined and met.
const LONG_AGO: Timestamp = Timestamp::from_seconds(1_577_836_800);

pub(super) fn read(file: &Path) -> Result<Network, String> {
    let bytes = std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(parse(&String::from_utf8_lossy(&bytes)))
}

fn parse(text: &str) -> Network {
    let edges = edges::parse(text);
    let seedling = |id: &i64| {
        // An id below zero is another than the same above.
        let sign = if *id < 0 { "m" } else { "n" };
        let (handle, name) = (format!("{sign}-{}", id.unsigned_abs()), format!("N {id}"));
        Seedling { handle, name, joined: LONG_AGO, ..Seedling::default() }
    };
    Network {
        people: edges.names.iter().map(seedling).collect(),
        ties: edges.ties.iter().map(|(one, other, _)| (*one, *other, LONG_AGO)).collect(),
        passed_over: vec![
            ("headers and remarks", edges.odd.headers_and_comments),
            ("not two numbers", edges.odd.broken),
            ("loops", edges.odd.loops),
            ("repeats", edges.odd.repeats),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn lists_of_the_wild_are_read() {
        let network = parse("id_1,id_2\n# a remark\n1,2\n2 1\n3\t3\n7;900\n1 7 1083072000\n8,");
        assert_eq!(network.people.len(), 4);
        assert_eq!(network.ties.iter().map(|tie| (tie.0, tie.1)).collect::<Vec<_>>(), [(0, 1), (0, 2), (2, 3)]);
        let counts: Vec<usize> = network.passed_over.iter().map(|(_, count)| *count).collect();
        assert_eq!(counts, [2, 1, 1, 1], "the header and a remark; the broken end; a loop; a repeat");
        assert_eq!(network.people[3].handle, "n-900");
    }

    #[test]
    fn five_and_minus_five_are_two_people() {
        let handles: Vec<_> = parse("-5 5\n5 6\n").people.into_iter().map(|person| person.handle).collect();
        assert_eq!(handles, ["m-5", "n-5", "n-6"]);
    }
}
