//! `/transparency`: what was reported and decided, in counts that everybody may read.
//!
//! Only quarters that are over, and only coarse counts: who watches the page learns nothing of a report that he knows of.

use askama::Template;
use pergola_db::{Fault, Tx};
use pergola_domain::{moderation::coarse, time::Timestamp};

use super::why_words;
use crate::{
    app::App,
    http::{Frame, Here, Page, Place},
    moderation::store::counts,
    words::{Speech, civil, midnight},
};

/// Quarters that are told.
const QUARTERS: i8 = 4;

/// A quarter that is over, and its coarse counts by name.
pub(in crate::moderation) struct Quarter {
    pub(in crate::moderation) year: i16,
    pub(in crate::moderation) quarter: i8,
    pub(in crate::moderation) reports: Vec<(String, i64)>,
    pub(in crate::moderation) decisions: Vec<(String, i64)>,
    pub(in crate::moderation) appeals: Vec<(String, i64)>,
    pub(in crate::moderation) held: i64,
}

/// The last quarters that are over, the latest first.
pub(in crate::moderation) async fn quarters(app: &App, now: Timestamp) -> Result<Vec<Quarter>, Fault> {
    let mut places = Vec::new();
    let today = civil(now);
    let (mut year, mut quarter) = (today.year(), (today.month() - 1) / 3 + 1);
    for _ in 0..QUARTERS {
        (year, quarter) = if quarter == 1 { (year - 1, 4) } else { (year, quarter - 1) };
        places.push((year, quarter));
    }
    app.db
        .read(async move |tx| {
            let mut told = Vec::new();
            for (year, quarter) in &places {
                told.push(count(tx, *year, *quarter).await?);
            }
            Ok(told)
        })
        .await
}

async fn count(tx: &Tx, year: i16, quarter: i8) -> Result<Quarter, Fault> {
    let first = |year: i16, quarter: i8| midnight(jiff::civil::date(year, (quarter - 1) * 3 + 1, 1));
    let (next_year, next) = if quarter == 4 { (year + 1, 1) } else { (year, quarter + 1) };
    let within = (first(year, quarter), first(next_year, next));
    let coarsely =
        |found: Vec<(String, i64)>| found.into_iter().map(|(word, count)| (word, coarse(count))).collect::<Vec<_>>();
    Ok(Quarter {
        year,
        quarter,
        reports: coarsely(counts::reports(tx, within).await?),
        decisions: coarsely(counts::decisions(tx, within).await?),
        appeals: coarsely(counts::appeals(tx, within).await?),
        held: coarse(counts::held(tx, within).await?),
    })
}

struct Shown {
    title: String,
    reports: Vec<(String, String)>,
    decisions: Vec<(String, String)>,
    appeals: Vec<(String, String)>,
    held: String,
    is_quiet: bool,
}

#[derive(Template)]
#[template(path = "moderation/pages/transparency.html")]
struct TransparencyPage {
    frame: Frame,
    quarters: Vec<Shown>,
}

fn told(t: &Speech, count: i64) -> String {
    t.say("transparency-count").arg("count", count).text()
}

pub(in crate::moderation) async fn page(here: Here) -> Page {
    let found = quarters(&here.app, here.by().now).await?;
    let t = here.speech();
    let named = |rows: &[(String, i64)], name: &dyn Fn(&str) -> String| {
        rows.iter().map(|(word, count)| (name(word), told(&t, *count))).collect::<Vec<_>>()
    };
    let shown = |quarter: &Quarter| Shown {
        title: t
            .say("transparency-quarter")
            .arg("quarter", i64::from(quarter.quarter))
            .arg("year", quarter.year.to_string())
            .text(),
        reports: named(&quarter.reports, &|word| why_words(&t, word)),
        decisions: named(&quarter.decisions, &|word| t.s(&["moderation-measure-", word].concat()).to_owned()),
        appeals: named(&quarter.appeals, &|word| t.s(&["moderation-hearing-", word].concat()).to_owned()),
        held: told(&t, quarter.held),
        is_quiet: quarter.reports.is_empty() && quarter.decisions.is_empty() && quarter.held == 0,
    };
    let quarters = found.iter().map(shown).collect();
    here.draw(&TransparencyPage { frame: here.frame("transparency-title", Place::None), quarters })
}
