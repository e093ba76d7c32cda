//! The tile of a person: their mark where there is no photo, like the maiolica of a pergola's pillars.
//!
//! Motif and colours come from the stable id, so who changes name keeps the tile; only the initials are of the name.

use std::sync::LazyLock;

use super::names::initials;
use super::primitives::Pen;
use super::seed::hash;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TileSize {
    Small,
    Usual,
    Medium,
    Large,
}

impl TileSize {
    fn class(self) -> &'static str {
        match self {
            Self::Small => " s",
            Self::Usual => "",
            Self::Medium => " m",
            Self::Large => " l",
        }
    }
}

/// Needs [`sprite`] on the same page.
pub(crate) fn tile(id: &str, name: &str, size: TileSize) -> String {
    let hash = hash(id);
    let mut pen = Pen::with_capacity(192);
    pen.raw("<svg class=\"tile c").number(f64::from((hash >> 8) % 8)).raw(size.class());
    pen.raw("\" viewBox=\"0 0 48 48\" aria-hidden=\"true\" focusable=\"false\"><use href=\"#m");
    pen.number(f64::from(hash % 12)).raw("\"/><text x=\"24\" y=\"24\">").text(&initials(name)).raw("</text></svg>");
    pen.finish()
}

/// The twelve motifs, once for each page that shows tiles, right after `<body>`.
pub(crate) fn sprite() -> &'static str {
    static SPRITE: LazyLock<String> = LazyLock::new(draw_sprite);
    &SPRITE
}

fn draw_sprite() -> String {
    let mut pen = Pen::with_capacity(13 * 1024);
    pen.raw("<svg class=\"sprite\" width=\"0\" height=\"0\" aria-hidden=\"true\" focusable=\"false\">\n");
    for (i, motif) in (0u32..).zip(MOTIFS) {
        pen.raw("  <symbol id=\"m").number(f64::from(i)).raw("\" viewBox=\"0 0 48 48\">").raw(motif);
        for quarter in ["90", "180", "270"] {
            pen.raw("<g transform=\"rotate(").raw(quarter).raw(" 24 24)\">").raw(motif).raw("</g>");
        }
        pen.raw("<circle fill=\"var(--tg)\" cx=\"24\" cy=\"24\" r=\"14.500\"/></symbol>\n");
    }
    pen.raw("</svg>");
    pen.finish()
}

/// A quarter of each motif; three turns make it whole. `--ti` is the tile's ink, `--ta` its accent, `--tg` its ground.
const MOTIFS: [&str; 12] = [
    concat!(
        r#"<path fill="var(--ti)" d="M0 0H12A12 12 0 0 1 0 12Z"/>"#,
        r#"<path fill="none" stroke="var(--ta)" stroke-width="1.6" d="M15.500 0A15.500 15.500 0 0 1 0 15.500"/>"#,
    ),
    concat!(
        r#"<path fill="var(--ti)" transform="translate(1 1) rotate(45)" d="M0 0Q7.7 -6.5 17 0Q7.7 6.5 0 0Z"/>"#,
        r#"<path fill="var(--ta)" transform="translate(24 0.5) rotate(152)" d="M0 0Q5.0 -4 11 0Q5.0 4 0 0Z"/>"#,
        r#"<path fill="var(--ta)" transform="translate(24 0.5) rotate(28)" d="M0 0Q5.0 -4 11 0Q5.0 4 0 0Z"/>"#,
    ),
    concat!(
        r#"<path fill="var(--ti)" transform="translate(0 0) rotate(12)" d="M0 0Q8.1 -5 18 0Q8.1 5 0 0Z"/>"#,
        r#"<path fill="var(--ta)" transform="translate(0 0) rotate(45)" d="M0 0Q8.1 -5 18 0Q8.1 5 0 0Z"/>"#,
        r#"<path fill="var(--ti)" transform="translate(0 0) rotate(78)" d="M0 0Q8.1 -5 18 0Q8.1 5 0 0Z"/>"#,
    ),
    concat!(
        r#"<path fill="var(--ti)" d="M24 0Q31 5 24 11Q17 5 24 0Z"/>"#,
        r#"<circle fill="var(--ta)" cx="6.500" cy="6.500" r="4"/>"#,
        r#"<path fill="none" stroke="var(--ti)" stroke-width="1.400" d="M0 15Q9 15 15 0"/>"#,
    ),
    concat!(
        r#"<path fill="var(--ti)" d="M0 0H14L0 14Z"/>"#,
        r#"<path fill="none" stroke="var(--ta)" stroke-width="1.700" d="M18.500 0L0 18.500"/>"#,
        r#"<circle fill="var(--tg)" cx="4.600" cy="4.600" r="2"/>"#,
    ),
    concat!(
        r#"<path fill="var(--ti)" d="M14 0A10 8.500 0 0 0 34 0Z"/>"#,
        r#"<path fill="var(--ta)" d="M19 0A5 4 0 0 0 29 0Z"/>"#,
        r#"<circle fill="var(--ti)" cx="5" cy="5" r="3.200"/>"#,
    ),
    concat!(
        r#"<path fill="none" stroke="var(--ti)" stroke-width="2" d="M0 18L18 0M0 10L10 0M0 26L26 0"/>"#,
        r#"<circle fill="var(--ta)" cx="3.500" cy="3.500" r="2.600"/>"#,
    ),
    concat!(
        r#"<circle fill="var(--ti)" cx="0" cy="0" r="9"/>"#,
        r#"<circle fill="var(--ta)" cx="0" cy="0" r="4.500"/>"#,
        r#"<circle fill="var(--ti)" cx="24" cy="3.500" r="2.600"/>"#,
        r#"<circle fill="var(--ta)" cx="13.600" cy="13.600" r="0"/>"#,
        r#"<path fill="none" stroke="var(--ti)" stroke-width="1.300" d="M9 3.500H21M27 3.500H39"/>"#,
    ),
    concat!(
        r#"<path fill="var(--ti)" d="M15 0H33L24 10Z"/>"#,
        r#"<path fill="var(--ta)" d="M0 0L11 3.500L12 12L3.500 11Z"/>"#,
    ),
    concat!(
        r#"<path fill="var(--ti)" transform="translate(12 0) rotate(90)" d="M0 0Q5.9 -4 13 0Q5.9 4 0 0Z"/>"#,
        r#"<path fill="var(--ta)" transform="translate(12 0) rotate(35)" d="M0 0Q5.0 -3.4 11 0Q5.0 3.4 0 0Z"/>"#,
        r#"<path fill="var(--ta)" transform="translate(12 0) rotate(145)" d="M0 0Q5.0 -3.4 11 0Q5.0 3.4 0 0Z"/>"#,
        r#"<path fill="var(--ti)" transform="translate(36 0) rotate(90)" d="M0 0Q4.5 -3.2 10 0Q4.5 3.2 0 0Z"/>"#,
    ),
    concat!(
        r#"<path fill="none" stroke="var(--ti)" stroke-width="3" d="M7 0A7 7 0 0 1 0 7M15 0A15 15 0 0 1 0 15"/>"#,
        r#"<path fill="none" stroke="var(--ta)" stroke-width="2" d="M11.200 0A11.200 11.200 0 0 1 0 11.200"/>"#,
    ),
    concat!(
        r#"<path fill="var(--ti)" d="M0 0Q14 1 15 15Q1 14 0 0Z"/>"#,
        r#"<path fill="var(--ta)" d="M24 0L28 5L24 10L20 5Z"/>"#,
        r#"<path fill="none" stroke="var(--tg)" stroke-width="1.300" d="M2 2L12 12"/>"#,
    ),
];
