//! What nobody should type, and somebody does.

use super::row_of_people;

#[tokio::test]
async fn each_bad_question_has_its_code_and_its_sentence() {
    let (_town, [ada, ..]) = row_of_people().await;
    let long = "parola+".repeat(1_429);
    let many: Vec<String> = (0..13).map(|number| format!("parola{number}")).collect();
    let values: Vec<String> = (1..22).map(|number| number.to_string()).collect();
    for (query, code, sentence) in [
        ("q=".to_owned(), "search.words_missing", ""),
        (format!("q={long}"), "search.words_too_long", "200 characters at most"),
        (format!("q={}", many.join("+")), "search.too_many_words", "12 at most"),
        ("q=di+per+the+of".to_owned(), "search.only_small_words", "These words would find everything"),
        ("q=%2A%3A%2A+%26%26".to_owned(), "search.only_small_words", "These words would find everything"),
        ("q=ada&kind=planet".to_owned(), "search.kind_unknown", "no such kind"),
        ("q=ada&kind=answered".to_owned(), "search.kind_unknown", "no such kind"),
        ("q=ada&distance=5".to_owned(), "search.distance_unknown", "The distance is"),
        ("q=ada&sort=fame".to_owned(), "search.sort_unknown", "The order is"),
        ("q=ada&place=Atlantide&radius_km=10".to_owned(), "search.place_unknown", "try the nearest city"),
        ("q=ada&place=Torino&radius_km=-1".to_owned(), "search.radius_malformed", "500 at most"),
        ("q=ada&place=Torino&radius_km=NaN".to_owned(), "search.radius_malformed", "500 at most"),
        ("q=ada&place=Torino&radius_km=501".to_owned(), "search.radius_malformed", "500 at most"),
        (format!("q=ada&place={}", "x".repeat(121)), "search.place_too_long", "120 characters at most"),
        ("q=ada&organisation=Mulino".to_owned(), "search.organisation_unknown", "no such organisation"),
        (format!("q=ada&school={}", values.join(",")), "search.too_many_values", "20 for each"),
    ] {
        let short: String = query.chars().take(60).collect();
        let answer = ada.get(&format!("/api/v1/search?{query}")).await.is(422);
        assert_eq!(answer.code(), code, "{short}");
        if !sentence.is_empty() {
            ada.get(&format!("/search?{query}")).await.is(422).says(sentence).says("err-sum");
        }
    }
    assert_eq!(ada.get("/api/v1/search?q=ada&handle=bruno").await.is(400).code(), "http.request_malformed");
    assert_eq!(ada.get("/api/v1/search?q=ada&limit=101").await.is(400).code(), "http.limit_malformed");
    assert_eq!(ada.get("/api/v1/search?q=ada&cursor=-1").await.is(400).code(), "http.cursor_malformed");
    ada.get("/api/v1/search?q=ada&cursor=9000000000000000000").await.is(200);
}

#[tokio::test]
async fn signs_of_a_query_language_are_no_language() {
    let (_town, [ada, ..]) = row_of_people().await;
    for typed in [
        "kind:person",
        "falegname -ada",
        "falegname AND NOT ada",
        "\"falegname",
        "(falegname",
        "falegname^99",
        "fal*",
        "[a TO z] falegname",
        "slot:1 falegname",
        "falegname~2",
        "'; DROP TABLE members; --",
        "%' OR '1'='1 falegname",
        "\\",
        "\u{202e}falegname",
        "{{ falegname }}",
        "<script>alert(1)</script> falegname",
        "\u{0}falegname",
    ] {
        let encoded = crate::testkit::encoded(typed);
        let answer = ada.get(&format!("/search?q={encoded}")).await;
        assert!([200, 422].contains(&answer.status.as_u16()), "{typed}: {}", answer.status);
        assert!(!answer.text().contains("<script>alert"), "{typed}");
        let api = ada.get(&format!("/api/v1/search?q={encoded}")).await;
        assert!([200, 422].contains(&api.status.as_u16()), "{typed}: {}", api.status);
    }
    let plain = ada.get("/api/v1/search?q=falegname").await.is(200).json()["count"].clone();
    assert_eq!(ada.get("/api/v1/search?q=%2Bfalegname%5E9%3A").await.is(200).json()["count"], plain);
}

#[tokio::test]
async fn what_is_typed_comes_back_unharmed() {
    let (_town, [ada, ..]) = row_of_people().await;
    let answer = ada.get("/search?q=di+per&place=Torino&radius_km=25").await.is(422);
    answer.says("value=\"di per\"").says("aria-invalid");
    ada.get("/search?q=falegname&place=Torino&radius_km=25")
        .await
        .is(200)
        .says("Torino, within 25 km")
        .says("<option value=\"25\" selected>");
}
