//! A sprig: the strength of a tie beside its words, with three, two or one full leaf.

use super::Strength;
use super::primitives::{Pen, at};

pub(crate) fn sprig(strength: Strength) -> String {
    let full = match strength {
        Strength::Strong => 3,
        Strength::Good => 2,
        Strength::Light => 1,
    };
    let mut pen = Pen::with_capacity(512);
    pen.raw(r#"<svg class="sprig" viewBox="0 0 30 16" aria-hidden="true" focusable="false"><path class="sp-st" d="M1 13Q14 12 28 6"/>"#);
    let leaves = [(at(7.0, 12.4, -66.0), 8.6), (at(15.0, 10.7, 40.0), 7.0), (at(20.0, 9.3, -78.0), 8.6)];
    for (i, (pose, long)) in leaves.into_iter().enumerate() {
        pen.leaf(pose, long, 3.0, if i < full { "sp-on" } else { "sp-off" });
    }
    pen.raw("</svg>");
    pen.finish()
}
