/// The file that operators and their SQL tools read: `store.path`.
///
/// Columns that end in `_ns` are nanoseconds since 1970-01-01 UTC, exact; beside them stands the same instant in Unix
/// milliseconds without the suffix, computed and taking no space.
extension DatabaseSchema {
    static let history = DatabaseSchema(
        name: "history",
        // "Blfr"
        applicationID: 0x426c_6672,
        version: 6,
        isPrivate: false,
        tablesCheckedAtStart: ["note", "text_note", "series", "sensor", "incident", "finding", "timeline"],
        tables: SharedTables.note + sensor + SharedTables.series + incidents + summaries,
        additions: [
            4: "ALTER TABLE finding ADD COLUMN configuration_hash TEXT NOT NULL DEFAULT ''",
            5: "ALTER TABLE finding ADD COLUMN raised_on TEXT",
        ]
    )

    private static let sensor = """
        CREATE TABLE sensor (
            agency TEXT NOT NULL,
            sensor TEXT NOT NULL,
            zone TEXT NOT NULL,
            place_kind TEXT NOT NULL,
            place TEXT NOT NULL,
            longitude REAL,
            latitude REAL,
            first_seen INTEGER NOT NULL,
            PRIMARY KEY (agency, sensor)
        ) STRICT, WITHOUT ROWID;

        """

    private static let summaries = """
        -- An hour of a series, packed; id is the hour since 1970 × 1,048,576 + series.
        CREATE TABLE chunk (
            id INTEGER PRIMARY KEY,
            data BLOB NOT NULL
        ) STRICT;
        CREATE TABLE text_note (
            name TEXT PRIMARY KEY,
            value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        -- What could not be read any more, as it is.
        CREATE TABLE damaged (
            what TEXT NOT NULL,
            id INTEGER NOT NULL,
            data BLOB NOT NULL,
            PRIMARY KEY (what, id)
        ) STRICT;
        -- t is the window's start in Unix milliseconds, UTC. Values of quality bad are counted as bad and nowhere else.
        \(rollup("rollup_1h"))
        \(rollup("rollup_1d"))

        """

    /// Hours and days are told in the same words.
    private static func rollup(_ name: String) -> String {
        """
        CREATE TABLE \(name) (
            series INTEGER NOT NULL,
            t INTEGER NOT NULL,
            count INTEGER NOT NULL,
            min REAL,
            max REAL,
            mean REAL,
            stddev REAL,
            first REAL,
            last REAL,
            bad INTEGER NOT NULL,
            PRIMARY KEY (t, series)
        ) STRICT, WITHOUT ROWID;
        """
    }

    private static let incidents = """
        CREATE TABLE incident (
            id TEXT NOT NULL PRIMARY KEY,
            state TEXT NOT NULL,
            annunciation TEXT NOT NULL,
            severity TEXT NOT NULL,
            severity_rank INTEGER NOT NULL,
            kind TEXT NOT NULL,
            title TEXT NOT NULL,
            domain TEXT NOT NULL,
            agency TEXT NOT NULL,
            zone TEXT NOT NULL,
            place_kind TEXT NOT NULL,
            place TEXT NOT NULL,
            longitude REAL,
            latitude REAL,
            opened_at_ns INTEGER NOT NULL,
            updated_at_ns INTEGER NOT NULL,
            acknowledged_by TEXT,
            acknowledged_at_ns INTEGER,
            acknowledged_reason TEXT,
            rule TEXT NOT NULL,
            rule_version TEXT NOT NULL,
            opened_at INTEGER AS (opened_at_ns / 1000000) VIRTUAL,
            updated_at INTEGER AS (updated_at_ns / 1000000) VIRTUAL,
            acknowledged_at INTEGER AS (acknowledged_at_ns / 1000000) VIRTUAL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX incident_opened ON incident (opened_at_ns, id);
        CREATE INDEX incident_open ON incident (opened_at_ns, id) WHERE state <> 'closed';

        CREATE TABLE finding (
            incident TEXT NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
            id TEXT NOT NULL,
            position INTEGER NOT NULL,
            phase TEXT NOT NULL,
            kind TEXT NOT NULL,
            severity TEXT NOT NULL,
            rule TEXT NOT NULL,
            rule_version TEXT NOT NULL,
            series INTEGER NOT NULL,
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
            from_ns INTEGER NOT NULL,
            to_ns INTEGER,
            detected_at_ns INTEGER NOT NULL,
            value REAL,
            threshold REAL,
            text TEXT NOT NULL,
            runbook TEXT NOT NULL,
            evidence TEXT NOT NULL,
            configuration_hash TEXT NOT NULL DEFAULT '',
            raised_on TEXT,
            from_at INTEGER AS (from_ns / 1000000) VIRTUAL,
            to_at INTEGER AS (to_ns / 1000000) VIRTUAL,
            detected_at INTEGER AS (detected_at_ns / 1000000) VIRTUAL,
            PRIMARY KEY (incident, id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX finding_detected ON finding (detected_at_ns);

        CREATE TABLE timeline (
            incident TEXT NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            at_ns INTEGER NOT NULL,
            what TEXT NOT NULL,
            by TEXT NOT NULL,
            text TEXT NOT NULL,
            at INTEGER AS (at_ns / 1000000) VIRTUAL,
            PRIMARY KEY (incident, number)
        ) STRICT, WITHOUT ROWID;

        """
}
