//! What can go wrong, for the act ([`Failure`]) and for the door ([`Failed`]).

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use pergola_domain::refusal::Refusal;

/// How an act ends when it does not do what was asked.
#[derive(Debug)]
pub(crate) enum Failure<R> {
    /// It is not there, or not for this member: both answer alike.
    NotFound,
    /// An answer for the member.
    Refused(R),
    /// Somebody else wrote meanwhile.
    Stale,
    /// Ours to mend.
    Fault(pergola_db::Fault),
}

impl<R> From<pergola_db::Fault> for Failure<R> {
    fn from(fault: pergola_db::Fault) -> Self {
        Self::Fault(fault)
    }
}

/// A refusal that left its room: code, field, numbers of its sentence.
#[derive(Clone, Debug)]
pub(crate) struct Refused {
    pub(crate) code: String,
    pub(crate) field: Option<String>,
    pub(crate) numbers: Vec<(&'static str, i64)>,
    pub(crate) retry_after_seconds: Option<u64>,
}

impl<R: Refusal> From<&R> for Refused {
    fn from(refusal: &R) -> Self {
        Self {
            code: refusal.code().to_owned(),
            field: refusal.field().map(str::to_owned),
            numbers: refusal.numbers(),
            retry_after_seconds: refusal.retry_after_seconds(),
        }
    }
}

/// How a request ends when it ends badly. `dress` turns it into a page or into problem details (RFC 9457).
#[derive(Clone, Debug)]
pub(crate) enum Failed {
    NotFound,
    SignInFirst,
    MethodUnknown,
    /// Gone on purpose, as a closed ad.
    Gone,
    Stale,
    Refused(Refused),
    /// The request itself is not of the form that the door takes.
    Malformed {
        code: &'static str,
        field: Option<String>,
    },
    TooLarge {
        limit_bytes: u64,
    },
    /// The body rests too long, or trickles.
    TooSlow,
    TooMany {
        retry_after_seconds: u64,
    },
    Busy,
    /// The storage is full or failing: what was asked for cannot be kept, reading goes on.
    NothingKept,
    /// The same `Idempotency-Key` came before and has no answer yet.
    InProgress,
    /// The same `Idempotency-Key` came before with something else.
    KeyReused,
    Fault {
        reference: String,
    },
}

impl Failed {
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignInFirst => StatusCode::UNAUTHORIZED,
            Self::MethodUnknown => StatusCode::METHOD_NOT_ALLOWED,
            Self::Gone => StatusCode::GONE,
            Self::Stale => StatusCode::CONFLICT,
            Self::Refused(refused) if refused.retry_after_seconds.is_some() => StatusCode::TOO_MANY_REQUESTS,
            Self::Refused(refused) if refused.code == "registration_closed" => StatusCode::FORBIDDEN,
            Self::Refused(_) | Self::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Malformed { .. } => StatusCode::BAD_REQUEST,
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy | Self::NothingKept => StatusCode::SERVICE_UNAVAILABLE,
            Self::InProgress => StatusCode::CONFLICT,
            Self::Fault { .. } => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The stable word for programs.
    pub(crate) fn code(&self) -> &str {
        match self {
            Self::NotFound => "http.not_found",
            Self::SignInFirst => "http.sign_in_first",
            Self::MethodUnknown => "http.method_unknown",
            Self::Gone => "http.gone",
            Self::Stale => "http.stale",
            Self::Refused(refused) => &refused.code,
            Self::Malformed { code, .. } => code,
            Self::TooLarge { .. } => "http.too_large",
            Self::TooSlow => "http.too_slow",
            Self::TooMany { .. } => "http.too_many",
            Self::Busy => "http.busy",
            Self::NothingKept => "http.nothing_kept",
            Self::InProgress => "http.request_in_progress",
            Self::KeyReused => "http.key_reused",
            Self::Fault { .. } => "http.fault",
        }
    }

    /// The numbers of its sentence.
    pub(crate) fn numbers(&self) -> Vec<(&'static str, i64)> {
        match self {
            Self::Refused(refused) => refused.numbers.clone(),
            Self::TooLarge { limit_bytes } => {
                vec![("megabytes", i64::try_from(limit_bytes.div_ceil(1 << 20)).unwrap_or(0))]
            }
            Self::TooMany { retry_after_seconds } => {
                vec![("minutes", i64::try_from(retry_after_seconds.div_ceil(60)).unwrap_or(0))]
            }
            _ => Vec::new(),
        }
    }

    pub(crate) fn retry_after_seconds(&self) -> Option<u64> {
        match self {
            Self::Refused(refused) => refused.retry_after_seconds,
            Self::TooMany { retry_after_seconds } => Some(*retry_after_seconds),
            Self::Busy => Some(2),
            Self::NothingKept => Some(60),
            _ => None,
        }
    }

    /// A fault is logged once, here, with its cause; the member gets an apology and the reference.
    pub(crate) fn fault(cause: &dyn std::fmt::Display) -> Self {
        let mut bytes = [0_u8; 6];
        if getrandom::fill(&mut bytes).is_err() {
            bytes = [0; 6];
        }
        let reference: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        tracing::error!(fault.reference = reference, fault.cause = %cause, "a request failed");
        Self::Fault { reference }
    }
}

impl<R: Refusal> From<Failure<R>> for Failed {
    fn from(failure: Failure<R>) -> Self {
        match failure {
            Failure::NotFound => Self::NotFound,
            Failure::Stale => Self::Stale,
            Failure::Refused(refusal) => Self::Refused(Refused::from(&refusal)),
            Failure::Fault(fault) => Self::from(fault),
        }
    }
}

impl From<pergola_db::Fault> for Failed {
    fn from(fault: pergola_db::Fault) -> Self {
        if fault.is_read_only() {
            tracing::error!(fault.cause = %fault, "nothing can be kept");
            Self::NothingKept
        } else if fault.is_busy() {
            tracing::warn!(fault.cause = %fault, "the database is busy");
            Self::Busy
        } else if fault.is_unkeepable() {
            Self::Malformed { code: "http.request_malformed", field: None }
        } else {
            Self::fault(&fault)
        }
    }
}

impl From<askama::Error> for Failed {
    fn from(error: askama::Error) -> Self {
        Self::fault(&error)
    }
}

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        if let Some(seconds) = self.retry_after_seconds() {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        response.extensions_mut().insert(self);
        response
    }
}
