//! A tendril: what ties two people who follow each other on a path; seven, four or two leaves.
//!
//! It is straight, so that the stylesheet can turn it upright on a narrow page.

use super::Strength;
use super::primitives::{Pen, at, green};

pub(crate) fn tendril(strength: Strength) -> String {
    let (class, leaves, gap) = match strength {
        Strength::Strong => ("3", 7u8, 74.0 / 6.0),
        Strength::Good => ("2", 4, 74.0 / 3.0),
        Strength::Light => ("1", 2, 30.0),
    };
    let mut pen = Pen::with_capacity(1024);
    pen.raw("<svg class=\"tendril k").raw(class);
    pen.raw(r#"" viewBox="0 0 96 28" aria-hidden="true" focusable="false"><path class="td" d="M2 14H94"/>"#);
    for i in 0..leaves {
        let x = 48.0 + (f64::from(i) - f64::from(leaves - 1) / 2.0) * gap;
        let odd = i % 2 == 1;
        pen.leaf(at(x - 4.0, 14.0, if odd { -48.0 } else { 48.0 }), 13.0, 4.6, green(odd));
    }
    pen.raw("</svg>");
    pen.finish()
}
