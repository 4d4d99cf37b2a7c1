//! Which column of a file of attempts is which.

use super::EntryRow;

/// The columns of a file, as its first line names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryColumns(Vec<usize>);

/// A first line that does not name the columns.
#[derive(Clone, Debug, Default, PartialEq, Eq, thiserror::Error)]
#[error("Dòng đầu của tệp lượt thi {}. Hãy ghi các cột: {}.", self.in_words(), EntryRow::COLUMNS.join(", "))]
pub struct HeaderError {
    /// Columns that have to be there and are not.
    pub missing: Vec<&'static str>,
    /// Columns that no file of attempts has.
    pub unknown: Vec<String>,
    /// Columns that are there more than once.
    pub twice: Vec<&'static str>,
}

impl EntryColumns {
    /// Reads the first line. Columns may come in any order; spaces around their names are dropped.
    pub fn read<'a>(header: impl IntoIterator<Item = &'a str>) -> Result<Self, HeaderError> {
        let (mut found, mut error) = (Vec::new(), HeaderError::default());
        for name in header {
            let Some(column) = EntryRow::COLUMNS.iter().position(|column| *column == name.trim()) else {
                error.unknown.push(name.trim().to_owned());
                continue;
            };
            if found.contains(&column) {
                error.twice.push(EntryRow::COLUMNS[column]);
            }
            found.push(column);
        }
        let columns = EntryRow::COLUMNS.into_iter().enumerate();
        let missing = columns.filter(|(column, name)| !found.contains(column) && !EntryRow::OPTIONAL.contains(name));
        error.missing = missing.map(|(_, name)| name).collect();
        if error == HeaderError::default() { Ok(Self(found)) } else { Err(error) }
    }

    /// How many there are; a line has as many fields.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What the `place`th column of the file is called.
    pub fn name(&self, place: usize) -> &'static str {
        self.0.get(place).and_then(|&column| EntryRow::COLUMNS.get(column)).copied().unwrap_or_default()
    }

    /// Writes the `place`th field of a line over that of the last one, so that a million lines are
    /// read with the memory of one.
    pub fn put(&self, row: &mut EntryRow, place: usize, text: &str) {
        if let Some(field) = self.0.get(place).and_then(|&column| row.field_mut(column)) {
            field.clear();
            field.push_str(text);
        }
    }
}

impl HeaderError {
    fn in_words(&self) -> String {
        let named = |what: &str, names: &mut dyn Iterator<Item = &str>| {
            let names: Vec<String> = names.map(|name| format!("“{name}”")).collect();
            (!names.is_empty()).then(|| format!("{what} {}", names.join(", ")))
        };
        let parts = [
            named("thiếu cột", &mut self.missing.iter().copied()),
            named("có cột lạ", &mut self.unknown.iter().map(String::as_str)),
            named("lặp lại cột", &mut self.twice.iter().copied()),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_come_in_any_order_and_fill_a_row_again_and_again() {
        let header = ["person", " entry", "agency", "track", "correct", "score", "started_at", "submitted_at"];
        let columns = EntryColumns::read(header).unwrap();
        assert_eq!((columns.len(), columns.name(1), columns.name(9)), (8, "entry", ""));
        let mut row = EntryRow::default();
        columns.put(&mut row, 1, "l1");
        columns.put(&mut row, 1, "2");
        columns.put(&mut row, 0, "an");
        columns.put(&mut row, 9, "lost");
        assert_eq!(row, EntryRow { entry: "2".to_owned(), person: "an".to_owned(), ..EntryRow::default() });
    }

    #[test]
    fn every_column_is_a_field_of_its_own() {
        let columns = EntryColumns::read(EntryRow::COLUMNS).unwrap();
        let mut row = EntryRow::default();
        for (place, name) in EntryRow::COLUMNS.into_iter().enumerate() {
            columns.put(&mut row, place, name);
        }
        for (name, value) in serde_json::to_value(row).unwrap().as_object().unwrap() {
            assert_eq!(name, value);
        }
    }

    #[test]
    fn a_first_line_that_is_not_one_says_what_is_wrong() {
        let header = ["entry", "person", "agency", "name", "correct", "score", "correct", "started_at"];
        let error = EntryColumns::read(header).unwrap_err();
        assert_eq!((&error.missing[..], &error.twice[..]), (&["track", "submitted_at"][..], &["correct"][..]));
        assert_eq!(
            error.to_string(),
            "Dòng đầu của tệp lượt thi thiếu cột “track”, “submitted_at”; có cột lạ “name”; lặp lại cột “correct”. \
             Hãy ghi các cột: entry, person, agency, block, track, round, correct, score, prediction, started_at, \
             submitted_at, registered_at, valid."
        );
    }
}
