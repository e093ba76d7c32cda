//! `pergola doctor`: looks at a network and says what is well and what is not, one line each.

mod store;

use clap::Args;
use pergola_domain::members::Language;
use serde::Serialize;

use super::{Manner, Place, open, say};
use crate::{
    app::App,
    moderation::{self, Damage, Head},
    network, search,
};

/// Where the chance of questions begins: the same network is asked the same.
const SEED: u64 = 20_261_126;

/// Look at everything and say what is wrong
#[derive(Debug, Args)]
pub(super) struct Doctor {
    #[command(flatten)]
    place: Place,
    /// As JSON, for programs
    #[arg(long)]
    json: bool,
    /// Also ask the network so many random questions, and the tables the same, and compare
    #[arg(long, value_name = "COUNT", default_value_t = 0)]
    questions: usize,
    /// Make the search index anew from the tables, and have every running server do the same and log how its own differed
    #[arg(long)]
    rebuild_search: bool,
    /// Also hold the log of the moderators against what was noted of it
    #[arg(long, value_name = "LINE:HASH")]
    noted: Option<String>,
}

/// One thing that was looked at.
#[derive(Debug, Serialize)]
struct Finding {
    what: &'static str,
    well: bool,
    says: String,
}

impl Doctor {
    pub(super) async fn run(&self) -> Result<(), String> {
        let config = self.place.config().map_err(|bad| bad.to_string())?;
        let app = open(config, Manner::default()).await?;
        let mut findings = look(&app).await.map_err(|fault| fault.to_string())?;
        if self.questions > 0 {
            findings.extend(ask(&app, self.questions).await.map_err(|fault| fault.to_string())?);
        }
        if self.rebuild_search {
            findings.push(rebuild_search(&app).await.map_err(|fault| fault.to_string())?);
        }
        if let Some(noted) = &self.noted {
            findings.push(remembers(&app, noted).await.map_err(|fault| fault.to_string())?);
        }
        app.db.close().await;
        if self.json {
            say(&serde_json::to_string_pretty(&findings).map_err(|error| error.to_string())?);
        } else {
            for finding in &findings {
                say(&format!("{:<4} {:<10} {}", if finding.well { "well" } else { "BAD" }, finding.what, finding.says));
            }
        }
        let bad = findings.iter().filter(|finding| !finding.well).count();
        if bad == 0 { Ok(()) } else { Err(format!("{bad} of {} things are not well", findings.len())) }
    }
}

async fn look(app: &App) -> Result<Vec<Finding>, pergola_db::Fault> {
    let damage = app.db.check().await?;
    let mut findings = vec![Finding {
        what: "database",
        well: damage.is_empty(),
        says: damage.first().cloned().unwrap_or_else(|| "whole".to_owned()),
    }];
    let settled = app.db.settled().await?;
    let (followers, waiting, orphans) = app.db.read_snapshot(async |tx| store::look(tx).await).await?;
    for (name, seq) in followers {
        let behind = settled.saturating_sub(seq).max(0);
        findings.push(Finding {
            what: "follower",
            well: behind < 100_000,
            says: format!("{name} has read the log up to {seq}, {behind} behind"),
        });
    }
    findings.push(Finding { what: "queue", well: waiting < 10_000, says: format!("{waiting} things wait to be done") });
    for (what, count) in orphans {
        findings.push(Finding { what: "rows", well: count == 0, says: format!("{count} {what}") });
    }
    findings.push(moderators(app.db.read_snapshot(async |tx| moderation::prove(tx).await).await?));
    let mail = if app.mail.goes() { "goes out" } else { "none is set: nobody can confirm an address" };
    findings.push(Finding { what: "mail", well: true, says: mail.to_owned() });
    Ok(findings)
}

/// What the log of the moderators says of itself.
fn moderators(proof: Result<Head, Damage>) -> Finding {
    let well = proof.is_ok();
    let says = match proof {
        Ok(Head { lines: 0, .. }) => "the log of the moderators is empty".to_owned(),
        Ok(Head { lines, chain }) => format!("the log of the moderators is as it was written, up to {lines}:{chain}"),
        Err(Damage::Changed { line }) => format!("line {line} of the log of the moderators is not as it was written"),
        Err(Damage::Cut { from, to }) => format!("lines {from} to {to} of the log of the moderators are gone"),
        Err(Damage::Uncounted) => "how many lines the log of the moderators had is gone".to_owned(),
    };
    Finding { what: "moderation", well, says }
}

/// Whether the log of the moderators still has the line that somebody noted of it, as LINE:HASH.
async fn remembers(app: &App, noted: &str) -> Result<Finding, pergola_db::Fault> {
    let (line, chain) = noted.trim().split_once(':').unwrap_or_default();
    let number = line.parse().unwrap_or_default();
    let has = app.db.read(async move |tx| moderation::chain_of(tx, number).await).await?;
    let well = !chain.is_empty() && has.as_deref() == Some(chain);
    let says = if well { "is what was noted" } else { "is not what was noted" };
    Ok(Finding { what: "moderation", well, says: format!("line {number} of the log of the moderators {says}") })
}

/// Whether the network in memory answers as the tables do.
async fn ask(app: &App, questions: usize) -> Result<Vec<Finding>, pergola_db::Fault> {
    let by = app.by_itself(Language::default());
    let compared = network::compare(app, &by, questions, SEED).await?;
    let finding = |compared: network::Compared| Finding {
        what: "network",
        well: compared.asked == compared.equal,
        says: match &compared.first_different {
            None => format!("{}: {} of {} equal", compared.what, compared.equal, compared.asked),
            Some(first) => {
                format!("{}: {} of {} equal; first: {first}", compared.what, compared.equal, compared.asked)
            }
        },
    };
    Ok(compared.into_iter().map(finding).collect())
}

/// Whether the tables can be made an index of. The index in use is in the memory of what runs: it hears of this in the log,
/// makes another and compares.
async fn rebuild_search(app: &App) -> Result<Finding, pergola_db::Fault> {
    let began = app.now();
    let count = search::try_building(app).await?;
    let took_ms = (app.now().0 - began.0).div_euclid(1_000).max(1);
    search::doubt(app).await?;
    let says = format!(
        "{count} documents from the tables in {took_ms} ms; running servers make theirs anew, and log how it differs"
    );
    Ok(Finding { what: "search", well: true, says })
}

#[cfg(test)]
mod tests {
    use pergola_domain::members::Language;

    use super::{ask, look, rebuild_search, remembers};
    use crate::{moderation, testkit::Town};

    #[tokio::test]
    async fn a_fresh_town_is_well() {
        let town = Town::new().await;
        town.joins("Ada Rossi").await;
        town.settles().await;
        let findings = look(&town.app).await.unwrap();
        assert!(findings.iter().all(|finding| finding.well), "{findings:?}");
        let findings = ask(&town.app, 40).await.unwrap();
        assert!(findings.iter().all(|finding| finding.well), "{findings:?}");
        assert_eq!(findings.len(), 6);
        let finding = rebuild_search(&town.app).await.unwrap();
        assert!(finding.well && finding.says.starts_with("1 documents"), "{finding:?}");
    }

    #[tokio::test]
    async fn a_tie_without_its_twin_is_found() {
        let town = Town::new().await;
        town.app
            .db
            .write(async |tx| -> Result<(), pergola_db::Fault> {
                let sql = "INSERT INTO ties (member_id, other_id, tie_id, since, formed_at, met_kind, met_text, \
                           met_organisation, met_confirmed, version) VALUES (1, 2, 3, 0, 0, 'other', '', '', TRUE, 1)";
                tx.run(sql, &[]).await.map(drop)
            })
            .await
            .unwrap();
        let findings = look(&town.app).await.unwrap();
        assert!(findings.iter().any(|finding| !finding.well && finding.says.contains("1 ties")), "{findings:?}");
    }

    #[tokio::test]
    async fn a_log_of_moderators_that_somebody_changed_is_found() {
        let town = Town::new().await;
        let ada = town.joins("Ada Rossi").await;
        let by = town.app.by_itself(Language::It).on_behalf_of(ada.id);
        moderation::set_admin(&town.app, by, true).await.unwrap();
        let trigger = match town.app.db.engine() {
            pergola_db::Engine::Sqlite => "DROP TRIGGER moderation_log_stays",
            pergola_db::Engine::Postgres => "DROP TRIGGER moderation_log_stays ON moderation_log",
        };
        let findings = look(&town.app).await.unwrap();
        let noted = findings.iter().find_map(|finding| finding.says.split_once("up to ")).unwrap().1.to_owned();
        assert!(remembers(&town.app, &noted).await.unwrap().well, "{noted}");
        for other in ["", "1", "1:", "2:abc", &noted.replace("1:", "2:"), &noted.replace("1:", "1:0")] {
            assert!(!remembers(&town.app, other).await.unwrap().well, "{other}");
        }
        for sql in [trigger, "UPDATE moderation_log SET act = 'nothing'"] {
            town.app.db.write(async move |tx| tx.run(sql, &[]).await).await.unwrap();
        }
        let findings = look(&town.app).await.unwrap();
        assert!(findings.iter().any(|finding| !finding.well && finding.says.contains("line 1")), "{findings:?}");
    }
}
