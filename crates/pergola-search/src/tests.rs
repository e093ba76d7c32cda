//! The index against the same rule told for one text, for random texts, queries and changes.

use std::collections::BTreeMap;

use pergola_domain::{
    ids::MemberId,
    search::{Audience, Facts, Kind, OpenAsks, Values},
};
use proptest::prelude::*;

use crate::{Document, Index, Phase, Query, Score, Texts, plain::score};

const WORDS: [&str; 22] = [
    "Luka",
    "Theo",
    "luce",
    "luci",
    "aula",
    "aule",
    "ingegnere",
    "ingegneria",
    "restauro",
    "restauri",
    "restauratrice",
    "legno",
    "Perché",
    "Rossi",
    "rossini",
    "rosso",
    "engineers",
    "engine",
    "Ada",
    "adattamento",
    "tecniche",
    "tecnico",
];
const SOUGHT: [&str; 22] = [
    "luca",
    "teo",
    "luce",
    "aule",
    "ingegneri",
    "ingeniere",
    "restauro",
    "restuaro",
    "restauratore",
    "legn",
    "perche",
    "rossi",
    "ross",
    "engineer",
    "engin",
    "ada",
    "tecnica",
    "tecnci",
    "lu",
    "zzz",
    "engineering",
    "adatt",
];

fn facts(id: i64) -> Facts {
    Facts {
        kind: Kind::Person,
        id,
        owner: Some(MemberId(id)),
        about: None,
        audience: Audience::Everybody,
        until: None,
        values: Values::default(),
        named_by: Box::default(),
        asks: OpenAsks::default(),
    }
}

fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(WORDS.to_vec()), 0..5).prop_map(|words| words.join(", "))
}

fn texts() -> impl Strategy<Value = Texts> {
    (text(), text(), text(), text()).prop_map(|(name, head, at, text)| Texts { name, head, at, text })
}

fn found(index: &Index, query: &Query, phase: Phase) -> BTreeMap<i64, Score> {
    let view = index.view();
    let matches = view.matches(query, phase).unwrap();
    let found: BTreeMap<i64, Score> =
        matches.iter().map(|found| (view.facts(found).unwrap().id, found.score)).collect();
    assert_eq!(found.len(), matches.len(), "one document comes once");
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn the_index_finds_what_the_rule_says(
        first in proptest::collection::vec(texts(), 1..12),
        then in proptest::collection::vec((0_usize..12, proptest::option::of(texts())), 0..8),
        queries in proptest::collection::vec(
            (proptest::collection::vec(proptest::sample::select(SOUGHT.to_vec()), 1..4), any::<bool>()), 6
        ),
    ) {
        let index = Index::new().unwrap();
        let mut told: BTreeMap<i64, Texts> = BTreeMap::new();
        let mut put = |id: usize, texts: Option<Texts>| {
            let id = i64::try_from(id).unwrap() + 1;
            match texts {
                Some(texts) => {
                    index.put(Document { texts: texts.clone(), facts: facts(id) }).unwrap();
                    told.insert(id, texts);
                }
                None => {
                    index.remove(Kind::Person, id);
                    told.remove(&id);
                }
            }
        };
        for (id, texts) in first.into_iter().enumerate() {
            put(id, Some(texts));
        }
        index.publish().unwrap();
        for (id, texts) in then {
            put(id, texts);
        }
        index.publish().unwrap();
        for (words, typing) in queries {
            let query = Query::read(&words.join(" "), typing).unwrap();
            for phase in Phase::ALL {
                let plain: BTreeMap<i64, Score> =
                    told.iter().filter_map(|(id, texts)| Some((*id, score(&query, phase, texts)?))).collect();
                prop_assert_eq!(found(&index, &query, phase), plain, "{:?} {:?}", words, phase);
            }
        }
    }
}

#[test]
fn nothing_is_visible_before_it_is_published_and_a_view_stays_as_it_was() {
    let index = Index::new().unwrap();
    let query = Query::read("falegname", false).unwrap();
    let texts = Texts { head: "falegname".to_owned(), ..Texts::default() };
    index.put(Document { texts: texts.clone(), facts: facts(1) }).unwrap();
    assert!(found(&index, &query, Phase::Exact).is_empty());
    index.publish().unwrap();
    let before = index.view();
    index.remove_member(MemberId(1));
    index.put(Document { texts, facts: facts(2) }).unwrap();
    index.publish().unwrap();
    assert_eq!(found(&index, &query, Phase::Exact).keys().copied().collect::<Vec<_>>(), [2]);
    let seen = before.matches(&query, Phase::Exact).unwrap();
    assert_eq!(seen.iter().map(|found| before.facts(found).unwrap().id).collect::<Vec<_>>(), [1]);
    assert!(index.view().person(MemberId(1)).is_none());
    index.clear().unwrap();
    index.publish().unwrap();
    assert!(found(&index, &query, Phase::Exact).is_empty());
}

#[test]
fn an_empty_query_takes_all_and_grammar_means_nothing() {
    let index = Index::new().unwrap();
    for id in 1..4 {
        let texts = Texts { text: "pane AND vino".to_owned(), ..Texts::default() };
        index.put(Document { texts, facts: facts(id) }).unwrap();
    }
    index.publish().unwrap();
    assert_eq!(found(&index, &Query::read("", false).unwrap(), Phase::Exact).len(), 3);
    for typed in ["text:pane", "pane -vino", "pan*", "\"vino pane\"", "[a TO z] pane", "pane^9 OR 1=1", "slot:0 pane"] {
        let query = Query::read(typed, false).unwrap();
        let all = Phase::ALL.into_iter().map(|phase| found(&index, &query, phase).len()).max();
        assert!(all.is_some_and(|all| all == 3 || all == 0), "{typed}");
    }
}

/// A view says of a member what was there when it was taken, whatever was written since.
#[test]
fn a_view_reads_people_from_its_own_state() {
    let index = Index::new().unwrap();
    let put = |id: i64| index.put(Document { texts: Texts::default(), facts: facts(id) }).unwrap();
    put(1);
    put(2);
    index.publish().unwrap();
    let before = index.view();
    index.remove(Kind::Person, 1);
    // It stands where the first one stood.
    put(3);
    assert_eq!([1, 2, 3].map(|id| before.person(MemberId(id)).map(|facts| facts.id)), [Some(1), Some(2), None]);
    index.publish().unwrap();
    assert_eq!([1, 2, 3].map(|id| before.person(MemberId(id)).map(|facts| facts.id)), [Some(1), Some(2), None]);
    let after = index.view();
    assert_eq!([1, 2, 3].map(|id| after.person(MemberId(id)).map(|facts| facts.id)), [None, Some(2), Some(3)]);
}
