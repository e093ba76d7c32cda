//! What the log says of deeds on accounts: one line each, with numbers and without a name or an address.

use crate::{
    members::{Joining, random_key, running},
    testkit::{Town, logged},
};

#[tokio::test]
async fn what_the_command_line_does_to_a_member_is_logged_by_number() {
    let town = Town::new().await;
    town.joins("Ada Rossi").await;
    let language = pergola_domain::members::Language::En;
    let joining = Joining {
        handle: "lino".to_owned(),
        name: "Lino Chiodofisso".to_owned(),
        email: "lino@example.org".to_owned(),
        password: random_key(),
        language,
        invitation: None,
        vouched: true,
    };
    let deeds = async {
        let by = town.app.by_itself(language);
        let member = running::add(&town.app, by.clone(), joining).await.unwrap();
        running::reset_link(&town.app, by.on_behalf_of(member), member).await.unwrap();
        running::end_sessions(&town.app, by.on_behalf_of(member)).await.unwrap();
        member
    };
    let (member, lines) = logged(deeds).await;
    let told: Vec<String> = lines.iter().map(ToString::to_string).collect();
    let of_him: Vec<&String> = told.iter().filter(|line| line.contains("the command line acted on a member")).collect();
    assert_eq!(of_him.len(), 3, "{told:?}");
    assert!(of_him[0].contains("a member was added"), "{told:?}");
    assert!(of_him.iter().all(|line| line.contains(&member.to_string())), "{told:?}");
    assert!(!told.concat().to_lowercase().contains("lino"), "{told:?}");
}
