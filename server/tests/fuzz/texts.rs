//! What people type, and what their browsers carry.

use std::str;

use contest::{
    Timestamp,
    accounts::{BirthDate, EntryCode, FullName, Password, Phone, RegistrationForm, SignInForm},
    attempts::Seed,
    contests::{PaperShape, Prediction, Presentation},
    text,
    time::{LocalDate, LocalDateTime, TimeOfDay},
};
use engine::{accounts::Token, attempts::AttemptToken, secrets::Secrets};
use rand::{SeedableRng as _, rngs::StdRng};

const TODAY: LocalDate = LocalDate { year: 2026, month: 11, day: 22 };

/// Typed fields, of each a good one.
pub fn fields() -> Vec<Vec<u8>> {
    let good = [
        "0912 345 678",
        "+84 (0) 912.345.678",
        "Nguyễn Thị Hồng Hạnh",
        "Lò Văn O'Brien-Sùng",
        "2/9/1987",
        "mat khau rat dai 123",
        "1.250.000",
        "2026-05-14",
        "2026-11-22T08:00",
        "08:30",
        "2026-11-22T08:00:00+07:00",
        "8c83b667aa977e8acb99759ac5a8faed",
    ];
    let code = EntryCode::generate(&mut StdRng::seed_from_u64(1)).to_string();
    good.iter().map(|text| text.as_bytes().to_vec()).chain([code.into_bytes()]).collect()
}

/// What is read is read again from what is kept of it. Says whether it was a field of any kind.
pub fn read_field(input: &[u8]) -> bool {
    let Ok(typed) = str::from_utf8(input) else { return false };
    assert_eq!(text::squeeze(&text::squeeze(typed)), text::squeeze(typed));
    let readers = [phone, name, birth_date, code, password, prediction, date, clock, instant, seed];
    readers.map(|read| read(typed).is_some()).contains(&true)
}

fn phone(typed: &str) -> Option<()> {
    let phone = Phone::parse(typed).ok()?;
    assert_eq!(Phone::parse(phone.as_str()), Ok(phone.clone()));
    assert!(phone.as_str().len() == Phone::DIGITS && phone.as_str().bytes().all(|byte| byte.is_ascii_digit()));
    Some(())
}

fn name(typed: &str) -> Option<()> {
    let name = FullName::parse(typed).ok()?;
    assert_eq!(FullName::parse(name.as_str()), Ok(name.clone()));
    assert!(name.as_str().chars().count() <= FullName::MAX);
    assert!(!name.folded().is_empty() && !name.sort_key().is_empty() && !name.given().is_empty());
    Some(())
}

fn birth_date(typed: &str) -> Option<()> {
    let mut parts = typed.splitn(3, '/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let born = BirthDate::parse(day, month, year, TODAY).ok()?;
    assert_eq!(born.to_string().parse(), Ok(born));
    assert!((BirthDate::MIN_AGE..=BirthDate::MAX_AGE).contains(&born.age_on(TODAY)));
    Some(())
}

fn code(typed: &str) -> Option<()> {
    let code = EntryCode::parse(typed).ok()?;
    assert_eq!(EntryCode::parse(&code.to_string()), Ok(code));
    Some(())
}

fn password(typed: &str) -> Option<()> {
    let password = Password::parse(typed).ok()?;
    assert_eq!(Password::parse(password.as_str()).ok()?.as_str(), password.as_str());
    Some(())
}

fn prediction(typed: &str) -> Option<()> {
    let prediction = Prediction::parse(typed).ok()?;
    assert!(prediction.0 <= Prediction::MAX);
    assert_eq!(Prediction::parse(&text::group(i64::from(prediction.0))), Ok(prediction));
    Some(())
}

fn date(typed: &str) -> Option<()> {
    let date: LocalDate = typed.parse().ok()?;
    assert_eq!(LocalDate::from_days(date.days()), date);
    Some(())
}

fn clock(typed: &str) -> Option<()> {
    if let Ok(time) = typed.parse::<TimeOfDay>() {
        assert_eq!(time.to_string().parse(), Ok(time));
        return Some(());
    }
    let time: LocalDateTime = typed.parse().ok()?;
    assert_eq!(time.to_timestamp().local(), time);
    Some(())
}

fn instant(typed: &str) -> Option<()> {
    let at = Timestamp::from_rfc3339(typed).ok()?;
    let seconds = |at: Timestamp| at.0.div_euclid(1_000);
    assert_eq!(Timestamp::from_rfc3339(&at.to_rfc3339()).map(seconds), Ok(seconds(at)));
    Some(())
}

fn seed(typed: &str) -> Option<()> {
    let seed: Seed = typed.parse().ok()?;
    assert_eq!(seed.to_string().parse(), Ok(seed));
    Some(())
}

/// Forms of who registers.
pub fn registrations() -> Vec<Vec<u8>> {
    let adult = "ho-ten=V%C3%A0ng+Th%E1%BB%8B+M%E1%BB%B7&ngay=2&thang=9&nam=1987&dien-thoai=0987+654+321\
                 &don-vi=15-so-noi-vu&vi-tri=civil_servant&dong-y=on";
    let child = "ho-ten=L%C3%B2+A+P%C3%A1o&ngay=28&thang=2&nam=2014&dien-thoai=%2B84987654321&don-vi=15-xa-bao-thang\
                 &vi-tri=citizen&dong-y=1&giam-ho=on";
    [adult, child].map(|form| form.as_bytes().to_vec()).to_vec()
}

/// A form is a registration, or is told what is wrong with it. The same bytes read as a sign-in, too.
pub fn read_registration(input: &[u8]) -> bool {
    if let Ok(form) = serde_urlencoded::from_bytes::<SignInForm>(input)
        && let Err(problems) = form.check()
    {
        assert!(!problems.is_empty());
    }
    let Ok(form) = serde_urlencoded::from_bytes::<RegistrationForm>(input) else { return false };
    // Where the rules ask for an identity card, no less is wrong with it.
    let problems = |asks_id| form.check(TODAY, asks_id).err().map_or(0, |problems| problems.len());
    assert!(problems(true) >= problems(false));
    match form.check(TODAY, false) {
        Ok(registration) => {
            assert_eq!(Phone::parse(registration.phone.as_str()), Ok(registration.phone));
            assert!(!registration.agency_code.is_empty());
            true
        }
        Err(problems) => {
            assert!(!problems.is_empty());
            for problem in problems {
                let told = problem.error.to_string();
                assert!(told.ends_with(['.', '?']), "{told}");
            }
            false
        }
    }
}

fn secrets() -> Secrets {
    Secrets::derive(&[3; 32])
}

const ATTEMPT: AttemptToken = AttemptToken {
    attempt: 7,
    participant: 9,
    session: 11,
    session_tag: *b"abcdefgh",
    size: 15,
    presentation: Presentation::OnePage,
};

/// Tokens as pages and cookies carry them.
pub fn tokens() -> Vec<Vec<u8>> {
    let largest = AttemptToken {
        attempt: i64::MAX,
        participant: i64::MIN,
        session: -1,
        size: PaperShape::MAX_QUESTIONS,
        ..ATTEMPT
    };
    let session = "A".repeat(43);
    vec![ATTEMPT.sign(&secrets()).into_bytes(), largest.sign(&secrets()).into_bytes(), session.into_bytes()]
}

/// Only what was signed here is believed, and a session's cookie is one or nothing.
pub fn read_token(input: &[u8]) -> bool {
    let Ok(carried) = str::from_utf8(input) else { return false };
    let attempt = AttemptToken::verify(&secrets(), carried).ok();
    if let Some(token) = attempt {
        assert_eq!(token.sign(&secrets()), carried);
        assert!(token.session_tag == ATTEMPT.session_tag, "a token that nobody signed: {token:?}");
    }
    let session = Token::parse(carried);
    if let Some(token) = &session {
        assert_eq!(token.as_str(), carried);
    }
    attempt.is_some() || session.is_some()
}
