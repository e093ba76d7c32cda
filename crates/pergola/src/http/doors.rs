//! Doors: every route of the program with the rights that it asks for.
//!
//! A route without a [`Who`] cannot be written, and the check runs before the body is read. The list of doors is kept
//! so that a test can knock at each as everybody.

use axum::{
    Router,
    extract::Request,
    handler::Handler,
    http::Method,
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{self, MethodFilter, MethodRouter},
};
use utoipa::openapi::{OpenApi, RefOr, path::Paths, schema::Schema};
use utoipa_axum::router::OpenApiRouter;

use pergola_domain::moderation::{Plain, Refusal};

use super::{
    failure::{Failed, Failure},
    identity::Identity,
};
use crate::app::App;

/// Whom a door lets in. What he may then see is the act's decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    Anyone,
    Member,
    /// A member, also one whose account a decision closed: his decisions, his things, the way out.
    EvenSuspended,
    /// Those who judge what is reported; for others the door is not there.
    Moderator,
    /// Those who run this server; for others the door is not there.
    Admin,
}

/// One route, as the authorisation test knows it.
#[cfg_attr(not(test), expect(dead_code, reason = "the list of doors is read by tests alone"))]
#[derive(Clone, Debug)]
pub(crate) struct Door {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) who: Who,
}

/// The doors of one or more rooms.
pub(crate) struct Doors {
    pages: Router<App>,
    api: OpenApiRouter<App>,
    list: Vec<Door>,
}

/// What `routes!` gives: the shapes that handlers speak of, their descriptions, and the route.
type Documented = (Vec<(String, RefOr<Schema>)>, Paths, MethodRouter<App>);

/// Where the JSON API stands.
pub(crate) const API: &str = "/api/v1";

impl Doors {
    pub(crate) fn new() -> Self {
        Self { pages: Router::new(), api: OpenApiRouter::new(), list: Vec::new() }
    }

    /// A page to read.
    pub(crate) fn get<H: Handler<T, App>, T: 'static>(self, path: &str, who: Who, handler: H) -> Self {
        self.page(Method::GET, path, who, routing::on(MethodFilter::GET, handler))
    }

    /// A form to send.
    pub(crate) fn post<H: Handler<T, App>, T: 'static>(self, path: &str, who: Who, handler: H) -> Self {
        self.page(Method::POST, path, who, routing::on(MethodFilter::POST, handler))
    }

    /// A door that speaks `WebDAV` (RFC 4918): methods of its own beside those of HTTP.
    pub(crate) fn dav<H: Handler<T, App>, T: 'static>(mut self, path: &str, who: Who, handler: H) -> Self {
        for method in ["OPTIONS", "PROPFIND", "REPORT", "GET"] {
            if let Ok(method) = Method::from_bytes(method.as_bytes()) {
                self.list.push(Door { method, path: path.to_owned(), who });
            }
        }
        // Whatever the method, the right is asked for first: such a route is all fallback, which `route_layer` leaves out.
        let speaks = speaks(path, true);
        let guard = middleware::from_fn(move |request: Request, next: Next| guard(who, (speaks, false), request, next));
        self.pages = self.pages.route(path, routing::any(handler).layer(guard));
        self
    }

    fn page(mut self, method: Method, path: &str, who: Who, route: MethodRouter<App>) -> Self {
        self.list.push(Door { method, path: path.to_owned(), who });
        self.pages = self.pages.route(path, guarded(route, who, path, true));
        self
    }

    /// Doors for programs, as `routes!` of documented handlers gives them; paths are below [`API`].
    pub(crate) fn api(mut self, who: Who, (schemas, paths, route): Documented) -> Self {
        for (path, item) in &paths.paths {
            let methods = [
                (Method::GET, item.get.is_some()),
                (Method::POST, item.post.is_some()),
                (Method::PUT, item.put.is_some()),
                (Method::PATCH, item.patch.is_some()),
                (Method::DELETE, item.delete.is_some()),
            ];
            for (method, _) in methods.into_iter().filter(|(_, there)| *there) {
                self.list.push(Door { method, path: format!("{API}{path}"), who });
            }
        }
        let path = paths.paths.keys().next().cloned().unwrap_or_default();
        self.api = self.api.routes((schemas, paths, guarded(route, who, &path, false)));
        self
    }

    /// The doors of another room beside these.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.pages = self.pages.merge(other.pages);
        self.api = self.api.merge(other.api);
        self.list.extend(other.list);
        self
    }

    /// All routes. Only the tests read the list.
    #[cfg(test)]
    pub(crate) fn list(&self) -> &[Door] {
        &self.list
    }

    /// The description of the JSON doors.
    pub(crate) fn openapi(self) -> OpenApi {
        OpenApiRouter::new().nest(API, self.api).into_openapi()
    }

    pub(crate) fn into_router(self) -> Router<App> {
        let api = OpenApiRouter::new().nest(API, self.api).split_for_parts().0;
        self.pages
            .merge(api)
            .fallback(async || Failed::NotFound)
            .method_not_allowed_fallback(async || Failed::MethodUnknown)
    }
}

fn guarded(route: MethodRouter<App>, who: Who, path: &str, is_page: bool) -> MethodRouter<App> {
    let speaks = speaks(path, is_page);
    route.route_layer(middleware::from_fn(move |request: Request, next: Next| {
        guard(who, (speaks, is_page), request, next)
    }))
}

async fn guard(who: Who, (speaks, is_page): (bool, bool), request: Request, next: Next) -> Response {
    let identity = request.extensions().get::<Identity>();
    let me = identity.and_then(|identity| identity.me.as_ref());
    let takes = request.method().clone();
    let writes = takes != Method::GET;
    let refused = match (who, me) {
        (Who::Anyone, _) => None,
        (_, None) => Some(Failed::SignInFirst),
        (Who::EvenSuspended, Some(_)) => None,
        (_, Some(me)) if me.suspended && is_page && !writes => return super::see("/decisions", None),
        (_, Some(me)) if me.suspended => Some(Failed::from(Failure::Refused(Refusal::from(Plain::Suspended)))),
        (Who::Admin, Some(me)) => (!me.admin).then_some(Failed::NotFound),
        (Who::Moderator, Some(me)) => (!me.admin && !me.moderator).then_some(Failed::NotFound),
        (Who::Member, Some(me)) => {
            let silent = me.silenced_until.zip(identity).is_some_and(|(until, identity)| until > identity.now);
            let silenced = || Failed::from(Failure::Refused(Refusal::from(Plain::Silenced)));
            (silent && writes && takes != Method::DELETE && speaks).then(silenced)
        }
    };
    match refused {
        Some(failed) => failed.into_response(),
        None => next.run(request).await,
    }
}

/// Whether who writes at this door speaks to all, or to somebody new: closed to those whom a decision silences. To those
/// he knows he goes on writing, what he said before he can always take back, and what concerns himself alone stays his.
fn speaks(path: &str, is_page: bool) -> bool {
    let path = path.strip_prefix(API).unwrap_or(path);
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    // The forms of posts and of answers keep what was typed, and refuse by themselves.
    if is_page && (parts == ["posts"] || parts.last() == Some(&"comments")) {
        return false;
    }
    let takes_back = ["removal", "withdrawal", "closure", "departure", "outcome", "thanks", "refusal", "absence"];
    let his_own = ["preview", "aside", "noise", "openness", "membership", "attendance", "searches", "finding"];
    // What hangs in a group is seen by those who see it anyway, and taken down by the same door.
    if let ["groups", _, "asks", ..] = parts.as_slice() {
        return false;
    }
    match (parts.first(), parts.last()) {
        // Whoever may be written to is known: the room asks.
        (Some(&"@{handle}"), Some(last)) => *last == "invite",
        (Some(&first), Some(last)) => {
            let public = ["posts", "comments", "groups", "asks", "offers", "jobs", "events", "organisations"];
            let to_somebody = ["introductions", "requests", "invitations", "invite"];
            let anew = to_somebody.contains(&first) && parts.len() == 1;
            (public.contains(&first) || anew) && !takes_back.contains(last) && !his_own.contains(last)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::speaks;

    #[test]
    fn who_is_silenced_takes_back_and_answers_those_he_knows() {
        for loud in [
            "/api/v1/posts",
            "/posts/{id}",
            "/api/v1/posts/{id}/comments",
            "/asks",
            "/offers/{id}/replies",
            "/groups",
            "/groups/{id}/members",
            "/@{handle}/invite",
            "/events",
            "/requests",
        ] {
            assert!(speaks(loud, !loud.starts_with("/api")), "{loud}");
        }
        for quiet in [
            "/posts",
            "/posts/{id}/comments",
            "/posts/{id}/removal",
            "/posts/{id}/aside",
            "/api/v1/posts/{id}/noise",
            "/posts/{id}/openness",
            "/groups/{id}/membership",
            "/groups/{id}/asks",
            "/events/{id}/absence",
            "/conversations",
            "/conversations/{id}/messages",
            "/@{handle}/message",
            "/settings/look",
            "/@{handle}/ties",
            "/jobs/openness",
            "/",
        ] {
            assert!(!speaks(quiet, !quiet.starts_with("/api")), "{quiet}");
        }
    }
}
