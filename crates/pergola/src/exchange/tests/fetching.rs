//! Fetching an archive: only as long as one is signed in.

use axum::body::Body;
use http_body_util::BodyExt;
use serde_json::json;

use crate::testkit::Town;

/// Bytes of the next piece, or nothing where the download was broken off.
async fn piece(body: &mut Body) -> Option<usize> {
    Some(body.frame().await?.ok()?.into_data().ok()?.len())
}

#[tokio::test]
async fn a_download_ends_with_the_sign_in_that_began_it() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let id = ada.post("/api/v1/exports", json!({})).await.is(202).json()["id"].as_str().unwrap().to_owned();
    town.settles().await;
    // Large enough for several pieces.
    std::fs::write(town.folder().join("exports").join(&id), vec![7_u8; 400 * 1024]).unwrap();
    let (seen, mut browser) = ada.opens(&format!("/exports/{id}/file")).await;
    let (told, mut program) = ada.opens(&format!("/api/v1/exports/{id}/file")).await;
    assert_eq!((seen.as_u16(), told.as_u16()), (200, 200));
    assert!(piece(&mut browser).await.is_some_and(|length| length > 0));
    assert!(piece(&mut program).await.is_some_and(|length| length > 0));
    ada.sends("/settings", "/sign-out", &[]).await.is(303);
    assert_eq!(piece(&mut browser).await, None, "the browser signed out");
    assert!(piece(&mut program).await.is_some(), "the program did not");
    let tokens = ada.get("/api/v1/tokens").await.is(200).json();
    for token in tokens["items"].as_array().unwrap() {
        ada.delete(&format!("/api/v1/tokens/{}", token["id"].as_str().unwrap())).await;
    }
    assert_eq!(piece(&mut program).await, None);
}
