//! The blooms and fruits, one for each species. `size` 1 is as they are beside a plant of 80 units.

use crate::pictures::primitives::{Pen, at};

pub(super) fn lemon(pen: &mut Pen, x: f64, y: f64, size: f64) {
    pen.raw("<g transform=\"translate(").numbers([x, y]).raw(") rotate(62) scale(").number(size).raw(")\">");
    pen.raw(r#"<path class="p-lemon" d="M-7.6 0C-5 -1.4 -4.4 -4.6 0 -4.8C4.4 -4.6 5 -1.4 7.6 0C5 1.4 4.4 4.6 0 4.8C-4.4 4.6 -5 1.4 -7.6 0Z"/>"#);
    pen.raw(r#"<path class="gl" d="M-2.8 -2Q0 -3.3 2.6 -2.2"/></g>"#);
}

pub(super) fn olive(pen: &mut Pen, x: f64, y: f64, size: f64) {
    pen.raw("<ellipse class=\"p-cobalt\" cx=\"").number(x).raw("\" cy=\"").number(y);
    pen.raw("\" rx=\"").number(2.5 * size).raw("\" ry=\"").number(3.4 * size).raw("\"/>");
}

pub(super) fn grapes(pen: &mut Pen, x: f64, y: f64, size: f64) {
    for (row, count) in (0u8..).zip([3u8, 4, 3, 2, 1]) {
        for i in 0..count {
            let aside = f64::from(i) - f64::from(count - 1) / 2.0;
            let class = if (i + row).is_multiple_of(3) { "p-violet2" } else { "p-violet" };
            pen.disc(x + aside * 4.3 * size, y + f64::from(row) * 3.8 * size, 2.4 * size, class);
        }
    }
}

pub(super) fn iris(pen: &mut Pen, x: f64, y: f64, size: f64) {
    for angle in [155.0, 25.0] {
        pen.petal(at(x, y, angle), 9.5 * size, 4.0 * size, "p-cobalt2");
    }
    pen.petal(at(x, y, 90.0), 9.0 * size, 4.4 * size, "p-cobalt2");
    for angle in [-118.0, -62.0] {
        pen.petal(at(x, y, angle), 10.0 * size, 4.0 * size, "p-cobalt");
    }
    pen.petal(at(x, y, -90.0), 11.5 * size, 3.8 * size, "p-cobalt");
    pen.disc(x, y + 0.6, 1.5 * size, "p-lemon");
}

pub(super) fn pomegranate(pen: &mut Pen, x: f64, y: f64, size: f64) {
    pen.raw("<g transform=\"translate(").numbers([x, y]).raw(") scale(").number(size).raw(")\">");
    pen.raw(r#"<path class="p-rust" d="M-2 5.2L-3 8.6L-1 7.2L0 9L1 7.2L3 8.6L2 5.2Z"/>"#);
    pen.raw(r#"<circle class="p-rust" r="5.7"/><path class="gl" d="M-3.4 -1.6Q-1.8 -4 1 -3.8"/></g>"#);
}

pub(super) fn jasmine(pen: &mut Pen, x: f64, y: f64, size: f64) {
    for i in 0u8..5 {
        pen.petal(at(x, y, -90.0 + 72.0 * f64::from(i)), 6.2 * size, 2.3 * size, "p-white");
    }
    pen.disc(x, y, 1.5 * size, "p-lemon");
}
