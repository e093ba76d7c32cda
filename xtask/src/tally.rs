//! Counting tests from what their runners print, and the table at the end.

use std::time::Duration;

use crate::clock;

/// How many tests passed and failed, and what could not be tried here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) missing: Option<&'static str>,
}

impl Tally {
    /// Adds up every closing line of a runner: `test result: ok. 3 passed; 0 failed; …` of cargo, `3 passed, 0 failed`
    /// of the browser stories.
    pub(crate) fn of(lines: &[String]) -> Self {
        lines.iter().filter_map(|line| Self::of_line(line)).fold(Self::default(), Self::and)
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            missing: self.missing.or(other.missing),
        }
    }

    fn of_line(line: &str) -> Option<Self> {
        let line = line.trim();
        let counts = match line.strip_prefix("test result: ") {
            Some(result) => result.split_once(". ")?.1,
            None => line,
        };
        let mut parts = counts.split([';', ',']);
        let passed = count(parts.next()?, "passed")?;
        let failed = count(parts.next()?, "failed")?;
        Some(Self { passed, failed, missing: None })
    }
}

fn count(part: &str, word: &str) -> Option<u64> {
    part.trim().strip_suffix(word)?.trim().parse().ok()
}

/// One finished step, as it stands in the table.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) step: String,
    pub(crate) took: Duration,
    pub(crate) tally: Tally,
    pub(crate) fault: Option<String>,
}

/// Prints the table, and what CI reads: the sum alone on the last line.
pub(crate) fn print(rows: &[Row]) {
    println!("\n{}", table(rows));
}

fn table(rows: &[Row]) -> String {
    let width = rows.iter().map(|row| row.step.chars().count()).max().unwrap_or_default();
    let mut lines = Vec::new();
    for row in rows {
        let took = clock::words(row.took);
        let tests = match row.tally {
            Tally { passed: 0, failed: 0, .. } => String::new(),
            Tally { passed, failed: 0, .. } => format!("{passed} passed"),
            Tally { passed, failed, .. } => format!("{passed} passed, {failed} failed"),
        };
        let end = match (&row.fault, row.tally.missing) {
            (Some(_), _) => "FAILED".to_owned(),
            (None, Some(what)) => format!("MISSING: {what}"),
            (None, None) => String::new(),
        };
        lines.push(format!("  {:width$}  {took:>12}  {tests:24}{end}", row.step));
    }
    let total: Duration = rows.iter().map(|row| row.took).sum();
    lines.push(format!("  {:width$}  {:>12}\n", "", clock::words(total)));
    let sum = rows.iter().map(|row| row.tally).fold(Tally::default(), Tally::and);
    lines.extend(sum.missing.map(|what| format!("not everything was tried: {what}")));
    // A step without tests of its own (a lint, a build) that fails is one failure, or the last line would hide it.
    let silent = rows.iter().filter(|row| row.fault.is_some() && row.tally.failed == 0).count();
    lines.push(format!("{} passed, {} failed", sum.passed, sum.failed + u64::try_from(silent).unwrap_or(1)));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_are_added_up() {
        let lines = [
            "running 3 tests",
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.02s",
            "test result: FAILED. 1 passed; 2 failed; 0 ignored",
            "4 passed, 1 failed",
            "he said that 4 passed and nobody failed",
        ]
        .map(str::to_owned);
        assert_eq!(Tally::of(&lines), Tally { passed: 8, failed: 3, missing: None });
    }

    #[test]
    fn what_was_not_tried_is_said_before_the_sum() {
        let row = |step: &str, missing| Row {
            step: step.to_owned(),
            took: Duration::from_secs(1),
            tally: Tally { passed: 1, failed: 0, missing },
            fault: None,
        };
        let whole = table(&[row("lint", None), row("crash", None)]);
        assert!(!whole.contains("MISSING") && whole.ends_with("\n\n2 passed, 0 failed"), "{whole}");
        let part = table(&[row("crash", Some("power cuts")), row("lint", None)]);
        assert!(part.lines().next().unwrap().ends_with("MISSING: power cuts"), "{part}");
        assert!(part.ends_with("\nnot everything was tried: power cuts\n2 passed, 0 failed"), "{part}");
    }
}
