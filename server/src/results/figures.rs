//! What a round was counted to, as headline numbers.

use app::components::Fact;
use contest::{contests::Rules, text::group};
use engine::results::life::Counted;

/// People, attempts, and what predictions are measured against.
pub fn facts(rules: &Rules, counted: &Counted) -> Vec<Fact> {
    let number = |count: u32| group(i64::from(count));
    let mut facts = vec![
        Fact::new(number(counted.people), "người dự thi"),
        Fact::new(number(counted.attempts), "lượt thi hợp lệ"),
        Fact::new(number(counted.people_all_correct), "người đúng tất cả"),
    ];
    facts.extend(rules.prediction.zip(counted.quantity).map(|(prediction, quantity)| {
        Fact::new(number(quantity), format!("số đúng của câu dự đoán: {}", prediction.label()))
    }));
    facts
}
