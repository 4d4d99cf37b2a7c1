//! A file that a command writes.

use std::{
    ffi::OsString,
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use engine::results::files::Hashed;

/// A file that takes its name when it is whole: a command that was stopped leaves no half of one
/// where another is looked for.
pub(super) struct OutFile<'a> {
    path: &'a Path,
    part: PathBuf,
    file: Hashed<BufWriter<File>>,
}

impl<'a> OutFile<'a> {
    /// Begins a file; what is at its place stays until it is finished.
    pub fn create(path: &'a Path) -> Result<Self, String> {
        let mut part = OsString::from(path);
        part.push(".part");
        let part = PathBuf::from(part);
        let file = File::create(&part).map_err(|error| at(path, &error))?;
        Ok(Self { path, part, file: Hashed::new(BufWriter::with_capacity(1 << 16, file)) })
    }

    /// Gives the file its name, and its SHA-256 to the caller.
    pub fn finish(mut self) -> Result<String, String> {
        let named = self.file.flush().and_then(|()| fs::rename(&self.part, self.path));
        named.map_err(|error| at(self.path, &error))?;
        Ok(self.file.finish().1)
    }
}

impl Write for OutFile<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// What is wrong with a file, as the person at the terminal reads it.
pub(super) fn at(path: &Path, error: &io::Error) -> String {
    format!("{}: {error}", path.display())
}
