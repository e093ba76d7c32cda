//! The wisteria that hangs from the beam on Oggi and at the door: the one picture that is only decoration.

use std::sync::LazyLock;

use super::primitives::{Pen, at};
use super::seed::Stream;

/// Goes right after `.rafters`, inside the header.
pub(crate) fn garland() -> &'static str {
    static GARLAND: LazyLock<String> = LazyLock::new(draw);
    &GARLAND
}

fn draw() -> String {
    let stream = &mut Stream::new("glicine");
    let mut pen = Pen::with_capacity(8 * 1024);
    pen.raw(r#"<svg class="garland" viewBox="0 0 300 120" aria-hidden="true" focusable="false">"#);
    pen.raw(r#"<path class="st s2" d="M300 4Q240 16 186 7T90 9T18 6"/>"#);
    for (i, long) in (0u8..).zip([78.0, 58.0, 66.0, 40.0, 26.0]) {
        let x = 300.0 - 22.0 - f64::from(i) * 250.0 / 4.0 + stream.between(-8.0, 8.0);
        let rows = ((long + stream.between(-6.0, 6.0)) / 6.0).floor();
        for (angle, class) in [(150.0, "lf"), (118.0, "lf l2"), (62.0, "lf"), (30.0, "lf l2")] {
            pen.leaf(at(x, 9.0, angle), 24.0 + stream.between(-3.0, 3.0), 5.6, class);
        }
        for row in (0u8..20).take_while(|&row| f64::from(row) < rows) {
            flowers(&mut pen, stream, x, row, rows);
        }
    }
    pen.raw("</svg>");
    pen.finish()
}

/// One row of a bunch: three across above, two below, one at the tip.
fn flowers(pen: &mut Pen, stream: &mut Stream, x: f64, row: u8, rows: f64) {
    let r = f64::from(row);
    let wide = (1.0 - r / rows).powf(0.8) * 11.0 * (0.55 + r * 0.25).min(1.0);
    let upper = r < rows * 0.6;
    let across = if upper {
        3
    } else if r < rows - 1.0 {
        2
    } else {
        1
    };
    for j in 0u8..across {
        let aside = f64::from(j);
        let x = if upper {
            x + (aside - 1.0) * wide * 0.8 + stream.between(-1.6, 1.6)
        } else {
            x + (aside - 0.5) * wide + stream.between(-1.0, 1.0)
        };
        let y = 18.0 + r * 6.0 + stream.between(-1.0, 1.0);
        let class = match (j + row) % 3 {
            0 => "p-violet2",
            1 => "p-violet",
            _ => "p-violet3",
        };
        pen.disc(x, y, 4.4 - r * 2.4 / rows, class);
    }
}
