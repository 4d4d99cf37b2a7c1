//! Zip packages with one part replaced, so that a change reaches the reader of the part.

use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// A package, unpacked.
pub struct Package(Vec<(String, Vec<u8>)>);

impl Package {
    /// One of the fixtures.
    pub fn of(path: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(path);
        let mut archive = ZipArchive::new(Cursor::new(fs::read(path).unwrap())).unwrap();
        let mut parts = Vec::new();
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            parts.push((part.name().unwrap().into_owned(), bytes));
        }
        Self(parts)
    }

    /// The package with no other parts than these, so that an input costs no more than it must.
    pub fn keeping(mut self, names: &[&str]) -> Self {
        self.0.retain(|(part, _)| names.contains(&part.as_str()));
        self
    }

    pub fn part(&self, name: &str) -> Vec<u8> {
        self.0.iter().find(|(part, _)| part == name).unwrap().1.clone()
    }

    /// The package with other bytes in this part.
    pub fn with(&self, name: &str, bytes: &[u8]) -> Vec<u8> {
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (part, own) in &self.0 {
            writer.start_file(part.as_str(), stored).unwrap();
            writer.write_all(if part == name { bytes } else { own }).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }
}
