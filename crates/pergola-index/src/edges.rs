//! Plain edge lists, of which a network for trials can be made: two ids on a line, perhaps a time after them.
//!
//! People publish them with blanks, commas, tabs or bars between, with a header or comments, with loops, both
//! directions, repeats, gaps between the ids, and a last line cut off. All of that is read, and each oddity counted.

use std::{collections::BTreeMap, fmt};

/// A network from a list: people are numbers without gaps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edges {
    /// The id of each in the list, in the order of their numbers.
    pub names: Vec<i64>,
    /// Each pair once, the smaller number first, with its earliest time.
    pub ties: Vec<(usize, usize, i64)>,
    /// Whether lines had a time.
    pub timed: bool,
    pub odd: Odd,
}

/// What was passed over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Odd {
    pub headers_and_comments: usize,
    pub loops: usize,
    pub repeats: usize,
    pub broken: usize,
}

impl fmt::Display for Odd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { headers_and_comments, loops, repeats, broken } = self;
        write!(
            f,
            "{headers_and_comments} header and comment lines, {loops} loops, {repeats} repeats, {broken} broken lines"
        )
    }
}

/// Reads a list. It cannot fail: what is not understood is counted.
#[must_use]
pub fn parse(text: &str) -> Edges {
    let mut edges = Edges::default();
    let mut numbers = BTreeMap::new();
    let mut ties = Vec::new();
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
    // A last line without its end may have been cut anywhere: in a time it does little harm, in an id it would be somebody else.
    let may_be_cut = !text.ends_with('\n');
    while let Some(line) = lines.next() {
        let fields: Vec<_> = line.split([' ', ',', '\t', '|', ';']).filter(|field| !field.is_empty()).collect();
        let id = |place: usize| fields.get(place).and_then(|field| field.trim_matches('"').parse::<i64>().ok());
        let (one, other) = match (id(0), id(1)) {
            (Some(one), Some(other)) => (one, other),
            _ if line.starts_with(['#', '%']) || ties.is_empty() && edges.odd.loops == 0 => {
                edges.odd.headers_and_comments += 1;
                continue;
            }
            _ => {
                edges.odd.broken += 1;
                continue;
            }
        };
        // Some lists write moments with a fraction.
        let time = fields.get(2).and_then(|field| field.split('.').next()).and_then(|field| field.parse().ok());
        let is_new = |id: i64| !numbers.contains_key(&id);
        let is_cut = lines.peek().is_none() && may_be_cut && time.is_none() && is_new(other);
        if edges.timed && time.is_none() || is_cut && !ties.is_empty() {
            edges.odd.broken += 1;
            continue;
        }
        if one == other {
            edges.odd.loops += 1;
            continue;
        }
        edges.timed |= time.is_some();
        let mut number = |id| {
            *numbers.entry(id).or_insert_with(|| {
                edges.names.push(id);
                edges.names.len() - 1
            })
        };
        let (one, other) = (number(one), number(other));
        ties.push((one.min(other), one.max(other), time.unwrap_or(0)));
    }
    let lines = ties.len();
    ties.sort_unstable();
    ties.dedup_by_key(|(one, other, _)| (*one, *other));
    edges.odd.repeats = lines - ties.len();
    edges.ties = ties;
    edges
}

#[cfg(test)]
mod tests {
    use super::{Odd, parse};

    #[test]
    fn any_common_list_is_read_and_its_oddities_counted() {
        let edges = parse("id_1,id_2\n# made by hand\n7,9\n9,7\n7,7\n\n1000000,9\n7,1000000\n");
        assert_eq!(edges.names, [7, 9, 1_000_000]);
        assert_eq!(edges.ties.len(), 3);
        assert_eq!(edges.odd, Odd { headers_and_comments: 2, loops: 1, repeats: 1, broken: 0 });
        assert!(!edges.timed);
    }

    #[test]
    fn a_last_line_that_was_cut_makes_nobody_and_no_moment() {
        let whole = parse("7,9\n1000000,9\n7,12\n");
        assert_eq!((whole.names, whole.odd.broken), (vec![7, 9, 1_000_000, 12], 0));
        // Within an id; the line end alone.
        assert_eq!(parse("7,9\n1000000,9\n7,100000").names, [7, 9, 1_000_000]);
        assert_eq!(parse("7,9\n1000000,9\n7,100000").odd.broken, 1);
        let known = parse("7,9\n1000000,9\n7,1000000");
        assert_eq!((known.ties.len(), known.odd.broken), (3, 0));
        assert_eq!(parse("7,9").ties, [(0, 1, 0)]);
        // Within the time, before it, and of a pair that is known.
        assert_eq!(parse("0 1 50\n1 2 60\n2 3 6").ties, [(0, 1, 50), (1, 2, 60), (2, 3, 6)]);
        let cut = parse("0 1 50\n1 2 60\n1 2");
        assert_eq!((cut.ties, cut.odd.broken), (vec![(0, 1, 50), (1, 2, 60)], 1));
    }

    #[test]
    fn times_and_a_broken_last_line() {
        let edges = parse("0\t1\t50\n1\t0\t40\n1\t2\t60.5\n2\t");
        assert_eq!(edges.ties, [(0, 1, 40), (1, 2, 60)]);
        assert!(edges.timed);
        assert_eq!(edges.odd, Odd { headers_and_comments: 0, loops: 0, repeats: 1, broken: 1 });
    }

    #[test]
    fn ids_below_zero_are_ids() {
        let edges = parse("-5 5\n5 6\n");
        assert_eq!((edges.names, edges.ties), (vec![-5, 5, 6], vec![(0, 1, 0), (1, 2, 0)]));
    }

    #[test]
    fn nothing_is_a_list_of_nothing() {
        assert!(parse("").ties.is_empty());
        assert!(parse("from to\n").ties.is_empty());
    }
}
