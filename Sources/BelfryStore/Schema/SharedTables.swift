/// Tables that both files have.
enum SharedTables {
    static let note = """
        -- The daemon's own notes.
        CREATE TABLE note (
            name TEXT PRIMARY KEY,
            value INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        """

    /// Of which the journal has the truth, and the history a copy for every SQL tool.
    static let series = """
        CREATE TABLE series (
            id INTEGER PRIMARY KEY,
            identity TEXT NOT NULL UNIQUE,
            agency TEXT NOT NULL,
            sensor TEXT NOT NULL,
            quantity TEXT NOT NULL,
            unit TEXT NOT NULL,
            domain TEXT NOT NULL,
            zone TEXT NOT NULL,
            place_kind TEXT NOT NULL,
            place TEXT NOT NULL,
            longitude REAL,
            latitude REAL,
            cadence_ns INTEGER,
            first_seen INTEGER NOT NULL,
            gas_reference_celsius REAL
        ) STRICT;

        """
}
