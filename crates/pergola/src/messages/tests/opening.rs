//! What other rooms build on: opening, saying, leaving.

use pergola_domain::messages::{Origin, Plain};
use serde_json::json;

use super::introduction;
use crate::{http::Failure, messages::Standing, testkit::Town};

#[tokio::test]
async fn an_origin_has_one_conversation_whoever_opens_it() {
    let town = Town::new().await;
    let (ada, bruno, carla) =
        (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await, town.joins("Carla Blu").await);
    let direct = town.opens(&ada, &[bruno.id], Origin::Direct).await;
    assert_eq!(town.opens(&bruno, &[ada.id, bruno.id], Origin::Direct).await, direct);
    let all = [ada.id, bruno.id, carla.id];
    let introduced = town.opens(&ada, &all, introduction(7)).await;
    assert_eq!(town.opens(&carla, &all, introduction(7)).await, introduced);
    assert_ne!(town.opens(&ada, &all, introduction(8)).await, introduced);
    let seen = town.finds(&carla, introduced).await.unwrap();
    assert_eq!((seen.others, seen.unread, seen.standing), (vec![ada.id, bruno.id], true, Standing::Open));
    assert!(town.finds(&carla, direct).await.is_none(), "not hers to see");
}

#[tokio::test]
async fn who_is_put_in_touch_may_write_and_who_is_not_may_not() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    let refused = town.begins(&ada, &bruno, false).await.unwrap_err();
    assert!(matches!(refused, Failure::Refused(refusal) if refusal == Plain::Stranger.into()));
    let answering = town.begins(&ada, &bruno, true).await.unwrap();
    for _ in 0..3 {
        town.says(&ada, answering, "Il mio legno arriva da qui vicino.").await.unwrap();
    }
    let refused = town.says(&ada, answering, "E allora?").await.unwrap_err();
    assert!(matches!(refused, Failure::Refused(refusal) if refusal == Plain::Unanswered.into()));
    let path = format!("/api/v1/conversations/{answering}/messages");
    assert_eq!(ada.post(&path, json!({ "text": "E allora?" })).await.is(422).code(), "messages.unanswered");
    town.opens(&ada, &[ada.id, bruno.id], introduction(7)).await;
    assert_eq!(town.begins(&bruno, &ada, false).await.unwrap(), answering);
    town.says(&ada, answering, "Ora ci conosciamo.").await.unwrap();
}

#[tokio::test]
async fn the_broker_steps_out_and_hears_no_more() {
    let town = Town::new().await;
    let (ada, bruno, carla) =
        (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await, town.joins("Carla Blu").await);
    let id = town.opens(&ada, &[ada.id, bruno.id, carla.id], introduction(7)).await;
    town.says(&ada, id, "Eccovi.").await.unwrap();
    town.leaves(&ada, id).await.unwrap();
    town.says(&bruno, id, "Ciao Carla.").await.unwrap();
    let (hers, his) = (town.finds(&ada, id).await.unwrap(), town.finds(&bruno, id).await.unwrap());
    assert!(hers.standing == Standing::Left && !hers.unread && hers.latest < his.latest);
    assert_eq!((his.others, his.gone), (vec![carla.id], vec![ada.id]));
    assert!(matches!(town.says(&ada, id, "Ancora io").await, Err(Failure::Refused(_))));
    assert!(matches!(town.leaves(&ada, id).await, Err(Failure::Refused(_))));
}
