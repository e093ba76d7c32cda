//! How far someone is, beside the words: two dots and a line for one step, a small dot between for each step more.

use super::primitives::Pen;

/// For one to six steps; beyond, the words say it alone and the picture stays at six.
pub(crate) fn degree(steps: u8) -> String {
    let steps = steps.clamp(1, 6);
    let x = |i: u8| 6.0 + 13.0 * f64::from(i);
    let mut pen = Pen::with_capacity(512);
    pen.raw("<svg width=\"").number(x(steps) + 6.0).raw("\" height=\"16\" viewBox=\"0 0 ").number(x(steps) + 6.0);
    pen.raw(" 16\" aria-hidden=\"true\" focusable=\"false\"><path d=\"M6 8H").number(x(steps)).raw("\"/>");
    for i in 0..=steps {
        pen.disc(x(i), 8.0, if i == 0 || i == steps { 4.0 } else { 2.6 }, "on");
    }
    pen.raw("</svg>");
    pen.finish()
}
