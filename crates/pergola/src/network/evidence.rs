//! What speaks for a step of a path, in words that a third person may read.
//!
//! Between two others: how they met, as far as both confirmed it, without their own words; who introduced them, where
//! both know and that person may be named to this viewer; the same place in the same years, which both show; since when
//! they are tied. On the viewer's own step it is as he tells it himself, confirmed or not: nobody else reads it.

use std::collections::{BTreeMap, BTreeSet};

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::MetKind,
    ids::{MemberId, OrganisationId},
    network::Months,
};
use pergola_index::{Step, Together, View};

use super::store::{self, Pair};
use crate::{app::App, members, ties, words::Speech};

/// Names of what paths speak of.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    viewer: Option<MemberId>,
    organisations: BTreeMap<OrganisationId, String>,
    /// The organisation at which the two of a step met: where both said so, or on his own step the viewer.
    met_at: BTreeMap<(MemberId, MemberId), String>,
    /// How the viewer says that he met the other of his own step.
    own_met: BTreeMap<(MemberId, MemberId), MetKind>,
    /// Who introduced the two of a step, where both know and the viewer may.
    introducers: BTreeMap<(MemberId, MemberId), MemberId>,
    names: BTreeMap<MemberId, String>,
}

/// One thing that speaks for a step.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    /// `met`, `introduced`, `together`, `since`.
    pub(crate) kind: &'static str,
    pub(crate) text: String,
}

/// So much is said of a step, and no more: a path is read at a glance.
const MOST_SAID: usize = 3;

impl Evidence {
    /// What speaks for these steps, as far as this viewer may know it when he asks about `target`.
    pub(super) async fn of(
        app: &App,
        view: &View,
        (viewer, target): (MemberId, MemberId),
        steps: &[Step],
    ) -> Result<Self, Fault> {
        let all = Self::of_each(app, view, viewer, vec![(target, steps.to_vec())]).await?;
        Ok(all.into_iter().next().unwrap_or_default())
    }

    /// The same for the ways to several people, in their order: all of it is read at once, however many they are.
    pub(super) async fn of_each(
        app: &App,
        view: &View,
        viewer: MemberId,
        ways: Vec<(MemberId, Vec<Step>)>,
    ) -> Result<Vec<Self>, Fault> {
        if ways.is_empty() {
            return Ok(Vec::new());
        }
        let view = view.clone();
        app.db
            .read(async move |tx| {
                let told = Confirmations::of(tx, viewer, ways.iter().flat_map(|(_, steps)| steps)).await?;
                let mut all: Vec<Self> =
                    ways.iter().map(|(target, steps)| told.evidence(&view, (viewer, *target), steps)).collect();
                let introducers = all.iter().flat_map(|one| one.introducers.values().copied());
                let introducers: BTreeSet<MemberId> = introducers.collect();
                let people = members::find_many(tx, &introducers.into_iter().collect::<Vec<_>>()).await?;
                let names: BTreeMap<MemberId, String> =
                    people.into_iter().map(|account| (account.id, account.name)).collect();
                for evidence in &mut all {
                    let named = evidence.introducers.values().filter_map(|id| Some((*id, names.get(id)?.clone())));
                    evidence.names = named.collect();
                }
                Ok(all)
            })
            .await
    }

    /// What speaks for a step: how they met or who introduced them, where they were in the same years, since when they are
    /// tied. At most [`MOST_SAID`]; never empty, for every tie has a day.
    pub(super) fn said(&self, t: &Speech, step: &Step) -> Vec<Said> {
        let introduced = self.introduced(t, step).map(|text| Said { kind: "introduced", text });
        let met = || self.met(t, step).map(|text| Said { kind: "met", text });
        let mut said: Vec<Said> = introduced.or_else(met).into_iter().collect();
        let together = step.together.iter().filter_map(|together| self.together(t, together));
        said.extend(together.map(|text| Said { kind: "together", text }));
        // The day is said of every tie, so it keeps its place.
        said.truncate(MOST_SAID - 1);
        let year = crate::words::year(step.since);
        said.push(Said { kind: "since", text: t.say("evidence-since").arg("year", year).text() });
        said
    }

    /// At which place, or else in which way.
    fn met(&self, t: &Speech, step: &Step) -> Option<String> {
        let pair = (step.from, step.to);
        if let Some(name) = self.met_at.get(&pair) {
            return Some(t.say("evidence-met-at").arg("name", name).text());
        }
        let met = self.own_met.get(&pair).copied().unwrap_or(step.met);
        met_key(met, Some(step.from) == self.viewer).map(|key| t.s(key).to_owned())
    }

    fn together(&self, t: &Speech, together: &Together) -> Option<String> {
        let name = self.organisations.get(&together.organisation)?;
        let keys = if together.school {
            ["evidence-studied-at", "evidence-studied-undated"]
        } else {
            ["evidence-worked-at", "evidence-worked-undated"]
        };
        Some(dated(t, keys, name, together.months))
    }

    fn introduced(&self, t: &Speech, step: &Step) -> Option<String> {
        let by = *self.introducers.get(&(step.from, step.to))?;
        if Some(by) == self.viewer {
            return Some(t.s("evidence-introduced-by-you").to_owned());
        }
        Some(t.say("evidence-introduced-by").arg("name", self.names.get(&by)?).text())
    }
}

/// What the tables say of the steps of several ways, before it is asked who may know of it.
struct Confirmations {
    organisations: BTreeMap<OrganisationId, String>,
    confirmed: BTreeMap<Pair, store::Confirmed>,
    /// The viewer's own ties, by the other.
    own: BTreeMap<MemberId, ties::TieFacts>,
}

impl Confirmations {
    async fn of<'a>(tx: &Tx, viewer: MemberId, steps: impl Iterator<Item = &'a Step>) -> Result<Self, Fault> {
        let (mut places, mut pairs) = (BTreeSet::new(), BTreeSet::new());
        for step in steps {
            places.extend(step.together.iter().map(|together| together.organisation));
            pairs.insert((step.from, step.to));
        }
        let places: Vec<OrganisationId> = places.into_iter().collect();
        let pairs: Vec<Pair> = pairs.into_iter().collect();
        let others: Vec<MemberId> = pairs.iter().filter(|(from, _)| *from == viewer).map(|(_, other)| *other).collect();
        let own = ties::find_among(tx, viewer, &others).await?;
        Ok(Self {
            organisations: store::organisation_names(tx, &places).await?.into_iter().collect(),
            confirmed: store::confirmed(tx, &pairs).await?,
            own: own.into_iter().map(|tie| (tie.other, tie)).collect(),
        })
    }

    /// What of it speaks for the steps of one way, as far as the viewer may know it.
    fn evidence(&self, view: &View, (viewer, target): (MemberId, MemberId), steps: &[Step]) -> Evidence {
        let mut evidence = Evidence { viewer: Some(viewer), ..Evidence::default() };
        for step in steps {
            let pair = (step.from, step.to);
            let places = step.together.iter().map(|together| together.organisation);
            evidence.organisations.extend(places.filter_map(|id| Some((id, self.organisations.get(&id)?.clone()))));
            let (mut met_at, introduced_by) = self.confirmed.get(&pair).cloned().unwrap_or_default();
            if step.from == viewer
                && let Some(tie) = self.own.get(&step.to)
            {
                evidence.own_met.insert(pair, tie.met.kind);
                met_at = Some(tie.met.organisation.clone()).filter(|name| !name.is_empty());
            }
            evidence.met_at.extend(met_at.map(|name| (pair, name)));
            let introducer = introduced_by.filter(|member| view.may_name(viewer, target, *member));
            evidence.introducers.extend(introducer.map(|member| (pair, member)));
        }
        evidence
    }
}

/// "2014–2019", "since 2019", or nothing where nobody knows.
pub(super) fn years(t: &Speech, months: Months) -> String {
    let year = |month| Months::month(month).map(|month| month.year.to_string());
    match (year(months.from), year(months.to)) {
        (Some(from), Some(to)) if from == to => t.say("evidence-year").arg("year", from).text(),
        (Some(from), Some(to)) => t.say("evidence-years").arg("from", from).arg("to", to).text(),
        (Some(from), None) => t.say("evidence-since-year").arg("year", from).text(),
        (None, _) => String::new(),
    }
}

/// A sentence of a place, with the years where they are known: the first key, else the second.
pub(super) fn dated(t: &Speech, [with, without]: [&'static str; 2], name: &str, months: Months) -> String {
    let years = years(t, months);
    if years.is_empty() {
        return t.say(without).arg("name", name).text();
    }
    t.say(with).arg("name", name).arg("years", years).text()
}

/// How they met; of the reader's own step it is said to him.
const fn met_key(met: MetKind, own: bool) -> Option<&'static str> {
    match met {
        MetKind::Worked if own => Some("evidence-met-worked-you"),
        MetKind::Studied if own => Some("evidence-met-studied-you"),
        MetKind::Worked => Some("evidence-met-worked"),
        MetKind::Studied => Some("evidence-met-studied"),
        MetKind::Event => Some("evidence-met-event"),
        MetKind::Introduced => Some("evidence-met-introduced"),
        MetKind::Online => Some("evidence-met-online"),
        MetKind::Other => None,
    }
}
