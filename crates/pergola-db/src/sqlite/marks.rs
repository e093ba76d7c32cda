//! `$n` to `?n`. `SQLite` reads `$2` as a name and numbers names by first appearance, so that `$2 … $1` would be bound
//! the wrong way round; `?2` it takes at its word.

/// The statement with its marks rewritten, outside of strings, quoted names and comments.
pub(super) fn rewritten(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len());
    let mut rest = sql.chars().peekable();
    while let Some(letter) = rest.next() {
        let next = rest.peek().copied();
        match (letter, next) {
            ('$', Some('0'..='9')) => out.push('?'),
            ('\'' | '"', _) => {
                out.push(letter);
                copy_until(&mut rest, &mut out, |_, now| now == letter);
            }
            ('-', Some('-')) => {
                out.push(letter);
                copy_until(&mut rest, &mut out, |_, now| now == '\n');
            }
            ('/', Some('*')) => {
                out.push(letter);
                out.extend(rest.next());
                copy_until(&mut rest, &mut out, |before, now| before == '*' && now == '/');
            }
            _ => out.push(letter),
        }
    }
    out
}

fn copy_until(rest: &mut impl Iterator<Item = char>, out: &mut String, ends: impl Fn(char, char) -> bool) {
    let mut before = ' ';
    for now in rest {
        out.push(now);
        if ends(before, now) {
            return;
        }
        before = now;
    }
}

#[cfg(test)]
mod tests {
    use super::rewritten;

    #[test]
    fn only_marks_are_rewritten() {
        let cases = [
            ("SELECT $2, $1", "SELECT ?2, ?1"),
            ("x = $12 AND y = '$1 it''s $2'", "x = ?12 AND y = '$1 it''s $2'"),
            ("\"$1\" = $1 -- $2\n, $3", "\"$1\" = ?1 -- $2\n, ?3"),
            ("/* $1 **/ $1 /*", "/* $1 **/ ?1 /*"),
            ("a->>'$.b' = $1 AND '$' = $x", "a->>'$.b' = ?1 AND '$' = $x"),
            ("'open $1", "'open $1"),
            ("$", "$"),
            ("è = $1", "è = ?1"),
        ];
        for (before, after) in cases {
            assert_eq!(rewritten(before), after);
        }
    }
}
