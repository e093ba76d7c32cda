//! The stable words of failures, as programs and pages have them.

use super::Answer;

impl Answer {
    /// The stable word of a problem.
    pub(crate) fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }

    /// The stable word of a failure, as its page has it.
    pub(crate) fn page_code(&self) -> String {
        let text = self.text();
        text.split("data-code=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
    }
}
