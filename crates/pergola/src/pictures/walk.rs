//! Toto, who has no face: two tracks of leaves, side by side. Yours are green, Toto's yellow.

use super::primitives::{Pen, at, curve};

/// The mark beside Toto's name.
pub(crate) fn toto() -> String {
    let mut pen = Pen::with_capacity(320);
    pen.raw(r#"<svg class="toto" viewBox="0 0 32 32" aria-hidden="true" focusable="false">"#);
    pen.leaf(at(11.0, 29.0, -96.0), 22.0, 7.5, "t-you");
    pen.leaf(at(21.0, 25.0, -84.0), 22.0, 7.5, "t-toto");
    pen.raw("</svg>");
    pen.finish()
}

/// A short walk, bottom left to top right: `done` steps full, the rest of `total` as an outline. Pages use five
/// steps; there is room for twelve.
pub(crate) fn walk(done: u8, total: u8) -> String {
    let total = total.clamp(2, 12);
    let line = curve((26.0, 142.0), (20.0, 70.0), (92.0, 18.0));
    let mut pen = Pen::with_capacity(512 + usize::from(total) * 256);
    pen.raw(r#"<svg class="walk" viewBox="0 0 120 150" aria-hidden="true" focusable="false">"#);
    for i in 0..total {
        let t = 0.03 + 0.9 * f64::from(i) / f64::from(total - 1);
        pen.wear = if i < done { "" } else { " todo" };
        for (side, ahead, class) in [(-1.0, 0.0, "t-you"), (1.0, 0.07, "t-toto")] {
            let pose = line.pose((t + ahead).min(1.0));
            let (sin, cos) = (pose.angle * (std::f64::consts::PI / 180.0)).sin_cos();
            pen.leaf(at(pose.x - sin * side * 11.0, pose.y + cos * side * 11.0, pose.angle), 21.0, 6.6, class);
        }
    }
    pen.raw("</svg>");
    pen.finish()
}
