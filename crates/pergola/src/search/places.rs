//! The places that documents name: what all spellings of one have in common, a name to show, and where it lies.

use std::{
    collections::BTreeMap,
    sync::{PoisonError, RwLock},
};

use pergola_domain::network::place_words;
use pergola_places::Spot;

/// The places that documents name, by the key that all spellings of one share: a name to show, and where it lies.
pub(super) type Places = BTreeMap<String, (String, Option<Spot>)>;

/// Spellings that are remembered; those who come later are read each time.
const SPELLINGS: usize = 100_000;

/// What all spellings of a place have in common: where it lies, or its words. With a name to show.
pub(super) fn place_key(typed: &str) -> Option<(String, String, Option<Spot>)> {
    // A house, and then its city: what stands behind is tried where the beginning is none.
    let city = pergola_places::find(typed).or_else(|| typed.split(',').skip(1).find_map(pergola_places::find));
    if let Some(city) = city {
        let Spot { latitude, longitude } = city.spot;
        return Some((format!("@{latitude:.3},{longitude:.3}"), city.told(), Some(city.spot)));
    }
    let words = place_words(typed)?;
    let mut letters = words.chars();
    let name = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    Some((words, name, None))
}

/// All of them. They only grow in number.
#[derive(Debug, Default)]
pub(super) struct Gazetteer {
    places: RwLock<Places>,
    /// The key of each spelling that was read before.
    spelled: RwLock<BTreeMap<String, Option<String>>>,
}

impl Gazetteer {
    pub(super) fn look<T>(&self, look: impl FnOnce(&Places) -> T) -> T {
        look(&self.places.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The key of a place as it was typed, which is known from then on.
    pub(super) fn key(&self, typed: &str) -> Option<String> {
        if typed.is_empty() {
            return None;
        }
        if let Some(key) = self.spelled.read().unwrap_or_else(PoisonError::into_inner).get(typed) {
            return key.clone();
        }
        let found = place_key(typed);
        let key = found.as_ref().map(|(key, ..)| key.clone());
        if let Some((key, name, spot)) = found {
            self.places.write().unwrap_or_else(PoisonError::into_inner).entry(key).or_insert((name, spot));
        }
        let mut spelled = self.spelled.write().unwrap_or_else(PoisonError::into_inner);
        if spelled.len() < SPELLINGS {
            spelled.insert(typed.to_owned(), key.clone());
        }
        key
    }
}

#[cfg(test)]
mod tests {
    use super::Gazetteer;

    #[test]
    fn all_spellings_of_a_place_have_one_key_and_its_first_name() {
        let all = Gazetteer::default();
        let keys: Vec<_> = ["Torino", "Turin", "Torino", "via Po 1, Torino"].map(|typed| all.key(typed)).into();
        assert!(keys.iter().all(|key| key.is_some() && *key == keys[0]), "{keys:?}");
        assert_eq!((all.key(""), all.key(" ")), (None, None));
        assert_eq!(all.look(std::collections::BTreeMap::len), 1);
    }

    /// A place is chosen by its name: that must be the same place again.
    #[test]
    fn the_name_of_a_place_leads_back_to_it() {
        let all = Gazetteer::default();
        for typed in ["Turin, Italy", "Valencia, Spagna", "Valencia, Venezuela", "Birmingham, USA", "Fuoriporta"] {
            let key = all.key(typed).unwrap();
            let name = all.look(|places| places.get(&key).unwrap().0.clone());
            assert_eq!(all.key(&name), Some(key), "{typed}: {name}");
        }
    }
}
