//! Plain reasons: topics and skills that two people name in the same words. What fits by its meaning is in `matching`.

use super::Said;
use crate::topics::{self, Topic};

/// Shorter words than this say too little to be found within a text.
const TELLING_CHARS: usize = 4;

/// Why somebody may be the one to answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Both speak of it on the board, one asking and one offering.
    Speaks(Topic),
    /// It is among what he can do, in his own words.
    Can(String),
}

/// What both speak of: topics of one that the other has too, or names in his text. Those of the first come first.
#[must_use]
pub fn shared(one: &Said, other: &Said) -> Vec<Topic> {
    let mut both: Vec<Topic> = Vec::new();
    for (topics, told) in [(&one.topics, other), (&other.topics, one)] {
        for topic in topics.iter().filter(|topic| speaks_of(told, &topic.key)) {
            if both.iter().all(|kept| kept.key != topic.key) {
                both.push(topic.clone());
            }
        }
    }
    both
}

/// Why this is for somebody with such words of his own on the board, and such skills. The board's words weigh more:
/// somebody who offers wants to be asked.
#[must_use]
pub fn why<'a>(
    said: &Said,
    own: impl IntoIterator<Item = &'a Said>,
    skills: impl IntoIterator<Item = &'a str>,
) -> Option<Reason> {
    let spoken = own.into_iter().find_map(|own| shared(said, own).into_iter().next());
    if let Some(topic) = spoken {
        return Some(Reason::Speaks(topic));
    }
    let skill = skills.into_iter().find(|skill| speaks_of(said, &topics::key(skill)))?;
    Some(Reason::Can(skill.to_owned()))
}

/// Whether somebody speaks of a topic: it is among the topics, or stands in the text as whole words.
fn speaks_of(said: &Said, key: &str) -> bool {
    let named = said.topics.iter().any(|topic| topic.key == key);
    named || key.chars().count() >= TELLING_CHARS && spaced(&topics::key(&said.text)).contains(&spaced(key))
}

fn spaced(key: &str) -> String {
    // A full stop at the end of a sentence belongs to no word.
    let words = key.split('-').map(|word| word.trim_end_matches('.')).collect::<Vec<_>>();
    format!("-{}-", words.join("-"))
}

#[cfg(test)]
mod tests {
    use super::{Reason, shared, why};
    use crate::asks::{Audience, Said};
    use crate::topics;

    fn said(text: &str, named: &[&str]) -> Said {
        let topics = topics::read(named.iter().copied()).unwrap();
        Said {
            text: text.to_owned(),
            topics,
            place: String::new(),
            language: "it".to_owned(),
            audience: Audience::Everybody,
        }
    }

    #[test]
    fn both_speak_of_it() {
        let ask = said("Un fornitore di legno certificato. Per 40 scrivanie", &["scrivanie"]);
        let offer = said("Rovere e larice, anche poco", &["Legno certificato", "rovere"]);
        let names = |both: Vec<topics::Topic>| both.into_iter().map(|topic| topic.name).collect::<Vec<_>>();
        assert_eq!(names(shared(&ask, &offer)), ["Legno certificato"]);
        assert_eq!(names(shared(&offer, &ask)), ["Legno certificato"]);
        assert!(shared(&ask, &said("legnoso", &["legno"])).len() == 1, "a whole word of the text");
        assert!(shared(&said("Un legnaiolo", &[]), &said("", &["legno"])).is_empty(), "never a part of a word");
        assert!(shared(&said("Si va al mare", &[]), &said("", &["va"])).is_empty(), "nor a word that says nothing");
    }

    #[test]
    fn what_one_offers_weighs_more_than_what_one_can_do() {
        let ask = said("Chi scrive capitolati per arredi?", &["arredi"]);
        let own = [said("Disegno tavoli", &["Arredi"])];
        assert_eq!(why(&ask, &own, ["capitolati"]).unwrap(), Reason::Speaks(topics::Topic::read("arredi").unwrap()));
        assert_eq!(why(&ask, [], ["tavoli", "Capitolati"]), Some(Reason::Can("Capitolati".to_owned())));
        assert_eq!(why(&ask, [], ["tavoli"]), None);
    }
}
