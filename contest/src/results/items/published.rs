//! The formulas against published figures: Moodle's test of its quiz statistics, which were "calculated independently
//! in a spreadsheet" (mod/quiz/report/statistics/tests, set 00: `results00.csv`, `qstats00.csv` and
//! `stats_from_steps_walkthrough_test.php`). Only the figures are taken over.

use super::{Given, ItemFigures, ItemTally, PaperTally};
use crate::banks::ChoiceSet;

/// A whole mark.
const FULL: u32 = 2_520;

/// The marks of 25 attempts at 7 questions, in 2,520ths: there 0.3333333 is 840.
const MARKS: [[u32; 7]; 25] = [
    [2520, 2520, 2520, 2520, 2520, 0, 2520],
    [2520, 2520, 2520, 2520, 1260, 2520, 0],
    [2520, 2520, 2520, 2520, 1260, 0, 2520],
    [0, 0, 2520, 2520, 2520, 0, 0],
    [2520, 0, 2520, 0, 0, 2520, 1260],
    [2520, 2520, 2520, 2520, 1260, 0, 1260],
    [0, 2520, 2520, 2520, 1260, 2520, 1260],
    [2520, 2520, 2520, 0, 1260, 2520, 1260],
    [2520, 0, 2520, 2520, 2520, 2520, 2520],
    [0, 2520, 2520, 0, 1260, 2520, 1260],
    [2016, 0, 2520, 2520, 1260, 2520, 1260],
    [2520, 2520, 2520, 0, 1260, 2520, 2520],
    [2520, 0, 2520, 2520, 1260, 2520, 1260],
    [2520, 0, 2520, 2520, 2520, 0, 1260],
    [0, 0, 2520, 2520, 0, 2520, 2520],
    [2520, 0, 2520, 0, 1260, 2520, 2520],
    [2016, 0, 2520, 2520, 1260, 0, 2520],
    [2520, 0, 2520, 2520, 0, 2520, 1260],
    [2520, 0, 2520, 2520, 1260, 0, 1260],
    [0, 2520, 2520, 0, 1260, 2520, 0],
    [2520, 2520, 840, 2520, 1260, 0, 1260],
    [2520, 2520, 2520, 0, 1260, 0, 1260],
    [2520, 2520, 2520, 2520, 0, 2520, 1260],
    [0, 0, 2520, 0, 1260, 2520, 2520],
    [0, 0, 2520, 2520, 2520, 2520, 2520],
];

/// Facility, standard deviation, covariance, discrimination index, highest covariance, discriminative efficiency.
const QUESTIONS: [[f64; 6]; 7] = [
    [0.704, 0.451_368_290_1, -0.022_555_556, -7.065_076_752_6, 0.238_555_556_5, -9.455_053_696_7],
    [0.48, 0.509_901_951_4, -0.117_277_778_5, -28.898_212_577_2, 0.318_833_334, -36.783_411_893_8],
    [0.973_333_332, 0.133_333_34, -0.009_888_889_4, -9.123_067_426_8, 0.045_666_669, -21.654_501_216_5],
    [0.68, 0.476_095_228_6, -0.083_388_889_2, -22.630_644_411_3, 0.265_222_223_2, -31.441_139_561_3],
    [0.52, 0.305_505_046_3, -0.043_694_444_4, -17.699_704_767_4, 0.206_305_555_6, -21.179_480_258_4],
    [0.64, 0.489_897_948_6, -0.201_555_554_7, -45.378_517_842_1, 0.353_999_999_5, -56.936_597_443_9],
    [0.62, 0.331_662_479, -0.014_249_999_8, -5.654_316_660_2, 0.219_083_333_5, -6.504_374_205_8],
];

/// Mean, median, standard deviation, skewness, kurtosis, internal consistency, error ratio, standard error.
const TEST: [f64; 8] = [
    4.617_333_332,
    4.5,
    0.811_726_555_4,
    -0.092_502_502,
    -0.707_396_855_7,
    -87.223_093_554_2,
    136.829_490_079_5,
    1.110_681_306_6,
];

/// The tolerance of Moodle's own test.
#[track_caller]
fn close(ours: f64, published: f64, what: &str) {
    assert!((ours - published).abs() <= published.abs() * 1.5e-5, "{what}: {ours}, published {published}");
}

#[test]
fn questions_have_the_published_figures() {
    let full = f64::from(FULL);
    for (place, published) in QUESTIONS.iter().enumerate() {
        let mut tally = ItemTally::default();
        for marks in &MARKS {
            let (mark, whole) = (marks[place], marks.iter().sum::<u32>());
            tally.add(Given { mark, rest: whole - mark, whole, marked: ChoiceSet::EMPTY }, 1);
        }
        let figures = ItemFigures::of(&tally, FULL, 0);
        let rest = figures.with_rest.unwrap();
        let ours = [
            figures.facility.unwrap(),
            figures.deviation.unwrap(),
            rest.covariance / (full * full),
            rest.correlation.unwrap() * 100.0,
            rest.covariance_max / (full * full),
            rest.efficiency.unwrap() * 100.0,
        ];
        for (figure, (ours, published)) in ours.into_iter().zip(published).enumerate() {
            close(ours, *published, &format!("question {}, figure {figure}", place + 1));
        }
    }
}

#[test]
fn the_test_has_the_published_figures() {
    let mut papers = PaperTally::default();
    for marks in &MARKS {
        papers.add(marks.iter().sum(), (0..).zip(marks.iter().copied()));
    }
    let (figures, full) = (papers.figures(), f64::from(FULL));
    assert_eq!(figures.papers, 25);
    let ours = [
        figures.mean.unwrap() / full,
        figures.median.unwrap() / full,
        figures.deviation.unwrap() / full,
        figures.skewness.unwrap(),
        figures.kurtosis.unwrap(),
        figures.consistency.unwrap() * 100.0,
        figures.error_ratio.unwrap() * 100.0,
        figures.standard_error.unwrap() / full,
    ];
    for (figure, (ours, published)) in ours.into_iter().zip(TEST).enumerate() {
        close(ours, published, &format!("figure {figure}"));
    }
}
