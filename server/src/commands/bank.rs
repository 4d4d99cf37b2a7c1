//! `cchc bank`: files of questions read and written, and questions proposed from a handbook, by
//! themselves: no database is touched.

use std::{io::Write as _, path::PathBuf};

use ::bank::{
    Ask, Encoding, ReadError, handbook,
    proposals::{self, Proposal},
    questions::{Format, Options, QuestionSet, Row, Summary, encodings, read_with, write},
};
use clap::{Args, Subcommand};
use contest::banks::{Question, letter};

use super::{
    CommandError,
    import::read,
    out_file::{OutFile, at},
    say, tell,
};

/// The options of `cchc bank`.
#[derive(Debug, Args)]
pub struct Bank {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Đọc một tệp câu hỏi, không ghi vào đâu
    Read {
        #[command(flatten)]
        file: QuestionFile,
        /// In ra dạng JSON
        #[arg(long)]
        json: bool,
    },
    /// Chuyển một tệp câu hỏi sang định dạng khác
    Write {
        #[command(flatten)]
        file: QuestionFile,
        /// Định dạng: xlsx, docx, csv, gift, aiken, moodle-xml, qti, json
        #[arg(long, value_parser = format)]
        to: Format,
        /// Tệp sẽ ghi ra
        #[arg(long)]
        out: PathBuf,
    },
    /// Đề xuất câu hỏi từ sổ tay hỏi – đáp, để người xem nhận, sửa hoặc bỏ
    Propose {
        /// Tệp sổ tay
        handbook: PathBuf,
        /// In ra dạng JSON
        #[arg(long)]
        json: bool,
    },
}

/// A file of questions, and in which letters it is written.
#[derive(Debug, Args)]
struct QuestionFile {
    /// Tệp câu hỏi
    file: PathBuf,
    /// Bảng mã của chữ trong tệp: unicode, tcvn3, vni, windows-1258
    #[arg(long, value_parser = encoding)]
    encoding: Option<Encoding>,
}

impl Bank {
    pub(super) fn run(self) -> Result<(), CommandError> {
        match self.what {
            What::Read { file, json } => {
                let set = file.read()?;
                if json {
                    say(serde_json::to_string_pretty(&Summary::from(&set))?);
                } else {
                    in_words(&set);
                }
            }
            What::Write { file, to, out } => {
                let set = file.read()?;
                let questions: Vec<Question> = set.questions().cloned().collect();
                let written = write(&questions, to)?;
                let mut file = OutFile::create(&out)?;
                file.write_all(&written.bytes).map_err(|error| at(&out, &error))?;
                say(format_args!("Đã ghi {} câu theo định dạng {}.", questions.len(), to.label()));
                say(format_args!("{}  {}", file.finish()?, out.display()));
                tell_refused(&set);
                tell("Định dạng này không ghi được:", &written.notes);
            }
            What::Propose { handbook: path, json } => {
                let (name, bytes) = read(&path)?;
                let proposals = proposals::propose(&handbook::read(&bytes, &name)?);
                if json {
                    say(serde_json::to_string_pretty(&proposals)?);
                } else {
                    say(format_args!("{} đề xuất.", proposals.len()));
                    proposals.iter().enumerate().for_each(|(at, proposal)| proposed(at + 1, proposal));
                }
            }
        }
        Ok(())
    }
}

impl QuestionFile {
    fn read(&self) -> Result<QuestionSet, CommandError> {
        let (name, bytes) = read(&self.file)?;
        let options = Options { encoding: self.encoding, ..Options::default() };
        read_with(&bytes, &name, &options).map_err(|error| explained(&error, &bytes, &name))
    }
}

/// Why a file was not read; with its first lines in each encoding where that is the question.
fn explained(error: &ReadError, bytes: &[u8], name: &str) -> CommandError {
    let mut lines = vec![error.to_string()];
    if error.asks() == Some(Ask::Encoding) {
        for preview in encodings(bytes, name).unwrap_or_default() {
            lines.push(format!("--encoding {}:", preview.encoding.code()));
            lines.extend(preview.lines.iter().take(2).map(|line| format!("  {line}")));
        }
    }
    lines.join("\n").into()
}

fn encoding(code: &str) -> Result<Encoding, String> {
    let known = || Encoding::ALL.map(Encoding::code).join(", ");
    Encoding::from_code(code).ok_or_else(|| format!("không có bảng mã này; hãy chọn một trong: {}", known()))
}

fn format(name: &str) -> Result<Format, String> {
    let known = || Format::ALL.map(Format::code).join(", ");
    Format::from_name(name).ok_or_else(|| format!("không có định dạng này; hãy chọn một trong: {}", known()))
}

fn in_words(set: &QuestionSet) {
    say(format_args!("Đọc được {} câu; {} câu bị từ chối.", set.questions().count(), set.refused().count()));
    for (at, question) in set.questions().enumerate() {
        shown(at + 1, question);
    }
    tell_refused(set);
    let warned = set.rows.iter().filter(|row| row.question().is_some()).flat_map(Row::problems);
    let remarks: Vec<_> = set.notes.iter().chain(warned).cloned().collect();
    tell("Nên xem lại:", &remarks);
}

fn tell_refused(set: &QuestionSet) {
    let refused: Vec<_> = set.refused().flat_map(Row::problems).cloned().collect();
    tell("Bị từ chối:", &refused);
}

fn shown(number: usize, question: &Question) {
    say(format_args!("Câu {number}. {}", question.stem));
    for (place, choice) in question.choices.iter().enumerate() {
        let mark = if question.correct.contains(place) { "*" } else { " " };
        say(format_args!("  {mark}{}. {choice}", letter(place)));
    }
}

fn proposed(number: usize, proposal: &Proposal) {
    shown(number, &proposal.question);
    say(format_args!("  Theo câu {} của sổ tay: {}", proposal.entry, proposal.sentence));
    say(format_args!("  Cách đặt câu: {}", proposal.rule.label()));
    for distractor in &proposal.distractors {
        say(format_args!("  “{}” lấy từ câu {}", distractor.choice, distractor.entry));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_formats_and_encodings_are_told_when_unknown() {
        assert_eq!(format("moodle-xml"), Ok(Format::MoodleXml));
        assert!(format("pdf").is_err_and(|message| message.contains("moodle-xml")));
        assert_eq!(encoding("vni"), Ok(Encoding::Vni));
        assert!(encoding("utf-7").is_err_and(|message| message.contains("windows-1258")));
    }
}
