//! Tables of cases for posts and comments.

use proptest::prelude::*;

use super::{Audience, Plain, Post, Refusal, Said, Shows, State, Typed, Viewer, alt, comment, pace};
use crate::{
    ids::{GroupId, MemberId, PostId},
    time::Timestamp,
};

fn typed(text: &str, audience: &str) -> Typed {
    Typed { text: text.to_owned(), language: "it".to_owned(), audience: audience.to_owned(), ..Typed::default() }
}

fn post(audience: Audience) -> Post {
    let said = Said { text: "Tre aule".to_owned(), topics: Vec::new(), language: "it".to_owned(), audience };
    Post::written(PostId(9), MemberId(1), said, Timestamp(5))
}

#[test]
fn what_is_typed_is_cleaned_and_bounded() {
    let said = Said::read(&typed("  Tre\u{202e} aule\r\n\r\n\r\n\r\nmisurate ", "ties")).unwrap();
    assert_eq!(said.text, "Tre aule\n\nmisurate");
    for (text, audience, refusal) in [
        ("", "ties", Plain::TextMissing),
        (" … \u{200b}", "ties", Plain::TextMissing),
        (&*"x".repeat(5_001), "ties", Plain::TextTooLong),
        (&*"@ada ".repeat(10_000), "ties", Plain::TextTooLong),
        ("a", "world", Plain::AudienceUnknown),
        ("a", "group", Plain::GroupUnknown),
    ] {
        assert_eq!(Said::read(&typed(text, audience)), Err(Refusal::Plain(refusal)), "{text:.20}");
    }
    let picture = Typed { pictures: 1, ..typed("", "ties") };
    assert_eq!(Said::read(&picture).unwrap().text, "", "a picture may speak for itself");
    let five = Typed { pictures: 5, ..typed("a", "ties") };
    assert_eq!(Said::read(&five), Err(Plain::TooManyPictures.into()));
    let grouped = Typed { group: Some(GroupId(4)), ..typed("a", "group") };
    assert_eq!(Said::read(&grouped).unwrap().audience, Audience::Group(GroupId(4)));
    let tongue = Typed { language: "italiano!".to_owned(), ..typed("a", "ties") };
    assert_eq!(Said::read(&tongue), Err(Plain::LanguageMalformed.into()));
}

#[test]
fn a_picture_has_words_and_a_comment_has_some() {
    assert_eq!(alt("  Un’aula,\nal mattino "), Ok("Un’aula, al mattino".to_owned()));
    assert_eq!(alt(" . "), Err(Plain::AltMissing));
    assert_eq!(alt(&"x".repeat(501)), Err(Plain::AltTooLong));
    assert_eq!(comment(" sì \n\n\nno"), Ok("sì\n\nno".to_owned()));
    assert_eq!(comment("…"), Err(Plain::CommentMissing));
    assert_eq!(comment(&"x".repeat(2_001)), Err(Plain::CommentTooLong));
}

#[test]
fn who_sees_it() {
    let near = |steps: Option<u8>, in_group: bool| Viewer { member: MemberId(2), steps, apart: false, in_group };
    for (audience, tied, second, far, member) in [
        (Audience::Ties, true, false, false, false),
        (Audience::TwoSteps, true, true, false, false),
        (Audience::Group(GroupId(3)), false, false, false, true),
        (Audience::Everybody, true, true, true, true),
    ] {
        let post = post(audience);
        let seen = [near(Some(1), false), near(Some(2), false), near(None, false), near(None, true)];
        assert_eq!(seen.map(|viewer| post.may_be_seen(&viewer)), [tied, second, far, member], "{audience:?}");
    }
}

#[test]
fn said_otherwise_is_a_new_edition_fifty_times() {
    let mut now = post(Audience::Ties);
    let same = Said { audience: Audience::Everybody, ..now.said.clone() };
    now = now.change(same, Shows::TheSame, Timestamp(7)).unwrap();
    assert_eq!((now.edition, now.edited_at, now.said.audience), (1, None, Audience::Everybody));
    for edition in 2..=50 {
        let said = Said { text: format!("altro {edition}"), ..now.said.clone() };
        // The same words with other pictures, too.
        let (said, shows) =
            if edition % 2 == 0 { (said, Shows::TheSame) } else { (now.said.clone(), Shows::Otherwise) };
        now = now.change(said, shows, Timestamp(8)).unwrap();
        assert_eq!((now.edition, now.edited_at), (edition, Some(Timestamp(8))));
    }
    let said = Said { text: "ancora".to_owned(), ..now.said.clone() };
    assert_eq!(now.clone().change(said, Shows::TheSame, Timestamp(9)), Err(Plain::ChangedTooOften));
    let same = now.said.clone();
    assert_eq!(now.change(same, Shows::Otherwise, Timestamp(9)), Err(Plain::ChangedTooOften));
}

#[test]
fn an_audience_is_widened_where_somebody_new_reads() {
    let group = |id| Audience::Group(crate::ids::GroupId(id));
    for (from, to, wider) in [
        (Audience::Ties, Audience::Ties, false),
        (Audience::Ties, Audience::TwoSteps, true),
        (Audience::Ties, Audience::Everybody, true),
        (Audience::Ties, group(1), true),
        (Audience::TwoSteps, Audience::Ties, false),
        (Audience::TwoSteps, Audience::Everybody, true),
        (group(1), group(1), false),
        (group(1), group(2), true),
        (group(1), Audience::Ties, true),
        (group(1), Audience::Everybody, true),
        (Audience::Everybody, Audience::Ties, false),
        (Audience::Everybody, group(1), false),
    ] {
        assert_eq!(from.is_widened_by(to), wider, "{from:?} {to:?}");
    }
}

#[test]
fn the_pace_of_a_day() {
    let day = |count: i64| (0..count).map(Timestamp::from_seconds).collect::<Vec<_>>();
    let now = Timestamp::from_seconds(50);
    assert_eq!(pace(&day(39), 40, now), Ok(()));
    assert_eq!(pace(&day(40), 40, now), Err(86_350));
    assert_eq!(pace(&day(41), 40, now), Err(86_351));
}

proptest! {
    #[test]
    fn what_is_held_or_apart_is_its_authors_alone(steps in proptest::option::of(0_u8..5), in_group: bool, which in 0..4) {
        let audiences = [Audience::Ties, Audience::TwoSteps, Audience::Group(GroupId(3)), Audience::Everybody];
        let audience = audiences[usize::try_from(which).unwrap()];
        let held = Post { state: State::Held, ..post(audience) };
        let viewer = Viewer { member: MemberId(2), steps, apart: false, in_group };
        prop_assert!(!held.may_be_seen(&viewer));
        let apart = Viewer { apart: true, ..viewer };
        prop_assert!(!post(audience).may_be_seen(&apart));
        let author = Viewer { member: MemberId(1), apart: true, ..viewer };
        prop_assert!(held.may_be_seen(&author));
    }

    #[test]
    fn cleaning_twice_changes_nothing(text in ".{1,200}") {
        if let Ok(said) = Said::read(&typed(&text, "ties")) {
            prop_assert_eq!(Said::read(&typed(&said.text, "ties")).unwrap(), said);
        }
    }
}
