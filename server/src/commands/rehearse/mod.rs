//! `cchc rehearse`: the largest contest's week, played in minutes, and every total counted twice.
//!
//! People register, begin, answer, come back, change devices, leave and submit through the engine's
//! own use cases, on a clock that is moved; whoever plays keeps a tally of their own. At the end the
//! round is closed, counted, approved and published, and what the platform says is held against the
//! tally. What HTTP adds is the business of `bench` and of the tests.

mod calendar;
mod check;
mod names;
mod patience;
mod people;
mod play;
mod scratch;
mod sheet;
mod sitting;
mod stage;
mod story;
mod tally;

use std::{cell::Cell, sync::Arc};

use clap::Args;
use contest::{
    contests::{Preset, Rules, Schedule},
    text::group,
};
use rand::{SeedableRng as _, rngs::StdRng};
use tokio::time::Instant;

use self::{
    people::{Person, count_heads, register_all},
    scratch::Scratch,
    stage::Stage,
    tally::Tally,
};
use super::{CommandError, say};
use crate::config::Config;

/// The options of `cchc rehearse`.
#[derive(Debug, Args)]
pub struct Rehearse {
    /// Số lượt thi
    #[arg(long, default_value_t = 400_000, value_parser = clap::value_parser!(u32).range(1..=5_000_000))]
    attempts: u32,
    /// Số ngày vòng thi mở
    #[arg(long, default_value_t = 7, value_parser = clap::value_parser!(u8).range(1..=60))]
    days: u8,
    /// Thể lệ mẫu, ví dụ 04-hai-duong-cchc-2024
    #[arg(long, default_value = "07-quang-nam")]
    preset: String,
    /// Số sinh ngẫu nhiên: cùng số thì cùng người, cùng giờ
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Cơ sở dữ liệu `PostgreSQL` trống; nếu không có thì dùng một tệp tạm
    #[arg(long)]
    database_url: Option<String>,
    /// Giữ lại tệp tạm khi xong
    #[arg(long)]
    keep: bool,
}

/// What was played, and by whom.
struct Rehearsed {
    stage: Arc<Stage>,
    people: Arc<Vec<Person>>,
    heads: Vec<(i64, u32)>,
    tally: Tally,
}

impl Rehearse {
    pub(super) async fn run(self, config: &Config) -> Result<(), CommandError> {
        let scratch = Scratch::open(self.database_url.as_deref()).await?;
        let rehearsed = self.play(&scratch, config).await?;
        let begun = Instant::now();
        let Rehearsed { stage, people, heads, tally } = &rehearsed;
        let (outcome, differences) = check::check(stage, people, heads, tally).await?;
        story::results(stage, &outcome).await?;
        say(format_args!("\nĐối chiếu trong {:.1} giây.", begun.elapsed().as_secs_f64()));
        if let Some(memory) = story::peak_memory() {
            say(format_args!("Bộ nhớ lúc nhiều nhất: {} MB.", group(memory as i64)));
        }
        if self.keep
            && let Some(folder) = scratch.keep()
        {
            say(format_args!("Cơ sở dữ liệu còn ở {}.", folder.display()));
        }
        story::verdict(&differences)
    }

    async fn play(&self, scratch: &Scratch, config: &Config) -> Result<Rehearsed, CommandError> {
        let rules = self.rules()?;
        let mut rng = StdRng::seed_from_u64(self.seed);
        let stage = Arc::new(Stage::set(scratch.engine.clone(), config, &rules, self.days).await?);
        let (count, turns) = calendar::turns(stage.round.window, &rules, self.attempts, &mut rng);
        let (attempts, count) = (self.attempts as usize, count as usize);
        let tell = (group(attempts as i64), group(count as i64), stage.agencies.len());
        say(format_args!("{} lượt của {} người ở {} đơn vị, {} ngày.", tell.0, tell.1, tell.2, self.days));

        let begun = Instant::now();
        let people = register_all(&stage, count, &mut rng, |_| ()).await?;
        let heads = count_heads(&stage, &people, &mut rng).await?;
        story::rate("Đăng ký", count, begun.elapsed());
        let people = Arc::new(people);

        let (begun, day) = (Instant::now(), Cell::new(None));
        let progress = |hour: contest::Timestamp, played: usize| {
            let date = hour.local().date;
            if day.replace(Some(date)) != Some(date) {
                say(format_args!("  {}: đã chơi {} lượt", date.short_date(), group(played as i64)));
            }
        };
        let tally = play::play(&stage, &people, &turns, self.seed, progress).await?;
        story::rate("Thi", attempts, begun.elapsed());
        let begun = Instant::now();
        play::finish(&stage).await?;
        say(format_args!("Chốt, duyệt và công bố trong {:.1} giây.", begun.elapsed().as_secs_f64()));
        Ok(Rehearsed { stage, people, heads, tally })
    }

    /// The preset's, for a contest of this one round: prizes of the whole contest are given too.
    fn rules(&self) -> Result<Rules, CommandError> {
        let presets = || Preset::all().into_iter().map(|preset| preset.code).collect::<Vec<_>>().join(", ");
        let preset = Preset::find(&self.preset);
        let mut rules =
            preset.ok_or_else(|| format!("Không có thể lệ mẫu {}. Hãy chọn: {}.", self.preset, presets()))?.rules;
        rules.schedule = rules.schedule.map(|schedule| Schedule { rounds: 1, ..schedule });
        Ok(rules)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rehearse(attempts: u32, preset: &str) -> Rehearse {
        Rehearse { attempts, days: 2, preset: preset.to_owned(), seed: 5, database_url: None, keep: false }
    }

    fn config() -> Config {
        Config { content_dir: concat!(env!("CARGO_MANIFEST_DIR"), "/../content").into(), ..Config::default() }
    }

    #[tokio::test]
    async fn what_differs_is_told() {
        let scratch = Scratch::open(None).await.unwrap();
        let mut rehearsed = Box::pin(rehearse(60, "07-quang-nam").play(&scratch, &config())).await.unwrap();
        let differences = async |rehearsed: &Rehearsed| {
            let Rehearsed { stage, people, heads, tally } = rehearsed;
            check::check(stage, people, heads, tally).await.unwrap().1
        };
        assert_eq!(differences(&rehearsed).await.0, Vec::<String>::new());

        let whole = rehearsed.tally.clone();
        rehearsed.tally.played.pop();
        let found = differences(&rehearsed).await.0;
        for line in ["lượt đã nộp: hệ thống 60, đếm độc lập 59", "lượt hợp lệ, khi chốt: hệ thống 60, đếm độc lập 59"]
        {
            assert!(found.contains(&line.to_owned()), "{found:#?}");
        }
        assert!(story::verdict(&check::Differences(found)).is_err());

        rehearsed.tally = whole;
        for played in &mut rehearsed.tally.played {
            played.correct = played.total - played.correct;
        }
        assert!(differences(&rehearsed).await.0.iter().any(|line| line.starts_with("bảng ")));
    }

    #[tokio::test]
    async fn a_database_with_data_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("cchc.db").display());
        engine::db::Db::connect(&url).await.unwrap().migrate().await.unwrap();
        let rehearse = Rehearse { database_url: Some(url), ..rehearse(1, "07-quang-nam") };
        let refused = rehearse.run(&config()).await.unwrap_err().to_string();
        assert!(refused.contains("đã có dữ liệu"), "{refused}");
    }
}
