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
    handler::{Any, Doing},
    identity::Identity,
    input::Typed,
};
use crate::app::App;

/// Whom a door lets in. What he may then see is the act's decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    Anyone,
    Member,
    /// A member who writes for all here, or to somebody new: closed to whom a decision silences. Reading, and taking back
    /// with `DELETE`, stay open to him. A form that keeps what was typed by itself asks [`super::Here::silenced`] instead.
    Unsilenced,
    /// A member, also one whose account a decision closed: his decisions, his things, the way out.
    EvenSuspended,
    /// Those who judge what is reported; for others the door is not there.
    Moderator,
    /// Those who run this server; for others the door is not there.
    Admin,
}

/// One route, as the description of the API and the authorisation test know it.
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
    /// The shapes as each door names them: two of one name would be one in the description.
    #[cfg(test)]
    shapes: Vec<(String, RefOr<Schema>)>,
}

/// What `routes!` gives: the shapes that handlers speak of, their descriptions, and the route.
type Documented = (Vec<(String, RefOr<Schema>)>, Paths, MethodRouter<App>);

/// Where the JSON API stands.
pub(crate) const API: &str = "/api/v1";

impl Doors {
    pub(crate) fn new() -> Self {
        Self {
            pages: Router::new(),
            api: OpenApiRouter::new(),
            list: Vec::new(),
            #[cfg(test)]
            shapes: Vec::new(),
        }
    }

    /// A page to read.
    pub(crate) fn get<H, T>(self, path: &str, who: Who, handler: H) -> Self
    where
        H: Handler<T, App, Future = Doing> + Sync,
        T: 'static,
    {
        self.page(Method::GET, path, who, routing::on(MethodFilter::GET, Any::of(handler)))
    }

    /// A form to send.
    pub(crate) fn post<H, T>(self, path: &str, who: Who, handler: H) -> Self
    where
        H: Handler<T, App, Future = Doing> + Sync,
        T: 'static,
    {
        self.page(Method::POST, path, who, routing::on(MethodFilter::POST, Any::of(handler)))
    }

    /// A door that speaks `WebDAV` (RFC 4918): methods of its own beside those of HTTP.
    pub(crate) fn dav<H, T>(mut self, path: &str, who: Who, handler: H) -> Self
    where
        H: Handler<T, App, Future = Doing> + Sync,
        T: 'static,
    {
        for method in ["OPTIONS", "PROPFIND", "REPORT", "GET"] {
            if let Ok(method) = Method::from_bytes(method.as_bytes()) {
                self.list.push(Door { method, path: path.to_owned(), who });
            }
        }
        // Whatever the method, the right is asked for first: such a route is all fallback, which `route_layer` leaves out.
        let guard = middleware::from_fn(move |request: Request, next: Next| guard(who, false, request, next));
        self.pages = self.pages.route(path, routing::any(Any::of(handler)).layer(guard));
        self
    }

    fn page(mut self, method: Method, path: &str, who: Who, route: MethodRouter<App>) -> Self {
        self.list.push(Door { method, path: path.to_owned(), who });
        self.pages = self.pages.route(path, guarded(route, who, true));
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
        #[cfg(test)]
        self.shapes.extend(schemas.iter().cloned());
        self.api = self.api.routes((schemas, paths, guarded(route, who, false)));
        self
    }

    /// The doors of another room beside these.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.pages = self.pages.merge(other.pages);
        self.api = self.api.merge(other.api);
        self.list.extend(other.list);
        #[cfg(test)]
        self.shapes.extend(other.shapes);
        self
    }

    /// All routes.
    pub(crate) fn list(&self) -> &[Door] {
        &self.list
    }

    #[cfg(test)]
    pub(crate) fn shapes(&self) -> &[(String, RefOr<Schema>)] {
        &self.shapes
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

fn guarded(route: MethodRouter<App>, who: Who, is_page: bool) -> MethodRouter<App> {
    route.route_layer(middleware::from_fn(move |request: Request, next: Next| guard(who, is_page, request, next)))
}

async fn guard(who: Who, is_page: bool, request: Request, next: Next) -> Response {
    let identity = request.extensions().get::<Identity>();
    let me = identity.and_then(|identity| identity.me.as_ref());
    let takes = request.method();
    let refused = match (who, me) {
        (Who::Anyone, _) => None,
        (_, None) => Some(Failed::SignInFirst),
        (Who::EvenSuspended, Some(_)) => None,
        (_, Some(me)) if me.suspended && is_page && takes == Method::GET => return super::see("/decisions", None),
        (_, Some(me)) if me.suspended => Some(Failed::from(Failure::Refused(Refusal::from(Plain::Suspended)))),
        (Who::Admin, Some(me)) => (!me.admin).then_some(Failed::NotFound),
        (Who::Moderator, Some(me)) => (!me.admin && !me.moderator).then_some(Failed::NotFound),
        (Who::Unsilenced, _) if takes != Method::GET && takes != Method::DELETE => {
            if identity.is_some_and(Identity::silenced) {
                return silenced(is_page, request).await;
            }
            None
        }
        (Who::Member | Who::Unsilenced, Some(_)) => None,
    };
    match refused {
        Some(failed) => failed.into_response(),
        None => next.run(request).await,
    }
}

/// He may not speak here for now. Nothing he typed is kept, and nothing of it is lost: the page shows it to be copied.
async fn silenced(is_page: bool, request: Request) -> Response {
    let failed = Failed::from(Failure::Refused(Refusal::from(Plain::Silenced)));
    if is_page { Typed::of(request).await.beside(failed) } else { failed.into_response() }
}
