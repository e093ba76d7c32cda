//! The vine, of partners: it winds up a stake.

use super::{Growth, blooms};
use crate::pictures::primitives::{Pen, at, curve, green};
use crate::pictures::seed::Stream;

pub(super) fn draw(pen: &mut Pen, stream: &mut Stream, growth: Growth) {
    pen.raw(r#"<path class="stake" d="M0 2V-82"/>"#);
    let first = if stream.unit() > 0.5 { 7.0 } else { -7.0 };
    let turns = [(0u8, first), (1, -first), (2, first), (3, -first), (4, first)];
    pen.path("st s2", |pen| {
        pen.raw("M0 0");
        for (i, sway) in turns {
            let y = -16.0 * f64::from(i);
            pen.raw("Q").numbers([sway, y - 8.0]).raw(" 0 ").number(y - 16.0);
        }
    });
    for (i, sway) in turns {
        knot(pen, i, sway, growth);
    }
    if !growth.rests() {
        pen.path("st", |pen| {
            pen.raw("M0 -80q4 -7 9 -5q4 2 2 5q-2 3 -5 1");
        });
    }
    if growth.blooms() {
        for (x, y) in [(-14.0, -44.0), (15.0, -60.0), (13.0, -28.0)].into_iter().take(growth.warmth) {
            pen.stem(curve((0.0, y - 6.0), (x * 0.6, y - 8.0), (x, y - 2.0)), "st");
            blooms::grapes(pen, x, y, 0.92);
        }
    }
}

/// What grows where the vine sways out: a leaf on a stalk, from the third on another opposite. The lowest knot is
/// bare, but for a thirsty vine, whose leaves hang.
fn knot(pen: &mut Pen, i: u8, sway: f64, growth: Growth) {
    let (x, y) = (sway * 0.55, -16.0 * f64::from(i) - 8.0);
    let (side, angle) = if sway > 0.0 { (1.0, -22.0) } else { (-1.0, 202.0) };
    if growth.rests() {
        return pen.disc(x, y, 1.6, "bud");
    }
    if i == 0 && !growth.thirsty() {
        return;
    }
    pen.stem(curve((x, y), (x + side * 4.0, y - 2.0), (x + side * 7.0, y - 3.0)), "st");
    let leaf = at(x + side * 6.0, y - 3.0, angle).drooping(growth.droop());
    pen.lobed_leaf(leaf, 1.02 - 0.07 * f64::from(i), green(i % 2 == 1));
    if i > 1 {
        let opposite = at(x - side * 3.0, y - 6.0, 180.0 - angle).drooping(growth.droop());
        pen.lobed_leaf(opposite, 0.72, "lf l2");
    }
}
