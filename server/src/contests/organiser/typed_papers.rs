//! What the papers of every track are drawn by, as a form sends it: bank, table, fixed questions.

use app::{
    contests::{MatrixView, PapersDone, round_fields as fields},
    form::{FormState, Problem},
};
use contest::{
    banks::{Blueprint, FixedQuestion},
    contests::TrackKind,
};
use engine::{
    DbErr, Engine,
    contests::{Contest, Track, default_blueprint, rounds::NewPapers},
};

use super::{
    fixed::{self, TypedFixed},
    matrix::{self, TypedMatrix},
    track_banks::Banks,
    weights,
};

/// Questions of the paper that is proposed.
const PAPER: u16 = 15;

/// The tables of a form, one for each track.
pub(super) struct TypedPapers {
    banks: Banks,
    matrices: Vec<TypedMatrix>,
    /// What the button that was pressed did, when nothing is wrong.
    pub(super) done: PapersDone,
}

impl TypedPapers {
    /// Papers in proportion to the tracks' own banks.
    pub(super) async fn proposed(engine: &Engine, contest: &Contest) -> Result<Self, DbErr> {
        let banks = Banks::load(engine).await?;
        let tracks = banks.chosen(engine, contest, |_| String::new()).await?;
        let matrices = tracks.into_iter().map(|track| {
            let blueprint = default_blueprint(&track.sizes, PAPER);
            TypedMatrix::proposed(track, &blueprint)
        });
        Ok(Self { matrices: matrices.collect(), banks, done: PapersDone::Proposed })
    }

    /// As the form sent them, or proposed anew for what it sent when that button was pressed.
    pub(super) async fn sent(engine: &Engine, contest: &Contest, pairs: &[(String, String)]) -> Result<Self, DbErr> {
        let banks = Banks::load(engine).await?;
        let tracks = banks.chosen(engine, contest, |name| value(pairs, name).to_owned()).await?;
        let anew = value(pairs, fields::ACT) == fields::PROPOSE;
        let mut matrices = Vec::with_capacity(tracks.len());
        for track in tracks {
            let fixed = TypedFixed::sent(engine, &track, pairs).await?;
            let matrix = TypedMatrix::sent(track, fixed, pairs);
            matrices.push(if anew { matrix.proposed_anew(PAPER) } else { matrix });
        }
        Ok(Self { banks, matrices, done: if anew { PapersDone::Proposed } else { PapersDone::Checked } })
    }

    /// Whether the form asks for more than a look.
    pub(super) fn saves(pairs: &[(String, String)]) -> bool {
        ![fields::CHECK, fields::PROPOSE].contains(&value(pairs, fields::ACT))
    }

    /// What is wrong, track by track.
    pub(super) fn problems(&self) -> Vec<Problem> {
        self.matrices.iter().flat_map(TypedMatrix::problems).collect()
    }

    /// What the engine is to draw papers by.
    pub(super) fn papers(&self) -> Vec<NewPapers> {
        let papers = |matrix: &TypedMatrix| NewPapers {
            track: matrix.track.kind,
            bank_id: Some(matrix.track.bank_id),
            blueprint: matrix.blueprint.clone(),
            fixed: matrix.fixed(),
        };
        self.matrices.iter().map(papers).collect()
    }

    /// The tables to fill in, and the form with the banks that they have.
    pub(super) fn view(&self, mut form: FormState) -> (FormState, Vec<MatrixView>) {
        let chosen =
            |matrix: &TypedMatrix| (fields::bank(matrix.track.kind).to_owned(), matrix.track.bank_id.to_string());
        form.values.extend(self.matrices.iter().map(chosen));
        let options = self.banks.options();
        (form, self.matrices.iter().map(|matrix| matrix.view(&options)).collect())
    }
}

/// The value of an input; nothing where the form did not send it.
pub(super) fn value<'a>(pairs: &'a [(String, String)], name: &str) -> &'a str {
    pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str()).unwrap_or_default()
}

/// The inputs of one track that say what a round draws by now, as a form would send them.
pub(super) fn as_typed(track: &Track, blueprint: &Blueprint, fixed: &[FixedQuestion]) -> Vec<(String, String)> {
    let mut pairs = vec![
        (fields::bank(track.kind).to_owned(), track.bank_id.to_string()),
        (fields::fixed(track.kind).to_owned(), fixed::as_typed(fixed)),
    ];
    for cell in &blueprint.0 {
        let key = (cell.topic.clone(), cell.level);
        pairs.push((matrix::name(track.kind, &key), cell.take.to_string()));
        pairs.push((weights::name(track.kind, cell.level), cell.weight.to_string()));
    }
    pairs
}

/// The names of the inputs that the tables do not carry themselves.
pub(super) fn other_names() -> [&'static str; 2] {
    TrackKind::ALL.map(fields::fixed)
}
