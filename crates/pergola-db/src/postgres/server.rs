//! Where the server is, and what each connection is told first.

use std::time::Duration;

use tokio_postgres::{Client, Config, NoTls};

use crate::Fault;
use crate::fault::Kind;

#[derive(Clone)]
pub(crate) struct Server {
    config: Config,
    schema: Option<String>,
    synchronous_off_for_tests: bool,
}

/// What a connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Reading,
    Writing,
    Migrating,
}

impl Server {
    pub(crate) fn new(url: &str, schema: Option<&str>, synchronous_off_for_tests: bool) -> Result<Self, Fault> {
        // The message of the parser may quote the address, and with it the password.
        let mut config: Config =
            url.parse().map_err(|_quoting| Fault::other("the address of the PostgreSQL database cannot be read"))?;
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(Duration::from_secs(5));
        }
        if config.get_application_name().is_none() {
            config.application_name("pergola");
        }
        Ok(Self { config, schema: schema.map(str::to_owned), synchronous_off_for_tests })
    }

    pub(super) fn schema(&self) -> Option<String> {
        self.schema.as_deref().map(quoted)
    }

    /// Opens a connection. Its other half runs on this thread until the client is dropped.
    pub(super) async fn connect(&self, purpose: Purpose) -> Result<Client, Fault> {
        let (client, traffic) = self.config.connect(NoTls).await.map_err(|error| {
            let fault = Fault::from(error);
            // Not `Lost`, which would be tried again at once.
            if fault.is_lost() { Fault::new(Kind::Busy, format!("no database: {fault}")) } else { fault }
        })?;
        tokio::task::spawn_local(async move {
            if let Err(error) = traffic.await {
                let fault = Fault::from(error);
                tracing::warn!(%fault, "a connection to the database ended");
            }
        });
        client.batch_execute(&self.settings(purpose)).await?;
        Ok(client)
    }

    fn settings(&self, purpose: Purpose) -> String {
        let mut words = match purpose {
            // A transaction left open stops the followers of the change log, so the server ends it.
            Purpose::Reading | Purpose::Writing => {
                "SET statement_timeout = '10s'; SET idle_in_transaction_session_timeout = '15s';".to_owned()
            }
            Purpose::Migrating => String::new(),
        };
        if purpose == Purpose::Reading {
            words.push_str("SET default_transaction_read_only = on;");
        }
        if let Some(schema) = self.schema() {
            words.push_str(&format!("SET search_path TO {schema};"));
        }
        if self.synchronous_off_for_tests {
            words.push_str("SET synchronous_commit = off;");
        }
        words
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
