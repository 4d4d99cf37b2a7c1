//! `cchc draw`: the paper of a seed.

use std::{fs, path::PathBuf};

use clap::Args;
use contest::attempts::{Change, PlanFile, Seed, draw};
use serde::Serialize;

use super::{CommandError, say};

/// The options of `cchc draw`.
#[derive(Debug, Args)]
pub struct Draw {
    /// Tệp danh mục câu hỏi của vòng thi (cchc export plan)
    #[arg(long)]
    plan: PathBuf,
    /// Mã sinh đề: 32 chữ số thập lục phân
    #[arg(long)]
    seed: Seed,
    /// In JSON thay cho chữ
    #[arg(long)]
    json: bool,
}

/// The paper as anyone can compare it with the page.
#[derive(Debug, Serialize)]
struct DrawnPaper<'a> {
    plan: i64,
    seed: String,
    questions: Vec<DrawnQuestion<'a>>,
}

#[derive(Debug, Serialize)]
struct DrawnQuestion<'a> {
    number: usize,
    revision: i64,
    stem: &'a str,
    /// What was decided after it was answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    correction: Option<Change>,
    choices: Vec<DrawnChoice<'a>>,
}

#[derive(Debug, Serialize)]
struct DrawnChoice<'a> {
    text: &'a str,
    correct: bool,
}

impl Draw {
    pub(super) fn run(self) -> Result<(), CommandError> {
        let bytes = fs::read(&self.plan).map_err(|error| format!("{}: {error}", self.plan.display()))?;
        let plan: PlanFile = serde_json::from_slice(&bytes)
            .map_err(|error| format!("{}: không phải danh mục câu hỏi của vòng thi ({error})", self.plan.display()))?;
        let paper = drawn(&plan, self.seed);
        if self.json {
            say(serde_json::to_string_pretty(&paper)?);
        } else {
            for question in &paper.questions {
                say(format_args!("Câu {}. {}", question.number, question.stem));
                if let Some(change) = question.correction {
                    say(format_args!("  Điều chỉnh sau khi thi: {}.", change.in_words()));
                }
                for (place, choice) in question.choices.iter().enumerate() {
                    let mark = if choice.correct { "*" } else { " " };
                    say(format_args!("  {mark}{}. {}", contest::banks::letter(place), choice.text));
                }
            }
        }
        Ok(())
    }
}

fn drawn(PlanFile { plan, corrections }: &PlanFile, seed: Seed) -> DrawnPaper<'_> {
    let items = draw(plan, seed).items;
    let questions = items.iter().enumerate().filter_map(|(at, item)| {
        let question = item.question(plan)?;
        let key = corrections.key(question);
        let choices = item.order.iter().map(|&choice| usize::from(choice)).map(|choice| DrawnChoice {
            text: question.choices.get(choice).map_or("", String::as_str),
            correct: key.contains(choice),
        });
        Some(DrawnQuestion {
            number: at + 1,
            revision: question.revision,
            stem: &question.stem,
            correction: corrections.of(question),
            choices: choices.collect(),
        })
    });
    DrawnPaper { plan: plan.version, seed: seed.to_string(), questions: questions.collect() }
}
