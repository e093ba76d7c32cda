//! Zip within limits.
