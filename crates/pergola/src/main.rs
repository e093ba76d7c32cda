//! Pergola: a professional network that people run themselves. Reads the settings, opens the rooms, waits for the end.

mod about;
mod app;
mod asks;
mod commands;
mod companion;
mod config;
mod contacts;
mod drawer;
mod events;
mod exchange;
mod followers;
mod garden;
mod groups;
mod home;
mod http;
mod in_step;
mod introductions;
mod jobs;
mod matching;
mod meetings;
mod members;
mod messages;
mod migrations;
mod mirror;
mod moderation;
mod network;
mod notices;
mod organisations;
mod outside;
mod pairs;
mod people;
mod pictures;
mod posts;
mod rooms;
mod search;
mod stays;
mod subscriptions;
mod tending;
mod ties;
mod topics;
mod words;

#[cfg(test)]
mod house;
#[cfg(test)]
mod matrix;
#[cfg(test)]
mod testkit;
#[cfg(test)]
mod vocabulary;

use std::process::ExitCode;

/// Gives memory back that glibc's keeps in pieces: a network at rest takes little more than half of it, an empty one some
/// MiB more (docs/measurements.md).
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    commands::run()
}
