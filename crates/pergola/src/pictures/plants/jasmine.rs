//! The jasmine, of work mates: three branches over a trellis.

use super::{Growth, blooms};
use crate::pictures::primitives::{Curve, Pen, curve, green};
use crate::pictures::seed::Stream;

const BRANCHES: [Curve; 3] = [
    curve((0.0, 0.0), (-16.0, -26.0), (-15.0, -62.0)),
    curve((0.0, 0.0), (9.0, -36.0), (-2.0, -80.0)),
    curve((0.0, 0.0), (17.0, -24.0), (16.0, -60.0)),
];

/// Nothing of it varies: the trellis leads it.
pub(super) fn draw(pen: &mut Pen, _stream: &mut Stream, growth: Growth) {
    pen.raw(r#"<path class="stake" d="M0 2L-17 -66M0 2V-80M0 2L17 -66M-7 -26H7M-12.5 -48H12.5M-16 -64H16"/>"#);
    for (nth, line) in (0u8..).zip(BRANCHES) {
        branch(pen, nth, line, growth);
    }
    if growth.blooms() {
        let places =
            [(-12.0, -48.0), (13.0, -42.0), (0.0, -70.0), (-8.0, -26.0), (9.0, -60.0), (-16.0, -62.0), (4.0, -50.0)];
        for (x, y) in places.into_iter().take(1 + growth.warmth * 2) {
            blooms::jasmine(pen, x, y, 1.12);
        }
    }
}

fn branch(pen: &mut Pen, nth: u8, line: Curve, growth: Growth) {
    pen.stem(line, "st");
    for i in 0..6 {
        let pose = line.step(0.24, 0.74, i, 5);
        if growth.rests() {
            if i % 2 == 1 {
                pen.disc(pose.x, pose.y, 1.4, "bud");
            }
            continue;
        }
        for turn in [-58.0, 58.0] {
            pen.leaf(pose.turned(turn).drooping(growth.droop()), 10.4, 3.3, green((i + nth) % 2 == 1));
        }
    }
}
