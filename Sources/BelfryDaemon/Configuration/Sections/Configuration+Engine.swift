import BelfryModel

extension Configuration {
    /// How readings are evaluated.
    ///
    /// The defaults suit an edge gateway with one to four cores.
    public struct Engine: Sendable, Hashable {
        /// Threads that evaluate series.
        ///
        /// Default: 1, which carries many million readings a second; the result is the same for every number.
        public var shards = 1
        /// How much later than its successors a reading may arrive and still count in its window.
        ///
        /// Default: 30 s. A window is told when it ends, and anew for each reading that comes within this time; what
        /// arrives even later is stored and counted late. Duplicates are recognised this far back. A rule's window may
        /// have a longer one.
        public var allowedLatenessNanoseconds = 30 * Nanoseconds.perSecond
        /// How often deadlines are looked at while nothing arrives.
        ///
        /// Default: 100 ms; results do not depend on it.
        public var tickNanoseconds = 100 * Nanoseconds.perMillisecond
        /// The most series; readings of further ones are shed and a finding says so.
        ///
        /// Default: 10,000.
        public var seriesLimit = 10_000
    }
}

extension Configuration.Engine {
    init(reading keys: MappingReader?) {
        guard let keys else { return }
        shards = keys.scalar("shards", as: .count(1...64)) ?? shards
        allowedLatenessNanoseconds =
            keys.scalar("allowed_lateness", as: .duration(0...Nanoseconds.perDay)) ?? allowedLatenessNanoseconds
        tickNanoseconds =
            keys.scalar("tick", as: .duration(Nanoseconds.perMillisecond...10 * Nanoseconds.perSecond))
            ?? tickNanoseconds
        seriesLimit = keys.scalar("series_limit", as: .count(1...1_000_000)) ?? seriesLimit
    }
}
