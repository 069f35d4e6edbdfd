/// The file that readings land in: private, small, and the only one that an acknowledgement waits for.
///
/// It has the last hours' readings as they arrived (``JournalRow``), and what a restart needs besides. No operator's tool has
/// any business in it, so that none can keep its log from being emptied.
extension DatabaseSchema {
    static let journal = DatabaseSchema(
        name: "journal",
        // "Blfj"
        applicationID: 0x426c_666a,
        version: 1,
        isPrivate: true,
        tablesCheckedAtStart: ["note", "series", "delivery"],
        tables: SharedTables.note + readings + SharedTables.series + quarantine + engineImage
    )

    private static let readings = """
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
}
