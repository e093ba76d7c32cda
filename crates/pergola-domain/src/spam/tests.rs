//! What the judge makes of texts without the model that reads meanings: weights, signs, learning, bounds. How often it
//! is right is measured by `cargo xtask bench spam`.

use super::*;

fn item(text: &str) -> Item<'_> {
    Item { text, language: Some(Language::It), meaning: None }
}

#[test]
fn the_weights_are_whole_and_know_each_kind() {
    let weights = WEIGHTS.as_ref().unwrap();
    let features = features(weights, "Prestito subito", Some(Language::It), &vec![0.0; 384]);
    let likely = weights.likely(&features);
    let mut names: Vec<&str> = likely.iter().map(|(name, _)| *name).collect();
    names.sort_unstable();
    let mut expected: Vec<&str> = Kind::ALL.into_iter().map(Kind::word).chain([HAM]).collect();
    expected.sort_unstable();
    assert_eq!(names, expected);
}

#[test]
fn by_the_surface_alone_only_several_signs_hold() {
    for honest in [
        "Cercasi badante a Biella, contratto regolare, tel. 015 000163, 9 euro l'ora",
        "La banca chiede un documento per il mutuo, confermi entro oggi?",
        "Il link è https://formazione.example/ecm, il corso è gratis",
    ] {
        assert_eq!(judge(&item(honest), &Learner::default()).course, Course::LetThrough, "{honest}");
    }
    let loud = "Guadagni garantiti 300 euro al giorno, scrivi su Telegram t.me/oro, paghi il kit subito";
    let verdict = judge(&item(loud), &Learner::default());
    assert_eq!(verdict.course, Course::Hold);
    for reason in [Reason::LeadsElsewhere, Reason::ShortLink, Reason::Money, Reason::PayFirst, Reason::TooGood] {
        assert!(verdict.reasons.contains(&reason), "{reason:?}");
    }
}

#[test]
fn disguise_is_seen() {
    let disguised = |text: &str| Signs::of(text).reasons().contains(&Reason::Disguised);
    assert!(disguised("Vinci al c\u{430}sino"), "a Cyrillic letter among Latin ones");
    assert!(disguised("p r e s t i t o facile"));
    assert!(!disguised("Москва è lontana, vado a piedi"));
    assert!(!disguised("a Milano o a Roma"));
}

#[test]
fn moderators_teach_it_and_can_teach_it_back() {
    let (tortellini, other) =
        ("Tortellini della zia Pina, spedizione in tutta Italia", "La riunione è in aula magna alle nove");
    let mut learner = Learner::default();
    for _ in 0..6 {
        learner = learner.learn(&Lesson { item: item(tortellini), spam: true });
        learner = learner.learn(&Lesson { item: item(other), spam: false });
    }
    let verdict = judge(&item("Ordinate i tortellini della zia Pina"), &learner);
    assert!(verdict.spam > judge(&item(tortellini), &Learner::default()).spam);
    let verdict = judge(&item(tortellini), &learner);
    assert_eq!(verdict.course, Course::Hold);
    assert!(verdict.reasons.contains(&Reason::LikeDecided));
    assert_eq!(judge(&item(other), &learner).course, Course::LetThrough);
    for _ in 0..12 {
        learner = learner.learn(&Lesson { item: item(tortellini), spam: false });
    }
    assert_eq!(judge(&item(tortellini), &learner).course, Course::LetThrough);
    assert_eq!((learner.spam, learner.ham), (6, 18));
}

#[test]
fn learning_is_bounded_however_long_it_goes_on() {
    let mut learner = Learner::default();
    let first = learner.clone().learn(&Lesson { item: item("compra subito"), spam: true });
    let size = serde_json::to_string(&first).unwrap().len();
    for n in 0..300 {
        let text = format!("parola{n} compra{} subito", n * 7);
        learner = learner.learn(&Lesson { item: item(&text), spam: n % 3 == 0 });
    }
    assert!(learner.is_whole());
    assert!(serde_json::to_string(&learner).unwrap().len() < 20 * size.max(10_000));
    let long = "x ".repeat(100_000);
    let odd = Item { text: &long, language: None, meaning: Some(&[f32::NAN; 384]) };
    learner = learner.learn(&Lesson { item: odd, spam: true });
    assert!(learner.is_whole(), "what cannot be reckoned with is not learnt");
    assert!(judge(&odd, &learner).spam.is_finite());
}

#[test]
fn what_was_kept_is_read_again_and_what_is_damaged_is_told() {
    let learner = Learner::default().learn(&Lesson { item: item("clicca qui"), spam: true });
    assert!(Learner::first().is_whole());
    let read = Learner::read(&learner.write()).unwrap();
    let text = "clicca qui";
    assert!((read.shift(text, &item(text)) - learner.shift(text, &item(text))).abs() < 0.05);
    assert!(["", "1", "1 x\n", "1 0\n99999999 1 1\n", "1 0\n3 NaN 1\n"].iter().all(|bad| Learner::read(bad).is_none()));
    let kept = serde_json::to_string(&learner).unwrap();
    assert_eq!(serde_json::from_str::<Learner>(&kept).unwrap(), learner);
    let damaged = r#"{"version":1,"spam":1,"ham":0,"weights":[1.0],"moved":[0.0]}"#;
    assert!(!serde_json::from_str::<Learner>(damaged).unwrap().is_whole());
    let newer = r#"{"version":9,"spam":1,"ham":0,"weights":[],"moved":[]}"#;
    assert!(!serde_json::from_str::<Learner>(newer).unwrap().is_whole());
}
