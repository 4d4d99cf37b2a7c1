//! What a file's bytes add up to, on their way.

use std::io::{self, Read, Write};

use sha2::{Digest as _, Sha256};

/// A file that is read or written, and the SHA-256 of what has gone through.
#[derive(Debug)]
pub struct Hashed<F> {
    file: F,
    hash: Sha256,
}

impl<F> Hashed<F> {
    /// Nothing has gone through yet.
    pub fn new(file: F) -> Self {
        Self { file, hash: Sha256::new() }
    }

    /// The file, and the sum in lower-case hexadecimal.
    pub fn finish(self) -> (F, String) {
        (self.file, hex::encode(self.hash.finalize()))
    }
}

impl<F: Read> Read for Hashed<F> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(into)?;
        self.hash.update(&into[..count]);
        Ok(count)
    }
}

impl<F: Write> Write for Hashed<F> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.hash.update(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secrets::sha256_hex;

    #[test]
    fn the_sum_is_that_of_what_went_through() {
        let mut read = Hashed::new(&b"entry,person\n"[..]);
        io::copy(&mut read, &mut io::sink()).unwrap();
        assert_eq!(read.finish().1, sha256_hex(b"entry,person\n"));
        let mut written = Hashed::new(Vec::new());
        written.write_all(b"round").unwrap();
        written.write_all(b",group").unwrap();
        assert_eq!(written.finish(), (b"round,group".to_vec(), sha256_hex(b"round,group")));
    }
}
