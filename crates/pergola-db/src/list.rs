//! IN lists. Each length of list is another statement text, and the statement caches are bounded: so lists are rounded
//! up to a power of two, and the last value is repeated. Ask for more than 256 in parts.

use crate::{ToValue, Value};

/// The marks for a list of `n` values of which the first is `$first`, and how many marks there are: `("$3,$4", 2)`.
/// An empty list gives `("NULL", 0)`, which is in nothing.
pub fn list(n: usize, first: usize) -> (String, usize) {
    if n == 0 {
        return ("NULL".to_owned(), 0);
    }
    let width = n.next_power_of_two();
    let marks: Vec<String> = (first..first + width).map(|number| format!("${number}")).collect();
    (marks.join(","), width)
}

/// Repeats the last value until there are `len` of them.
pub fn pad(values: &mut Vec<Value>, len: usize) {
    if let Some(last) = values.last().cloned()
        && values.len() < len
    {
        values.resize(len, last);
    }
}

/// Both at once: appends the items to the parameters and gives the marks that stand for them.
///
/// ```
/// let mut values = pergola_db::params![7_i64].to_vec();
/// let marks = pergola_db::in_list(&mut values, [1_i64, 2, 3]);
/// assert_eq!(format!("SELECT … WHERE owner = $1 AND id IN ({marks})"), "SELECT … WHERE owner = $1 AND id IN ($2,$3,$4,$5)");
/// assert_eq!(values.len(), 5);
/// ```
pub fn in_list<T: ToValue>(values: &mut Vec<Value>, items: impl IntoIterator<Item = T>) -> String {
    let before = values.len();
    values.extend(items.into_iter().map(|item| item.to_value()));
    let (marks, width) = list(values.len() - before, before + 1);
    pad(values, before + width);
    marks
}
