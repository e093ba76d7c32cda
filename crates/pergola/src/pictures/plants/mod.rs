//! A plant: the picture of one relation. Six species, five states, one to three blooms, in the ground or in a pot.
//!
//! A plant's foot is at 0,0 and it grows up about 80 units. What the states mean is decided elsewhere.

mod blooms;
mod iris;
mod jasmine;
mod lemon;
mod olive;
mod pomegranate;
mod vine;

use super::primitives::{Pen, at, curve};
use super::seed::Stream;

/// One species for each bed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Species {
    Lemon,
    Olive,
    Vine,
    Iris,
    Pomegranate,
    Jasmine,
}

impl Species {
    /// In the order of the first six beds: customers, suppliers, partners, inspiration, mentors, work mates.
    pub(crate) const ALL: [Self; 6] =
        [Self::Lemon, Self::Olive, Self::Vine, Self::Iris, Self::Pomegranate, Self::Jasmine];

    /// The species of bed number `nth`, from 0. A member's own beds, after the first six, begin again.
    pub(crate) fn of_bed(nth: usize) -> Self {
        Self::ALL.into_iter().cycle().nth(nth % Self::ALL.len()).unwrap_or(Self::Lemon)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Bloom,
    Leaf,
    Thirsty,
    Resting,
    Sprout,
}

/// All that a plant shows of a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Look {
    pub(crate) state: State,
    /// 0 to 3: how much there was between the two in a year. A plant in bloom has at least one bloom.
    pub(crate) warmth: u8,
    /// Not on Pergola.
    pub(crate) potted: bool,
}

/// The same for all six species: the state, and how many blooms.
#[derive(Debug, Clone, Copy)]
struct Growth {
    state: State,
    warmth: usize,
}

impl Growth {
    /// How far leaves have turned towards the ground.
    fn droop(self) -> f64 {
        if self.thirsty() { 0.62 } else { 0.0 }
    }

    fn blooms(self) -> bool {
        self.state == State::Bloom
    }

    fn thirsty(self) -> bool {
        self.state == State::Thirsty
    }

    fn rests(self) -> bool {
        self.state == State::Resting
    }
}

pub(super) fn draw(pen: &mut Pen, id: &str, species: Species, look: Look) {
    if look.potted {
        pen.raw(POT).raw("<g transform=\"translate(0 -18) scale(.86)\">");
    }
    grow(pen, id, species, look);
    if look.potted {
        pen.raw("</g>");
    }
}

fn grow(pen: &mut Pen, id: &str, species: Species, look: Look) {
    let growth = Growth { state: look.state, warmth: look.warmth.clamp(1, 3).into() };
    pen.wear = match look.state {
        State::Bloom | State::Leaf | State::Sprout => "",
        State::Thirsty => " dry",
        State::Resting => " bare",
    };
    let stream = &mut Stream::new(id);
    match species {
        _ if look.state == State::Sprout => sprout(pen),
        Species::Lemon => lemon::draw(pen, stream, growth),
        Species::Olive => olive::draw(pen, stream, growth),
        Species::Vine => vine::draw(pen, stream, growth),
        Species::Iris => iris::draw(pen, stream, growth),
        Species::Pomegranate => pomegranate::draw(pen, stream, growth),
        Species::Jasmine => jasmine::draw(pen, stream, growth),
    }
    pen.wear = "";
}

/// All sprouts are alike: too young to tell.
pub(super) fn sprout(pen: &mut Pen) {
    pen.stem(curve((0.0, 0.0), (1.0, -12.0), (0.0, -22.0)), "st s2");
    pen.leaf(at(0.0, -20.0, -150.0), 15.0, 5.4, "lf l2");
    pen.leaf(at(0.0, -20.0, -30.0), 15.0, 5.4, "lf");
    pen.leaf(at(0.0, -22.0, -90.0), 8.0, 2.6, "lf l2");
}

const POT: &str = concat!(
    r#"<path class="pot" d="M-12 -17H12L9 0H-9Z"/><path class="pot-rim" d="M-14 -20H14V-15.6H-14Z"/>"#,
    r#"<path class="pot-band" d="M-10.4 -8.6H10.4"/>"#
);

const MINI: &str = r#"<svg class="mini" viewBox="-34 -92 68 98" aria-hidden="true" focusable="false">"#;

/// A plant alone, for lists, cards and the legend.
pub(crate) fn mini(id: &str, species: Species, look: Look) -> String {
    let mut pen = Pen::with_capacity(6 * 1024);
    pen.raw(MINI);
    draw(&mut pen, id, species, look);
    pen.raw("</svg>");
    pen.finish()
}

/// A plant that is drawn nowhere, for many [`mini_use`] of its look: a page of fifty rows draws each look once. Put it
/// into a hidden `svg`.
pub(crate) fn define(id: &str, species: Species, look: Look) -> String {
    let mut pen = Pen::with_capacity(6 * 1024);
    pen.raw("<g id=\"p-").id(id).raw("\">");
    draw(&mut pen, id, species, look);
    pen.raw("</g>");
    pen.finish()
}

/// The same, where the page already shows the bed with this plant drawn: it is reused, not drawn again.
pub(crate) fn mini_use(id: &str) -> String {
    let mut pen = Pen::with_capacity(160);
    pen.raw(MINI).raw("<use href=\"#p-").id(id).raw("\"/></svg>");
    pen.finish()
}
