//! Values there and back, and lists of them.

use pergola_db::{Fault, FromValue, Row, ToValue, Value, in_list, list, pad, params};

use crate::towns::{Answer, arrive, in_each_town};

const TABLE: &str =
    "CREATE TABLE kinds (id BIGINT PRIMARY KEY, a BIGINT, b DOUBLE PRECISION, c BOOLEAN, d TEXT, e BYTEA)";
const KEEP: &str = "INSERT INTO kinds (id, a, b, c, d, e) VALUES ($1, $2, $3, $4, $5, $6)";
const FIND: &str = "SELECT a, b, c, d, e FROM kinds WHERE id = $1";

type Kinds = (Option<i64>, Option<f64>, Option<bool>, Option<String>, Option<Vec<u8>>);

fn kinds(row: &Row<'_>) -> Answer<Kinds> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
}

#[tokio::test]
async fn every_kind_comes_back_as_it_went() {
    in_each_town(async |db| {
        let cases: Vec<Kinds> = vec![
            (None, None, None, None, None),
            (Some(0), Some(0.0), Some(false), Some(String::new()), Some(vec![])),
            (Some(i64::MAX), Some(f64::MAX), Some(true), Some("è 日本 🌿 '\"$1?".into()), Some((0..=255).collect())),
            (Some(i64::MIN), Some(-0.1), Some(true), Some("x".repeat(100_000)), Some(vec![0; 100_000])),
            (Some(-1), Some(3.0), Some(false), Some("12".into()), Some(b"text".to_vec())),
            (Some(1), Some(f64::INFINITY), None, Some("\n".into()), None),
        ];
        let kept = cases.clone();
        let found: Answer<Vec<Kinds>> = db
            .write(async move |tx| {
                tx.run(TABLE, &[]).await?;
                let mut found = Vec::new();
                for (id, (a, b, c, d, e)) in (0_i64..).zip(&kept) {
                    assert_eq!(tx.run(KEEP, &params![id, a, b, c, d, e]).await?, 1);
                    found.push(tx.one(FIND, &params![id], kinds).await?.unwrap());
                }
                assert_eq!(tx.one(FIND, &params![99], kinds).await?, None);
                Ok(found)
            })
            .await;
        assert_eq!(found.unwrap(), cases);
    })
    .await;
}

#[tokio::test]
async fn numbers_go_where_their_size_allows() {
    in_each_town(async |db| {
        let read: Answer<()> = db
            .read(async |tx| {
                let found = tx
                    .one(
                        "SELECT CAST($2 AS BIGINT), $1, CAST($3 AS DOUBLE PRECISION), CAST($4 AS BOOLEAN), CAST(NULL AS BIGINT)",
                        &params!["text", 7_u8, 2_i64, true],
                        |row| {
                            assert!(row.get::<String>(0).is_err());
                            assert!(row.get::<i64>(4).is_err());
                            assert!(row.get::<i64>(5).is_err());
                            assert_eq!(row.get::<Option<i64>>(4)?, None);
                            Ok((row.get::<i64>(0)?, row.get::<String>(1)?, row.get::<f64>(2)?, row.get::<bool>(3)?))
                        },
                    )
                    .await?;
                assert_eq!(found, Some((7, "text".to_owned(), 2.0, true)));
                let sum = "SELECT CAST(sum(id) AS BIGINT), count(*) FROM people";
                let sum = tx.one(sum, &[], |row| Ok((row.get::<Option<i64>>(0)?, row.get::<u32>(1)?))).await?;
                assert_eq!(sum, Some((None, 0)));
                let small = tx.one("SELECT CAST(-1 AS BIGINT)", &[], |row| row.get::<u32>(0)).await;
                assert!(small.unwrap_err().to_string().contains("u32"));
                Ok(())
            })
            .await;
        read.unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_one_engine_could_not_keep_neither_keeps() {
    in_each_town(async |db| {
        let nul: Answer<()> = db.write(async |tx| arrive(tx, 1, "A\0da").await).await;
        assert!(nul.unwrap_err().to_string().contains("NUL"));
        let nan: Answer<Option<f64>> = db
            .read(async |tx| tx.one("SELECT CAST($1 AS DOUBLE PRECISION)", &params![f64::NAN], |row| row.get(0)).await)
            .await;
        assert!(nan.is_err());
        let few: Answer<u64> = db.write(async |tx| tx.run("DELETE FROM people WHERE id = $1", &[]).await).await;
        assert!(few.is_err());
        let many: Answer<u64> = db.write(async |tx| tx.run("DELETE FROM people", &params![1]).await).await;
        assert!(many.is_err());
    })
    .await;
}

#[tokio::test]
async fn lists_are_rounded_up() {
    assert_eq!(list(0, 3), ("NULL".to_owned(), 0));
    assert_eq!(list(1, 3), ("$3".to_owned(), 1));
    assert_eq!(list(3, 3), ("$3,$4,$5,$6".to_owned(), 4));
    assert_eq!(list(200, 1).1, 256);
    let mut values = params![1, 2].to_vec();
    pad(&mut values, 4);
    assert_eq!(values, params![1, 2, 2, 2]);
    in_each_town(async |db| {
        let found: Answer<Vec<usize>> = db
            .write(async |tx| {
                for id in 0..300 {
                    arrive(tx, id, &id.to_string()).await?;
                }
                let mut found = Vec::new();
                for wanted in [0, 1, 2, 3, 5, 100, 256] {
                    let mut values = params![10_000].to_vec();
                    let marks = in_list(&mut values, 0..wanted);
                    let sql = format!("SELECT id FROM people WHERE id < $1 AND id IN ({marks})");
                    found.push(tx.all(&sql, &values, |row| row.get::<i64>(0)).await?.len());
                }
                Ok(found)
            })
            .await;
        assert_eq!(found.unwrap(), [0, 1, 2, 3, 5, 100, 256]);
    })
    .await;
}

#[test]
fn conversions_that_do_not_fit_say_so_without_the_value() {
    fn fails<T: FromValue>(value: Value) -> String {
        T::from_value(value).err().map(|fault: Fault| fault.to_string()).unwrap()
    }
    assert!(bool::from_value(Value::Int(1)).unwrap());
    assert_eq!(<[u8; 2]>::from_value([1_u8, 2].to_value()).unwrap(), [1, 2]);
    let told = [
        fails::<bool>(Value::Int(2)),
        fails::<i64>(Value::Text("secret".into())),
        fails::<i32>(Value::Int(i64::MAX)),
        fails::<String>(Value::Null),
        fails::<f64>(Value::Bool(true)),
        fails::<Vec<u8>>(Value::Text("secret".into())),
        fails::<[u8; 2]>(Value::Blob(vec![1])),
    ];
    assert!(told.iter().all(|words| words.contains("expected") && !words.contains("secret")), "{told:?}");
}
