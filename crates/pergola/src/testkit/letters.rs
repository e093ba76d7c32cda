//! The letters that a town wrote into its folder, as who gets them reads them.

use super::{Person, Town};

impl Town {
    /// The letters sent to an address so far, oldest first, decoded as far as plain text goes. The clock of files stands for
    /// some milliseconds; of what was written meanwhile the queue knows which came first, and each letter has its number.
    pub(crate) fn letters_to(&self, address: &str) -> Vec<String> {
        let Ok(folder) = std::fs::read_dir(self.folder.path().join("letters")) else { return Vec::new() };
        let mut letters: Vec<(std::time::SystemTime, i64, String)> = folder
            .filter_map(|entry| {
                let path = entry.ok()?.path();
                let text = std::fs::read_to_string(&path).ok()?;
                let written = std::fs::metadata(&path).ok()?.modified().ok()?;
                let number = text.split("Message-ID: <").nth(1)?.split('@').next()?.parse().ok()?;
                text.contains(&format!("To: {address}")).then(|| (written, number, unfolded(&text)))
            })
            .collect();
        letters.sort();
        letters.into_iter().map(|(.., text)| text).collect()
    }

    /// Somebody confirms the address, by the link in the letter that went there.
    pub(crate) async fn confirms(&self, person: &Person) {
        self.settles().await;
        let letters = self.letters_to(&format!("{}@example.org", person.handle));
        let link = letters.iter().find_map(|letter| letter.split("/letters/").nth(1)).unwrap();
        let key: String = link.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_').collect();
        person.sends(&format!("/letters/{key}"), &format!("/letters/{key}"), &[]).await;
        assert_eq!(person.get("/api/v1/me").await.is(200).json()["email_confirmed"], true);
    }
}

/// Quoted-printable (RFC 2045, 6.7), as far as a test reads a letter.
pub(crate) fn unfolded(text: &str) -> String {
    let text = text.replace("=\r\n", "").replace("\r\n", "\n");
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = (*first == b'=').then(|| after.get(..2)).flatten();
        let byte = hex.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        match byte {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
