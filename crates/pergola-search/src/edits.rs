//! How many letters two words differ by: one more, one less, another, or two neighbours swapped.

/// Whether `most` such steps make one of the other. No letter is touched twice.
pub(crate) fn within(one: &str, other: &str, most: u8) -> bool {
    let most = usize::from(most);
    if one.chars().count().abs_diff(other.chars().count()) > most {
        return false;
    }
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut next = Vec::with_capacity(last.len());
        next.push(row + 1);
        for (column, facing) in other.iter().enumerate() {
            let cell = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX - 1);
            let other_letter = cell(&last, column) + usize::from(letter != facing);
            let mut best = other_letter.min(cell(&last, column + 1) + 1).min(cell(&next, column) + 1);
            let swapped =
                row > 0 && column > 0 && one.get(row - 1) == Some(facing) && other.get(column - 1) == Some(letter);
            if swapped {
                best = best.min(cell(&before, column - 1) + 1);
            }
            next.push(best);
        }
        if next.iter().all(|cell| *cell > most) {
            return false;
        }
        before = std::mem::replace(&mut last, next);
    }
    last.last().is_some_and(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn small_errors_are_near() {
        for (one, other, most, near) in [
            ("ingegniere", "ingegnere", 1, true),
            ("ingeniere", "ingegnere", 1, false),
            ("ingeniere", "ingegnere", 2, true),
            ("architeto", "architetto", 1, true),
            ("geolgoo", "geologo", 1, true),
            ("geologo", "geologo", 0, true),
            ("restuaro", "restauro", 1, true),
            ("commercailsita", "commercialista", 2, true),
            ("medico", "modico", 1, true),
            ("medico", "tedesco", 1, false),
            ("luce", "lucentezza", 2, false),
        ] {
            assert_eq!(within(one, other, most), near, "{one} {other}");
        }
    }
}
