//! The rules of Pergola: what is true, whoever asks.
//!
//! Facts in, facts or a refusal out. There is no clock here, no chance, no `async`, no SQL and no HTTP: what a rule
//! needs is handed to it. The server's rooms load facts, ask these rules, keep the outcome and record the change.

pub mod acquaintance;
pub mod asks;
pub mod changes;
pub mod companion;
pub mod contacts;
pub mod events;
pub mod exchange;
pub mod feed;
pub mod garden;
pub mod groups;
pub mod ids;
pub mod introductions;
pub mod jobs;
pub mod mailing;
pub mod matching;
pub mod meetings;
pub mod members;
pub mod messages;
pub mod moderation;
pub mod network;
pub mod noise;
pub mod organisations;
pub mod posts;
pub mod refusal;
pub mod search;
pub mod softmax;
pub mod spam;
pub mod stays;
pub mod stems;
pub mod subscriptions;
pub mod text;
pub mod ties;
pub mod time;
pub mod topics;
