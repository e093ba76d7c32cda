//! The olive, of suppliers: a stout foot and three long branches with narrow leaves.

use super::{Growth, blooms};
use crate::pictures::primitives::{Curve, Pen, curve};
use crate::pictures::seed::Stream;

pub(super) fn draw(pen: &mut Pen, stream: &mut Stream, growth: Growth) {
    pen.stem(curve((0.0, 0.0), (-3.0, -12.0), (1.0, -22.0)), "st s4");
    let branches = [
        ((-6.0, -36.0), (-20.0, -52.0 + stream.between(-3.0, 3.0))),
        ((3.0, -44.0), (-3.0, -76.0 + stream.between(-3.0, 3.0))),
        ((12.0, -36.0), (20.0, -58.0 + stream.between(-3.0, 3.0))),
    ];
    for ((bend, (x, y)), leaves) in branches.into_iter().zip([5, 6, 5]) {
        let tip = if growth.thirsty() { (x * 1.18, y * 0.84) } else { (x, y) };
        branch(pen, curve((1.0, -22.0), bend, tip), leaves, growth);
    }
    if growth.blooms() {
        let places = [(-13.0, -38.0), (8.0, -41.0), (-7.0, -58.0), (16.0, -47.0), (3.0, -66.0), (-19.0, -45.0)];
        for (x, y) in places.into_iter().take(2 * growth.warmth + 1) {
            blooms::olive(pen, x, y, 1.1);
        }
    }
}

fn branch(pen: &mut Pen, line: Curve, leaves: u8, growth: Growth) {
    pen.stem(line, "st");
    let last = leaves - 1;
    if growth.rests() {
        let tip = line.step(0.3, 0.68, last, last);
        return pen.disc(tip.x, tip.y, 1.6, "bud");
    }
    for i in 0..leaves {
        let pose = line.step(0.3, 0.68, i, last);
        for (turn, class) in [(-44.0, "lf ol2"), (44.0, "lf ol")] {
            pen.leaf(pose.turned(turn).drooping(growth.droop()), 14.0 - f64::from(i) * 0.6, 2.7, class);
        }
    }
    pen.leaf(line.pose(1.0).drooping(growth.droop() * 0.5), 11.0, 2.6, "lf ol");
}
