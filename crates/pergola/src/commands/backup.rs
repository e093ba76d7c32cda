//! `pergola backup` and `pergola restore`: the whole network as one file, taken while people use it, put back into an
//! empty folder.

use std::path::{Path, PathBuf};

use clap::Args;
use pergola_db::Db;

use super::{Place, open::IMAGE, say};

/// Copy the database while it is in use, and check the copy
#[derive(Debug, Args)]
pub(super) struct Backup {
    #[command(flatten)]
    place: Place,
    /// Where the copy goes; an older copy of that name is replaced
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

impl Backup {
    pub(super) async fn run(&self) -> Result<(), String> {
        let config = self.place.config().map_err(|bad| bad.to_string())?;
        if config.database.is_some() {
            return Err("this network is on PostgreSQL: use pg_dump".to_owned());
        }
        let file = config.data.join("pergola.db");
        copy(&file, &self.out).await?;
        let bytes = std::fs::metadata(&self.out).map_err(|error| error.to_string())?.len();
        say(&format!("{} holds everything, {bytes} bytes, checked", self.out.display()));
        Ok(())
    }
}

/// Put a copy made by `pergola backup` into a data folder
#[derive(Debug, Args)]
pub(super) struct Restore {
    /// The copy
    #[arg(value_name = "FILE")]
    from: PathBuf,
    #[command(flatten)]
    place: Place,
    /// Replace the network that is in the folder; it is kept beside, as pergola.db.replaced
    #[arg(long)]
    force: bool,
}

impl Restore {
    pub(super) async fn run(&self) -> Result<(), String> {
        let config = self.place.config().map_err(|bad| bad.to_string())?;
        if config.database.is_some() {
            return Err("this network is on PostgreSQL: use pg_restore".to_owned());
        }
        std::fs::create_dir_all(&config.data).map_err(|error| format!("{}: {error}", config.data.display()))?;
        restore(&self.from, &config.data, self.force).await?;
        say(&format!("{} is in place; start it with `pergola serve`", config.data.join("pergola.db").display()));
        Ok(())
    }
}

async fn copy(from: &Path, to: &Path) -> Result<(), String> {
    if !from.is_file() {
        return Err(format!("there is no database at {}", from.display()));
    }
    Db::backup_file(from, to).await.map_err(|fault| fault.to_string())
}

async fn restore(from: &Path, data: &Path, force: bool) -> Result<(), String> {
    let file = data.join("pergola.db");
    if file.exists() && !force {
        return Err(format!(
            "there is a network in {} already; --force replaces it and keeps it beside",
            data.display()
        ));
    }
    // First a checked copy beside the place: a damaged file replaces nothing.
    let fresh = data.join("pergola.db.restored");
    copy(from, &fresh).await?;
    let trouble = |error: std::io::Error| format!("{}: {error}", file.display());
    if file.exists() {
        // What is still in the log of the replaced network goes with it.
        copy(&file, &data.join("pergola.db.replaced")).await?;
        for ending in ["-wal", "-shm"] {
            let beside = data.join(format!("pergola.db{ending}"));
            if beside.exists() {
                std::fs::remove_file(&beside).map_err(trouble)?;
            }
        }
    }
    // The image beside it is of the network that was there.
    let image = data.join(IMAGE);
    if image.exists() {
        std::fs::remove_file(&image).map_err(|error| format!("{}: {error}", image.display()))?;
    }
    std::fs::rename(&fresh, &file).map_err(trouble)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{Backup, Place, Restore, copy, restore};
    use crate::testkit::Town;

    #[tokio::test]
    async fn a_network_on_postgres_is_told_how_it_is_copied() {
        let elsewhere = tempfile::tempdir().unwrap();
        let data = elsewhere.path().join("data");
        let place = || Place {
            data: Some(data.display().to_string()),
            listen: None,
            database: Some("postgres://pergola@127.0.0.1:1/none".to_owned()),
            config: None,
        };
        let out: PathBuf = elsewhere.path().join("kept.db");
        let refused = Backup { place: place(), out: out.clone() }.run().await.unwrap_err();
        assert_eq!(refused, "this network is on PostgreSQL: use pg_dump");
        let refused = Restore { from: out.clone(), place: place(), force: true }.run().await.unwrap_err();
        assert_eq!(refused, "this network is on PostgreSQL: use pg_restore");
        assert!(!out.exists() && !data.exists(), "nothing was begun");
    }

    #[tokio::test]
    async fn a_copy_of_a_live_network_comes_back() {
        let town = Town::with(&[("database", "")]).await;
        town.joins("Ada Rossi").await;
        let elsewhere = tempfile::tempdir().unwrap();
        let kept = elsewhere.path().join("kept.db");
        copy(&town.folder().join("pergola.db"), &kept).await.unwrap();
        town.joins("Bruno Neri").await;

        let data = elsewhere.path().join("data");
        std::fs::create_dir(&data).unwrap();
        restore(&kept, &data, false).await.unwrap();
        assert!(restore(&kept, &data, false).await.unwrap_err().contains("--force"));
        std::fs::write(data.join("network.image"), b"of the one before").unwrap();
        restore(&kept, &data, true).await.unwrap();
        assert!(data.join("pergola.db.replaced").is_file() && !data.join("network.image").exists());

        let again = Town::at(&data).await;
        again.signs_in("ada").await;
        let nobody = serde_json::json!({ "login": "bruno", "password": crate::testkit::PASSWORD, "name": "x" });
        again.visitor().post("/api/v1/tokens", nobody).await.is(422);

        std::fs::write(&kept, b"no database").unwrap();
        restore(&kept, &data, true).await.unwrap_err();
        again.signs_in("ada").await;
    }
}
