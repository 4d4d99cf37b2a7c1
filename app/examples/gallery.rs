//! Writes every page with sample data into a folder, to be looked at in a browser:
//! `cargo run -p app --features ssr --example gallery -- FOLDER`. The style sheet goes beside them as
//! `app.css`.

#[path = "../tests/samples/mod.rs"]
mod samples;

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).ok_or_else(|| std::io::Error::other("name the folder to write to"))?;
    for (name, html) in samples::pages() {
        std::fs::write(format!("{folder}/{name}.html"), html)?;
    }
    Ok(())
}
