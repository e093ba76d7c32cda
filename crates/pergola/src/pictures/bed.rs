//! A bed: one bay of the pergola with the plants of its people, eleven at most.
//!
//! Strength is distance from the path. A plant keeps its place: it depends on who was met before, never on who was
//! met later. Painted from back to front, names last, so that no plant covers a name.
//!
//! The picture is hidden from screen readers and its links from the keyboard: the list under it says it all in words.

use super::Strength;
use super::names::first_name;
use super::plants::{self, Look, Species, State};
use super::primitives::Pen;
use super::seed::Stream;

#[derive(Debug, Clone, Copy)]
pub(crate) struct Plant<'a> {
    /// Of the relation, and of no other plant on the page: it seeds the drawing and names it for [`plants::mini_use`].
    pub(crate) id: &'a str,
    /// The whole name; the first word is shown.
    pub(crate) name: &'a str,
    pub(crate) href: &'a str,
    pub(crate) look: Look,
    pub(crate) strength: Strength,
    /// To be tended this week: lemon ground and a drop.
    pub(crate) due: bool,
}

/// A bed as drawn, and where its people are.
#[derive(Debug)]
pub(crate) struct Bed {
    pub(crate) svg: String,
    /// For each of the plants given, in their order: the row in which it stands; none if only the list has it.
    pub(crate) rows: Vec<Option<Strength>>,
}

impl Bed {
    /// How many only the list has ("e altri 4 nell'elenco").
    pub(crate) fn listed_only(&self) -> usize {
        self.rows.iter().filter(|row| row.is_none()).count()
    }
}

/// Draws the bed `id`, unique on the page, of `plants` in the order in which their people were met.
pub(crate) fn bed(id: &str, species: Species, plants: &[Plant<'_>]) -> Bed {
    let (rows, standing) = place(plants);
    let mut pen = Pen::with_capacity(64 * 1024);
    let mut names = Pen::with_capacity(1024);
    pen.raw(r#"<svg class="bed-pic" viewBox="0 0 360 292" aria-hidden="true" focusable="false">"#);
    bay(&mut pen, id);
    stones(&mut pen, id);
    for (row, plants) in ROWS.iter().zip(standing).rev() {
        pen.raw("<path class=\"furrow\" d=\"M24 ").number(row.foot + 1.0).raw("H336\"/>");
        for (plant, &slot) in plants.into_iter().zip(row.slots) {
            let x = slot + Stream::of_part(plant.id, "/x").between(-3.0, 3.0);
            stand(&mut pen, species, plant, row, x);
            label(&mut names, plant.name, row, x);
        }
    }
    pen.raw(&names.finish()).raw("</svg>");
    Bed { svg: pen.finish(), rows }
}

/// A row of places, filled in the order of its slots so that two neighbours stand apart as long as there is room.
struct Row {
    strength: Strength,
    foot: f64,
    scale: f64,
    /// The same, as written: it has two digits after the point.
    scale_text: &'static str,
    slots: &'static [f64],
}

/// From the path to the back, in quincunx.
const ROWS: [Row; 3] = [
    Row {
        strength: Strength::Strong,
        foot: 250.0,
        scale: 0.98,
        scale_text: "0.98",
        slots: &[135.0, 314.0, 46.0, 225.0],
    },
    Row { strength: Strength::Good, foot: 178.0, scale: 0.8, scale_text: "0.8", slots: &[91.0, 269.0, 180.0] },
    Row {
        strength: Strength::Light,
        foot: 112.0,
        scale: 0.62,
        scale_text: "0.62",
        slots: &[225.0, 46.0, 314.0, 135.0],
    },
];

type Standing<'a> = [Vec<&'a Plant<'a>>; 3];

/// A full row sends its newest one row back, and the last row to the list.
fn place<'a>(plants: &'a [Plant<'a>]) -> (Vec<Option<Strength>>, Standing<'a>) {
    let mut standing = Standing::default();
    let rows = plants.iter().map(|plant| {
        let mut from_its_own = ROWS.iter().zip(&mut standing).filter(|(row, _)| row.strength <= plant.strength);
        let (row, there) = from_its_own.find(|(row, there)| there.len() < row.slots.len())?;
        there.push(plant);
        Some(row.strength)
    });
    (rows.collect(), standing)
}

/// The frame: lattice, rafters, beam and posts. Bays side by side make an arcade.
fn bay(pen: &mut Pen, id: &str) {
    pen.raw("<clipPath id=\"bay-").id(id).raw("\"><path d=\"M13 18H347V113H13Z\"/></clipPath>");
    pen.raw("<path class=\"lattice\" clip-path=\"url(#bay-").id(id).raw(")\" d=\"");
    for x in (-112i32..360).step_by(32).map(f64::from) {
        pen.raw("M").number(x).raw(" 18l112 112M").number(x).raw(" 130l112 -112");
    }
    pen.raw("\"/><g class=\"beam\">");
    for x in (16i32..360).step_by(27).map(f64::from) {
        pen.raw("<path d=\"M").number(x).raw(" 3h4v7h-4z\"/>");
    }
    pen.raw(r#"<path d="M0 9h360v5H0z"/><path class="post" d="M8 14h4v244H8zM348 14h4v244h-4z"/></g>"#);
}

/// The path in front, two courses of stones.
fn stones(pen: &mut Pen, id: &str) {
    let mut stream = Stream::new(id);
    pen.raw("<g class=\"stones\">");
    for (y, high, start) in [(268.0, 9.5, -6.0), (281.0, 9.0, -20.0)] {
        let mut x = start;
        while x < 366.0 {
            let wide = stream.between(22.0, 42.0);
            pen.raw("<rect x=\"").number(x).raw("\" y=\"").number(y + stream.between(-1.0, 1.0));
            pen.raw("\" width=\"").number(wide).raw("\" height=\"").number(high);
            pen.raw("\" rx=\"").number(high / 2.0).raw("\"/>");
            x += wide + 5.0;
        }
    }
    pen.raw("</g>");
}

/// One plant with its ground, in a link with an area easy to hit.
fn stand(pen: &mut Pen, species: Species, plant: &Plant<'_>, row: &Row, x: f64) {
    let (foot, scale) = (row.foot, row.scale);
    pen.raw("<a href=\"").text(plant.href).raw("\" tabindex=\"-1\" class=\"plant\"><rect class=\"hit\" x=\"");
    pen.number(x - 26.0 * scale).raw("\" y=\"").number(foot - 84.0 * scale);
    pen.raw("\" width=\"").number(52.0 * scale).raw("\" height=\"").number(84.0 * scale + 15.0).raw("\"/>");
    let (ground, wide, high) = if plant.due { ("halo", 28.0, 7.5) } else { ("soil", 16.0, 3.6) };
    pen.raw("<ellipse class=\"").raw(ground).raw("\" cx=\"").number(x).raw("\" cy=\"").number(foot);
    pen.raw("\" rx=\"").number(wide * scale).raw("\" ry=\"").number(high * scale).raw("\"/>");
    pen.raw("<g transform=\"translate(").numbers([x, foot]).raw(") scale(").raw(row.scale_text);
    pen.raw(")\"><g id=\"p-").id(plant.id).raw("\">");
    plants::draw(pen, plant.id, species, plant.look);
    pen.raw("</g></g>");
    if plant.due {
        // A thirsty plant is lower, and its drop with it.
        let top = if plant.look.state == State::Thirsty { -70.0 } else { -86.0 };
        pen.raw("<g transform=\"translate(").numbers([x, foot + top * scale]).raw(") scale(");
        pen.number(0.7 + 0.3 * scale).raw(")\">").raw(DROP).raw("</g>");
    }
    pen.raw("</a>");
}

const DROP: &str = r#"<path class="drop" d="M0 -8C3.6 -3.4 5 -1 5 1.4A5 5 0 0 1 -5 1.4C-5 -1 -3.6 -3.4 0 -8Z"/>"#;

fn label(pen: &mut Pen, name: &str, row: &Row, x: f64) {
    pen.raw("<text x=\"").number(x).raw("\" y=\"").number(row.foot + 13.0).raw("\">");
    pen.text(&first_name(name)).raw("</text>");
}
