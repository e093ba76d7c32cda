//! The lemon, of customers: a small tree with a round head.

use super::{Growth, blooms};
use crate::pictures::primitives::{Curve, Pen, curve, green};
use crate::pictures::seed::Stream;

const TOP: f64 = -44.0;

pub(super) fn draw(pen: &mut Pen, stream: &mut Stream, growth: Growth) {
    let lean = stream.between(-4.0, 4.0);
    pen.stem(curve((0.0, 0.0), (lean * 0.2, -20.0), (lean, TOP)), "st s3");
    let branches = branches(lean, growth);
    for branch in branches {
        pen.stem(branch, "st");
    }
    for (i, branch) in branches.into_iter().enumerate() {
        let tip = branch.pose(1.0);
        if growth.rests() {
            pen.disc(tip.x, tip.y, 1.7, "bud");
            continue;
        }
        for (j, turn) in [-78.0, -30.0, 22.0, 70.0].into_iter().enumerate() {
            let long = stream.between(12.5, 15.0);
            pen.leaf(tip.turned(turn).drooping(growth.droop()), long, 5.2, green((i + j) % 2 == 1));
        }
        for turn in [-62.0, 62.0] {
            pen.leaf(branch.pose(0.55).turned(turn).drooping(growth.droop()), 11.5, 4.6, "lf l2");
        }
    }
    if growth.blooms() {
        for (x, y) in [(-13.0, -55.0), (12.0, -60.0), (1.0, -72.0), (-2.0, -50.0)].into_iter().take(growth.warmth + 1) {
            blooms::lemon(pen, lean + x, y + 3.0, 1.12);
        }
    }
}

fn branches(lean: f64, growth: Growth) -> [Curve; 5] {
    [(-19.0, -57.0), (-9.0, -72.0), (8.0, -73.0), (19.0, -58.0), (0.0, -60.0)].map(|(x, y)| {
        let (x, y) = if growth.thirsty() { (x * 1.05, y * 0.86 + 2.0) } else { (x, y) };
        let bend = if y < -60.0 { TOP - 10.0 } else { TOP - 4.0 };
        curve((lean, TOP), (lean + x * 0.35, bend), (lean + x, y))
    })
}
