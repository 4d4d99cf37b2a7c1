//! The files with which anyone ranks a field again: the attempts in, the places out, and what each
//! file's bytes add up to.

mod entries_file;
mod hashed;
mod ranked_out;
mod read_entries;

pub use self::{
    entries_file::EntriesFile,
    hashed::Hashed,
    ranked_out::write_ranked,
    read_entries::{EntriesError, LineError, read_entries},
};
