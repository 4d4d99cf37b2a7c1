//! Finding text by its words, accents and case aside.

use contest::text;
use sea_orm::{
    ColumnTrait, Condition,
    sea_query::{Expr, LikeExpr},
};

/// Words of a search beyond this many are not looked at; nobody types so many by hand.
const MAX_WORDS: usize = 12;

/// Rows whose folded text has every word of what was typed. No word: every row.
pub(super) fn all_in(column: impl ColumnTrait, typed: &str) -> Condition {
    let folded = text::fold(typed);
    folded
        .split(' ')
        .filter(|word| !word.is_empty())
        .take(MAX_WORDS)
        .fold(Condition::all(), |all, word| all.add(column.like(has(word))))
}

/// Sorts rows whose folded text has what was typed as it was typed before those that have its words
/// here and there: `mot cua` is “một cửa” sooner than “một … của”.
pub(super) fn together_first(column: impl ColumnTrait, typed: &str) -> Expr {
    Expr::case(column.like(has(&text::fold(typed))), 0).finally(1).into()
}

fn has(text: &str) -> LikeExpr {
    LikeExpr::new(format!("%{}%", literal(text))).escape('!')
}

/// What `LIKE` would read as a pattern stands for itself.
fn literal(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if matches!(c, '!' | '%' | '_') {
            out.push('!');
        }
        out.push(c);
    }
    out
}
