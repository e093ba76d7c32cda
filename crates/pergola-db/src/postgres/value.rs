//! Our six kinds on the wire. The server decides the type of each parameter, so a value is written as what is asked for:
//! NULL is anything, and a whole number may be wanted as INT4, as a floating number or as text.

use std::error::Error;

use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use crate::Value;
use crate::value::real;

type Anything = Box<dyn Error + Sync + Send>;

impl ToSql for Value {
    fn to_sql(&self, asked: &Type, out: &mut BytesMut) -> Result<IsNull, Anything> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(number) => whole(*number, asked, out),
            Self::Real(number) => match *asked {
                Type::FLOAT8 => number.to_sql(asked, out),
                _ => Err(unfit("a floating number", asked)),
            },
            Self::Bool(truth) => match *asked {
                Type::BOOL => truth.to_sql(asked, out),
                _ => Err(unfit("a truth value", asked)),
            },
            Self::Text(text) if is_text(asked) => text.to_sql(asked, out),
            Self::Text(_) => Err(unfit("text", asked)),
            Self::Blob(bytes) => match *asked {
                Type::BYTEA => bytes.to_sql(asked, out),
                _ => Err(unfit("bytes", asked)),
            },
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

fn whole(number: i64, asked: &Type, out: &mut BytesMut) -> Result<IsNull, Anything> {
    match *asked {
        Type::INT8 => number.to_sql(asked, out),
        Type::INT4 => i32::try_from(number)?.to_sql(asked, out),
        Type::INT2 => i16::try_from(number)?.to_sql(asked, out),
        Type::FLOAT8 => real(number)?.to_sql(asked, out),
        _ if is_text(asked) => number.to_string().to_sql(asked, out),
        _ => Err(unfit("a whole number", asked)),
    }
}

fn is_text(asked: &Type) -> bool {
    [Type::TEXT, Type::VARCHAR, Type::BPCHAR, Type::NAME, Type::UNKNOWN].contains(asked)
}

fn unfit(given: &str, asked: &Type) -> Anything {
    format!("{given} was given where {asked} is wanted").into()
}

impl<'a> FromSql<'a> for Value {
    fn from_sql(found: &Type, raw: &'a [u8]) -> Result<Self, Anything> {
        Ok(match *found {
            Type::INT8 => Self::Int(i64::from_sql(found, raw)?),
            Type::INT4 => Self::Int(i32::from_sql(found, raw)?.into()),
            Type::INT2 => Self::Int(i16::from_sql(found, raw)?.into()),
            Type::BOOL => Self::Bool(bool::from_sql(found, raw)?),
            Type::FLOAT8 => Self::Real(f64::from_sql(found, raw)?),
            Type::FLOAT4 => Self::Real(f32::from_sql(found, raw)?.into()),
            Type::BYTEA => Self::Blob(raw.to_vec()),
            _ if is_text(found) => Self::Text(String::from_sql(found, raw)?),
            _ => return Err(format!("a column of type {found}; CAST it to one of our kinds").into()),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Self, Anything> {
        Ok(Self::Null)
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}
