//! The pictures beside the ones the design was approved with, and what holds for all of them.
//!
//! The files in `golden/` come from the design's own drawing program. If one differs, every garden has changed:
//! that is a decision, not a snapshot to accept.

use super::arch::joint;
use super::plants::{Look, Species, State};
use super::seed::hash;
use super::*;

macro_rules! golden {
    ($name:literal, $picture:expr) => {
        assert!($picture == include_str!(concat!("golden/", $name, ".svg")), "{} is drawn otherwise", $name)
    };
}

const BLOOMING: Look = Look { state: State::Bloom, warmth: 3, potted: false };
const STATES: [State; 5] = [State::Bloom, State::Thirsty, State::Leaf, State::Resting, State::Sprout];
const NAMES: [&str; 14] = [
    "Ada Fontana",
    "Bruno Ribes",
    "Carla Ombra",
    "Dino",
    "Élodie Lune",
    "Farid Noor",
    "Greta Solis",
    "Hana Kobo",
    "Ivo Prato",
    "Jole Manna",
    "Kofi Asante",
    "Lia Bassa",
    "Mina Alta",
    "Nico Terra",
];

#[test]
fn plants_are_as_designed() {
    let potted = Look { potted: true, ..BLOOMING };
    golden!("mini-lemon", mini("731964500100", Species::Lemon, BLOOMING));
    golden!("mini-olive", mini("731964500101", Species::Olive, potted));
    golden!("mini-vine", mini("731964500102", Species::Vine, BLOOMING));
    golden!("mini-iris", mini("731964500103", Species::Iris, BLOOMING));
    golden!("mini-pomegranate", mini("731964500104", Species::Pomegranate, BLOOMING));
    golden!("mini-jasmine", mini("731964500105", Species::Jasmine, BLOOMING));
}

#[test]
fn every_species_in_every_state_is_as_designed() {
    for line in include_str!("golden/spread.txt").lines() {
        let words: Vec<_> = line.split(' ').collect();
        let species = Species::ALL.into_iter().find(|it| format!("{it:?}").to_lowercase() == words[1]).unwrap();
        let state = STATES.into_iter().find(|it| format!("{it:?}").to_lowercase() == words[2]).unwrap();
        let look = Look { state, warmth: words[3].parse().unwrap(), potted: words[4] == "pot" };
        assert_eq!(format!("{:08x}", hash(&mini(words[0], species, look))), words[5], "{line}");
    }
}

#[test]
fn a_bed_is_as_designed() {
    let crowd = Crowd::of_fourteen();
    let bed = bed("41", Species::Lemon, &crowd.plants());
    golden!("bed", bed.svg);
    assert_eq!(bed.listed_only(), 3);
    golden!("bed-empty", super::bed("42", Species::Olive, &[]).svg);
}

#[test]
fn the_small_pictures_are_as_designed() {
    golden!("arch-not-sent", arch(Arch::NotSent));
    golden!("arch-asked", arch(Arch::Asked));
    golden!("arch-own-yes", arch(Arch::OwnYes));
    golden!("arch-made", arch(Arch::Made));
    golden!("joint", joint());
    golden!("sprig-strong", sprig(Strength::Strong));
    golden!("sprig-good", sprig(Strength::Good));
    golden!("sprig-light", sprig(Strength::Light));
    golden!("tendril-strong", tendril(Strength::Strong));
    golden!("tendril-good", tendril(Strength::Good));
    golden!("tendril-light", tendril(Strength::Light));
    golden!("tile", tile("731964500300", "Livia Ottolune", TileSize::Medium));
    golden!("sprite", sprite());
    golden!("toto", toto());
    golden!("walk", walk(3, 5));
    golden!("garland", garland());
    golden!("logo", logo());
    golden!("empty-garden", empty_garden());
    golden!("lost-path", lost_path());
    golden!("day-done", day_done());
}

#[test]
fn nobody_can_read_from_an_arch_who_declined() {
    assert_eq!(arch(Arch::Closed), arch(Arch::NotSent));
}

#[test]
fn who_changes_name_keeps_the_tile() {
    let before = tile("7", "Ada Fontana", TileSize::Usual);
    assert_eq!(before.replace(">AF<", ">AR<"), tile("7", "Ada Ribes", TileSize::Usual));
}

#[test]
fn a_list_reuses_the_plant_of_the_bed() {
    let crowd = Crowd::named("Ada", "a b\"<>", "/people/1");
    let drawn = bed("1", Species::Iris, &crowd.plants()).svg;
    let used = mini_use("a b\"<>");
    let id = used.split("href=\"#").nth(1).unwrap().split('"').next().unwrap();
    assert!(drawn.contains(&format!("<g id=\"{id}\">")), "{id}");
}

#[test]
fn what_people_typed_stays_text() {
    let hostile =
        ["<script>alert(1)</script>", "\"><svg/onload=x>", "Tom&Jerry", "a]]>b", "\u{202e}gnp.exe", "\u{0}\u{b}x"];
    for name in hostile {
        let crowd = Crowd::named(name, name, name);
        let drawn = bed(name, Species::Lemon, &crowd.plants()).svg;
        well_formed(&drawn);
        assert!(!drawn.contains("<script") && !drawn.contains("<svg/"), "{name}");
        well_formed(&tile(name, name, TileSize::Usual));
        well_formed(&mini_use(name));
    }
}

#[test]
fn a_crowd_of_thirty_thousand_is_still_eleven_plants() {
    let crowd = Crowd::of(30_000);
    let bed = bed("1", Species::Jasmine, &crowd.plants());
    assert_eq!(bed.listed_only(), 30_000 - 11);
    assert!(bed.svg.len() < 96 * 1024, "{} bytes", bed.svg.len());
}

#[test]
fn a_plant_keeps_its_place_when_others_come() {
    let crowd = Crowd::of(40);
    let all = crowd.plants();
    let full = bed("1", Species::Vine, &all);
    for count in 0..all.len() {
        let earlier = bed("1", Species::Vine, &all[..count]);
        assert_eq!(earlier.rows[..], full.rows[..count]);
        for link in earlier.svg.split("<a ").skip(1).map(|rest| rest.split("</a>").next().unwrap()) {
            assert!(full.svg.contains(link));
        }
    }
}

#[test]
fn a_full_row_sends_its_newest_back_and_then_to_the_list() {
    use Strength::{Good, Light, Strong};
    let crowd = Crowd::of(13);
    let strong: Vec<_> = crowd.plants().into_iter().map(|plant| Plant { strength: Strong, ..plant }).collect();
    let expected =
        [[Some(Strong); 4].to_vec(), [Some(Good); 3].to_vec(), [Some(Light); 4].to_vec(), [None; 2].to_vec()];
    assert_eq!(bed("1", Species::Lemon, &strong).rows, expected.concat());
    let light: Vec<_> = crowd.plants().into_iter().map(|plant| Plant { strength: Light, ..plant }).collect();
    assert_eq!(bed("1", Species::Lemon, &light).rows, [[Some(Light); 4].to_vec(), [None; 9].to_vec()].concat());
}

#[test]
fn every_picture_is_well_formed() {
    let legend = legend();
    for drawn in [&legend.bloom, &legend.leaf, &legend.thirsty, &legend.resting, &legend.sprout, &legend.potted] {
        well_formed(drawn);
    }
    for species in Species::ALL {
        for state in STATES {
            well_formed(&mini("1", species, Look { state, warmth: 0, potted: true }));
        }
        well_formed(&bed("1", species, &Crowd::of_fourteen().plants()).svg);
    }
    for drawn in [sprite(), garland(), logo(), &empty_garden(), &lost_path(), &day_done(), &joint(), &toto()] {
        well_formed(drawn);
    }
    for number in 0..=255 {
        well_formed(&walk(number, 255 - number));
        well_formed(&degree(number));
    }
}

#[test]
fn icons_are_there_by_name() {
    for name in ["today", "garden", "board", "jobs", "post", "search", "why", "lock", "chev", "net", "x"] {
        assert!(icon(name).starts_with("<svg class=\"i\" "), "{name}");
        well_formed(icon(name));
    }
    assert_eq!(icon("unicorn"), "");
}

#[test]
fn own_beds_begin_again_with_the_lemon() {
    assert_eq!(Species::of_bed(5), Species::Jasmine);
    assert_eq!(Species::of_bed(6), Species::Lemon);
    assert_eq!(Species::of_bed(usize::MAX), Species::Iris);
}

/// Owns what plants borrow.
struct Crowd(Vec<(String, String, String)>);

impl Crowd {
    fn of_fourteen() -> Self {
        let people = NAMES.iter().zip(731_964_500_200_u64..);
        Self(people.map(|(name, id)| (id.to_string(), (*name).to_owned(), format!("/persone/{id}"))).collect())
    }

    fn of(count: usize) -> Self {
        Self((0..count).map(|id| (id.to_string(), format!("Ada{id}"), format!("/people/{id}"))).collect())
    }

    fn named(name: &str, id: &str, href: &str) -> Self {
        Self(vec![(id.to_owned(), name.to_owned(), href.to_owned())])
    }

    /// Of all strengths and looks, in turn.
    fn plants(&self) -> Vec<Plant<'_>> {
        use Strength::{Good, Light, Strong};
        let plant = |(i, (id, name, href)): (usize, _)| Plant {
            id,
            name,
            href,
            look: Look { state: STATES[i % 5], warmth: u8::try_from(i % 4).unwrap(), potted: i % 6 == 3 },
            strength: [Strong, Strong, Good, Light][i % 4],
            due: i % 5 == 1,
        };
        self.0
            .iter()
            .map(|(id, name, href)| (id.as_str(), name.as_str(), href.as_str()))
            .enumerate()
            .map(plant)
            .collect()
    }
}

/// A small reader of XML: tags close in order, attributes are quoted, ids are unique, no stray `<`, `&` or control.
fn well_formed(svg: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut ids = Vec::new();
    let mut rest = svg;
    while let Some((text, after)) = rest.split_once('<') {
        plain(text, svg);
        let (tag, after) = after.split_once('>').unwrap_or_else(|| panic!("a tag without end in {svg}"));
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{svg}");
            continue;
        }
        let (tag, empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        assert!(name.chars().all(|c| c.is_ascii_alphabetic()) && !name.is_empty(), "<{name}> in {svg}");
        read_attributes(attributes, &mut ids, svg);
        if !empty {
            open.push(name);
        }
    }
    plain(rest, svg);
    assert!(open.is_empty(), "{open:?} stay open in {svg}");
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id twice in {svg}");
}

fn read_attributes<'a>(attributes: &'a str, ids: &mut Vec<&'a str>, svg: &str) {
    let mut rest = attributes;
    while !rest.is_empty() {
        let (name, after) = rest.split_once("=\"").unwrap_or_else(|| panic!("{rest} in {svg}"));
        assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'), "{name} in {svg}");
        let (value, after) = after.split_once('"').unwrap();
        plain(value, svg);
        if name == "id" {
            ids.push(value);
        }
        rest = after.strip_prefix(' ').unwrap_or(after);
    }
}

fn plain(text: &str, svg: &str) {
    assert!(!text.contains('<') && !text.chars().any(|c| c.is_control() && c != '\n'), "{text} in {svg}");
    for after in text.split('&').skip(1) {
        assert!(["amp;", "lt;", "gt;", "quot;"].iter().any(|name| after.starts_with(name)), "&{after} in {svg}");
    }
}
