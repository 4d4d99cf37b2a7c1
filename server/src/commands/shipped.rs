//! The content that ships, as the first start takes it in.

use std::{fs, io, path::Path};

use engine::contests::{Content, SourceFile};

use super::CommandError;

/// The content that ships, from its folder.
pub(super) fn shipped(folder: &Path) -> Result<Content, CommandError> {
    let read = |path: &Path| -> Result<SourceFile, CommandError> {
        let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        Ok(SourceFile { name, bytes })
    };
    let lists = folder.join("agencies");
    let listed = fs::read_dir(&lists).map_err(|error| format!("{}: {error}", lists.display()))?;
    let mut paths = listed.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "csv"));
    paths.sort();
    Ok(Content {
        handbook: read(&folder.join("so-tay.docx"))?,
        bank: read(&folder.join("ngan-hang.xlsx"))?,
        agencies: paths.iter().map(|path| read(path)).collect::<Result<_, _>>()?,
    })
}
