//! Pages say only what the words of their room say: no sentence stands in a template.

use std::{collections::BTreeSet, fs, path::Path};

use super::files;

/// What is called the same in every language: names, kinds of files, units, and an address that is shown.
const NAMES: [&str; 14] = [
    "Atom", "English", "GeoNames", "Italiano", "JSON", "PDF", "Pergola", "Resume", "XML", "api", "it", "json", "km",
    "openapi",
];

/// Attributes that somebody reads, or hears.
const READ: [&str; 7] =
    ["alt", "aria-description", "aria-label", "aria-roledescription", "label", "placeholder", "title"];

#[test]
fn no_sentence_stands_in_a_template() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let pages = files(&src, ".html");
    assert!(pages.len() > 150, "only {} templates were found", pages.len());
    let mut used = BTreeSet::new();
    for path in pages {
        for word in words(&fs::read_to_string(&path).unwrap()) {
            let name = NAMES.iter().find(|name| **name == word);
            let told = path.strip_prefix(&src).unwrap().display();
            used.insert(
                *name.unwrap_or_else(|| panic!("{told} says {word:?}: a sentence of words.it.ftl and words.en.ftl")),
            );
        }
    }
    let unused: Vec<_> = NAMES.iter().filter(|name| !used.contains(*name)).collect();
    assert!(unused.is_empty(), "no template says {unused:?} any more");
}

#[test]
fn words_in_templates_are_found_wherever_they_are_read() {
    let page = "<!-- not this --><p class=\"lead\">{{ t.s(\"not-this\") }} or {# nor this #}this</p><style>p { color: red }</style>\
                <img src=\"a.png\" alt=\"A bridge {{ name }}\"><input value=\"yes\" placeholder='Il nome'>{% if not %}&nbsp;x{% endif %}";
    assert_eq!(words(page), ["or", "this", "bridge", "Il", "nome"]);
}

/// Every word of two letters or more that a template itself has somebody read.
fn words(template: &str) -> Vec<String> {
    let template = without(template, "{#", "#}");
    let template = without(&without(&template, "{%", "%}"), "{{", "}}");
    let template = without(&template, "<!--", "-->");
    let template = without(&without(&template, "<style", "</style>"), "<script", "</script>");
    let mut read = Vec::new();
    let mut rest = template.as_str();
    while let Some((before, after)) = rest.split_once('<') {
        read.push(before.to_owned());
        let (tag, after) = tag(after);
        read.extend(attributes(tag));
        rest = after;
    }
    read.push(rest.to_owned());
    read.iter().flat_map(|text| spelled(&without(text, "&", ";"))).collect()
}

fn spelled(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 1).map(str::to_owned).collect()
}

/// A text without what stands between two marks, a blank in its place.
fn without(text: &str, open: &str, close: &str) -> String {
    let (mut kept, mut rest) = (String::new(), text);
    while let Some((before, after)) = rest.split_once(open) {
        let Some((_, after)) = after.split_once(close) else { break };
        kept.push_str(before);
        kept.push(' ');
        rest = after;
    }
    kept + rest
}

/// What stands in a tag, and what follows it. A `>` in quotes ends nothing.
fn tag(text: &str) -> (&str, &str) {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match quote {
            Some(open) => quote = (c != open).then_some(open),
            None if c == '"' || c == '\'' => quote = Some(c),
            None if c == '>' => {
                let (tag, after) = text.split_at(at);
                return (tag, after.strip_prefix('>').unwrap());
            }
            None => {}
        }
    }
    (text, "")
}

/// The values of the attributes of a tag that somebody reads.
fn attributes(tag: &str) -> Vec<String> {
    let mut read = Vec::new();
    let mut rest = tag;
    while let Some((before, after)) = rest.split_once('=') {
        let name = before.rsplit(char::is_whitespace).next().unwrap();
        let Some(quote) = after.chars().next().filter(|c| *c == '"' || *c == '\'') else {
            rest = after;
            continue;
        };
        let Some((value, after)) = after.strip_prefix(quote).unwrap().split_once(quote) else { break };
        if READ.contains(&name) {
            read.push(value.to_owned());
        }
        rest = after;
    }
    read
}
