//! The icons beside words, and the logo. Always decoration: the words are there, or hidden next to it.
//!
//! A grid of 24, strokes of 1.7 with round ends in the colour of the text: the class `i` says so.

macro_rules! drawn {
    ($shape:literal) => {
        concat!(r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true" focusable="false">"#, $shape, "</svg>")
    };
}

/// The icon of that name; nothing for a name that is not here, as a missing ornament is no reason to fail a page.
pub(crate) fn icon(name: &str) -> &'static str {
    match name {
        "today" => {
            drawn!(r#"<path d="M3 8h18M5 8v12M19 8v12M6.5 5v3M11 5v3M15.5 5v3"/><circle cx="12" cy="15" r="3.2"/>"#)
        }
        "garden" => drawn!(
            r#"<path d="M12 21v-9M12 13c0-4-2.6-6.4-7-6.6C5 10.800 7.700 13 12 13zM12 16c0-3.200 2-5.200 6.600-5.400C18.600 14 16.200 16 12 16zM4 21h16"/>"#
        ),
        "board" => {
            drawn!(r#"<path d="M3.500 5h10v7.500h-5L5.500 15v-2.500h-2zM10.500 15.500v1h5l3 2.500v-2.500h2V9h-4"/>"#)
        }
        "jobs" => drawn!(r#"<path d="M4 8h16v11H4zM9 8V5h6v3M4 13h16M12 12v2.200"/>"#),
        "post" => drawn!(r#"<path d="M3.500 6h17v12.500h-17zM4 6.500l8 6.500 8-6.500"/>"#),
        "search" => drawn!(r#"<circle cx="10.500" cy="10.500" r="6"/><path d="M15 15l5.500 5.500"/>"#),
        "why" => drawn!(
            r#"<path d="M12 3v9M12 12c0 3-3 3.500-5 7M12 12c0 3 3 3.500 5 7M12 12v8.500M12 6c2-2.600 4-3 6-2.600-.2 2.500-2.500 4.200-6 3.600z"/>"#
        ),
        "lock" => drawn!(r#"<path d="M5.500 11h13v9h-13zM8.500 11V8a3.500 3.500 0 0 1 7 0v3M12 14.500v2"/>"#),
        "clock" => drawn!(r#"<circle cx="12" cy="12" r="8.200"/><path d="M12 7.500V12l3.200 2"/>"#),
        "pin" => drawn!(
            r#"<path d="M12 21c-4-4.600-6.200-7.900-6.200-11a6.200 6.200 0 0 1 12.400 0c0 3.100-2.200 6.400-6.200 11z"/><circle cx="12" cy="10" r="2.200"/>"#
        ),
        "cup" => drawn!(
            r#"<path d="M5 9h11v5.500a4.500 4.500 0 0 1-4.500 4.500h-2A4.500 4.500 0 0 1 5 14.500zM16 10.500h1.500a2.300 2.300 0 0 1 0 4.600H16M8 3.500c-.8 1 .8 1.700 0 2.800M12 3.500c-.8 1 .8 1.700 0 2.800"/>"#
        ),
        "cal" => drawn!(r#"<path d="M4 6h16v14H4zM4 10.500h16M8.500 3.500v4M15.500 3.500v4"/>"#),
        "arch" => drawn!(r#"<path d="M4 20v-6a8 8 0 0 1 16 0v6M4 20h3M17 20h3"/><circle cx="12" cy="6" r="2.200"/>"#),
        "send" => drawn!(r#"<path d="M4 12l16-7.500-5 15.500-3.500-6zM11.500 14L20 4.500"/>"#),
        "plus" => drawn!(r#"<path d="M12 5v14M5 12h14"/>"#),
        "check" => drawn!(r#"<path d="M5 12.500l4.500 4.500L19 7.500"/>"#),
        "x" => drawn!(r#"<path d="M6 6l12 12M18 6L6 18"/>"#),
        "chev" => drawn!(r#"<path d="M9 5.500l6.500 6.500L9 18.500"/>"#),
        "down" => drawn!(r#"<path d="M12 4v11M7 10.500l5 5 5-5M4.500 20h15"/>"#),
        "up" => drawn!(r#"<path d="M12 16V5M7 9.500l5-5 5 5M4.500 20h15"/>"#),
        "trash" => {
            drawn!(r#"<path d="M4.500 7h15M9.500 7V4.500h5V7M6.500 7l1 13h9l1-13M10.500 11v5.500M13.500 11v5.500"/>"#)
        }
        "key" => drawn!(
            r#"<circle cx="8" cy="9" r="4.500"/><path d="M11.200 12.200L20 21M16.500 17.500l2.500-2.500M13.800 14.800l1.700-1.700"/>"#
        ),
        "globe" => drawn!(
            r#"<circle cx="12" cy="12" r="8.300"/><path d="M3.700 12h16.600M12 3.700c-5 5-5 11.600 0 16.600M12 3.700c5 5 5 11.600 0 16.600"/>"#
        ),
        "fold" => drawn!(r#"<path d="M4 5h16v4.700L12 12 4 9.700zM4 14.300L12 12l8 2.300V19H4z"/>"#),
        "file" => drawn!(r#"<path d="M6 3.500h8l4.500 4.500v12.500H6zM14 3.500V8h4.500M9 12.500h6M9 16h6"/>"#),
        "shield" => drawn!(
            r#"<path d="M12 3.500l7.500 2.700v5.500c0 4.200-3 7.200-7.500 9-4.500-1.800-7.500-4.800-7.500-9V6.200z"/><path d="M8.700 12l2.300 2.400 4.300-4.600"/>"#
        ),
        "people" => drawn!(
            r#"<circle cx="8.500" cy="8.500" r="3.200"/><path d="M2.500 19.500c0-4 2.500-6 6-6s6 2 6 6"/><circle cx="16.500" cy="9.500" r="2.500"/><path d="M16 13.600c3.400-.3 5.500 1.600 5.500 4.900"/>"#
        ),
        "keep" => drawn!(r#"<path d="M6.500 4h11v16.500L12 16l-5.500 4.500z"/>"#),
        "reply" => drawn!(r#"<path d="M4 5.500h16v10.500h-8.500L7 20v-4H4z"/>"#),
        "thanks" => drawn!(
            r#"<path d="M4 20c.3-9 5.500-14.500 16-15.500C20 13 15.500 18.500 7 17.700M4 20c2-4.500 5-7.500 9.500-9.500"/>"#
        ),
        "edit" => drawn!(r#"<path d="M4.500 19.500l1-4.500L16 4.500l3.500 3.500L9 18.500zM13.500 7l3.500 3.500"/>"#),
        "house" => drawn!(r#"<path d="M4 20V9.500L12 4l8 5.500V20zM9.500 20v-6h5v6"/>"#),
        "drop" => drawn!(
            r#"<path d="M12 3.500c3.800 4.500 5.800 7.600 5.800 10.600a5.800 5.800 0 0 1-11.600 0c0-3 2-6.100 5.800-10.600z"/>"#
        ),
        "moon" => drawn!(r#"<path d="M19.500 14A8 8 0 0 1 10 4.500a8 8 0 1 0 9.500 9.500z"/>"#),
        "flag" => drawn!(r#"<path d="M6 21V4h12l-2.500 4.300L18 12.600H6"/>"#),
        "warn" => drawn!(r#"<path d="M12 4l9 16H3zM12 10v4.500M12 17v.600"/>"#),
        "info" => drawn!(r#"<circle cx="12" cy="12" r="8.300"/><path d="M12 11v5.500M12 7.500v.600"/>"#),
        "net" => drawn!(r#"<path d="M3 12L12 3l9 9-9 9zM7.500 7.500l9 9M16.500 7.500l-9 9"/>"#),
        _ => "",
    }
}

/// A pergola that a vine begins to climb.
pub(crate) fn logo() -> &'static str {
    concat!(
        r#"<svg class="logo" viewBox="0 0 32 32" aria-hidden="true" focusable="false">"#,
        r#"<path class="lg-b" d="M2 9h28v3H2zM6 5h2.500v4H6zM12 5h2.500v4H12zM17.500 5H20v4h-2.500zM23.500 5H26v4h-2.500zM6 12h2.600v17H6zM23.400 12H26v17h-2.600z"/>"#,
        r#"<path class="lg-s" d="M7.300 29C8 20 13 15 20 15.500"/>"#,
        r#"<path class="lf" transform="translate(10.2 21.5) rotate(-62)" d="M0 0Q3.8 -3.2 8.5 0Q3.8 3.2 0 0Z"/>"#,
        r#"<path class="lf l2" transform="translate(13.2 18.2) rotate(40)" d="M0 0Q4 -3.3 9 0Q4 3.3 0 0Z"/>"#,
        r#"<path class="lf" transform="translate(19.5 15.5) rotate(-8)" d="M0 0Q4 -3.3 9 0Q4 3.3 0 0Z"/>"#,
        r#"</svg>"#,
    )
}
