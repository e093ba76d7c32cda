//! The list: a line for each name of each city, in the order of the folded names. It is searched where it lies in the
//! program; nothing is unpacked, and the first question costs no more than the last.

use crate::spot::Spot;
use crate::written::{Written, country_name};

/// `folded name, name, country, north, east, thousands of people, * where it is the city's first name`, parted by tabs,
/// sorted by folded name, the most people first among cities of one name.
pub(crate) const LIST: &str = include_str!("../assets/places.txt");

/// A city of the list.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct City {
    /// Its name: in Italy the Italian one, elsewhere the usual one in English; or the one that was asked for.
    pub name: &'static str,
    /// Two letters, ISO 3166-1.
    pub country: &'static str,
    pub spot: Spot,
    /// Thousands of people, so that of two cities of one name the larger is meant.
    pub thousands: u32,
}

impl City {
    /// Its name, by which it is found again: with the country, where a larger city has the same one.
    #[must_use]
    pub fn told(&self) -> String {
        let found_again = find(self.name).is_some_and(|other| other.spot == self.spot);
        match country_name(self.country).filter(|_| !found_again) {
            Some(country) => format!("{}, {country}", self.name),
            None => self.name.to_owned(),
        }
    }
}

/// A line of the list: the folded name, the city, whether it is the city's first name.
pub(crate) type Line = (&'static str, City, bool);

pub(crate) fn line(text: &'static str) -> Option<Line> {
    let mut parts = text.split('\t');
    let (folded, name, country) = (parts.next()?, parts.next()?, parts.next()?);
    let spot = Spot { latitude: parts.next()?.parse().ok()?, longitude: parts.next()?.parse().ok()? };
    let city = City { name, country, spot, thousands: parts.next()?.parse().ok()? };
    Some((folded, city, parts.next() == Some("*")))
}

/// Where a place lies that somebody wrote.
///
/// None where the list does not know it: what is not a city ("Tuscany", "from
/// home") lies nowhere. Of several cities of one name it is the one in the country that stands behind it, else the
/// largest.
#[must_use]
pub fn find(place: &str) -> Option<City> {
    let written = Written::read(place);
    if written.city.is_empty() {
        return None;
    }
    let same = |line: &Line| line.0 == written.city;
    let mut cities = from(&written.city).map_while(line).take_while(same).map(|(_, city, _)| city);
    let largest = cities.next()?;
    let meant = written.country.filter(|country| largest.country != *country);
    Some(meant.and_then(|country| cities.find(|city| city.country == country)).unwrap_or(largest))
}

/// The lines from the first whose name is not before this one.
fn from(folded: &str) -> std::str::Lines<'static> {
    let (mut low, mut high) = (0, LIST.len());
    while low < high {
        let start = line_start(usize::midpoint(low, high));
        let rest = LIST.get(start..).unwrap_or_default();
        let text = rest.split('\n').next().unwrap_or_default();
        let name = text.split('\t').next().unwrap_or_default();
        if name < folded {
            low = start + text.len() + 1;
        } else {
            high = start;
        }
    }
    LIST.get(low..).unwrap_or_default().lines()
}

/// Where the line begins in which this byte stands.
fn line_start(place: usize) -> usize {
    let before = LIST.as_bytes().get(..place).unwrap_or_default();
    before.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::{LIST, find, line};

    fn here(place: &str) -> Option<(&'static str, &'static str)> {
        find(place).map(|city| (city.name, city.country))
    }

    #[test]
    fn a_city_is_found_by_the_names_that_people_give_it() {
        assert_eq!(here("Torino"), Some(("Torino", "IT")));
        assert_eq!(here("turin, Italy"), Some(("Turin", "IT")));
        assert_eq!(here("Fano (PU)"), Some(("Fano", "IT")));
        assert_eq!(here("forli"), Some(("Forlì", "IT")));
        assert_eq!(find("Torino").map(|city| city.spot), find("Turin").map(|city| city.spot));
    }

    #[test]
    fn of_two_cities_of_one_name_the_country_tells_else_the_people() {
        assert_eq!(here("Valencia, Spagna"), Some(("Valencia", "ES")));
        assert_eq!(here("Birmingham, United Kingdom"), Some(("Birmingham", "GB")));
        assert_eq!(here("Roma, Atlantide"), Some(("Roma", "IT")));
    }

    #[test]
    fn a_city_is_told_so_that_it_is_found_again() {
        for (place, told) in [
            ("Valencia", "Valencia"),
            ("Birmingham, United States", "Birmingham, Stati Uniti"),
            ("turin, Italy", "Turin"),
            ("Forli (FC)", "Forlì"),
        ] {
            let city = find(place).unwrap();
            assert_eq!(city.told(), told, "{place}");
            assert_eq!(find(&city.told()).map(|again| again.spot), Some(city.spot), "{place}");
        }
    }

    #[test]
    fn what_is_no_city_lies_nowhere() {
        for place in ["", "   ", "ovunque", "zzzz", "aaaa", "()", "\u{10ffff}", "da remoto"] {
            assert_eq!(here(place), None, "{place}");
        }
    }

    #[test]
    fn each_line_can_be_read_and_found_again() {
        let mut before = String::new();
        for text in LIST.lines() {
            let (folded, city, _) = line(text).unwrap_or_else(|| panic!("{text}"));
            assert!(before.as_str() <= folded, "{text}");
            assert_eq!(crate::written::fold(city.name), folded, "{text}");
            assert!(city.spot.latitude.abs() <= 90.0 && city.spot.longitude.abs() <= 180.0, "{text}");
            assert_eq!(super::from(folded).next().and_then(line).map(|found| found.0), Some(folded), "{text}");
            folded.clone_into(&mut before);
        }
    }
}
