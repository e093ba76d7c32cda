//! What of this room goes with a member: files, offers, archives.

use pergola_db::{Fault, Tx};
use pergola_domain::ids::{ExportId, ImportId, MemberId};

use super::{files, store};
use crate::app::App;

/// Files in the data folder that are to go once the rows are gone.
#[derive(Debug, Default)]
pub(crate) struct Left {
    imports: Vec<i64>,
    exports: Vec<i64>,
}

/// Takes away all rows of this room that are a member's. Gives the files that go with them.
pub(crate) async fn erase(tx: &Tx, member: MemberId) -> Result<Left, Fault> {
    let (imports, exports) = store::exports::files_of(tx, member).await?;
    store::exports::erase(tx, member).await?;
    Ok(Left { imports, exports })
}

/// Takes the files away.
pub(crate) fn remove_files(app: &App, left: &Left) {
    left.imports.iter().for_each(|id| files::remove_import(app, ImportId(*id)));
    left.exports.iter().for_each(|id| files::remove_export(app, ExportId(*id)));
}
