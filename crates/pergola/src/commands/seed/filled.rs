//! The ties of a seeded network written straight into its file: the same rows as `store::keep_ties` keeps, by the ten
//! million. Rows come in the order of their keys, so that table and keys only ever grow at their end.

use pergola_db::{Fault, Fill, ToValue as _, Value};
use pergola_domain::{
    changes::{Change, MetKind},
    ids::{MemberId, TieId},
    members::Language,
    time::Timestamp,
};

use super::{
    Network,
    store::{FILL_GARDENS, FILL_LOG, FILL_TIES, LATER},
    told,
};
use crate::app::{App, By};

/// A tie of the list, with its number.
#[derive(Clone, Copy)]
struct Tie {
    tie: TieId,
    one: usize,
    other: usize,
    since: Timestamp,
}

/// Closes the database and fills its file.
pub(super) async fn sow_ties(app: App, network: &Network, ids: &[MemberId], bare: bool) -> Result<(), String> {
    let by = app.by_itself(Language::En);
    let within = |(one, other, _): &&(usize, usize, Timestamp)| *one < ids.len() && *other < ids.len();
    let ties = network.ties.iter().filter(within);
    let ties: Vec<Tie> = ties
        .map(|(one, other, since)| Tie { tie: TieId(by.fresh()), one: *one, other: *other, since: *since })
        .collect();
    let file = app.config.data.join("pergola.db");
    app.db.close().await;
    let ids = ids.to_vec();
    let filling = tokio::task::spawn_blocking(move || {
        let fill = Fill::begin(&file, &LATER)?;
        keep(&fill, &by, (&ties, &ids), bare)?;
        fill.end()
    });
    filling.await.map_err(|error| error.to_string())?.map_err(told)
}

fn keep(fill: &Fill, by: &By, (ties, ids): (&[Tie], &[MemberId]), bare: bool) -> Result<(), Fault> {
    let ends = Ends::of(ties, ids);
    let id = |number: usize| ids.get(number).copied().unwrap_or(MemberId(0));
    let all = || {
        (0..ids.len()).flat_map(|member| {
            ends.of_member(member).iter().filter_map(|place| ties.get(*place)).map(move |tie| {
                let other = if tie.one == member { tie.other } else { tie.one };
                (id(member), id(other), tie)
            })
        })
    };
    fill.rows(
        FILL_TIES,
        all().map(|(member, other, tie)| {
            [member.to_value(), other.to_value(), tie.tie.to_value(), tie.since.to_value()]
        }),
    )?;
    if bare {
        return Ok(());
    }
    fill.rows(
        FILL_GARDENS,
        all().map(|(member, other, tie)| [member.to_value(), other.to_value(), tie.since.to_value()]),
    )?;
    let entry = |tie: &Tie| -> Option<[Value; 3]> {
        let (one, other) = (id(tie.one), id(tie.other));
        let change = Change::TieFormed { tie: tie.tie, one, other, since: tie.since, met: MetKind::Other };
        let body = serde_json::to_string(&change).ok()?;
        Some([by.now.0.to_value(), change.kind().to_value(), Value::Text(body)])
    };
    fill.rows(FILL_LOG, ties.iter().filter_map(entry))
}

/// The ties of each member, as places in the list, in the order of the others' ids.
struct Ends {
    starts: Vec<usize>,
    places: Vec<usize>,
}

impl Ends {
    fn of(ties: &[Tie], ids: &[MemberId]) -> Self {
        let mut starts = vec![0; ids.len() + 1];
        let ends = || ties.iter().enumerate().flat_map(|(place, tie)| [(tie.one, place), (tie.other, place)]);
        for (end, _) in ends() {
            if let Some(start) = starts.get_mut(end + 1) {
                *start += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut places = vec![0; sum];
        let mut next = starts.clone();
        for (end, place) in ends() {
            if let Some(next) = next.get_mut(end) {
                if let Some(slot) = places.get_mut(*next) {
                    *slot = place;
                }
                *next += 1;
            }
        }
        for (member, bounds) in starts.windows(2).enumerate() {
            let other = |place: &usize| {
                ties.get(*place).and_then(|tie| ids.get(if tie.one == member { tie.other } else { tie.one }))
            };
            if let [from, to] = *bounds
                && let Some(own) = places.get_mut(from..to)
            {
                own.sort_unstable_by_key(|place| other(place).copied());
            }
        }
        Self { starts, places }
    }

    fn of_member(&self, member: usize) -> &[usize] {
        let bound = |place: usize| self.starts.get(place).copied().unwrap_or_default();
        self.places.get(bound(member)..bound(member + 1)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use pergola_db::{Fault, Tx};
    use pergola_domain::time::Timestamp;
    use serde_json::json;

    use super::{
        super::{Network, Seedling, sow_people, sow_ties as sow_by_acts},
        sow_ties,
    };
    use crate::testkit::{Person, Town};

    /// Nine people, and ties that come in no order.
    fn network() -> Network {
        let person =
            |number| Seedling { handle: format!("n-{number}"), name: format!("N {number}"), ..Seedling::default() };
        let pairs = [(3, 4), (0, 8), (2, 1), (0, 1), (7, 0), (8, 3), (5, 0), (6, 2)];
        let days = |number: i64| Timestamp(0).plus_days(20_000 - 31 * number);
        let ties = (0..).zip(pairs).map(|(number, (one, other))| (one, other, days(number % 4))).collect();
        Network { people: (0..9).map(person).collect(), ties, passed_over: Vec::new() }
    }

    /// All rows of all that was seeded, and all tables, keys and triggers.
    async fn told(tx: &Tx) -> Result<Vec<String>, Fault> {
        let mut told =
            tx.all("SELECT coalesce(sql, name) FROM sqlite_master ORDER BY name", &[], |row| row.get(0)).await?;
        for table in ["ties", "tending", "log"] {
            let columns = format!("SELECT 'quote(' || name || ')' FROM pragma_table_info('{table}') ORDER BY cid");
            let columns: Vec<String> = tx.all(&columns, &[], |row| row.get(0)).await?;
            let rows = format!("SELECT '{table} ' || {} FROM {table} ORDER BY 1", columns.join(" || ' ' || "));
            told.extend(tx.all::<String>(&rows, &[], |row| row.get(0)).await?);
        }
        Ok(told)
    }

    /// A network that was seeded in the one way or the other, opened again.
    async fn seeded(filled: bool, bare: bool) -> (Town, Vec<String>) {
        let town = Town::with(&[("database", "")]).await;
        let network = network();
        let ids = sow_people(&town.app, &network).await.unwrap();
        if filled {
            sow_ties(town.app.clone(), &network, &ids, bare).await.unwrap();
        } else {
            sow_by_acts(&town.app, &network, &ids, bare).await.unwrap();
            town.app.db.close().await;
        }
        let again = Town::at(town.folder()).await;
        assert!(again.app.db.check().await.unwrap().is_empty());
        let view = again.app.network.view(&again.app.db).await.unwrap();
        assert_eq!((view.size().members, view.size().ties), (9, 8));
        assert_eq!(view.distance(ids[0], ids[7]), Some(1));
        assert_eq!(view.distance(ids[7], ids[3]), Some(3));
        let told = again.app.db.read(async |tx: &Tx| told(tx).await).await.unwrap();
        (town, told)
    }

    #[tokio::test]
    async fn a_filled_file_holds_what_acts_keep() {
        for bare in [false, true] {
            let (_acts, kept) = seeded(false, bare).await;
            let (_fill, filled) = seeded(true, bare).await;
            assert_eq!(filled, kept);
            let rows = |table: &str| kept.iter().filter(|row| row.starts_with(table)).count();
            let expected = if bare { (16, 0, 9) } else { (16, 16, 17) };
            assert_eq!((rows("ties "), rows("tending "), rows("log ")), expected, "people are told of all the same");
        }
    }

    /// Of the hub, behind which somebody begins a row of four more.
    const HUB_TIES: usize = 30_000;

    #[tokio::test]
    async fn somebody_with_thirty_thousand_ties_asks_and_is_asked_at_the_doors() {
        let town = Town::with(&[("database", "")]).await;
        let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
        let person =
            |number| Seedling { handle: format!("n-{number}"), name: format!("N {number}"), ..Seedling::default() };
        let people = Network { people: (0..HUB_TIES + 3).map(person).collect(), ..Network::default() };
        // Ada is the hub. Bruno is tied to her, and behind him stand the last four, one after the other.
        let mut ids = vec![ada.id, bruno.id];
        ids.extend(sow_people(&town.app, &people).await.unwrap());
        let row = (0..4).map(|step| (if step == 0 { 1 } else { HUB_TIES + step }, HUB_TIES + 1 + step));
        let ties = (1..=HUB_TIES).map(|other| (0, other)).chain(row).map(|(one, other)| (one, other, Timestamp(0)));
        let network = Network { ties: ties.collect(), ..people };
        sow_ties(town.app.clone(), &network, &ids, true).await.unwrap();

        let town = Town::at(town.folder()).await;
        let (ada, bruno) = (town.signs_in("ada").await, town.signs_in("bruno").await);
        let near = async |who: &Person, handles: [&str; 4]| {
            let far = who.post("/api/v1/distances", json!({ "handles": handles })).await.is(200).json();
            far["items"].as_array().unwrap().iter().map(|item| item["distance"].clone()).collect::<Vec<_>>()
        };
        let last = |back: usize| format!("n-{}", HUB_TIES + 2 - back);
        let [one, two, three, four] = [last(3), last(2), last(1), last(0)];
        assert_eq!(near(&ada, ["bruno", "n-0", &one, &three]).await, [1, 1, 2, 4]);
        // Five steps: not told, as of somebody to whom there is no way.
        assert_eq!(near(&ada, [&two, &three, &four, "nobody"]).await, [json!(3), json!(4), json!(null), json!(null)]);
        assert_eq!(near(&bruno, ["ada", "n-7", &two, &four]).await, [1, 2, 2, 4]);
        let page = ada.get(&format!("/@{four}")).await.is(200);
        page.says("more than four steps away, or no known path");
        ada.get(&format!("/@{four}/paths")).await.is(200).says("No known path yet");
        ada.get(&format!("/@{one}/paths")).await.is(200).says("goes through Bruno");
        let ways = bruno.get("/api/v1/paths?to=n-7").await.is(200).json();
        assert_eq!((&ways["distance"], &ways["paths"][0]["people"][1]["handle"]), (&json!(2), &json!("ada")));
        // Her thirty thousand are too many to be read for him; those behind him are not.
        let suggested = bruno.get("/api/v1/suggestions?limit=5").await.is(200).json();
        assert!(suggested["items"].as_array().unwrap().iter().any(|item| item["person"]["handle"] == two.as_str()));
        ada.get("/suggestions").await.is(200);
    }
}
