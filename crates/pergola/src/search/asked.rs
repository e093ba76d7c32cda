//! What somebody asks: the words and the filters, from the address of a page or of the API.

use std::collections::BTreeSet;

use pergola_domain::{
    search::{Facet, Filter, Kind, Order, PLACE_CHARS, RADIUS_KM, Refusal},
    topics,
};
use pergola_places::Spot;
use pergola_search::{Query, View};

use super::places::{Places, place_key};
use crate::words::encoded;

/// Values that may be chosen of one filter.
const VALUES: usize = 20;

/// What came with the address, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) q: String,
    /// `kind`, `distance`, and the facets but for the place, each as often as it was named.
    pub(super) chosen: Vec<(String, String)>,
    pub(super) place: String,
    pub(super) radius_km: String,
    pub(super) open_asks: bool,
    pub(super) sort: String,
    pub(super) typing: bool,
}

/// Filters of which several values may be chosen.
const LISTS: [&str; 7] = ["kind", "distance", "organisation", "organisation_once", "school", "topic", "language"];

impl Typed {
    /// Takes one parameter of an address; what is none of ours is passed over.
    pub(super) fn take(&mut self, name: &str, value: &str) {
        match name {
            "q" => value.clone_into(&mut self.q),
            // One of those that were found stands before the field for another one, which may be left empty.
            "place" if value.trim().is_empty() => {}
            "place" => value.trim().clone_into(&mut self.place),
            "radius_km" => value.trim().clone_into(&mut self.radius_km),
            "open_asks" => self.open_asks = !matches!(value, "" | "false" | "0"),
            "sort" => value.clone_into(&mut self.sort),
            "typing" => self.typing = !matches!(value, "" | "false" | "0"),
            _ => {
                if let Some(list) = LISTS.iter().find(|list| **list == name) {
                    let values = value.split(',').map(str::trim).filter(|value| !value.is_empty());
                    for value in values {
                        let one = ((*list).to_owned(), value.to_owned());
                        if !self.chosen.contains(&one) {
                            self.chosen.push(one);
                        }
                    }
                }
            }
        }
    }

    /// The same as the end of an address, without one of the choices.
    pub(super) fn address(&self, without: Option<(&str, &str)>) -> String {
        let choices: Vec<_> = self.chosen.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
        self.written(&choices, without)
    }

    /// The same as the end of an address for programs, which takes a parameter once: its values are divided by commas.
    pub(super) fn address_for_programs(&self) -> String {
        let values = |list: &str| {
            let chosen = self.chosen.iter().filter(|(name, _)| name == list).map(|(_, value)| value.as_str());
            chosen.collect::<Vec<_>>().join(",")
        };
        let choices: Vec<_> = LISTS.into_iter().map(|list| (list, values(list))).collect();
        self.written(&choices, None)
    }

    fn written(&self, choices: &[(&str, String)], without: Option<(&str, &str)>) -> String {
        let mut parts = Vec::new();
        let mut part = |name: &str, value: &str| {
            let left_out = without.is_some_and(|(other, gone)| other == name && (gone == value || gone.is_empty()));
            if !value.is_empty() && !left_out {
                parts.push(format!("{name}={}", encoded(value)));
            }
        };
        part("q", &self.q);
        for (name, value) in choices {
            part(name, value);
        }
        part("place", &self.place);
        if without.is_none_or(|(name, _)| name != "place") {
            part("radius_km", &self.radius_km);
        }
        part("open_asks", if self.open_asks { "true" } else { "" });
        part("sort", &self.sort);
        part("typing", if self.typing { "true" } else { "" });
        parts.join("&")
    }

    pub(super) fn has(&self, name: &str, value: &str) -> bool {
        self.chosen.iter().any(|(known, chosen)| known == name && chosen == value)
    }

    fn list(&self, name: &str) -> Result<Vec<&str>, Refusal> {
        let values: Vec<&str> =
            self.chosen.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).collect();
        if values.len() > VALUES { Err(Refusal::TooManyValues) } else { Ok(values) }
    }

    /// What is asked.
    ///
    /// # Errors
    /// When the words or one of the filters are none.
    pub(super) fn read(&self) -> Result<Asked, Refusal> {
        let query = Query::read(&self.q, self.typing)?;
        let kinds: Result<BTreeSet<Kind>, Refusal> = self.list("kind")?.into_iter().map(str::parse).collect();
        let distance = |word: &str| match word {
            "1" => Ok(1),
            "2" => Ok(2),
            "3" => Ok(3),
            "4" | "beyond" => Ok(4),
            _ => Err(Refusal::DistanceUnknown),
        };
        let distances: Result<BTreeSet<u8>, Refusal> = self.list("distance")?.into_iter().map(distance).collect();
        let mut keys = Vec::new();
        for facet in [Facet::Organisation, Facet::Once, Facet::School] {
            let ids = self.list(facet.word())?;
            if ids.iter().any(|id| id.parse::<i64>().is_err()) {
                return Err(Refusal::OrganisationUnknown);
            }
            keys.push((facet, ids.into_iter().map(str::to_owned).collect()));
        }
        keys.push((Facet::Topic, self.list("topic")?.into_iter().map(topics::key).collect()));
        keys.push((Facet::Language, self.list("language")?.into_iter().map(str::to_lowercase).collect()));
        keys.retain(|(_, keys): &(Facet, Vec<String>)| !keys.is_empty());
        let (near, radius) = self.near()?;
        let asked = Asked {
            query,
            kinds: kinds?,
            distances: distances?,
            keys,
            near,
            radius,
            open_asks: self.open_asks,
            order: if self.sort.is_empty() { Order::default() } else { self.sort.parse()? },
        };
        if asked.query.is_empty() && asked.is_unbounded() { Err(Refusal::WordsMissing) } else { Ok(asked) }
    }

    /// The place, and the kilometres around it.
    fn near(&self) -> Result<(Option<Near>, Option<f64>), Refusal> {
        if self.place.chars().count() > usize::try_from(PLACE_CHARS).unwrap_or(0) {
            return Err(Refusal::PlaceTooLong);
        }
        let radius = match self.radius_km.as_str() {
            "" => None,
            typed => {
                let radius: f64 = typed.replace(',', ".").parse().map_err(|_no_number| Refusal::RadiusMalformed)?;
                let most = f64::from(i32::try_from(RADIUS_KM).unwrap_or(i32::MAX));
                if !(radius > 0.0 && radius <= most) {
                    return Err(Refusal::RadiusMalformed);
                }
                Some(radius)
            }
        };
        if self.place.is_empty() {
            return Ok((None, radius));
        }
        let Some((key, _, spot)) = place_key(&self.place) else { return Err(Refusal::PlaceUnknown) };
        if radius.is_some() && spot.is_none() {
            return Err(Refusal::PlaceUnknown);
        }
        Ok((Some(Near { key, spot }), radius))
    }
}

/// A place that was chosen.
#[derive(Clone, Debug)]
pub(super) struct Near {
    pub(super) key: String,
    /// Known wherever something around it is asked for.
    pub(super) spot: Option<Spot>,
}

/// What is asked, understood.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) query: Query,
    kinds: BTreeSet<Kind>,
    distances: BTreeSet<u8>,
    keys: Vec<(Facet, Vec<String>)>,
    pub(super) near: Option<Near>,
    /// Kilometres around a place: also around those that could be chosen instead.
    pub(super) radius: Option<f64>,
    open_asks: bool,
    pub(super) order: Order,
}

impl Asked {
    /// Without words something must say what is wanted.
    fn is_unbounded(&self) -> bool {
        let filters = [self.keys.is_empty(), self.near.is_none(), self.kinds.is_empty(), self.distances.is_empty()];
        filters.into_iter().all(|free| free) && !self.open_asks
    }

    /// The choices as numbers of this index. What nobody ever named has none, and then nothing passes.
    pub(super) fn filter(&self, view: &View, places: &Places) -> Filter {
        let mut filter = Filter {
            kinds: self.kinds.clone(),
            distances: self.distances.clone(),
            open_asks: self.open_asks,
            ..Filter::default()
        };
        for (facet, keys) in &self.keys {
            filter.choose(*facet, keys.iter().filter_map(|key| view.value(*facet, key)));
        }
        let value = |key: &String| view.value(Facet::Place, key);
        if let Some(near) = &self.near {
            match (self.radius, near.spot) {
                (Some(radius), Some(spot)) => {
                    let around = places
                        .iter()
                        .filter(|(_, (_, other))| other.is_some_and(|other| spot.kilometres_to(other) <= radius));
                    filter.choose(Facet::Place, around.filter_map(|(key, _)| value(key)));
                }
                _ => filter.choose(Facet::Place, value(&near.key)),
            }
        }
        filter
    }
}
