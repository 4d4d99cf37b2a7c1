//! How streams are packed (ISO 32000-1, 7.4), as far as text is: `FlateDecode` and the two that write
//! bytes as letters.

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::lexer::is_space;
use crate::ReadError;

/// Bytes unpacked by one filter, no more than `limit`; `None` for a filter that is not known here.
pub(super) fn unpack(filter: &[u8], bytes: &[u8], limit: usize) -> Result<Option<Vec<u8>>, ReadError> {
    let unpacked = match filter {
        b"FlateDecode" | b"Fl" => inflate(bytes, limit),
        b"ASCII85Decode" | b"A85" => ascii85(bytes),
        b"ASCIIHexDecode" | b"AHx" => ascii_hex(bytes),
        _ => return Ok(None),
    };
    if unpacked.len() > limit { Err(ReadError::TooLargeInside) } else { Ok(Some(unpacked)) }
}

/// What can be inflated; a stream that breaks off gives what came before. One byte more than allowed
/// tells a stream that is too long.
fn inflate(bytes: &[u8], limit: usize) -> Vec<u8> {
    let mut unpacked = Vec::new();
    // An error leaves what was read until then.
    let _ = ZlibDecoder::new(bytes).take(limit as u64 + 1).read_to_end(&mut unpacked);
    unpacked
}

fn ascii_hex(bytes: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = bytes
        .iter()
        .take_while(|byte| **byte != b'>')
        .filter_map(|byte| char::from(*byte).to_digit(16))
        .map(|digit| digit as u8)
        .collect();
    digits.chunks(2).map(|pair| pair[0] * 16 + pair.get(1).copied().unwrap_or_default()).collect()
}

fn ascii85(bytes: &[u8]) -> Vec<u8> {
    let mut unpacked = Vec::new();
    let mut group = Vec::with_capacity(5);
    for &byte in bytes.iter().filter(|byte| !is_space(**byte)) {
        match byte {
            b'z' if group.is_empty() => unpacked.extend([0; 4]),
            b'!'..=b'u' => group.push(byte - b'!'),
            _ => break,
        }
        if group.len() == 5 {
            unpacked.extend(of_base85(&group));
            group.clear();
        }
    }
    if let Some(kept) = group.len().checked_sub(1).filter(|kept| *kept > 0) {
        group.resize(5, 84);
        unpacked.extend(of_base85(&group).into_iter().take(kept));
    }
    unpacked
}

fn of_base85(group: &[u8]) -> [u8; 4] {
    group.iter().fold(0_u32, |sum, digit| sum.wrapping_mul(85).wrapping_add(u32::from(*digit))).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_written_as_letters() {
        assert_eq!(unpack(b"ASCII85Decode", b"87cUR\nD]i,\"Ebo80~>", 99), Ok(Some(b"Hello World!".to_vec())));
        assert_eq!(unpack(b"AHx", b"48 65 6C6>", 99), Ok(Some(b"Hel`".to_vec())));
        assert_eq!(unpack(b"LZWDecode", b"", 99), Ok(None));
        assert_eq!(unpack(b"AHx", b"484848", 2), Err(ReadError::TooLargeInside));
    }
}
