//! What must hold for every plan, paper, answer, ranking and date; checked on thousands of each.

mod calendar;
mod codes;
mod corrections;
mod fields;
mod grading;
mod items;
mod papers;
mod periods;
mod plans;
mod ranking;
mod reports;
mod rules;
mod text;
