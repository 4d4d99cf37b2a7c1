//! `cchc rank`: a field ranked again, from its files alone.

use std::{
    fs::{self, File},
    path::PathBuf,
};

use clap::Args;
use contest::{
    results::field::{Outcome, RankFile, rank_field},
    text::group,
};
use engine::{
    results::files::{Hashed, read_entries, write_ranked},
    secrets::sha256_hex,
};

use super::{
    CommandError,
    out_file::{OutFile, at},
    say,
};

/// The options of `cchc rank`.
#[derive(Debug, Args)]
pub struct Rank {
    /// Tệp thể lệ và số liệu đã chốt (cchc export rules)
    #[arg(long)]
    rules: PathBuf,
    /// Tệp lượt thi (cchc export entries)
    #[arg(long)]
    entries: PathBuf,
    /// Tệp thứ hạng sẽ ghi ra
    #[arg(long)]
    out: PathBuf,
    /// Tệp ghi thêm giải thưởng, bốc thăm và bảng tập thể, dạng JSON
    #[arg(long)]
    json: Option<PathBuf>,
}

impl Rank {
    pub(super) fn run(self) -> Result<(), CommandError> {
        let rules = fs::read_to_string(&self.rules).map_err(|error| at(&self.rules, &error))?;
        let file = RankFile::read(&rules)?;
        let mut entries = Hashed::new(File::open(&self.entries).map_err(|error| at(&self.entries, &error))?);
        let field = read_entries(&mut entries)?;
        let outcome = rank_field(&field, &file.rules, &file.facts)?;
        let mut out = OutFile::create(&self.out)?;
        write_ranked(&outcome, &field, &mut out).map_err(|error| at(&self.out, &error))?;
        let ranked = out.finish()?;
        let whole = match &self.json {
            Some(path) => {
                let mut out = OutFile::create(path)?;
                serde_json::to_writer(&mut out, &outcome)?;
                Some((path, out.finish()?))
            }
            None => None,
        };
        say(format_args!("Đã xếp hạng {} lượt thi.", group(field.len() as i64)));
        in_words(&outcome).iter().for_each(say);
        say("\nSHA-256:");
        let sums =
            [(&self.rules, sha256_hex(rules.as_bytes())), (&self.entries, entries.finish().1), (&self.out, ranked)];
        for (path, sum) in sums.into_iter().chain(whole) {
            // As `sha256sum` writes it, and reads it.
            say(format_args!("{sum}  {}", path.display()));
        }
        Ok(())
    }
}

/// What came of it: a line for each round, and how many prizes there are.
fn in_words(outcome: &Outcome) -> Vec<String> {
    let rounds = outcome.rounds.iter().map(|round| {
        let quantity = round
            .quantity
            .map_or_else(String::new, |quantity| format!("; dự đoán được so với {}", group(i64::from(quantity))));
        format!(
            "Vòng {}: {} người, {} lượt hợp lệ{quantity}.",
            round.round,
            group(i64::from(round.people)),
            group(i64::from(round.attempts))
        )
    });
    let agencies = outcome.collective.iter().flat_map(|table| &table.standings);
    let collective = agencies.filter(|standing| standing.prize.is_some()).count();
    let prizes = format!("{} giải cá nhân, {collective} giải tập thể.", group(outcome.awards.len() as i64));
    rounds.chain([prizes]).collect()
}
