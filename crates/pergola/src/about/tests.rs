//! Stories of what this place tells of itself.

use serde_json::json;

use crate::testkit::Town;

#[tokio::test]
async fn everybody_reads_what_this_place_is_in_either_language() {
    let town = Town::with(&[
        ("name", "Orto <b>lungo</b>"),
        ("contact", "keeper@example.org"),
        ("rules", "Be kind.\n\nDo not <sell>."),
        ("registration", "invitation"),
    ])
    .await;
    let ada = town.joins("Ada Rossi").await;
    for reader in [town.visitor(), ada, town.visitor().in_italian()] {
        for path in ["/how-it-works", "/privacy", "/this-server"] {
            reader.get(path).await.is(200).says("<h1>").says_not(">about-").says_not("<b>lungo");
        }
    }
    let visitor = town.visitor();
    visitor
        .get("/")
        .await
        .is(200)
        .says("href=\"/how-it-works\"")
        .says("href=\"/privacy\"")
        .says("href=\"/this-server\"");
    visitor
        .get("/how-it-works")
        .await
        .says("both have said yes")
        .says("Nobody learns who it was")
        .says("three at most");
    visitor
        .clone()
        .in_italian()
        .get("/how-it-works")
        .await
        .says("sì tutte e due")
        .says("Un passo alla volta")
        .says_not("rumore");
    visitor.get("/privacy").await.says("href=\"/objection\"").says("14 days").says("keeper@example.org");
    let server = visitor.get("/this-server").await;
    let server = server.says("By invitation").says("mailto:keeper@example.org").says("<li>Be kind.</li>");
    server.says("Do not &#60;sell&#62;.").says(concat!("Pergola ", env!("CARGO_PKG_VERSION")));
}

#[tokio::test]
async fn the_letters_of_a_demo_are_on_a_page_and_only_there() {
    let town = Town::with(&[("demo", "true"), ("address", "https://orto.example")]).await;
    town.visitor().get("/letters").await.is(200).says("No letters so far");
    let new = json!({ "handle": "ada", "name": "Ada & <i>Rossi</i>", "email": "ada@example.org",
                      "password": crate::testkit::PASSWORD, "language": "en" });
    town.visitor().post("/api/v1/members", new).await.is(201);
    town.settles().await;
    let page = town.visitor().get("/letters").await.is(200).says("To ada@example.org").says_not("<i>Rossi");
    let page = page.says("There are no others");
    let link =
        page.text().split("href=\"/letters/").nth(1).expect("a link to follow").split('"').next().unwrap().to_owned();
    town.visitor().get(&format!("/letters/{link}")).await.is(200);

    let other = Town::new().await;
    other.joins("Ada Rossi").await.get("/letters").await.is(404).says("The path ends here");
    other.visitor().get("/").await.is(200).says_not("href=\"/letters\"");
}

#[tokio::test]
async fn who_has_no_account_writes_to_who_runs_the_server() {
    let town = Town::with(&[("contact", "chi-risponde@example.org"), ("language", "it")]).await;
    let visitor = town.visitor();
    visitor.get("/this-server").await.is(200).says("href=\"/contact\"");
    visitor.get("/contact").await.is(200).says("nothing of it is kept");
    visitor.clone().in_italian().get("/contact").await.is(200).says("qui non ne resta niente");
    for (form, says) in [
        ([("name", " "), ("email", "e@example.org"), ("words", "Non entro più")], "Write your name"),
        ([("name", "Elena"), ("email", "elena"), ("words", "Non entro più")], "err-sum"),
        ([("name", "Elena"), ("email", "e@example.org"), ("words", " ")], "even a few words"),
    ] {
        let refused = visitor.sends("/contact", "/contact", &form).await.is(422);
        refused.says(says).says(form[2].1.trim());
    }
    let long = "x".repeat(4_001);
    let form = [("name", "Elena"), ("email", "e@example.org"), ("words", &*long)];
    visitor.sends("/contact", "/contact", &form).await.is(422).says("4,000 characters at most");
    assert!(town.letters_to("chi-risponde@example.org").is_empty());
    let form = [("name", "Elena Gialli"), ("email", "e@example.org"), ("words", "Ho perso la chiave di casa mia qui")];
    let sent = visitor.sends("/contact", "/contact", &form).await.is(303);
    assert_eq!(sent.location(), "/contact?done=contact-sent");
    town.settles().await;
    let letters = town.letters_to("chi-risponde@example.org").join("\n");
    assert!(letters.contains("Ho perso la chiave") && letters.contains("e@example.org"), "{letters}");
    // A web page, or no address: then there is nothing to write here.
    let other = Town::with(&[("contact", "https://example.org/chi-siamo")]).await;
    other.visitor().get("/contact").await.is(404);
    other.visitor().get("/this-server").await.is(200).says_not("href=\"/contact\"");
}
