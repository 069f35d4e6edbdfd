import BelfryModel

extension Configuration {
    /// Where readings and incidents are kept, and for how long.
    public struct Store: Sendable, Hashable {
        /// Default: `belfry.db` in `$STATE_DIRECTORY`, which is `/var/lib/belfry` under systemd.
        public var path: String
        public var retention = Retention()
        /// Messages that nobody understood, kept for a look; beyond it the oldest go.
        public var quarantineLimit = 1_024
    }

    /// How long each class of data is kept; what is older is deleted, oldest first.
    public struct Retention: Sendable, Hashable {
        public var rawNanoseconds: Int64 = 30 * Nanoseconds.perDay
        public var hourlyRollupNanoseconds: Int64 = 2 * 365 * Nanoseconds.perDay
        public var dailyRollupNanoseconds: Int64 = 10 * 365 * Nanoseconds.perDay
        public var incidentsNanoseconds: Int64 = 10 * 365 * Nanoseconds.perDay
        public var auditNanoseconds: Int64 = 10 * 365 * Nanoseconds.perDay
        /// The most that the database may take on disk; beyond it raw readings go before their time.
        public var sizeBytes: Int64 = 8 << 30
    }
}

extension Configuration.Store {
    init(reading keys: MappingReader?, files: ConfigurationFiles) {
        path =
            keys?.scalar("path", as: .text).map { TextFile.resolve($0, from: files.folder) }
            ?? "\(files.environment["STATE_DIRECTORY"] ?? "/var/lib/belfry")/belfry.db"
        retention = keys?.mapping("retention") { Configuration.Retention(reading: $0) } ?? retention
        quarantineLimit = keys?.scalar("quarantine", as: .count(0...1_000_000)) ?? quarantineLimit
    }
}

extension Configuration.Retention {
    /// Less than an hour would delete what the current hour's window still needs; more than a century is a slip.
    private static let span = Nanoseconds.perHour...100 * 365 * Nanoseconds.perDay

    init(reading keys: MappingReader) {
        rawNanoseconds = keys.scalar("raw", as: .duration(Self.span)) ?? rawNanoseconds
        hourlyRollupNanoseconds = keys.scalar("rollup_1h", as: .duration(Self.span)) ?? hourlyRollupNanoseconds
        dailyRollupNanoseconds = keys.scalar("rollup_1d", as: .duration(Self.span)) ?? dailyRollupNanoseconds
        incidentsNanoseconds = keys.scalar("incidents", as: .duration(Self.span)) ?? incidentsNanoseconds
        auditNanoseconds = keys.scalar("audit", as: .duration(Self.span)) ?? auditNanoseconds
        sizeBytes = keys.scalar("size", as: .size(16 << 20...1 << 50)) ?? sizeBytes
    }
}
