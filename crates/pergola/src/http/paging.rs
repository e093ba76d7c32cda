//! Lists in pages: `{items, next}` with a `Link` for programs, numbered pages for people.

use axum::{
    Json,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::failure::Failed;

/// What a list is asked with.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    /// Where the page before ended, as it said in `next`.
    #[serde(default)]
    pub(crate) cursor: Option<String>,
    /// How many, 1 to 100; 20 unless said.
    #[serde(default)]
    pub(crate) limit: Option<i64>,
}

impl Asked {
    /// The bounded length of a page.
    ///
    /// # Errors
    /// When it is not between 1 and 100.
    pub(crate) fn limit(&self) -> Result<i64, Failed> {
        match self.limit {
            None => Ok(20),
            Some(limit) if (1..=100).contains(&limit) => Ok(limit),
            Some(_) => Err(Failed::Malformed { code: "http.limit_malformed", field: Some("limit".to_owned()) }),
        }
    }

    /// How many come before the page and how many are on it, for lists that are reckoned anew each time: their cursor is a
    /// place in the list.
    ///
    /// # Errors
    /// As [`Asked::limit`] and [`Asked::after`].
    pub(crate) fn stretch(&self) -> Result<(usize, usize), Failed> {
        let number = |number: i64| usize::try_from(number).unwrap_or(usize::MAX);
        Ok((number(self.after()?.unwrap_or(0)), number(self.limit()?)))
    }

    /// The id after which the page begins.
    ///
    /// # Errors
    /// When the cursor is none of ours.
    pub(crate) fn after(&self) -> Result<Option<i64>, Failed> {
        self.cursor.as_deref().map(|text| text.parse().ok().filter(|id: &i64| *id >= 0)).map_or(Ok(None), |id| {
            id.map(Some)
                .ok_or_else(|| Failed::Malformed { code: "http.cursor_malformed", field: Some("cursor".to_owned()) })
        })
    }
}

/// A page of a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Listed<T> {
    pub(crate) items: Vec<T>,
    /// Give it as `cursor` to read on; null at the end.
    pub(crate) next: Option<String>,
}

impl<T: Serialize> Listed<T> {
    /// A page out of `found`, which holds one more than `limit` where there is more. `id` names an item's place.
    pub(crate) fn new<S>(mut found: Vec<S>, limit: i64, id: impl Fn(&S) -> i64, shape: impl FnMut(S) -> T) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = found.len() > limit;
        found.truncate(limit);
        let next = more.then(|| found.last().map(|last| id(last).to_string())).flatten();
        Self { items: found.into_iter().map(shape).collect(), next }
    }

    /// The JSON answer with its `Link` header (RFC 8288). `path` is the list's address with its other filters.
    pub(crate) fn answer(self, path: &str, limit: i64) -> Response {
        let next = self.next.clone();
        linked(Json(self).into_response(), path, next.as_deref(), limit)
    }
}

/// An answer with the `Link` header to what comes after it.
pub(crate) fn linked(mut response: Response, path: &str, next: Option<&str>, limit: i64) -> Response {
    if let Some(next) = next {
        let joint = if path.contains('?') { '&' } else { '?' };
        let link = format!("<{path}{joint}cursor={next}&limit={limit}>; rel=\"next\"");
        if let Ok(link) = HeaderValue::try_from(link) {
            response.headers_mut().insert(header::LINK, link);
        }
    }
    response
}

/// Numbered pages for people.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Numbered {
    /// From 1.
    pub(crate) page: i64,
    pub(crate) pages: i64,
}

impl Numbered {
    /// The asked page, brought within what there is.
    pub(crate) fn new(asked: Option<i64>, items: i64, per_page: i64) -> Self {
        let pages = (items + per_page - 1).div_euclid(per_page.max(1)).max(1);
        Self { page: asked.unwrap_or(1).clamp(1, pages), pages }
    }

    pub(crate) fn offset(self, per_page: i64) -> i64 {
        (self.page - 1) * per_page
    }

    /// The numbers to show: the first, the last, and those around the page; a gap is `None`.
    pub(crate) fn shown(self) -> Vec<Option<i64>> {
        let mut shown = Vec::new();
        for number in 1..=self.pages {
            if number == 1 || number == self.pages || (number - self.page).abs() <= 1 {
                shown.push(Some(number));
            } else if shown.last().is_some_and(Option::is_some) {
                shown.push(None);
            }
            if number > self.page + 1 && number < self.pages - 1 {
                shown.push(None);
                shown.push(Some(self.pages));
                break;
            }
        }
        shown.dedup();
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::{Listed, Numbered};

    #[test]
    fn a_page_knows_whether_there_is_more() {
        let page = Listed::new(vec![9, 8, 7], 2, |id| *id, |id| id);
        assert_eq!((page.items, page.next.as_deref()), (vec![9, 8], Some("8")));
        let last = Listed::new(vec![9, 8], 2, |id| *id, |id| id);
        assert_eq!(last.next, None);
    }

    #[test]
    fn numbers_stay_few() {
        let shown = |page, pages| Numbered { page, pages }.shown();
        assert_eq!(shown(1, 1), [Some(1)]);
        assert_eq!(shown(2, 4), [Some(1), Some(2), Some(3), Some(4)]);
        assert_eq!(shown(50, 1_500).iter().flatten().copied().collect::<Vec<_>>(), [1, 49, 50, 51, 1_500]);
        assert_eq!(Numbered::new(Some(99), 41, 20).page, 3);
    }
}
