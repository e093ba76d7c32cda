//! Where two ordered lists meet.

/// A list this many times longer is searched instead of read.
const MUCH_LONGER: usize = 16;

/// Calls `each` with every common number, in order.
#[inline]
pub(crate) fn common(one: &[u32], other: &[u32], mut each: impl FnMut(u32)) {
    any_common(one, other, |number| {
        each(number);
        false
    });
}

/// Whether they have a number in common.
#[inline]
pub(crate) fn meets(one: &[u32], other: &[u32]) -> bool {
    any_common(one, other, |_| true)
}

/// Until `stop` says so.
#[inline]
fn any_common(one: &[u32], other: &[u32], stop: impl FnMut(u32) -> bool) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if short.len() * MUCH_LONGER < long.len() { search(short, long, stop) } else { merge(short, long, stop) }
}

fn search(short: &[u32], mut long: &[u32], mut stop: impl FnMut(u32) -> bool) -> bool {
    for number in short {
        let place = long.partition_point(|other| other < number);
        long = long.get(place..).unwrap_or_default();
        match long.first() {
            None => return false,
            Some(found) if found == number && stop(*number) => return true,
            Some(_) => {}
        }
    }
    false
}

/// Moves on in whichever list is behind, by arithmetic instead of a branch that nobody can predict.
fn merge(one: &[u32], other: &[u32], mut stop: impl FnMut(u32) -> bool) -> bool {
    let (mut first, mut second) = (0, 0);
    while let (Some(left), Some(right)) = (one.get(first), other.get(second)) {
        if left == right && stop(*left) {
            return true;
        }
        first += usize::from(left <= right);
        second += usize::from(right <= left);
    }
    false
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::{collection::btree_set, prelude::any, proptest};

    proptest! {
        #[test]
        fn finds_what_sets_find(one in btree_set(0_u32..400, 0..60), other in btree_set(0_u32..400, 0..9), swap in any::<bool>()) {
            let (one, other) = if swap { (other, one) } else { (one, other) };
            let expected: Vec<_> = one.intersection(&other).copied().collect();
            let list = |set: &BTreeSet<u32>| set.iter().copied().collect::<Vec<_>>();
            let mut found = Vec::new();
            super::common(&list(&one), &list(&other), |number| found.push(number));
            assert_eq!(found, expected);
            assert_eq!(super::meets(&list(&one), &list(&other)), !expected.is_empty());
        }
    }
}
