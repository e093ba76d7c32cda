//! Whether something on the board is for its reader: an ask that he could answer, an offer that answers an ask of his.
//!
//! What names the same topic on both sides says it plainest; after that, what means the same.
//!
//! It orders and narrows what he sees anyway, from what is his own. Nothing of it reaches anybody else.

use super::{Match, Meaning, Side, Whereabouts, fit_for, likeness};
use crate::asks::{Kind, Said, reasons};

/// Of the own texts, so many of the nearest are compared word by word.
const CLOSER: usize = 3;
/// What nobody asked for fits better than what answers a question.
const LEAST: f32 = 0.28;

/// What somebody has of his own: what stands on the board, what he tells of himself, what he can do.
#[derive(Clone, Debug, Default)]
pub struct Own {
    pub asks: Vec<Text>,
    pub offers: Vec<Text>,
    /// What he tells of himself; it answers as an offer does.
    pub profile: Option<Side>,
    pub skills: Vec<String>,
    /// Where he is himself.
    pub at: Whereabouts,
}

/// A text of one's own, with what it means where it was read already.
#[derive(Clone, Debug)]
pub struct Text {
    pub said: Said,
    pub meaning: Option<Meaning>,
}

/// Why something is for its reader.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// The same topic, or something that he can do, by its name.
    Plain(reasons::Reason),
    /// By what is meant; the reasons are never empty.
    Meant(Match),
}

impl Own {
    /// Why an ask or an offer of somebody else is for this one; none where it is not. `meaning` is the text's, where it
    /// was read; `at` where its author is.
    #[must_use]
    pub fn why(&self, kind: Kind, said: &Said, meaning: Option<&Meaning>, at: &Whereabouts) -> Option<Why> {
        let (own, skills) = match kind {
            Kind::Ask => (&self.offers, self.skills.as_slice()),
            Kind::Offer => (&self.asks, [].as_slice()),
        };
        let plain = reasons::why(said, own.iter().map(|text| &text.said), skills.iter().map(String::as_str));
        plain.map(Why::Plain).or_else(|| self.meant(kind, said, meaning?, at).map(Why::Meant))
    }

    /// What fits best by meaning, of the nearest own texts.
    fn meant(&self, kind: Kind, said: &Said, meaning: &Meaning, at: &Whereabouts) -> Option<Match> {
        let (own, profile) = match kind {
            Kind::Ask => (&self.offers, self.profile.as_ref()),
            Kind::Offer => (&self.asks, None),
        };
        let texts = own.iter().filter_map(|text| Some((&text.said, text.meaning.as_ref()?)));
        let mut near: Vec<(f32, &Said, &Meaning)> = texts
            .chain(profile.map(|side| (&side.said, &side.meaning)))
            .map(|(said, own)| (likeness(&own.vector, &meaning.vector), said, own))
            .collect();
        near.sort_by(|one, other| other.0.total_cmp(&one.0));
        // Of the two only who asks is somewhere that counts: the author of an ask, the reader where it is an offer.
        let asker = if kind == Kind::Ask { at } else { &self.at };
        let side = |said: &Said, meaning: &Meaning| Side {
            meaning: meaning.clone(),
            said: said.clone(),
            home: asker.home.clone(),
        };
        let other = side(said, meaning);
        let fits = near.into_iter().take(CLOSER).filter_map(|(_, said, meaning)| {
            let own = side(said, meaning);
            match kind {
                Kind::Ask => fit_for(&other, &asker.works, &own),
                Kind::Offer => fit_for(&own, &asker.works, &other),
            }
        });
        fits.filter(|found| found.score >= LEAST).max_by(|one, other| one.score.total_cmp(&other.score))
    }
}

/// What is for its reader first, each part in its order.
pub fn first<T>(all: &mut [T], is_for_reader: impl Fn(&T) -> bool) {
    all.sort_by_key(|one| !is_for_reader(one));
}

#[cfg(test)]
mod tests {
    use super::{Own, Text, Whereabouts, Why, first};
    use crate::{
        asks::{Audience, Kind, Said, reasons},
        matching::{Meaning, Reason, Side, Word},
        topics::{self, Topic},
    };

    fn said(text: &str, named: &[&str]) -> Said {
        Said {
            text: text.to_owned(),
            topics: topics::read(named.iter().copied()).unwrap(),
            place: String::new(),
            language: "it".to_owned(),
            audience: Audience::Everybody,
        }
    }

    fn nowhere() -> Whereabouts {
        Whereabouts::default()
    }

    fn meaning(word: &str, vector: [f32; 2]) -> Meaning {
        let word = Word { text: word.to_owned(), stem: word.to_owned(), weight: 0.9, vector: vector.to_vec() };
        Meaning { vector: vector.to_vec(), words: vec![word] }
    }

    fn text(word: &str, vector: [f32; 2]) -> Text {
        Text { said: said(word, &[]), meaning: Some(meaning(word, vector)) }
    }

    #[test]
    fn an_ask_is_for_who_offers_it_and_an_offer_for_who_asks() {
        let own =
            Own { asks: vec![text("uova", [0.0, 1.0])], offers: vec![text("timber", [1.0, 0.0])], ..Own::default() };
        let wood = (said("legno", &[]), meaning("legno", [0.9, 0.1]));
        let eggs = (said("eggs", &[]), meaning("eggs", [0.1, 0.9]));
        let alike = |asked: &str, offered: &str| Reason::Alike { asked: asked.to_owned(), offered: offered.to_owned() };
        let why = |kind, of: &(Said, Meaning)| own.why(kind, &of.0, Some(&of.1), &nowhere());
        let reasons = |why: Option<Why>| match why {
            Some(Why::Meant(found)) => found.reasons,
            other => panic!("{other:?}"),
        };
        assert_eq!(reasons(why(Kind::Ask, &wood)), [alike("legno", "timber")]);
        assert_eq!(reasons(why(Kind::Offer, &eggs)), [alike("uova", "eggs")]);
        assert_eq!(why(Kind::Ask, &eggs), None, "what he asks himself answers nobody");
        assert_eq!(why(Kind::Offer, &wood), None, "nor does he want what he offers");
        assert_eq!(own.why(Kind::Ask, &wood.0, None, &nowhere()), None, "what was not read yet means nothing yet");
    }

    #[test]
    fn a_name_says_it_plainer_than_a_meaning() {
        let mut own = Own { offers: vec![text("timber", [1.0, 0.0])], ..Own::default() };
        own.skills = vec!["Capitolati".to_owned()];
        let ask = said("Chi scrive capitolati?", &["timber"]);
        let near = meaning("legno", [1.0, 0.0]);
        let named = Topic::read("timber").unwrap();
        assert_eq!(own.why(Kind::Ask, &ask, Some(&near), &nowhere()), Some(Why::Plain(reasons::Reason::Speaks(named))));
        let ask = said("Chi scrive capitolati?", &[]);
        let can = reasons::Reason::Can("Capitolati".to_owned());
        assert_eq!(own.why(Kind::Ask, &ask, Some(&near), &nowhere()), Some(Why::Plain(can)));
        assert_eq!(own.why(Kind::Offer, &ask, None, &nowhere()), None, "what he can do he needs from nobody");
    }

    #[test]
    fn what_one_tells_of_oneself_answers_too() {
        let profile =
            Side { meaning: meaning("falegname", [1.0, 0.0]), said: said("falegname", &[]), home: String::new() };
        let own = Own { profile: Some(profile), ..Own::default() };
        let wood = (said("carpentry", &[]), meaning("carpentry", [0.95, 0.1]));
        assert!(matches!(own.why(Kind::Ask, &wood.0, Some(&wood.1), &nowhere()), Some(Why::Meant(_))));
        assert_eq!(own.why(Kind::Offer, &wood.0, Some(&wood.1), &nowhere()), None);
    }

    #[test]
    fn where_who_asks_is_or_works_is_a_reason_beside_the_others() {
        let work = Whereabouts { works: vec!["Ancona".to_owned()], ..Whereabouts::default() };
        let delivers = Text { said: said("timber, we deliver to Ancona", &[]), ..text("timber", [1.0, 0.0]) };
        let asks = text("legno", [0.95, 0.1]);
        let reasons = |why: Option<Why>| match why {
            Some(Why::Meant(found)) => found.reasons,
            other => panic!("{other:?}"),
        };
        let named = |reasons: Vec<Reason>| reasons.into_iter().any(|reason| matches!(reason, Reason::Named { .. }));
        let (said, meaning) = (&asks.said, asks.meaning.as_ref());
        let own = Own { offers: vec![delivers.clone()], at: work.clone(), ..Own::default() };
        assert!(named(reasons(own.why(Kind::Ask, said, meaning, &work))));
        assert!(
            !named(reasons(own.why(Kind::Ask, said, meaning, &nowhere()))),
            "where the one who offers is says nothing"
        );
        let (said, meaning) = (&delivers.said, delivers.meaning.as_ref());
        let own = Own { asks: vec![asks.clone()], at: work.clone(), ..Own::default() };
        assert!(named(reasons(own.why(Kind::Offer, said, meaning, &nowhere()))));
    }

    #[test]
    fn of_many_own_texts_the_best_is_named() {
        let mut offers: Vec<Text> = (0..6).map(|_| text("altro", [0.0, 1.0])).collect();
        offers.push(text("rovere", [1.0, 0.0]));
        let own = Own { offers, ..Own::default() };
        let Some(Why::Meant(found)) =
            own.why(Kind::Ask, &said("oak", &[]), Some(&meaning("oak", [1.0, 0.0])), &nowhere())
        else {
            panic!("nothing fits");
        };
        assert_eq!(found.reasons, [Reason::Alike { asked: "oak".to_owned(), offered: "rovere".to_owned() }]);
    }

    #[test]
    fn those_for_the_reader_come_first_and_nothing_else_moves() {
        let mut all = [(1, false), (2, true), (3, false), (4, true)];
        first(&mut all, |one| one.1);
        assert_eq!(all.map(|one| one.0), [2, 4, 1, 3]);
    }
}
