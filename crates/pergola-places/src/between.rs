//! A town between two places, where two people may meet.

use std::sync::LazyLock;

use crate::list::{City, LIST, line};
use crate::spot::Spot;

/// Nearer than this nobody needs a town between: they live in the same one, or in the next.
const APART_KM: f64 = 25.0;
/// A town counts as between while it is no further from the middle than this share of the way.
const AROUND: f64 = 0.15;

/// Each city once, by its first name.
static CITIES: LazyLock<Vec<City>> =
    LazyLock::new(|| LIST.lines().filter_map(line).filter(|(_, _, first)| *first).map(|(_, city, _)| city).collect());

/// The largest town near the middle of the way, to which both travel about as far; none where they are neighbours, or
/// where nothing lies between but sea.
#[must_use]
pub fn between(here: Spot, there: Spot) -> Option<City> {
    let way = here.kilometres_to(there);
    if way < APART_KM {
        return None;
    }
    let middle = here.half_way_to(there);
    let near = CITIES.iter().filter(|city| city.spot.kilometres_to(middle) <= way * AROUND);
    near.max_by_key(|city| city.thousands).copied()
}

#[cfg(test)]
mod tests {
    use super::between;
    use crate::list::find;

    fn town(here: &str, there: &str) -> Option<&'static str> {
        between(find(here)?.spot, find(there)?.spot).map(|city| city.name)
    }

    #[test]
    fn two_cities_have_a_town_between() {
        let (milan, florence) = (find("Milano").unwrap(), find("Firenze").unwrap());
        let middle = between(milan.spot, florence.spot).unwrap();
        let (from_milan, from_florence) =
            (middle.spot.kilometres_to(milan.spot), middle.spot.kilometres_to(florence.spot));
        assert!((from_milan - from_florence).abs() < 0.3 * milan.spot.kilometres_to(florence.spot));
    }

    #[test]
    fn neighbours_need_none() {
        assert_eq!(town("Torino", "Moncalieri"), None);
        assert_eq!(town("Torino", "Torino"), None);
    }
}
