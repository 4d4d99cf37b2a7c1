use contest::attempts::{Answers, PlanFile, grade_corrected};

use super::*;
use crate::{attempts::read_journals, contests::plan_json};

both_engines! {
    /// As anyone would: the exported plan, an attempt's seed and its answers.
    async fn what_is_exported_gives_every_grade_again(t: TestEngine) {
        let story = Story::new(t).await;
        story.correct(second_choice()).await;
        story.regrade().await;
        let json = plan_json(&story.t.db.read, story.open.staff_plan_id).await.unwrap().unwrap();
        let file: PlanFile = serde_json::from_str(&json).unwrap();
        assert_eq!(file.plan, story.open.plan);
        assert_eq!(file.corrections, Corrections([(story.question().await, second_choice())].into()));
        let results = story.results().await;
        let ids: Vec<i64> = results.iter().map(|row| row.attempt_id).collect();
        let journals = read_journals(&story.t.db.read, &ids).await.unwrap();
        for row in &results {
            let attempt = rows::Entity::find_by_id(row.attempt_id).one(&story.t.db.read).await.unwrap().unwrap();
            let paper = draw(&file.plan, attempts::seed_of(&attempt).unwrap());
            let answers: Answers = journals[&row.attempt_id].answers(paper.items.len());
            let grade = grade_corrected(&file.plan, &paper, &answers, false, &file.corrections);
            assert_eq!((i32::from(grade.correct), i32::from(grade.score)), (row.correct, row.score));
        }
    }
}
