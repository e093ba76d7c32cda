//! The pomegranate, of mentors: a bush of five branches.

use super::{Growth, blooms};
use crate::pictures::primitives::{Curve, Pen, curve, green};
use crate::pictures::seed::Stream;

const BRANCHES: [Curve; 5] = [
    curve((-1.0, 0.0), (-6.0, -30.0), (-20.0, -54.0)),
    curve((0.0, 0.0), (-2.0, -40.0), (3.0, -76.0)),
    curve((1.0, 0.0), (8.0, -30.0), (21.0, -50.0)),
    curve((0.0, -12.0), (4.0, -40.0), (13.0, -66.0)),
    curve((0.0, -14.0), (-6.0, -44.0), (-11.0, -68.0)),
];

pub(super) fn draw(pen: &mut Pen, stream: &mut Stream, growth: Growth) {
    for (nth, line) in (0u8..).zip(BRANCHES) {
        let (x, y) = (line.to.0 + stream.between(-2.0, 2.0), line.to.1 + stream.between(-3.0, 3.0));
        let to = if growth.thirsty() { (x * 1.25, y * 0.84) } else { (x, y) };
        branch(pen, nth, Curve { to, ..line }, growth);
    }
    if growth.blooms() {
        for (x, y) in [(-15.0, -44.0), (14.0, -50.0), (0.0, -64.0), (20.0, -36.0)].into_iter().take(growth.warmth + 1) {
            blooms::pomegranate(pen, x, y, 1.02);
        }
    }
}

fn branch(pen: &mut Pen, nth: u8, line: Curve, growth: Growth) {
    pen.stem(line, if nth < 3 { "st s2" } else { "st" });
    let tip = line.step(0.34, 0.66, 5, 5);
    if growth.rests() {
        return pen.disc(tip.x, tip.y, 1.7, "bud");
    }
    for i in 0..6 {
        let turn = if i % 2 == 1 { 48.0 } else { -48.0 };
        let pose = line.step(0.34, 0.66, i, 5).turned(turn).drooping(growth.droop());
        pen.leaf(pose, 10.5, 3.7, green((i + nth) % 2 == 1));
    }
    pen.leaf(tip.drooping(growth.droop()), 10.0, 3.6, "lf");
}
