//! pergola-index
