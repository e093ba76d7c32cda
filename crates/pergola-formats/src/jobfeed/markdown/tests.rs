//! HTML of others as Markdown, case by case.

use proptest::prelude::*;

use super::{is_html, markdown};

#[test]
fn html_of_others_comes_to_be_markdown() {
    for (html, told) in [
        ("<p>Wood &amp; <b>oak</b>.</p><p>Two</p>", "Wood & **oak**.\n\nTwo"),
        ("<div>one<br/>two</div>", "one\\\ntwo"),
        ("<ul><li>one</li><li>two<ul><li>deep</li></ul></li></ul>after", "- one\n- two\n  - deep\n\nafter"),
        ("<ol><li><p>one</p></li><li><p>two</p></li></ol>", "1. one\n\n2. two"),
        ("<h1>The work</h1><p>x</p><h4>More #</h4>", "## The work\n\nx\n\n### More \\#"),
        ("<p><strong> a </strong>b <em></em>c</p>", "**a** b c"),
        ("<p><strong><em>x</em></strong></p>", "**_x_**"),
        ("<blockquote><p>said</p><p>twice</p></blockquote>", "> said\n>\n> twice"),
        ("<pre><code>a &lt; b\n  c\n</code></pre>", "```\na < b\n  c\n```"),
        ("<p><code>a`b</code></p>", "``a`b``"),
        ("<p><a href=\"https://x.example/a\">https://x.example/a</a></p>", "https://x.example/a"),
        (
            "<p><a href='https://x.example/a_b'>here</a> <a href=\"javascript:x\">no</a></p>",
            "[here](<https://x.example/a_b>) no",
        ),
        (
            "<p>1. no list</p><p>- nor this</p><p># nor this</p><p>&gt; nor</p>",
            "1\\. no list\n\n\\- nor this\n\n\\# nor this\n\n\\> nor",
        ),
        ("<p>2 * 3 < 7, snake_case, [x], &amp;lt;</p>", "2 \\* 3 < 7, snake_case, \\[x\\], \\&lt;"),
        ("<script>alert(1)</script><style>p{}</style><p>x</p>", "x"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n* b"),
        ("<blockquote>a</blockquote><blockquote>b</blockquote>", "> a\n\n> b"),
        ("<p>left <b>open", "left **open**"),
        ("a <", "a <"),
    ] {
        assert_eq!(markdown(html), told, "{html}");
    }
    assert!(is_html("<P>x") && !is_html("one\ntwo < three"));
}

proptest! {
    /// Bytes of strangers come to an end, and to no more than a few signs for each of theirs.
    #[test]
    fn nothing_breaks_it(html in "(<(/?(p|b|i|a|ul|ol|li|pre|code|blockquote|h2|br|s)|a href=\"https://x\\.example\")>|[a-z &;#*_\\[\\]`~<>\\\\\n-]){0,120}") {
        let told = markdown(&html);
        prop_assert!(told.len() <= 100 + html.len() * 40, "{}", told);
    }
}
