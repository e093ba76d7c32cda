//! Forms of the garden that are refused: what is wrong is said where it was chosen, and nothing chosen is lost.

use super::knows;
use crate::testkit::Town;

#[tokio::test]
async fn what_is_wrong_with_a_bed_a_rhythm_or_a_closeness_is_said_where_it_was_chosen() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let bruno = knows(&town, &ada, "Bruno Cantafiume", 4_000).await;
    let at = format!("/garden/people/{bruno}");
    for (tool, field, value, input, sentence) in [
        ("bed", "bed", "7", "t-bed", "Choose one of your beds"),
        ("rhythm", "cadence_days", "9999", "t-rhythm", "A rhythm is between"),
        ("closeness", "closeness", "9", "t-closeness", "Closeness is from 1 to 5"),
    ] {
        let refused = ada.sends(&at, &format!("{at}/{tool}"), &[(field, value)]).await.is(422).says(sentence);
        refused
            .says(&format!("href=\"#{input}\""))
            .says(&format!("<p class=\"err\" id=\"{input}-e\">{sentence}"))
            .says(&format!("id=\"{input}\" name=\"{field}\" aria-invalid=\"true\" aria-describedby=\"{input}-e\""));
    }
    let chosen = ada.sends(&at, &format!("{at}/rhythm"), &[("cadence_days", "9999")]).await.is(422);
    chosen.says("<option value=\"9999\" selected>");
    let form = [(format!("person-{bruno}"), "on".to_owned()), ("bed".to_owned(), "7".to_owned())];
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let many = ada.sends("/garden/unplanted", "/garden/unplanted", &form).await.is(422);
    many.says("id=\"bed\" name=\"bed\" aria-invalid=\"true\" aria-describedby=\"bed-e\"").says(" checked>");
    let nobody = ada.sends("/garden/unplanted", "/garden/unplanted", &[("bed", "7")]).await.is(422);
    nobody.says("aria-describedby=\"people-e\"").says("id=\"people-e\"");
    for (field, value, input) in [("kind", "sognato", "kind"), ("direction", "sotto", "direction")] {
        let form = [("text", "Caffè"), ("kind", "met"), (field, value)];
        let form: Vec<_> = form.into_iter().filter(|(name, told)| *name != field || *told == value).collect();
        let refused = ada.sends(&at, &format!("{at}/moments"), &form).await.is(422).says("Caffè");
        refused.says(&format!("id=\"{input}\" name=\"{field}\" aria-invalid=\"true\""));
    }
}
