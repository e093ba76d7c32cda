//! Handlers of one type, whatever they take and await.
//!
//! axum lays half a dozen wrappers around the type of each handler, and for each of them the compiler looks anew whether all
//! that the handler awaits may change threads. With six hundred handlers that was two fifths of the time that its first
//! thread worked.
//! Behind one pointer they are wrapped, and looked at, once.

use std::{pin::Pin, sync::Arc};

use axum::{extract::Request, handler::Handler, response::Response};

use crate::app::App;

/// What a handler is doing.
pub(crate) type Doing = Pin<Box<dyn Future<Output = Response> + Send>>;

/// Any handler.
#[derive(Clone)]
pub(crate) struct Any(Arc<dyn Fn(Request, App) -> Doing + Send + Sync>);

impl Any {
    /// The handler behind a pointer. axum's own way of calling it stays: what it takes is read from the request.
    pub(crate) fn of<H, T>(handler: H) -> Self
    where
        H: Handler<T, App, Future = Doing> + Sync,
        T: 'static,
    {
        Self(Arc::new(move |request, app| handler.clone().call(request, app)))
    }
}

impl Handler<(), App> for Any {
    type Future = Doing;

    fn call(self, request: Request, app: App) -> Doing {
        (self.0)(request, app)
    }
}

/// `routes!` of `utoipa_axum`, with [`Any`] handler in place of each.
macro_rules! routes {
    ( $( $handler:path ),+ $(,)? ) => {{
        use utoipa_axum::PathItemExt as _;
        let (mut schemas, mut paths) = (Vec::new(), utoipa::openapi::path::Paths::new());
        let router = axum::routing::MethodRouter::new();
        $(
            let (path, operation, methods) = utoipa_axum::routes!(@resolve_types $handler : schemas);
            let router = methods.iter().fold(router, |router, method| {
                router.on(method.to_method_filter(), $crate::http::handler::Any::of($handler))
            });
            paths.add_path_operation(&path, methods, operation);
        )+
        (schemas, paths, router)
    }};
}

pub(crate) use routes;
