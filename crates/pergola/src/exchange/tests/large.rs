//! An archive that is larger than what an import takes says so to its owner.

use pergola_formats::Limits;
use serde_json::json;

use super::leaving::takes_all;
use crate::{app::Most, testkit::Town};

/// A town where an import takes an account of so many bytes.
async fn takes(account_bytes: u64) -> Town {
    Town::small(Most { file: Limits { account_bytes, ..Limits::default() }, ..Most::default() }).await
}

#[tokio::test]
async fn an_archive_that_no_import_takes_says_so() {
    for (account_bytes, too_large) in [(50, true), (1 << 20, false)] {
        let town = takes(account_bytes).await;
        let ada = town.joins("Ada Rossi").await;
        let id = ada.post("/api/v1/exports", json!({})).await.is(202).json()["id"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/exports/{id}");
        assert_eq!(ada.get(&path).await.is(200).json()["too_large_to_import"], false, "it is not made yet");
        town.settles().await;
        assert_eq!(ada.get(&path).await.is(200).json()["too_large_to_import"], too_large);
        let english = "its pergola.json is larger than what an import takes (1 MB)";
        let italian = "il suo pergola.json è più grande di quello che un’importazione prende (1 MB)";
        for (language, sentence) in [("en", english), ("it", italian)] {
            ada.patch("/api/v1/me", json!({ "language": language })).await.is(200);
            assert_eq!(ada.get("/export").await.is(200).text().contains(sentence), too_large, "{language}");
        }
        // And it is so.
        let zip = takes_all(&town, &ada).await;
        let import = super::brings(&town, &ada, "pergola.zip", &zip).await;
        assert_eq!(import["state"] == "failed", too_large, "{import}");
    }
}
