//! A plain edge list: two names a line, divided by blanks, tabs, commas or semicolons. Whatever follows is passed over.
//! Lists of the wild have headers, comments, loops, repeats, gaps and a last line that broke off: each is counted.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use pergola_domain::time::Timestamp;

use super::{Network, Seedling};

/// When everybody in a list without dates joined and met.
const LONG_AGO: Timestamp = Timestamp::from_seconds(1_577_836_800);

pub(super) fn read(file: &Path) -> Result<Network, String> {
    let bytes = std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(parse(&String::from_utf8_lossy(&bytes)))
}

fn parse(text: &str) -> Network {
    let mut places: BTreeMap<i64, usize> = BTreeMap::new();
    let mut network = Network::default();
    let mut seen = BTreeSet::new();
    let (mut remarks, mut broken, mut loops, mut repeats) = (0, 0, 0, 0);
    for line in text.lines() {
        let line = line.trim();
        if line.is_empty() || line.starts_with(['#', '%']) {
            remarks += usize::from(!line.is_empty());
            continue;
        }
        let mut fields =
            line.split(|c: char| c.is_whitespace() || c == ',' || c == ';').filter(|field| !field.is_empty());
        let two = fields.next().and_then(|one| Some((one.parse::<i64>().ok()?, fields.next()?.parse::<i64>().ok()?)));
        let Some((one, other)) = two else {
            broken += 1;
            continue;
        };
        if one == other {
            loops += 1;
            continue;
        }
        if !seen.insert((one.min(other), one.max(other))) {
            repeats += 1;
            continue;
        }
        let mut place = |name: i64| {
            *places.entry(name).or_insert_with(|| {
                let (handle, shown) = (format!("n-{}", name.unsigned_abs()), format!("N {name}"));
                network.people.push(Seedling { handle, name: shown, joined: LONG_AGO, ..Seedling::default() });
                network.people.len() - 1
            })
        };
        let tie = (place(one), place(other), LONG_AGO);
        network.ties.push(tie);
    }
    network.passed_over =
        vec![("remarks", remarks), ("headers, or not two numbers", broken), ("loops", loops), ("repeats", repeats)];
    network
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn lists_of_the_wild_are_read() {
        let network = parse("id_1,id_2\n# a remark\n1,2\n2 1\n3\t3\n7;900\n1 7 1083072000\n8,");
        assert_eq!(network.people.len(), 4);
        assert_eq!(network.ties.iter().map(|tie| (tie.0, tie.1)).collect::<Vec<_>>(), [(0, 1), (2, 3), (0, 2)]);
        let counts: Vec<usize> = network.passed_over.iter().map(|(_, count)| *count).collect();
        assert_eq!(counts, [1, 2, 1, 1], "a remark; the header and the broken end; a loop; a repeat");
        assert_eq!(network.people[3].handle, "n-900");
    }
}
