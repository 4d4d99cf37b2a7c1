//! Proposals with what became of them, and with the questions of the bank that are like them.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use bank::proposals::{Proposal, Rule};
use contest::{Timestamp, banks::Question};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QuerySelect};

use super::made::{Made, made};
use crate::{
    Engine,
    accounts::StaffSession,
    banks::{
        alike, handbooks,
        work::{hand, staff_names},
    },
    db::entities::{proposal_decisions, question_acts, questions},
};

/// Proposals on one page.
pub const PAGE: u64 = 10;

/// Where a proposal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Nobody has decided.
    Waiting,
    /// A question as it was proposed.
    Accepted,
    /// A question with other words.
    Changed,
    /// Not wanted.
    Refused,
}

impl Standing {
    /// All.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Accepted, Self::Changed, Self::Refused];

    /// The short name in storage and addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Accepted => "accepted",
            Self::Changed => "changed",
            Self::Refused => "refused",
        }
    }

    /// Reads a code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standing| standing.code() == code)
    }
}

/// Which proposals to show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProposalFilter {
    /// Made by this rule; `None` for any.
    pub rule: Option<Rule>,
    /// From this part of the handbook, as an index into [`Made::parts`]; `None` for any.
    pub part: Option<usize>,
    /// From the entry with this number; `None` for any.
    pub entry: Option<u32>,
    /// Where they stand; `None` for any.
    pub standing: Option<Standing>,
}

/// What somebody decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// Never waiting.
    pub standing: Standing,
    /// Who, as pages call them.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// The number of the question that it became.
    pub question: Option<i64>,
    /// Why it was refused, where somebody said so.
    pub reason: Option<String>,
    /// Whether it may be taken back: nobody has done anything to the question since.
    pub undoable: bool,
}

/// A question of the bank that is like a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LikeQuestion {
    /// Its number.
    pub number: i64,
    /// What it says.
    pub question: Question,
    /// In percent.
    pub likeness: u8,
}

/// A proposal as it is decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedProposal {
    /// The proposal.
    pub proposal: Proposal,
    /// What was decided; `None` while it waits.
    pub decided: Option<Decided>,
    /// The questions of the bank that are like it, the most alike first.
    pub like: Vec<LikeQuestion>,
}

/// A page of proposals.
#[derive(Clone, Debug)]
pub struct ProposalPage {
    /// The handbook with all it proposes.
    pub made: Arc<Made>,
    /// At most [`PAGE`].
    pub proposals: Vec<ListedProposal>,
    /// Proposals on all pages of the filter.
    pub total: u64,
    /// How many of all stand where, in the order of [`Standing::ALL`].
    pub counts: [u64; 4],
}

/// A page of what a handbook proposes for a bank; `page` counts from 1, and beyond the last it is empty.
/// `None` when the actor does not write in the bank, or there is no such bank or handbook.
pub async fn list(
    engine: &Engine,
    actor: &StaffSession,
    (bank_id, handbook_id): (i64, i64),
    filter: &ProposalFilter,
    page: u32,
) -> Result<Option<ProposalPage>, DbErr> {
    if !writes(engine, actor, bank_id).await? {
        return Ok(None);
    }
    let Some(made) = made(engine, handbook_id).await? else { return Ok(None) };
    let standings = standings(&engine.db.read, bank_id).await?;
    let standing = |proposal: &Proposal| standings.get(&proposal.key).copied().unwrap_or(Standing::Waiting);
    let counts = Standing::ALL
        .map(|wanted| made.proposals.iter().filter(|proposal| standing(proposal) == wanted).count() as u64);
    let found: Vec<&Proposal> = made
        .proposals
        .iter()
        .filter(|proposal| filter.rule.is_none_or(|rule| rule == proposal.rule))
        .filter(|proposal| filter.entry.is_none_or(|entry| entry == proposal.entry))
        .filter(|proposal| {
            filter.part.is_none_or(|part| made.entry(proposal.entry).and_then(|entry| entry.part) == Some(part))
        })
        .filter(|proposal| filter.standing.is_none_or(|wanted| wanted == standing(proposal)))
        .collect();
    let before = usize::try_from(u64::from(page.saturating_sub(1)) * PAGE).unwrap_or(usize::MAX);
    let shown: Vec<Proposal> =
        found.iter().skip(before).take(PAGE as usize).map(|proposal| (*proposal).clone()).collect();
    let total = found.len() as u64;
    let proposals = listed(engine, bank_id, shown).await?;
    Ok(Some(ProposalPage { made, proposals, total, counts }))
}

/// One proposal with the handbook that makes it; `None` when there is none of this key for the actor.
pub async fn find(
    engine: &Engine,
    actor: &StaffSession,
    (bank_id, handbook_id): (i64, i64),
    key: &str,
) -> Result<Option<(Arc<Made>, ListedProposal)>, DbErr> {
    if !writes(engine, actor, bank_id).await? {
        return Ok(None);
    }
    let Some(made) = made(engine, handbook_id).await? else { return Ok(None) };
    let Some(proposal) = made.proposal(key) else { return Ok(None) };
    let listed = listed(engine, bank_id, vec![proposal.clone()]).await?.pop();
    Ok(listed.map(|listed| (made, listed)))
}

/// How many proposals of the handbook that people read wait for a decision about this bank; `None` when
/// there is no handbook.
pub async fn waiting(engine: &Engine, bank_id: i64) -> Result<Option<u64>, DbErr> {
    let Some(handbook) = handbooks::current(&engine.db.read).await? else { return Ok(None) };
    let Some(made) = made(engine, handbook.id).await? else { return Ok(None) };
    let standings = standings(&engine.db.read, bank_id).await?;
    let waiting = made.proposals.iter().filter(|proposal| !standings.contains_key(&proposal.key));
    Ok(Some(waiting.count() as u64))
}

/// Whether the actor writes questions of the bank.
pub(super) async fn writes(engine: &Engine, actor: &StaffSession, bank_id: i64) -> Result<bool, DbErr> {
    Ok(hand(&engine.db.read, actor, bank_id).await?.is_some_and(contest::banks::BankHand::writes))
}

/// What was decided about a bank's proposals, by their keys.
async fn standings(db: &impl ConnectionTrait, bank_id: i64) -> Result<HashMap<String, Standing>, DbErr> {
    use proposal_decisions::Column;

    let rows: Vec<(String, String)> = proposal_decisions::Entity::find()
        .select_only()
        .columns([Column::Key, Column::Decision])
        .filter(Column::BankId.eq(bank_id))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(key, decision)| (key, of_row(&decision))).collect())
}

/// What a row says; there is no row that says it waits.
fn of_row(decision: &str) -> Standing {
    Standing::parse(decision).unwrap_or(Standing::Refused)
}

async fn listed(engine: &Engine, bank_id: i64, proposals: Vec<Proposal>) -> Result<Vec<ListedProposal>, DbErr> {
    let keys: Vec<String> = proposals.iter().map(|proposal| proposal.key.clone()).collect();
    let mut decided = decided(&engine.db.read, bank_id, &keys).await?;
    let pool = alike::pool(engine, bank_id).await?;
    let mut listed = Vec::with_capacity(proposals.len());
    for proposal in proposals {
        let decided = decided.remove(&proposal.key);
        let own = decided.as_ref().and_then(|decided| decided.question);
        let like = pool.like(&proposal.question).filter(|(found, _)| Some(found.number) != own);
        let like = like.map(|(found, likeness)| LikeQuestion {
            number: found.number,
            question: found.question.clone(),
            likeness,
        });
        listed.push(ListedProposal { like: like.collect(), decided, proposal });
    }
    Ok(listed)
}

/// What was decided about the proposals with these keys, at most some hundred.
pub(super) async fn decided(
    db: &impl ConnectionTrait,
    bank_id: i64,
    keys: &[String],
) -> Result<HashMap<String, Decided>, DbErr> {
    let rows = proposal_decisions::Entity::find()
        .filter(proposal_decisions::Column::BankId.eq(bank_id))
        .filter(proposal_decisions::Column::Key.is_in(keys))
        .all(db)
        .await?;
    let names = staff_names(db, rows.iter().map(|row| row.decided_by).collect()).await?;
    let untouched = untouched(db, rows.iter().filter_map(|row| row.question_id).collect()).await?;
    let decided = rows.into_iter().map(|row| {
        let decided = Decided {
            standing: of_row(&row.decision),
            by: names.get(&row.decided_by).cloned().unwrap_or_default(),
            at: Timestamp(row.decided_at),
            question: row.question_id,
            reason: row.reason,
            undoable: row.question_id.is_none_or(|question| untouched.contains(&question)),
        };
        (row.key, decided)
    });
    Ok(decided.collect())
}

/// Those of these questions, at most some hundred, that nobody has done anything to, or said anything
/// about, since they were written.
pub(super) async fn untouched(db: &impl ConnectionTrait, ids: Vec<i64>) -> Result<HashSet<i64>, DbErr> {
    let mut untouched: HashSet<i64> = questions::Entity::find()
        .select_only()
        .column(questions::Column::Id)
        .filter(questions::Column::Id.is_in(ids.iter().copied()))
        .filter(questions::Column::Version.eq(1))
        .into_tuple::<i64>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let touched: Vec<i64> = question_acts::Entity::find()
        .select_only()
        .column(question_acts::Column::QuestionId)
        .filter(question_acts::Column::QuestionId.is_in(ids))
        .group_by(question_acts::Column::QuestionId)
        .having(question_acts::Column::Id.count().gt(1))
        .into_tuple()
        .all(db)
        .await?;
    for question in touched {
        untouched.remove(&question);
    }
    Ok(untouched)
}
