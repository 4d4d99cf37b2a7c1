//! Writes a sample report in every format into the folder that is named, so that a person can look at it.

#[path = "../tests/common/mod.rs"]
mod common;

use std::path::PathBuf;

use reports::{Format, write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("which folder?")?);
    std::fs::create_dir_all(&folder)?;
    for format in Format::ALL {
        std::fs::write(folder.join(format!("bao-cao.{}", format.code())), write(&common::report(60), format)?)?;
    }
    Ok(())
}
