//! The iris, of inspiration: blades from the ground, up to three flowers above them.

use super::{Growth, State, blooms};
use crate::pictures::primitives::{Pen, at, curve, green};
use crate::pictures::seed::Stream;

const HALF_FOOT: f64 = 3.1;

pub(super) fn draw(pen: &mut Pen, stream: &mut Stream, growth: Growth) {
    let blades = [(-15.0, -46.0), (14.0, -50.0), (-7.0, -60.0), (8.0, -63.0), (-24.0, -32.0), (23.0, -34.0)];
    for (i, (x, y)) in blades.into_iter().enumerate() {
        let tip = (x + stream.between(-2.0, 2.0), y + stream.between(-3.0, 3.0));
        blade(pen, tip, green(i % 2 == 1), growth);
    }
    let tall = curve((0.0, 0.0), (1.0, -40.0), (2.0 + stream.between(-2.0, 2.0), -76.0));
    match growth.state {
        State::Bloom => {
            let left = curve((0.0, 0.0), (-6.0, -34.0), (-14.0, -62.0));
            let right = curve((0.0, 0.0), (7.0, -32.0), (16.0, -56.0));
            for (line, size) in [(tall, 1.12), (left, 0.95), (right, 0.95)].into_iter().take(growth.warmth) {
                pen.stem(line, "st s2");
                blooms::iris(pen, line.to.0, line.to.1, size);
            }
        }
        State::Leaf => {
            pen.stem(tall, "st s2");
            pen.leaf(at(tall.to.0, tall.to.1 + 5.0, -90.0), 13.0, 3.4, "lf");
        }
        State::Thirsty => {
            pen.stem(curve((0.0, 0.0), (1.0, -56.0), (15.0, -50.0)), "st s2");
            pen.leaf(at(15.0, -50.0, 80.0), 11.0, 3.0, "lf");
        }
        State::Resting | State::Sprout => {}
    }
}

fn blade(pen: &mut Pen, (x, y): (f64, f64), class: &str, growth: Growth) {
    let (x, y, bend) = match growth.state {
        State::Resting => (x * 0.7, y * 0.3, (0.25, 0.75)),
        State::Thirsty => (x * 1.35, y * 0.6, (0.55, 1.35)),
        State::Bloom | State::Leaf | State::Sprout => (x, y, (0.25, 0.75)),
    };
    let (bend_x, bend_y) = (x * bend.0, y * bend.1);
    pen.path(class, |pen| {
        pen.raw("M").number(-HALF_FOOT).raw(" 0Q").numbers([bend_x - HALF_FOOT, bend_y, x, y]);
        pen.raw("Q").numbers([bend_x + HALF_FOOT, bend_y, HALF_FOOT]).raw(" 0Z");
    });
}
