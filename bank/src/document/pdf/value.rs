//! Values of a PDF file (ISO 32000-1, 7.3).

use std::ops::Range;

/// A value; what is not understood is nothing.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Nothing,
    Number(f64),
    Name(Box<[u8]>),
    /// The bytes of a string.
    Bytes(Box<[u8]>),
    Array(Vec<Self>),
    Dict(Dict),
    /// A dictionary with bytes behind it, by their place in the file.
    Stream(Dict, Range<usize>),
    /// Another object, by its number.
    Reference(u32),
}

/// A dictionary, sorted by its keys.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Dict(Vec<(Box<[u8]>, Value)>);

impl Dict {
    /// Of keys that come twice the last counts.
    pub(super) fn new(mut entries: Vec<(Box<[u8]>, Value)>) -> Self {
        entries.reverse();
        entries.sort_by(|one, other| one.0.cmp(&other.0));
        entries.dedup_by(|one, other| one.0 == other.0);
        Self(entries)
    }

    pub(super) fn get(&self, key: &[u8]) -> Option<&Value> {
        let at = self.0.binary_search_by(|(known, _)| known.as_ref().cmp(key)).ok()?;
        self.0.get(at).map(|(_, value)| value)
    }

    pub(super) fn name(&self, key: &[u8]) -> Option<&[u8]> {
        self.get(key).and_then(Value::name)
    }

    pub(super) fn is_of_type(&self, name: &[u8]) -> bool {
        self.name(b"Type") == Some(name)
    }
}

impl Value {
    pub(super) const fn number(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// A whole number from 0.
    pub(super) fn count(&self) -> Option<usize> {
        self.number().filter(|number| *number >= 0.0).map(|number| number as usize)
    }

    pub(super) fn name(&self) -> Option<&[u8]> {
        if let Self::Name(name) = self { Some(name) } else { None }
    }

    pub(super) fn bytes(&self) -> Option<&[u8]> {
        if let Self::Bytes(bytes) = self { Some(bytes) } else { None }
    }

    pub(super) fn array(&self) -> Option<&[Self]> {
        if let Self::Array(values) = self { Some(values) } else { None }
    }

    /// A dictionary, also that of a stream.
    pub(super) const fn dict(&self) -> Option<&Dict> {
        if let Self::Dict(dict) | Self::Stream(dict, _) = self { Some(dict) } else { None }
    }
}
