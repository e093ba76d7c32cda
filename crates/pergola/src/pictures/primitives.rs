//! The five shapes from which every picture is made, and the pen that writes them.
//!
//! The order of operations in the arithmetic is part of the drawing: one digit after the point is kept, and a sum
//! taken in another order may round the other way.

use std::f64::consts::PI;
use std::fmt::Write as _;

/// A place and the direction in which something grows there: 0 points right, -90 up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pose {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) angle: f64,
}

pub(super) const fn at(x: f64, y: f64, angle: f64) -> Pose {
    Pose { x, y, angle }
}

impl Pose {
    pub(super) fn turned(self, by: f64) -> Self {
        Self { angle: self.angle + by, ..self }
    }

    /// Turned towards straight down by `part` of the way, as a thirsty leaf is.
    pub(super) fn drooping(self, part: f64) -> Self {
        let down = (90.0 - self.angle + 180.0).rem_euclid(360.0) - 180.0;
        self.turned(down * part)
    }
}

/// A quadratic: all that grows or hangs follows one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Curve {
    pub(super) from: (f64, f64),
    pub(super) bend: (f64, f64),
    pub(super) to: (f64, f64),
}

pub(super) const fn curve(from: (f64, f64), bend: (f64, f64), to: (f64, f64)) -> Curve {
    Curve { from, bend, to }
}

impl Curve {
    /// The place at `t` (0 is the foot, 1 the tip) and the direction of growth there.
    pub(super) fn pose(self, t: f64) -> Pose {
        let Self { from, bend, to } = self;
        let m = 1.0 - t;
        let on = |a: f64, b: f64, c: f64| m * m * a + 2.0 * m * t * b + t * t * c;
        let slope = |a: f64, b: f64, c: f64| 2.0 * m * (b - a) + 2.0 * t * (c - b);
        let (dx, dy) = (slope(from.0, bend.0, to.0), slope(from.1, bend.1, to.1));
        // Not `to_degrees`, whose rounding may differ in the last digit from one release of Rust to the next.
        at(on(from.0, bend.0, to.0), on(from.1, bend.1, to.1), dy.atan2(dx) * (180.0 / PI))
    }

    /// The pose of number `i` of a row that begins at `start`, covers `span` and has `last` as its last number.
    pub(super) fn step(self, start: f64, span: f64, i: u8, last: u8) -> Pose {
        self.pose(start + span * f64::from(i) / f64::from(last))
    }
}

/// The class of a leaf, one by one in two greens.
pub(super) fn green(dark: bool) -> &'static str {
    if dark { "lf" } else { "lf l2" }
}

/// What writes a picture. `wear` is a class added to all leaves and stems while it is set (`" dry"`, `" todo"`).
#[derive(Debug, Default)]
pub(super) struct Pen {
    out: String,
    pub(super) wear: &'static str,
}

impl Pen {
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self { out: String::with_capacity(bytes), wear: "" }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    /// Markup of ours, as it is.
    pub(super) fn raw(&mut self, markup: &str) -> &mut Self {
        self.out.push_str(markup);
        self
    }

    /// Text of others, made safe for elements and for attributes in double quotes. Controls have no place in either.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                c if c.is_control() => {}
                c => self.out.push(c),
            }
        }
        self
    }

    /// An id of others inside one of ours. It comes out the same in `id`, `href` and `url(…)`, and two ids never
    /// become one: all but letters, digits and the hyphen is written as its number.
    pub(super) fn id(&mut self, id: &str) -> &mut Self {
        for byte in id.bytes() {
            if byte.is_ascii_alphanumeric() || byte == b'-' {
                self.out.push(char::from(byte));
            } else {
                self.out.push('_');
                for half in [byte >> 4, byte & 15] {
                    self.out.push(char::from_digit(half.into(), 16).unwrap_or('0'));
                }
            }
        }
        self
    }

    /// One digit after the point, none if it is zero. A garden has tens of thousands of these, so the common case
    /// avoids the formatter; a half so near that the multiplication may have crossed it asks for the exact answer.
    pub(super) fn number(&mut self, value: f64) -> &mut Self {
        let tenths = value * 10.0;
        let nearest = tenths.round();
        if (tenths - nearest).abs() > 0.499_999 || !nearest.is_finite() || nearest.abs() > 1e6 {
            return self.exact_number(value);
        }
        if value.is_sign_negative() {
            self.out.push('-');
        }
        let tenths = whole(nearest.abs());
        self.digits(tenths / 10);
        if !tenths.is_multiple_of(10) {
            self.out.push('.');
            self.digit(tenths % 10);
        }
        self
    }

    fn exact_number(&mut self, value: f64) -> &mut Self {
        // Writing into a String cannot fail.
        let _ = write!(self.out, "{value:.1}");
        if self.out.ends_with(".0") {
            self.out.truncate(self.out.len() - 2);
        }
        self
    }

    fn digits(&mut self, number: u32) {
        if number >= 10 {
            self.digits(number / 10);
        }
        self.digit(number % 10);
    }

    fn digit(&mut self, digit: u32) {
        self.out.push(char::from_digit(digit, 10).unwrap_or('0'));
    }

    /// A space before all but the first.
    pub(super) fn numbers<const N: usize>(&mut self, values: [f64; N]) -> &mut Self {
        for (i, value) in values.into_iter().enumerate() {
            if i > 0 {
                self.out.push(' ');
            }
            self.number(value);
        }
        self
    }

    fn begin_path(&mut self, class: &str) -> &mut Self {
        let wear = self.wear;
        self.raw("<path class=\"").raw(class).raw(wear).raw("\" ")
    }

    fn transform(&mut self, pose: Pose) -> &mut Self {
        self.raw("transform=\"translate(").numbers([pose.x, pose.y]).raw(") rotate(").number(pose.angle).raw(")\" ")
    }

    /// Almond: two arcs.
    pub(super) fn leaf(&mut self, pose: Pose, long: f64, wide: f64, class: &str) {
        self.begin_path(class).transform(pose);
        self.raw("d=\"M0 0Q").numbers([long * 0.45, -wide, long]).raw(" 0Q");
        self.numbers([long * 0.45, wide]).raw(" 0 0Z\"/>");
    }

    /// A leaf with lobes, of a vine, `size` times its natural 18 units.
    pub(super) fn lobed_leaf(&mut self, pose: Pose, size: f64, class: &str) {
        self.begin_path(class);
        self.raw("transform=\"translate(").numbers([pose.x, pose.y]).raw(") rotate(").number(pose.angle);
        self.raw(") scale(").number(size).raw(")\" d=\"").raw(VINE_LEAF).raw("\"/>");
    }

    /// Drop: narrow at the heart, round at the tip.
    pub(super) fn petal(&mut self, pose: Pose, long: f64, wide: f64, class: &str) {
        self.raw("<path class=\"").raw(class).raw("\" ").transform(pose);
        self.raw("d=\"M0 0C").numbers([long * 0.3, -wide, long, -wide, long]).raw(" 0C");
        self.numbers([long, wide, long * 0.3, wide]).raw(" 0 0Z\"/>");
    }

    pub(super) fn disc(&mut self, x: f64, y: f64, radius: f64, class: &str) {
        self.raw("<circle class=\"").raw(class).raw("\" cx=\"").number(x).raw("\" cy=\"").number(y);
        self.raw("\" r=\"").number(radius).raw("\"/>");
    }

    pub(super) fn stem(&mut self, line: Curve, class: &str) {
        self.begin_path(class).raw("d=\"M").numbers([line.from.0, line.from.1]).raw("Q");
        self.numbers([line.bend.0, line.bend.1, line.to.0, line.to.1]).raw("\"/>");
    }

    /// A path of our own making, in the class it wears.
    pub(super) fn path(&mut self, class: &str, draw: impl FnOnce(&mut Self)) {
        self.begin_path(class).raw("d=\"");
        draw(self);
        self.raw("\"/>");
    }
}

const VINE_LEAF: &str =
    "M0 0C1-3 1-5 0-7C4-8 6-6 7-4C9-7 12-6 13-4C15-3 17-1 18 0C17 1 15 3 13 4C12 6 9 7 7 4C6 6 4 8 0 7C1 5 1 3 0 0Z";

/// A float that is whole, not negative and at most a million, as an integer.
#[expect(
    clippy::as_conversions,
    reason = "std has no other way from float to integer, and the one caller checks the range"
)]
fn whole(value: f64) -> u32 {
    value as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn short(value: f64) -> String {
        let mut pen = Pen::default();
        pen.number(value);
        pen.finish()
    }

    #[test]
    fn numbers_are_short() {
        let cases = [(0.0, "0"), (12.0, "12"), (-17.5, "-17.5"), (0.95, "0.9"), (1234.56, "1234.6"), (9.96, "10")];
        for (value, written) in cases {
            assert_eq!(short(value), written);
        }
        // Halves go to the even neighbour where they are exact, and what rounds to nothing keeps its sign.
        for (value, written) in [(0.25, "0.2"), (0.75, "0.8"), (-0.25, "-0.2"), (-0.04, "-0"), (1e9, "1000000000")] {
            assert_eq!(short(value), written);
        }
    }

    #[test]
    fn the_quick_way_writes_what_the_exact_one_does() {
        for i in -400_000_i32..400_000 {
            let value = f64::from(i) * 0.001_25;
            let exact = format!("{value:.1}");
            assert_eq!(short(value), exact.strip_suffix(".0").unwrap_or(&exact), "{value}");
        }
    }

    #[test]
    fn ids_are_safe_and_stay_apart() {
        let written = |id| {
            let mut pen = Pen::default();
            pen.id(id);
            pen.finish()
        };
        assert_eq!(written("731964500001"), "731964500001");
        assert_eq!(written("a b)"), "a_20b_29");
        assert_ne!(written("a_20b"), written("a b"));
    }
}
