//! The pictures of pages with nothing in them, and of a day that is over: an ending is drawn too.

use super::plants::{self, Look, Species, State};
use super::primitives::{Pen, at};

/// A garden with nobody in it: one sprout in lemon ground, two places ready.
pub(crate) fn empty_garden() -> String {
    let mut pen = Pen::with_capacity(2 * 1024);
    frame(&mut pen, "bp-vuoto");
    pen.raw(r#"<ellipse class="halo" cx="180" cy="174" rx="34" ry="7"/><g transform="translate(180 173) scale(1.7)">"#);
    plants::sprout(&mut pen);
    pen.raw(r#"</g><ellipse class="soil" cx="118" cy="174" rx="20" ry="4.500"/><ellipse class="soil" cx="242" cy="174" rx="20" ry="4.500"/></svg>"#);
    pen.finish()
}

/// A page that is not there: the path ends, the steps on are yet to be walked.
pub(crate) fn lost_path() -> String {
    let look = Look { state: State::Bloom, warmth: 2, potted: false };
    let mut pen = Pen::with_capacity(8 * 1024);
    frame(&mut pen, "bp-errore");
    pen.raw(r#"<g transform="translate(96 173) scale(1.1)">"#);
    plants::draw(&mut pen, "e1", Species::Iris, look);
    pen.raw(r#"</g><g transform="translate(268 173) scale(1.05)">"#);
    plants::draw(&mut pen, "e2", Species::Vine, look);
    pen.raw(r#"</g><g class="stones"><rect x="60" y="182" width="40" height="9" rx="4.500"/>"#);
    pen.raw(r#"<rect x="106" y="183" width="30" height="9" rx="4.500"/><rect x="142" y="182" width="26" height="9" rx="4.500"/></g>"#);
    for (x, y, angle, class) in [
        (190.0, 186.0, 8.0, "t-you"),
        (194.0, 174.5, -12.0, "t-toto"),
        (222.0, 188.0, 30.0, "todo"),
        (226.0, 176.0, 14.0, "todo"),
    ] {
        pen.leaf(at(x, y, angle), 17.0, 6.0, class);
    }
    pen.raw("</svg>");
    pen.finish()
}

/// The end of a finite list: the pergola at home.
pub(crate) fn day_done() -> String {
    let mut pen = Pen::with_capacity(1024);
    pen.raw(r#"<svg viewBox="0 0 208 64" aria-hidden="true" focusable="false"><path class="furrow" d="M4 58H204"/>"#);
    pen.raw(r#"<g class="stones"><rect x="70" y="52" width="24" height="8" rx="4"/><rect x="98" y="53" width="18" height="7" rx="3.500"/><rect x="120" y="52" width="26" height="8" rx="4"/></g>"#);
    pen.raw(r#"<g class="beam"><path d="M30 8h148v4H30zM38 2h4v6h-4zM64 2h4v6h-4zM90 2h4v6h-4zM116 2h4v6h-4zM142 2h4v6h-4zM166 2h4v6h-4zM42 12h4v46h-4zM162 12h4v46h-4z"/></g>"#);
    pen.raw(r#"<path class="st" d="M46 58Q60 30 52 16"/>"#);
    pen.leaf(at(50.0, 40.0, -20.0), 14.0, 5.0, "lf");
    pen.leaf(at(54.0, 30.0, -150.0), 12.0, 4.4, "lf l2");
    pen.leaf(at(53.0, 22.0, -10.0), 13.0, 4.6, "lf");
    pen.leaf(at(50.0, 48.0, -165.0), 11.0, 4.0, "lf l2");
    pen.leaf(at(52.0, 16.0, 20.0), 13.0, 4.6, "lf l2");
    pen.raw("</svg>");
    pen.finish()
}

/// An empty bay. `clip` is an id no other picture of the page has.
fn frame(pen: &mut Pen, clip: &str) {
    pen.raw(r#"<svg viewBox="0 0 360 200" aria-hidden="true" focusable="false"><clipPath id=""#).raw(clip);
    pen.raw(r#""><path d="M28 26H332V150H28Z"/></clipPath><path class="lattice" clip-path="url(#"#)
        .raw(clip)
        .raw(")\" d=\"");
    for x in (-120i32..360).step_by(34).map(f64::from) {
        pen.raw("M").number(x).raw(" 26l120 120M").number(x).raw(" 146l120 -120");
    }
    pen.raw("\"/><g class=\"beam\">");
    for x in (24i32..340).step_by(27).map(f64::from) {
        pen.raw("<path d=\"M").number(x).raw(" 8h4v8h-4z\"/>");
    }
    pen.raw(r#"<path d="M8 15h344v6H8zM24 21h5v152h-5zM331 21h5v152h-5z"/></g><path class="furrow" d="M0 174H360"/>"#);
}
