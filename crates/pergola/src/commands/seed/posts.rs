//! Posts by the million, for trials at real size: spread evenly over two years until now, more by those who know more
//! people. The change log does not hear of them: what follows it reads the table when it begins.

use pergola_db::{Fault, ToValue, Value};
use pergola_domain::{
    ids::{MemberId, mint},
    time::{DAY_US, Timestamp},
};

use super::{BATCH, store, texts::Texts};
use crate::app::App;

/// No id names a moment before 2024.
const DAYS: i64 = 2 * 365;
const TOPICS: [&str; 12] = [
    "light",
    "wood",
    "schools",
    "tenders",
    "wool",
    "kitchens",
    "contracts",
    "apprentices",
    "libraries",
    "design",
    "trade",
    "energy",
];

/// Writes so many posts. `ties`: how many each of the people has.
pub(super) async fn sow(
    app: &App,
    (ids, ties): (&[MemberId], &[usize]),
    texts: &Texts,
    count: usize,
) -> Result<(), String> {
    let mut authors: Vec<MemberId> = Vec::new();
    for (id, ties) in ids.iter().zip(ties) {
        authors.extend(std::iter::repeat_n(*id, 1 + ties / 20));
    }
    let now = app.now();
    let begins = now.plus_days(-DAYS);
    let (mut rows, mut topics): (Vec<Vec<Value>>, Vec<Vec<Value>>) = (Vec::new(), Vec::new());
    for number in 0..count {
        // Far apart in the list, so that one author's posts are spread over the years.
        let Some(author) = authors.get((number * 7_919) % authors.len().max(1)) else { break };
        let share = i128::from(DAYS * DAY_US) * i128::try_from(number).unwrap_or(0);
        let at = Timestamp(begins.0 + i64::try_from(share / i128::try_from(count).unwrap_or(1)).unwrap_or(0));
        let counter = u16::try_from(number % 16_000).unwrap_or(0);
        let id = mint(at.0.div_euclid(1_000), 255, counter);
        let audience = match number % 10 {
            0..=2 => "ties",
            3..=6 => "two_steps",
            _ => "everybody",
        };
        let Some(said) = texts.of(number) else { break };
        let text = format!("{} ({number})", said.text);
        let none: Option<i64> = None;
        rows.push(values(&[
            &id,
            author,
            &text,
            &"en",
            &audience,
            &none,
            &"shown",
            &said.noise,
            &at,
            &none,
            &1_i64,
            &1_i64,
        ]));
        let topic = TOPICS.get(number % TOPICS.len()).copied().unwrap_or_default();
        topics.push(values(&[&id, &topic, &topic, &0_i64]));
        if rows.len() == BATCH || number + 1 == count {
            let (rows, topics) = (std::mem::take(&mut rows), std::mem::take(&mut topics));
            let kept: Result<(), Fault> =
                app.db.write(async move |tx| store::keep_posts(tx, &rows, &topics).await).await;
            kept.map_err(|fault| fault.to_string())?;
        }
    }
    Ok(())
}

fn values(row: &[&dyn ToValue]) -> Vec<Value> {
    row.iter().copied().map(ToValue::to_value).collect()
}
