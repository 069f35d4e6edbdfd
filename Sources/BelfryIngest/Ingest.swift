// From a message to readings, or to a reasoned rejection. Between its call and its return nothing is read but the
// message, nothing waits, and nothing can trap:
//
//   message ─► TopicRouter ─► PayloadDecoder ─► channel ─► unit, range, clock ─► duplicates ─► IngestBatch
//              subscription    drafts            series     quality stamps        lateness
//              its rate
//
// Limits are those of IngestConfiguration; beyond each of them something is counted and nothing grows.

public import BelfryModel

/// The ingest of one thread: routing, decoding, duplicate detection.
///
/// Owned by one thread. Not copyable, since its tables have one place in memory, and a struct, since a class would have
/// each access to them checked for exclusivity: 10 % of a decode, measured.
public struct Ingest: ~Copyable {
    private(set) var configuration: IngestConfiguration
    let limits: AdmissionLimits
    let catalog: SeriesCatalog
    var feeds: [Feed]
    var router: TopicRouter
    var buckets: TopicBuckets
    /// By subscription; the last one is of topics that none covers.
    var measures: [TopicBuckets.Measure]
    var buffer = DecodingBuffer()
    var channels: ChannelTable
    var clocks: [SeriesClock] = []
    var duplicates: DuplicateFilter
    /// Repeats among what the bypass brings: not stored, so not to be mixed with `duplicates`.
    var bypassDuplicates: DuplicateFilter
    var redeliveries = RedeliveryFilter()
    var bypass: BypassMemory
    /// What was evaluated as it came for the store, while a bypass was open that may bring it too.
    var besideBypass: BypassMemory
    /// What could not be read and may be read again.
    var quarantineStock: QuarantineStock
    /// Series first seen by the bypass, to be stored with the next batch.
    var unsavedSeries: [SeriesDescriptor] = []
    /// What is below it is shed unread, see ``OverloadGovernor``; `low` takes everything.
    public var leastTaken = Criticality.low

    public init(configuration: IngestConfiguration, catalog: SeriesCatalog) {
        self.configuration = configuration
        self.limits = AdmissionLimits(configuration)
        self.catalog = catalog
        self.feeds = Self.feeds(configuration)
        self.router = TopicRouter(
            subscriptions: configuration.subscriptions,
            cachedTopics: configuration.topicCacheSize,
            topicRows: configuration.topicRowLimit
        )
        self.buckets = TopicBuckets(capacity: configuration.topicBucketCount)
        self.measures = Self.measures(configuration)
        self.channels = ChannelTable(limit: configuration.channelLimit)
        self.duplicates = DuplicateFilter(
            reachNanoseconds: configuration.allowedLatenessNanoseconds,
            limit: configuration.duplicateLimit
        )
        self.bypassDuplicates = DuplicateFilter(
            reachNanoseconds: configuration.allowedLatenessNanoseconds,
            limit: configuration.duplicateLimit
        )
        self.bypass = BypassMemory(limit: configuration.bypassLimit)
        self.besideBypass = BypassMemory(limit: configuration.bypassLimit)
        self.quarantineStock = QuarantineStock(
            messageLimit: configuration.quarantineMessageLimit,
            byteLimit: configuration.quarantineByteLimit
        )
    }

    /// Takes other subscriptions; what is remembered of readings and deliveries stays.
    public mutating func replaceSubscriptions(_ subscriptions: [Subscription]) {
        configuration.subscriptions = subscriptions
        feeds = Self.feeds(configuration)
        router.replace(subscriptions)
        measures = Self.measures(configuration)
        channels.removeAll()
    }

    private static func feeds(_ configuration: IngestConfiguration) -> [Feed] {
        configuration.subscriptions.enumerated().map { Feed($1, index: $0, city: configuration.cityLocation) }
    }

    private static func measures(_ configuration: IngestConfiguration) -> [TopicBuckets.Measure] {
        let common = configuration.topicRate
        let rates = configuration.subscriptions.map {
            TopicRate(perSecond: $0.topicRate ?? common.perSecond, burst: $0.topicBurst ?? common.burst)
        }
        return (rates + [common]).map { TopicBuckets.Measure($0) }
    }

    /// Remembers a reading of an earlier run, so that its repeats are recognised.
    ///
    /// Call it in order of arrival for the journal's readings of the last allowed lateness.
    public mutating func restoreDuplicates(from reading: Reading) {
        guard reading.series.index >= 0 else { return }
        if reading.timeSource == .payload { _ = verdict(on: reading) }
        _ = isLate(reading)
    }

    /// Expects a broker to send messages again whose acknowledgement it may not have seen.
    ///
    /// Call it at start with the deliveries of the last committed batches, and after a lost connection with those of the
    /// batches since the last acknowledgement.
    public mutating func expectRedelivery(_ deliveries: [Delivery]) {
        redeliveries.expect(deliveries)
    }

    /// Expects no repeats of a broker that has forgotten the session: an equal message under an equal identifier is new.
    public mutating func expectNoRedelivery(of source: Int) {
        redeliveries.expectNothing(of: Int32(truncatingIfNeeded: source))
    }

    /// No bypass is open any more: what waited for its copy there waits in vain, and must not swallow what a later bypass
    /// brings.
    public mutating func bypassesClosed() {
        besideBypass.removeAll()
    }

    /// Messages of the bypass that were forgotten before they came again, and times that duplicates were remembered for
    /// less than the allowed lateness: 0 unless a limit is too small.
    public var limitsReached: (bypass: Int, duplicates: Int) {
        (bypass.forgottenCount + besideBypass.forgottenCount, duplicates.shortenedCount)
    }

    /// What a reading with a time of its own is to those before it; remembers it.
    mutating func verdict(on reading: Reading, isRedelivered: Bool = false) -> DuplicateFilter.Verdict {
        let index = Int(reading.series.index)
        let isNewest = index >= clocks.count || clocks[index].isBehind(reading.eventTime)
        return duplicates.check(
            reading.series,
            at: reading.eventTime,
            value: reading.value,
            arrival: reading.arrivalTime,
            isNewest: isNewest,
            isRedelivered: isRedelivered
        )
    }

    /// Whether a reading is late; takes it into account.
    ///
    /// Call it after ``verdict(on:)``.
    mutating func isLate(_ reading: Reading) -> Bool {
        let index = Int(reading.series.index)
        while clocks.count <= index { clocks.append(SeriesClock()) }
        return clocks[index].isLate(
            reading.eventTime,
            arrival: reading.arrivalTime,
            allowedLatenessNanoseconds: limits.allowedLatenessNanoseconds
        )
    }
}
