//! What somebody looks for among the ads: as an address has it, as the saved searches keep it.

use pergola_domain::{
    ids::OrganisationId,
    jobs::{CURRENCIES, Contract, Remote},
    organisations::Kind,
};
use pergola_places::Spot;
use url::form_urlencoded;

use crate::words::encoded;

/// Longer words find nothing.
const CHARS: usize = 120;

/// Further around a place nothing is looked for.
const FARTHEST_KM: u16 = 500;

/// Which ads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Filter {
    pub(crate) words: String,
    pub(crate) place: String,
    /// So far around the place, in kilometres; none where its name alone is looked for.
    pub(crate) radius_km: Option<u16>,
    pub(crate) remote: Option<Remote>,
    pub(crate) contract: Option<Contract>,
    /// At least so much a year, in whole units of the currency.
    pub(crate) pay_year: Option<i64>,
    pub(crate) currency: String,
    pub(crate) language: String,
    /// Of whoever posts; empty for all.
    pub(crate) kinds: Vec<Kind>,
    /// Only where the reader knows somebody so near, 1 to 3.
    pub(crate) known: Option<u8>,
    pub(crate) organisation: Option<OrganisationId>,
    /// Only what was written here and read from no feed: for our own feeds, and no part of a query.
    pub(crate) written_here: bool,
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            words: String::new(),
            place: String::new(),
            radius_km: None,
            remote: None,
            contract: None,
            pay_year: None,
            currency: "EUR".to_owned(),
            language: String::new(),
            kinds: Vec::new(),
            known: None,
            organisation: None,
            written_here: false,
        }
    }
}

/// Why an address is no filter: the name of the part that is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BadPart(pub(crate) &'static str);

impl Filter {
    /// Reads a query. An empty part is none, as a form's empty field; parts of others are left alone. `known=yes` is one step.
    pub(crate) fn read(query: &str) -> Result<Self, BadPart> {
        let mut filter = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()).take(60) {
            let value: String = value.trim().chars().take(CHARS).collect();
            if !value.is_empty() {
                filter.set(&name, value)?;
            }
        }
        filter.kinds.sort_unstable();
        filter.kinds.dedup();
        Ok(filter)
    }

    fn set(&mut self, name: &str, value: String) -> Result<(), BadPart> {
        match name {
            "q" => self.words = value,
            "place" => self.place = value,
            "radius_km" => {
                let radius = value.parse().ok().filter(|radius| (1..=FARTHEST_KM).contains(radius));
                self.radius_km = Some(radius.ok_or(BadPart("radius_km"))?);
            }
            "remote" => self.remote = Some(Remote::of_name(&value).ok_or(BadPart("remote"))?),
            "contract" => self.contract = Some(Contract::of_name(&value).ok_or(BadPart("contract"))?),
            "pay" => {
                let pay: Option<i64> = value.parse().ok().filter(|pay| (0..=100_000_000).contains(pay));
                self.pay_year = Some(pay.ok_or(BadPart("pay"))?).filter(|pay| *pay > 0);
            }
            "currency" => {
                let known = CURRENCIES.iter().find(|currency| currency.eq_ignore_ascii_case(&value));
                self.currency = (*known.ok_or(BadPart("currency"))?).to_owned();
            }
            "language" => self.language = value,
            "kind" => self.kinds.push(Kind::of_name(&value).ok_or(BadPart("kind"))?),
            "known" => {
                let steps = value.parse().ok().filter(|steps| (1..=3).contains(steps));
                self.known = Some(steps.ok_or(BadPart("known"))?);
            }
            "organisation" => self.organisation = Some(value.parse().map_err(|_why| BadPart("organisation"))?),
            _ => {}
        }
        Ok(())
    }

    /// Around which spot, and how far. None without a radius, and where the list of cities does not know the place: then its
    /// name is looked for.
    pub(crate) fn around(&self) -> Option<(Spot, f64)> {
        Some((pergola_places::find(&self.place)?.spot, f64::from(self.radius_km?)))
    }

    /// Whether a radius is asked for around a place that nobody knows.
    pub(crate) fn is_lost(&self) -> bool {
        self.radius_km.is_some() && !self.place.is_empty() && self.around().is_none()
    }

    /// The query that reads back as this, each part in its place: two equal filters have one.
    pub(crate) fn query(&self) -> String {
        let pay = self.pay_year.map(|pay| pay.to_string()).unwrap_or_default();
        let currency = if self.currency == "EUR" { "" } else { &self.currency };
        let known = self.known.map(|steps| steps.to_string()).unwrap_or_default();
        let radius = self.radius_km.map(|radius| radius.to_string()).unwrap_or_default();
        let organisation = self.organisation.map(|id| id.to_string()).unwrap_or_default();
        let mut parts = vec![
            ("q", self.words.as_str()),
            ("place", &self.place),
            ("radius_km", &radius),
            ("remote", self.remote.map_or("", Remote::name)),
            ("contract", self.contract.map_or("", Contract::name)),
            ("pay", &pay),
            ("currency", currency),
            ("language", &self.language),
            ("known", &known),
            ("organisation", &organisation),
        ];
        parts.extend(self.kinds.iter().map(|kind| ("kind", kind.name())));
        let parts = parts.iter().filter(|(_, value)| !value.is_empty());
        parts.map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>().join("&")
    }
}

/// Whom somebody looks for among those who are open to work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PeopleFilter {
    /// Of what they would like.
    pub(crate) words: String,
    /// Words of where they are.
    pub(crate) place: String,
    /// Of what they can do.
    pub(crate) skill: String,
    /// Words of the name of where they work now; not one's own.
    pub(crate) employer: String,
    /// The same by its number.
    pub(crate) at: Option<OrganisationId>,
}

impl PeopleFilter {
    /// Reads a query that is about people; none where it is about ads.
    pub(crate) fn read(query: &str) -> Option<Result<Self, BadPart>> {
        let mut pairs = form_urlencoded::parse(query.as_bytes()).take(60);
        pairs.any(|(name, value)| name == "who" && value == "people").then(|| Self::parts(query))
    }

    /// The parts of it, whatever the query is about.
    pub(crate) fn parts(query: &str) -> Result<Self, BadPart> {
        let mut filter = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()).take(60) {
            let value: String = value.trim().chars().take(CHARS).collect();
            match &*name {
                "q" => filter.words = value,
                "place" => filter.place = value,
                "skill" => filter.skill = value,
                "employer" => filter.employer = value,
                "organisation" if !value.is_empty() => {
                    filter.at = Some(value.parse().map_err(|_why| BadPart("organisation"))?);
                }
                _ => {}
            }
        }
        Ok(filter)
    }

    /// The query that reads back as this.
    pub(crate) fn query(&self) -> String {
        ["who=people".to_owned(), self.address()].join("&").trim_end_matches('&').to_owned()
    }

    /// The same for the address of the list.
    pub(crate) fn address(&self) -> String {
        let at = self.at.map(|id| id.to_string()).unwrap_or_default();
        let parts = [
            ("q", self.words.as_str()),
            ("place", &self.place),
            ("skill", &self.skill),
            ("employer", &self.employer),
            ("organisation", &at),
        ];
        let parts = parts.iter().filter(|(_, value)| !value.is_empty());
        parts.map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>().join("&")
    }
}

#[cfg(test)]
mod tests {
    use super::{BadPart, Filter, PeopleFilter};

    #[test]
    fn a_search_over_people_reads_back_and_is_none_over_ads() {
        for query in [
            "who=people",
            "who=people&q=legno%20e%20ferro&place=Bologna&skill=tornio&employer=Forno%20Grande&organisation=7",
        ] {
            let filter = PeopleFilter::read(query).unwrap().unwrap();
            assert_eq!((filter.query().as_str(), PeopleFilter::read(query)), (query, Some(Ok(filter.clone()))));
        }
        assert_eq!(PeopleFilter::read("q=legno"), None);
        assert_eq!(PeopleFilter::read("who=people&organisation=x"), Some(Err(BadPart("organisation"))));
    }

    #[test]
    fn a_filter_reads_back_from_its_query() {
        for query in [
            "",
            "q=legno%20e%20ferro&place=Bologna&remote=mixed&pay=28000&known=2&kind=company&kind=agency",
            "currency=GBP&pay=1",
            "place=Modena&radius_km=50",
        ] {
            let filter = Filter::read(query).unwrap();
            assert_eq!(Filter::read(&filter.query()), Ok(filter));
        }
        assert_eq!(Filter::read("pay=&q=+&remote="), Ok(Filter::default()), "empty fields are none");
        for (query, part) in [
            ("pay=x", "pay"),
            ("pay=-1", "pay"),
            ("kind=cult", "kind"),
            ("radius_km=0", "radius_km"),
            ("radius_km=501", "radius_km"),
            ("known=4", "known"),
            ("remote=moon", "remote"),
            ("organisation=x", "organisation"),
        ] {
            assert_eq!(Filter::read(query), Err(BadPart(part)));
        }
    }
}
