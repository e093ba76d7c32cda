//! What travels between Rust and a column, in both directions: six kinds of [`Value`], the same on both engines. Times
//! and ids are `Int`; there is no NUMERIC, no JSON type and no array, because one of the engines lacks them.

use crate::Fault;

/// A value in a parameter or a column.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// SQL's NULL.
    Null,
    /// BIGINT.
    Int(i64),
    /// DOUBLE PRECISION.
    Real(f64),
    /// BOOLEAN. `SQLite` gives it back as `Int`; [`FromValue`] for `bool` takes both.
    Bool(bool),
    /// TEXT.
    Text(String),
    /// BYTEA.
    Blob(Vec<u8>),
}

impl Value {
    /// What only one of the engines can keep, neither shall: `PostgreSQL` has no NUL in TEXT, `SQLite` makes NULL of a NaN.
    pub(crate) fn refuse_unkeepable(&self) -> Result<(), Fault> {
        match self {
            Self::Text(text) if text.contains('\0') => Err(unkeepable("text with a NUL in it cannot be stored")),
            Self::Real(number) if number.is_nan() => Err(unkeepable("a number that is none cannot be stored")),
            _ => Ok(()),
        }
    }
}

fn unkeepable(why: &str) -> Fault {
    Fault::new(crate::fault::Kind::Unkeepable, why)
}

/// A whole number as a floating one; exact up to 2 to the 53rd.
pub(crate) fn real(number: i64) -> Result<f64, Fault> {
    i32::try_from(number)
        .map(f64::from)
        .or_else(|_long| number.to_string().parse())
        .map_err(|_never| Fault::other("not a number"))
}

/// Becomes a parameter; see [`params!`](crate::params).
pub trait ToValue {
    /// The value to bind.
    fn to_value(&self) -> Value;
}

/// Comes out of a column.
pub trait FromValue: Sized {
    /// Reads a column's value, or says what it found instead.
    fn from_value(value: Value) -> Result<Self, Fault>;
}

/// Parameters for a statement: `params![id, &name, None::<i64>]` is an array of [`Value`].
#[macro_export]
macro_rules! params {
    () => { <[$crate::Value; 0]>::default() };
    ($($value:expr),+ $(,)?) => { [$($crate::ToValue::to_value(&$value)),+] };
}

impl ToValue for Value {
    fn to_value(&self) -> Value {
        self.clone()
    }
}

impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_value(&self) -> Value {
        (**self).to_value()
    }
}

impl<T: ToValue> ToValue for Option<T> {
    fn to_value(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::to_value)
    }
}

macro_rules! whole_numbers {
    ($($number:ty),*) => { $(
        impl ToValue for $number {
            fn to_value(&self) -> Value {
                Value::Int(i64::from(*self))
            }
        }

        impl FromValue for $number {
            fn from_value(value: Value) -> Result<Self, Fault> {
                match value {
                    Value::Int(number) => Self::try_from(number).map_err(|_range| unfit(stringify!($number), &value)),
                    other => Err(unfit(stringify!($number), &other)),
                }
            }
        }
    )* };
}

whole_numbers!(i64, i32, i16, u32, u16, u8);

impl ToValue for bool {
    fn to_value(&self) -> Value {
        Value::Bool(*self)
    }
}

impl ToValue for f64 {
    fn to_value(&self) -> Value {
        Value::Real(*self)
    }
}

impl ToValue for str {
    fn to_value(&self) -> Value {
        Value::Text(self.to_owned())
    }
}

impl ToValue for String {
    fn to_value(&self) -> Value {
        Value::Text(self.clone())
    }
}

impl ToValue for [u8] {
    fn to_value(&self) -> Value {
        Value::Blob(self.to_vec())
    }
}

impl ToValue for Vec<u8> {
    fn to_value(&self) -> Value {
        Value::Blob(self.clone())
    }
}

impl<const N: usize> ToValue for [u8; N] {
    fn to_value(&self) -> Value {
        Value::Blob(self.to_vec())
    }
}

impl FromValue for Value {
    fn from_value(value: Value) -> Result<Self, Fault> {
        Ok(value)
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: Value) -> Result<Self, Fault> {
        match value {
            Value::Null => Ok(None),
            there => T::from_value(there).map(Some),
        }
    }
}

impl FromValue for bool {
    fn from_value(value: Value) -> Result<Self, Fault> {
        match value {
            Value::Bool(truth) => Ok(truth),
            // SQLite has no booleans.
            Value::Int(0) => Ok(false),
            Value::Int(1) => Ok(true),
            other => Err(unfit("bool", &other)),
        }
    }
}

impl FromValue for f64 {
    fn from_value(value: Value) -> Result<Self, Fault> {
        match value {
            Value::Real(number) => Ok(number),
            // `coalesce(avg(x), 0)` is whole on SQLite.
            Value::Int(number) => real(number),
            other => Err(unfit("f64", &other)),
        }
    }
}

impl FromValue for String {
    fn from_value(value: Value) -> Result<Self, Fault> {
        match value {
            Value::Text(text) => Ok(text),
            other => Err(unfit("String", &other)),
        }
    }
}

impl FromValue for Vec<u8> {
    fn from_value(value: Value) -> Result<Self, Fault> {
        match value {
            Value::Blob(bytes) => Ok(bytes),
            other => Err(unfit("Vec<u8>", &other)),
        }
    }
}

impl<const N: usize> FromValue for [u8; N] {
    fn from_value(value: Value) -> Result<Self, Fault> {
        match value {
            Value::Blob(bytes) => Self::try_from(bytes)
                .map_err(|bytes| Fault::other(format!("a column holds {} bytes where {N} were expected", bytes.len()))),
            other => Err(unfit("[u8; N]", &other)),
        }
    }
}

/// Names the kind found, never the value: it may be somebody's.
fn unfit(wanted: &str, found: &Value) -> Fault {
    let found = match found {
        Value::Null => "NULL",
        Value::Int(_) => "a whole number",
        Value::Real(_) => "a floating number",
        Value::Bool(_) => "a truth value",
        Value::Text(_) => "text",
        Value::Blob(_) => "bytes",
    };
    Fault::other(format!("a column holds {found} where {wanted} was expected"))
}
