//! Lists in the browser: looked at first, then taken in; and the tree as a list.

use bank::agencies::{ListFormat, write};
use contest::Millis;

use super::rows;
use crate::{
    accounts::Role,
    agencies::{
        Deed, Imported, ListError, Taken, drop_list, export_list, hand_in_list, import, preview_list, set_headcount,
        take_in_list, tree, tree_at,
    },
    testing::{TestEngine, both_engines},
};

const LIST: &str = "\
code,name,kind,parent_code,block,headcount,valid_from,valid_to,successor_code
15,Tỉnh Lào Cai,province,,so-ban-nganh,,1/1/2020,,
15-noi-vu,Sở Nội vụ,department,15,so-ban-nganh,80,1/1/2020,,
15-luu-tru,Trung tâm Lưu trữ,public_unit,15-noi-vu,don-vi-su-nghiep,,1/7/2025,,
15-bt,Huyện Bảo Thắng,district,15,,,1/1/2020,1/7/2025,15-xa
15-xa,Xã Bảo Thắng,commune,15,xa-phuong,30,1/7/2025,,
";

both_engines! {
    async fn a_list_is_looked_at_and_then_does_what_was_shown(t: TestEngine) {
        let organiser = t.organiser().await;
        let list = hand_in_list(&t, &organiser, "ds.csv", LIST.as_bytes().to_vec()).await.unwrap();
        let preview = preview_list(&t, &organiser, list).await.unwrap();
        assert_eq!((preview.rows.len(), preview.unchanged, preview.absent), (5, 0, 0));
        assert_eq!(rows(&t).await, [], "nothing is written yet");
        let Taken::Done(done) = take_in_list(&t, &organiser, list, &preview.digest).await.unwrap() else { panic!() };
        assert_eq!((done.added, done.problems.len()), (5, 0));
        let before = tree_at(&t, t.now() - Millis::days(1)).await.unwrap();
        assert!(before.by_code("15-xa").is_some() && before.by_code("15-bt").is_none());
        let all = tree(&t).await.unwrap();
        assert!(all.by_code("15-bt").unwrap().is_dissolved(t.now()));
        assert!(matches!(preview_list(&t, &organiser, list).await, Err(ListError::NotFound)), "it is gone");

        t.advance(Millis::days(1));
        let changed = LIST.replace("Sở Nội vụ,department,15,so-ban-nganh,80", "Sở Nội vụ mới,department,15,so-ban-nganh,85");
        let changed = changed.replace("Trung tâm Lưu trữ,public_unit,15-noi-vu", "Trung tâm Lưu trữ,public_unit,15");
        let changed = format!("{changed}15-moi,Sở mới,department,15,so-ban-nganh,,,,\n15-x,,department,15,,,,,\n");
        let list = hand_in_list(&t, &organiser, "ds.csv", changed.into_bytes()).await.unwrap();
        let preview = preview_list(&t, &organiser, list).await.unwrap();
        let told: Vec<(&str, Deed, Vec<String>)> = preview
            .rows
            .iter()
            .map(|row| {
                let all = row.changes.iter().map(|change| format!("{}: {} → {}", change.what, change.before, change.after));
                (row.code.as_str(), row.deed, all.collect())
            })
            .collect();
        let changes_of = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let expected = [
            ("15-moi", Deed::Add, vec![]),
            ("15-noi-vu", Deed::Change, changes_of(&["Tên: Sở Nội vụ → Sở Nội vụ mới", "Số người: 80 → 85"])),
            ("15-luu-tru", Deed::Change, changes_of(&["Cấp trên: 15-noi-vu → 15"])),
        ];
        assert_eq!((told, preview.unchanged, preview.problems.len()), (expected.into(), 3, 1));

        // Somebody changes the tree meanwhile: what is taken in is what was looked at.
        let noi_vu = all.by_code("15-noi-vu").unwrap().id;
        set_headcount(&t, &organiser, noi_vu, 82, t.now()).await.unwrap();
        assert_eq!(take_in_list(&t, &organiser, list, &preview.digest).await.unwrap(), Taken::Changed);
        assert_eq!(tree(&t).await.unwrap().get(noi_vu).unwrap().name, "Sở Nội vụ");
        let preview = preview_list(&t, &organiser, list).await.unwrap();
        take_in_list(&t, &organiser, list, &preview.digest).await.unwrap();
        assert_eq!(tree(&t).await.unwrap().get(noi_vu).unwrap().name, "Sở Nội vụ mới");
        assert_eq!(tree_at(&t, t.now() - Millis(1)).await.unwrap().get(noi_vu).unwrap().name, "Sở Nội vụ");
    }

    async fn the_tree_as_a_list_changes_nothing_when_it_is_taken_in(t: TestEngine) {
        import(&t, LIST.as_bytes()).await.unwrap();
        let organiser = t.organiser().await;
        let listed = export_list(&t, &organiser).await.unwrap();
        assert_eq!(listed.len(), 5);
        t.advance(Millis::days(3));
        for format in [ListFormat::Csv, ListFormat::Xlsx] {
            let bytes = write(&listed, format).unwrap();
            let before = rows(&t).await;
            let list = hand_in_list(&t, &organiser, "ds", bytes.clone()).await.unwrap();
            let preview = preview_list(&t, &organiser, list).await.unwrap();
            assert_eq!((preview.rows, preview.unchanged, preview.absent, preview.problems), (vec![], 5, 0, vec![]));
            let nothing = Imported { unchanged: 5, ..Imported::default() };
            assert_eq!(import(&t, &bytes).await.unwrap(), nothing, "{format:?}");
            assert_eq!(rows(&t).await, before);
            assert_eq!(write(&export_list(&t, &organiser).await.unwrap(), format).unwrap(), bytes);
        }
    }

    async fn a_list_that_would_break_the_tree_is_refused_row_by_row(t: TestEngine) {
        import(&t, LIST.as_bytes()).await.unwrap();
        let organiser = t.organiser().await;
        let broken = LIST
            .replace("15-noi-vu,Sở Nội vụ,department,15,so-ban-nganh,80,1/1/2020,,", "15-noi-vu,Sở Nội vụ,department,15,so-ban-nganh,80,1/1/2020,1/8/2025,15-xa")
            .replace("15-bt,Huyện Bảo Thắng", "15-bt,Huyện khác")
            .replace("15-xa,Xã Bảo Thắng,commune,15,xa-phuong,30,1/7/2025,,", "15-xa,Xã Bảo Thắng,commune,15,xa-phuong,30,1/7/2025,1/8/2025,khong-co");
        let list = hand_in_list(&t, &organiser, "ds.csv", broken.into_bytes()).await.unwrap();
        let preview = preview_list(&t, &organiser, list).await.unwrap();
        let said: Vec<&str> = preview.problems.iter().map(|problem| problem.message.as_str()).collect();
        for words in ["còn 1 đơn vị trực thuộc", "đã giải thể", "Không có đơn vị kế thừa mang mã “khong-co”"] {
            assert!(said.iter().any(|said| said.contains(words)), "{words}: {said:?}");
        }
        assert_eq!(preview.rows, []);
    }

    async fn lists_are_their_organiser_s(t: TestEngine) {
        let made = t.tree().await;
        let organiser = t.organiser().await;
        let other = t.staff("organiser-2", Role::Organiser, None).await;
        let list = hand_in_list(&t, &organiser, "ds.csv", LIST.as_bytes().to_vec()).await.unwrap();
        assert!(matches!(preview_list(&t, &other, list).await, Err(ListError::NotFound)));
        assert!(matches!(take_in_list(&t, &other, list, "").await, Err(ListError::NotFound)));
        let viewer = t.viewer(&made.department).await;
        assert!(matches!(hand_in_list(&t, &viewer, "ds.csv", LIST.into()).await, Err(ListError::NotAllowed)));
        assert!(matches!(export_list(&t, &viewer).await, Err(ListError::NotAllowed)));
        assert!(matches!(hand_in_list(&t, &organiser, "x", b"%PDF-1.7".to_vec()).await, Err(ListError::Read(_))));
        drop_list(&t, &organiser, list).await.unwrap();
        assert!(matches!(preview_list(&t, &organiser, list).await, Err(ListError::NotFound)));
        let list = hand_in_list(&t, &organiser, "ds.csv", LIST.as_bytes().to_vec()).await.unwrap();
        t.advance(Millis::hours(24));
        assert!(matches!(preview_list(&t, &organiser, list).await, Err(ListError::NotFound)), "a day later");
    }
}
