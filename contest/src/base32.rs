//! Crockford's base 32, for what people read out and type.

/// No I, L, O and U, which are misread or make words.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The symbol of the last five bits.
pub const fn symbol(bits: u8) -> char {
    ALPHABET[(bits & 31) as usize] as char
}

/// The bits of a symbol in either case, `O` read as 0, `I` and `L` as 1.
pub fn value(symbol: char) -> Option<u8> {
    let symbol = match symbol.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET.iter().position(|&other| char::from(other) == symbol).map(|place| place as u8)
}
