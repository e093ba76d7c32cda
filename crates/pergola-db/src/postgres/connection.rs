//! One connection and its prepared statements. Many may ask on it at once: the answers come in the order of the questions.

use std::cell::RefCell;
use std::collections::BTreeMap;

use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Row, Statement};

use crate::{Fault, Value};

/// Statements kept ready per connection.
const STATEMENTS_KEPT: usize = 1024;

pub(crate) struct Connection {
    client: Client,
    statements: RefCell<BTreeMap<Box<str>, Statement>>,
}

impl Connection {
    pub(super) fn new(client: Client) -> Self {
        Self { client, statements: RefCell::default() }
    }

    pub(super) fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    /// Words without parameters and without an answer.
    pub(super) async fn plain(&self, sql: &str) -> Result<(), Fault> {
        Ok(self.client.batch_execute(sql).await?)
    }

    pub(crate) async fn query(&self, sql: &str, params: &[Value]) -> Result<Vec<Row>, Fault> {
        refuse_unkeepable(params)?;
        let statement = self.statement(sql).await?;
        Ok(self.client.query(&statement, &wire(params)).await?)
    }

    pub(crate) async fn execute(&self, sql: &str, params: &[Value]) -> Result<u64, Fault> {
        refuse_unkeepable(params)?;
        let statement = self.statement(sql).await?;
        Ok(self.client.execute(&statement, &wire(params)).await?)
    }

    async fn statement(&self, sql: &str) -> Result<Statement, Fault> {
        if let Some(known) = self.statements.borrow().get(sql) {
            return Ok(known.clone());
        }
        let statement = self.client.prepare(sql).await?;
        let mut known = self.statements.borrow_mut();
        if known.len() >= STATEMENTS_KEPT {
            known.clear();
        }
        known.insert(sql.into(), statement.clone());
        Ok(statement)
    }
}

fn refuse_unkeepable(params: &[Value]) -> Result<(), Fault> {
    params.iter().try_for_each(Value::refuse_unkeepable)
}

fn wire(params: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    params.iter().map(|value| -> &(dyn ToSql + Sync) { value }).collect()
}
