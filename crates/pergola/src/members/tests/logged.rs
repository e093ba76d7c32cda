//! What the log says of deeds on accounts: one line each, with numbers and without a name or an address.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex},
};

use tracing::instrument::WithSubscriber;

use crate::{
    members::{Joining, random_key, running},
    testkit::Town,
};

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

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
    let lines = Lines::default();
    let writer = lines.clone();
    let subscriber = tracing_subscriber::fmt().json().with_writer(move || writer.clone()).finish();
    let deeds = async {
        let by = town.app.by_itself(language);
        let member = running::add(&town.app, by.clone(), joining).await.unwrap();
        running::reset_link(&town.app, by.on_behalf_of(member), member).await.unwrap();
        running::end_sessions(&town.app, by.on_behalf_of(member)).await.unwrap();
        member
    };
    let member = deeds.with_subscriber(subscriber).await;
    let told = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
    let of_him: Vec<&str> = told.lines().filter(|line| line.contains("the command line acted on a member")).collect();
    assert_eq!(of_him.len(), 3, "{told}");
    assert!(of_him[0].contains("a member was added"), "{told}");
    assert!(of_him.iter().all(|line| line.contains(&member.to_string())), "{told}");
    assert!(!told.to_lowercase().contains("lino"), "{told}");
}
