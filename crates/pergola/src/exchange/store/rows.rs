//! Many rows in one statement: a file of thirty thousand people is a few hundred statements, not as many as people.

use pergola_db::Value;

/// Rows in one statement. Both engines allow more values than this times the widest table.
pub(super) const AT_ONCE: usize = 250;

/// The marks of `rows` rows of `width` values: `($1,$2),($3,$4)`.
pub(super) fn marks(values: &[Value], width: usize) -> String {
    let mut text = String::with_capacity(values.len() * 6);
    for number in 1..=values.len() {
        text.push(if (number - 1) % width == 0 { '(' } else { ',' });
        text.push('$');
        text.push_str(&number.to_string());
        if number % width == 0 {
            text.push(')');
            if number < values.len() {
                text.push(',');
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use pergola_db::params;

    #[test]
    fn marks_stand_in_rows() {
        assert_eq!(super::marks(&params![1_i64, 2_i64, 3_i64, 4_i64], 2), "($1,$2),($3,$4)");
    }
}
