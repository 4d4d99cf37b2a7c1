use contest::{
    Millis,
    accounts::{EntryCode, Phone, Position},
    contests::DuplicateKey,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel, PaginatorTrait};

use super::{registration, row};
use crate::{
    accounts::{RegisterError, SignInError, register, sign_in},
    db::entities::participants,
    testing::{TestEngine, both_engines},
};

both_engines! {
    async fn a_registration_is_kept_without_its_phone_and_code(t: TestEngine) {
        let tree = t.tree().await;
        let wanted = registration(&tree.unit, "Nguyễn Thị Ánh", "0912 345 678");
        let root = &tree.province.path;
        let registered = register(&t, &wanted, "2026-11", true, root, &mut t.rng(1)).await.unwrap();

        let row = row(&t, registered.participant_id).await;
        assert_eq!(row.name, "Nguyễn Thị Ánh");
        assert_eq!(row.name_folded, "nguyen thi anh");
        assert_eq!(row.name_sort, wanted.name.sort_key());
        assert_eq!(row.birth_date, "1987-09-02");
        assert_eq!((row.agency_id, row.position.as_str(), row.track.as_str()), (tree.unit.id, "civil_servant", "staff"));
        assert_eq!((row.consent_version.as_str(), row.consent_at, row.guardian_consent), ("2026-11", t.now().0, true));
        let kept = format!("{row:?}{}", String::from_utf8_lossy(&row.phone_sealed));
        assert!(!kept.contains("912345678") && !kept.contains(registered.code.as_str()), "{kept}");
    }

    async fn a_position_decides_the_track(t: TestEngine) {
        let tree = t.tree().await;
        let citizen = t.participant_as(&tree.commune, 1, Position::Citizen).await;
        let leader = t.participant_as(&tree.commune, 2, Position::Leader).await;
        assert_eq!(row(&t, citizen.id).await.track, "citizens");
        assert_eq!(row(&t, leader.id).await.track, "staff");
    }

    async fn a_phone_registers_once(t: TestEngine) {
        let tree = t.tree().await;
        let first = registration(&tree.unit, "Nguyễn Văn An", "0912345678");
        let second = registration(&tree.sibling, "Trần Thị Bình", "+84 912 345 678");
        let (mut one, mut two) = (t.rng(1), t.rng(2));
        let both = tokio::join!(
            register(&t, &first, "1", false, "/", &mut one),
            register(&t, &second, "1", false, "/", &mut two),
        );
        assert!(matches!(both, (Ok(_), Err(RegisterError::Taken(DuplicateKey::Phone))) | (Err(RegisterError::Taken(DuplicateKey::Phone)), Ok(_))), "{both:?}");
        let again = register(&t, &second, "1", false, "/", &mut t.rng(3)).await;
        assert!(matches!(again, Err(RegisterError::Taken(DuplicateKey::Phone))));
        assert_eq!(participants::Entity::find().count(&t.db.read).await.unwrap(), 1);
    }

    async fn only_standing_agencies_of_the_province_register(t: TestEngine) {
        let tree = t.tree().await;
        let mut dissolved = tree.sibling.clone().into_active_model();
        dissolved.valid_to = Set(Some(t.now().0));
        dissolved.update(&t.db.write).await.unwrap();
        let mut to_come = tree.commune.clone().into_active_model();
        to_come.valid_from = Set((t.now() + Millis(1)).0);
        to_come.update(&t.db.write).await.unwrap();

        let cases = [
            (&tree.province, true),
            (&tree.department, true),
            (&tree.unit, true),
            (&tree.sibling, false),
            (&tree.commune, false),
            (&tree.elsewhere, false),
            (&tree.elsewhere_unit, false),
        ];
        for (number, (agency, may)) in cases.into_iter().enumerate() {
            let wanted = registration(agency, "Nguyễn Văn An", &format!("091234567{number}"));
            let done = register(&t, &wanted, "1", false, &tree.province.path, &mut t.rng(1)).await;
            assert_eq!(done.is_ok(), may, "{}: {done:?}", agency.code);
            assert!(may || matches!(done, Err(RegisterError::AgencyUnknown)), "{done:?}");
        }
        let mut nowhere = registration(&tree.unit, "Nguyễn Văn An", "0999999999");
        nowhere.agency_code = "15-%".to_owned();
        let done = register(&t, &nowhere, "1", false, &tree.province.path, &mut t.rng(1)).await;
        assert!(matches!(done, Err(RegisterError::AgencyUnknown)));
    }

    async fn the_phone_and_its_own_code_sign_in(t: TestEngine) {
        let tree = t.tree().await;
        let an = t.participant(&tree.unit, 1).await;
        let binh = t.participant(&tree.unit, 2).await;
        assert_eq!(sign_in(&t, &an.phone, &an.code).await.unwrap(), an.id);
        assert_eq!(sign_in(&t, &binh.phone, &binh.code).await.unwrap(), binh.id);

        let unknown = Phone::parse("0999999999").unwrap();
        let other = EntryCode::generate(&mut t.rng(9));
        for (phone, code) in [(&an.phone, &binh.code), (&an.phone, &other), (&unknown, &an.code)] {
            assert!(matches!(sign_in(&t, phone, code).await, Err(SignInError::Wrong)));
        }
    }
}
