//! Applying: what will be sent, exactly, before it is; then sending it.

use askama::Template;
use axum::extract::Path;
use pergola_domain::jobs::Refusal;

use super::{
    number,
    reading::{Sheet, sheet},
    wrong,
};
use crate::{
    http::{Failed, Failure, Form, Frame, Here, Page, Place, see},
    jobs::acts::{
        ads::{Seen, seen},
        applications::{self as acts, Wish},
        snapshot::Part,
    },
    words::Speech,
};

/// The form beside an ad, and on the page that shows what will be sent.
#[derive(Clone, Debug, Default)]
pub(in crate::jobs) struct ApplyForm {
    pub(in crate::jobs) letter: String,
    /// In the order of the questions.
    pub(in crate::jobs) answers: Vec<String>,
    pub(in crate::jobs) sends: Vec<String>,
    pub(in crate::jobs) referrer_sees: bool,
}

impl ApplyForm {
    /// What an open form has chosen already.
    pub(in crate::jobs) fn fresh() -> Self {
        let chosen = [Part::Experience, Part::Education, Part::Skills, Part::Page];
        Self { sends: chosen.map(|part| part.name().to_owned()).to_vec(), ..Self::default() }
    }

    /// A name may stand several times: read by hand, in the order in which they came.
    fn of(pairs: &[(String, String)]) -> Self {
        let all = |name: &str| pairs.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect();
        let one = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
        Self {
            letter: one("letter").unwrap_or_default(),
            answers: all("answer"),
            sends: all("sends"),
            referrer_sees: one("referrer_sees").is_some(),
        }
    }

    fn wish(&self) -> Wish {
        Wish {
            letter: self.letter.clone(),
            answers: self.answers.clone(),
            sends: self.sends.clone(),
            referrer_sees: self.referrer_sees,
        }
    }
}

/// A part that may be sent, its word, and whether it is chosen.
pub(in crate::jobs) type Choice = (&'static str, String, bool);

/// What of the profile may be sent, and in which forms.
#[derive(Clone, Debug, Default)]
pub(in crate::jobs) struct Choices {
    pub(in crate::jobs) parts: Vec<Choice>,
    pub(in crate::jobs) forms: Vec<Choice>,
}

pub(in crate::jobs) fn choices(t: &Speech, form: &ApplyForm) -> Choices {
    let one = |part: Part| {
        let word = t.s(&["jobs-part-", part.name()].concat()).to_owned();
        (part.name(), word, form.sends.iter().any(|name| name == part.name()))
    };
    let (forms, parts): (Vec<Part>, Vec<Part>) = Part::ALL.into_iter().partition(|part| part.is_form());
    Choices { parts: parts.into_iter().map(one).collect(), forms: forms.into_iter().map(one).collect() }
}

/// A question and the answer typed so far.
pub(in crate::jobs) fn questions(seen: &Seen, form: &ApplyForm) -> Vec<(String, String)> {
    let answer = |place: usize| form.answers.get(place).cloned().unwrap_or_default();
    let asked = seen.job.said.questions.iter().enumerate();
    asked.map(|(place, question)| (question.clone(), answer(place))).collect()
}

#[derive(Template)]
#[template(path = "jobs/pages/applying.html")]
struct ApplyingPage {
    frame: Frame,
    path: String,
    title: String,
    author: String,
    choices: Choices,
    questions: Vec<(String, String)>,
    form: ApplyForm,
    kept: i64,
    /// What will be sent.
    sheet: Option<Sheet>,
    wrong: Option<(&'static str, String)>,
}

fn draw(here: &Here, seen: &Seen, form: ApplyForm, shown: Result<Sheet, Refusal>) -> Page {
    let frame = here.frame("jobs-apply", Place::Jobs);
    let t = frame.t.clone();
    let (sheet, wrong) = match shown {
        Ok(sheet) => (Some(sheet), None),
        Err(refusal) => (None, Some(wrong(here, &refusal))),
    };
    let refused = wrong.is_some();
    let page = ApplyingPage {
        path: seen.job.path(),
        title: seen.job.said.title.clone(),
        author: seen.author.name.clone(),
        choices: choices(&t, &form),
        questions: questions(seen, &form),
        kept: seen.job.said.kept_days,
        form,
        sheet,
        wrong,
        frame: if refused { frame.with_errors() } else { frame },
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

/// How it will be read, before it is sent.
pub(in crate::jobs) async fn preview(
    here: Here,
    Path(id): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Page {
    let (id, form) = (number(&id)?, ApplyForm::of(&pairs));
    let seen = match seen(&here.app, &here.by(), id).await {
        // It closed while he wrote: that is told, and not that there is nothing.
        Err(Failed::Gone) => return Err(Failure::Refused(Refusal::Closed).into()),
        seen => seen?,
    };
    match acts::preview(&here.app, here.by(), id, &form.wish()).await {
        Ok((_, sent)) => {
            let sheet = sheet(&here.speech(), &sent);
            draw(&here, &seen, form, Ok(sheet))
        }
        Err(Failure::Refused(refusal)) => draw(&here, &seen, form, Err(refusal)),
        Err(other) => Err(other.into()),
    }
}

pub(in crate::jobs) async fn apply(
    here: Here,
    Path(id): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Page {
    let (id, form) = (number(&id)?, ApplyForm::of(&pairs));
    match acts::apply(&here.app, here.by(), id, &form.wish()).await {
        Ok(application) => Ok(see(&format!("/applications/{application}"), Some("applied"))),
        Err(Failure::Refused(refusal)) => {
            let seen = seen(&here.app, &here.by(), id).await;
            // A closed ad is gone: its refusal is told all the same.
            match seen {
                Ok(seen) => draw(&here, &seen, form, Err(refusal)),
                Err(Failed::Gone) => Err(Failure::Refused(refusal).into()),
                Err(other) => Err(other),
            }
        }
        Err(other) => Err(other.into()),
    }
}
