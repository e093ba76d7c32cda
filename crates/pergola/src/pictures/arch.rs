//! The arch of an introduction: each half grows leaves when that person has said yes; with both the keystone blooms.
//!
//! What the picture may tell is decided by its type. Until the two are in touch, nobody sees the answer of another:
//! there is no arch with one half in leaf but the viewer's own. And all endings without a tie look the same, so
//! that nobody learns who declined.

use super::primitives::{Curve, Pen, at, curve, green};

/// An introduction, as one of the three may see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arch {
    /// Not sent yet: a bare outline.
    NotSent,
    /// Sent: buds on both sides, for the broker whatever came back, and for a party who has not answered.
    Asked,
    /// For a party who said yes and waits: leaves on the left, where pages put the viewer.
    OwnYes,
    /// Both said yes: in touch.
    Made,
    /// Declined, not now, withdrawn or out of time.
    Closed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Bare,
    Buds,
    Leaves,
}

pub(crate) fn arch(state: Arch) -> String {
    let (left, right) = match state {
        Arch::NotSent | Arch::Closed => (Half::Bare, Half::Bare),
        Arch::Asked => (Half::Buds, Half::Buds),
        Arch::OwnYes => (Half::Leaves, Half::Buds),
        Arch::Made => (Half::Leaves, Half::Leaves),
    };
    let mut pen = Pen::with_capacity(5 * 1024);
    pen.raw(FRAME);
    half(&mut pen, -1.0, left);
    half(&mut pen, 1.0, right);
    if state == Arch::Made {
        keystone(&mut pen);
    } else {
        pen.raw(r#"<circle class="key" cx="0" cy="20" r="9"/>"#);
    }
    pen.raw("</svg>");
    pen.finish()
}

fn half(pen: &mut Pen, side: f64, half: Half) {
    let line = curve((side * 150.0, 132.0), (side * 150.0, 14.0), (side * 18.0, 22.0));
    match half {
        Half::Bare => pen.stem(line, "arch-st none"),
        Half::Buds => {
            pen.stem(line, "arch-st ask");
            for i in 0..5 {
                let bud = line.step(0.14, 0.74, i, 4);
                pen.disc(bud.x, bud.y, 2.2, "bud");
            }
        }
        Half::Leaves => {
            pen.stem(line, "arch-st yes");
            for i in 0..11 {
                let odd = i % 2 == 1;
                let pose = line.step(0.06, 0.9, i, 10).turned(if odd { 52.0 } else { -52.0 });
                pen.leaf(pose, 17.0 - f64::from(i) * 0.35, 6.0, green(odd));
            }
        }
    }
}

fn keystone(pen: &mut Pen) {
    pen.raw("<g class=\"keystone\">");
    for i in 0u8..6 {
        let class = if i % 2 == 1 { "p-violet" } else { "p-violet2" };
        pen.petal(at(0.0, 20.0, -90.0 + 60.0 * f64::from(i)), 15.0, 6.4, class);
    }
    pen.disc(0.0, 20.0, 4.0, "p-lemon");
    pen.raw("</g>");
}

const FRAME: &str = concat!(
    r#"<svg class="arch" viewBox="-180 -2 360 146" aria-hidden="true" focusable="false">"#,
    r#"<g class="beam"><path d="M-156 14h5v126h-5zM151 14h5v126h-5z"/><path d="M-176 12h352v5h-352z"/>"#,
    r#"<path d="M-165 5h4v7h-4z"/><path d="M-138 5h4v7h-4z"/><path d="M-111 5h4v7h-4z"/><path d="M-84 5h4v7h-4z"/>"#,
    r#"<path d="M-57 5h4v7h-4z"/><path d="M-30 5h4v7h-4z"/><path d="M-3 5h4v7h-4z"/><path d="M24 5h4v7h-4z"/>"#,
    r#"<path d="M51 5h4v7h-4z"/><path d="M78 5h4v7h-4z"/><path d="M105 5h4v7h-4z"/><path d="M132 5h4v7h-4z"/>"#,
    r#"<path d="M159 5h4v7h-4z"/></g><path class="furrow" d="M-176 141H176"/>"#
);

/// The small arch between two people on a suggestion: one who asks and one who offers.
pub(crate) fn joint() -> String {
    let mut pen = Pen::with_capacity(2 * 1024);
    pen.raw(r#"<svg class="joint" viewBox="0 0 96 44" aria-hidden="true" focusable="false">"#);
    for line in JOINT {
        pen.stem(line, "st");
    }
    for line in JOINT {
        for i in 0..4 {
            let odd = i % 2 == 1;
            let pose = line.step(0.2, 0.66, i, 3).turned(if odd { 50.0 } else { -50.0 });
            pen.leaf(pose, 10.0, 3.6, green(odd));
        }
    }
    pen.disc(48.0, 8.0, 3.6, "p-lemon");
    pen.raw(r#"<circle class="ring" cx="48" cy="8" r="6.4"/></svg>"#);
    pen.finish()
}

const JOINT: [Curve; 2] = [curve((4.0, 42.0), (6.0, 8.0), (42.0, 8.0)), curve((92.0, 42.0), (90.0, 8.0), (54.0, 8.0))];
