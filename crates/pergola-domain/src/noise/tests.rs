//! What the judge makes of posts, as far as it can be said without the model that reads meanings: the weights are whole,
//! repeats are found, reasons are told. How often it is right is measured by `cargo xtask bench noise`.

use super::*;

#[test]
fn the_weights_are_whole_and_know_each_kind() {
    let weights = WEIGHTS.as_ref().unwrap();
    let meaning = vec![0.0; 384];
    let features = features(weights, "Buongiorno", Some(Language::It), &meaning);
    let likely = weights.likely(&features);
    let mut names: Vec<&str> = likely.iter().map(|(name, _)| *name).collect();
    names.sort_unstable();
    let words = Kind::ALL.into_iter().filter(|kind| !matches!(kind, Kind::RepeatedPicture | Kind::RepeatedText));
    let mut expected: Vec<&str> = words.map(Kind::word).chain([USEFUL]).collect();
    expected.sort_unstable();
    assert_eq!(names, expected);
    assert!(likely.iter().all(|(_, share)| share.is_finite()));
    assert_eq!(meaning.len() + Signs::default().numbers().len(), features.len());
}

#[test]
fn a_picture_or_a_text_that_was_here_is_told_with_its_reason() {
    let judgement = judge(&Post { picture_bits: Some(3), ..Post::default() });
    assert_eq!(judgement.for_author().unwrap().kind, Kind::RepeatedPicture);
    assert_eq!(judgement.found[0].reasons, [Reason::SamePicture]);
    assert_eq!(judge(&Post { picture_bits: Some(9), ..Post::default() }).for_author(), None);
    let judgement = judge(&Post { text_share: Some(0.9), picture_bits: Some(0), ..Post::default() });
    assert_eq!(judgement.for_author().unwrap().kind, Kind::RepeatedText);
    assert_eq!(judge(&Post { text_share: Some(0.6), ..Post::default() }), Judgement::default());
}

#[test]
fn nothing_that_somebody_writes_or_hands_in_breaks_the_judge() {
    let long = "perché ".repeat(100_000);
    for text in ["", "?", "=", "1+", "\u{202E}\u{0}", "👇👇👇👇", &long] {
        for meaning in [vec![], vec![f32::NAN; 384], vec![1e30; 384], vec![0.1; 3]] {
            let text = reading(text, ["a picture"]);
            assert!(text.chars().count() <= READ_CHARS);
            let judgement = judge(&Post { text: &text, meaning: Some(&meaning), ..Post::default() });
            assert!(judgement.found.len() <= 3);
        }
    }
}

#[test]
fn reasons_name_what_stands_in_the_text() {
    let reasons = |text: &str, kind| Signs::of(text).reasons(kind);
    assert!(reasons("Commenta SÌ e te lo mando", Kind::Bait).contains(&Reason::AsksForReactions));
    assert!(reasons("Copia e incolla sul tuo profilo", Kind::Chain).contains(&Reason::AsksToPassOn));
    assert!(
        reasons("Buongiorno a tutti!!! ☀️☀️", Kind::Greeting).starts_with(&[Reason::Greets, Reason::NothingConcrete])
    );
    assert!(reasons("3 + 3 x 3 = ?", Kind::Riddle).contains(&Reason::SetsPuzzle));
    assert!(!reasons("Commenta SÌ", Kind::Kitten).contains(&Reason::AsksForReactions), "only what speaks for the kind");
    assert!(!reasons("Corso a Feltre il 12 marzo", Kind::Hype).contains(&Reason::NothingConcrete));
}

#[test]
fn a_saying_in_a_picture_is_read_with_the_post() {
    assert_eq!(
        reading(" Buon lunedì ", ["", "Un tramonto: la vita è adesso"]),
        "Buon lunedì\nUn tramonto: la vita è adesso"
    );
    assert_eq!(reading("", []), "");
}

#[test]
fn words_of_kinds_are_told_apart() {
    for kind in Kind::ALL {
        assert_eq!(Kind::from_word(kind.word()), Some(kind));
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.word());
    }
    assert_eq!(Kind::from_word(USEFUL), None);
}
