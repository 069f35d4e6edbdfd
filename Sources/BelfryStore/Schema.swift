import GRDB

/// The tables, and how a database of an older Belfry gets them.
///
/// Plain tables are for any SQL tool. Columns that end in `_ns` are nanoseconds since 1970-01-01 UTC, exact; beside
/// them stands the same instant in Unix milliseconds without the suffix, computed and taking no space. Raw readings are
/// packed (``JournalRow``) and read through `belfry query`.
enum Schema {
    /// `PRAGMA user_version` of a database with every migration below.
    static let version = Int32(migrations.count)

    /// The note with a random number that tells this database from any other.
    static let identityNote = "database_identity"

    /// One step a version; a step that was released is never changed.
    private static let migrations: [String] = [journal + series + incidents + quarantine, gasReference, engineImage]

    /// Brings a database to ``version``, all steps or none, and says whether there was anything to do.
    static func migrate(_ db: Database) throws -> Bool {
        let current = try Int32.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        guard current < version else { return false }
        try db.inTransaction(.immediate) {
            for step in migrations.dropFirst(Int(current)) { try db.execute(sql: step) }
            try db.execute(sql: "PRAGMA user_version = \(version)")
            return .commit
        }
        return true
    }

    private static let journal = """
        CREATE TABLE journal (
            id INTEGER PRIMARY KEY,
            count INTEGER NOT NULL,
            total INTEGER NOT NULL,
            arrival_min_ns INTEGER NOT NULL,
            arrival_max_ns INTEGER NOT NULL,
            event_min_ns INTEGER NOT NULL,
            event_max_ns INTEGER NOT NULL,
            data BLOB NOT NULL
        ) STRICT;
        -- The times of 1,024 journal rows each, from row id × 1,024 on: to skip them unread.
        CREATE TABLE journal_span (
            id INTEGER PRIMARY KEY,
            arrival_min_ns INTEGER NOT NULL,
            arrival_max_ns INTEGER NOT NULL,
            event_min_ns INTEGER NOT NULL,
            event_max_ns INTEGER NOT NULL
        ) STRICT;
        -- A ring: the deliveries of the last batches, overwritten in place.
        CREATE TABLE delivery (
            slot INTEGER PRIMARY KEY,
            batch INTEGER NOT NULL,
            data BLOB NOT NULL
        ) STRICT;
        -- The daemon's own notes.
        CREATE TABLE note (
            name TEXT PRIMARY KEY,
            value INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        INSERT INTO note (name, value) VALUES ('\(identityNote)', random());

        """

    private static let series = """
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
            first_seen INTEGER NOT NULL
        ) STRICT;

        """

    /// At which air temperature the values of a gas were converted; NULL where none was.
    private static let gasReference = "ALTER TABLE series ADD COLUMN gas_reference_celsius REAL;"

    /// The engine's states, see ``StoredImage``; for the build of Belfry that wrote them alone.
    private static let engineImage = """
        CREATE TABLE engine_image (
            id INTEGER PRIMARY KEY,
            part INTEGER NOT NULL,
            instant_ns INTEGER NOT NULL,
            hash INTEGER NOT NULL,
            data BLOB NOT NULL
        ) STRICT;

        """

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

    private static let quarantine = """
        -- A ring: rejected messages with a redacted sample, overwritten in place.
        CREATE TABLE quarantine (
            slot INTEGER PRIMARY KEY,
            number INTEGER NOT NULL,
            at_ns INTEGER NOT NULL,
            source TEXT NOT NULL,
            topic TEXT NOT NULL,
            outcome TEXT NOT NULL,
            reason TEXT NOT NULL,
            format TEXT NOT NULL,
            sample TEXT NOT NULL,
            at INTEGER AS (at_ns / 1000000) VIRTUAL
        ) STRICT;

        """
}
