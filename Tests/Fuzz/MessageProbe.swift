import BelfryIngest
import BelfryModel

/// What messages are held to: decoded twice, taken in twice, booked, and timed.
struct MessageProbe: ~Copyable {
    /// 1 ms per KB is promised of the daemon; sanitizer and coverage cost up to twenty times that.
    private static let nanosecondsPerKilobyte = 20 * Nanoseconds.perMillisecond

    /// Both decode the same messages, and have to say the same of them.
    private var desk: Ingest
    private var twin: Ingest
    /// Takes them in.
    private var line: Ingest
    private var batch = IngestBatch()
    private var ledger: Ledger
    private(set) var messages = 0

    init(_ subscriptions: [Subscription]) {
        var configuration = IngestConfiguration(subscriptions: subscriptions)
        // Small, so that limits are reached, and a new probe costs little.
        configuration.topicCacheSize = 16
        configuration.topicBucketCount = 16
        configuration.topicRowLimit = 16
        configuration.channelLimit = 256
        configuration.duplicateLimit = 1_024
        configuration.quarantineSamplesPerBatch = 1
        // What stays allocated after an input has libFuzzer search all memory for leaks, which takes most of the time.
        configuration.quarantineMessageLimit = 0
        desk = Ingest(configuration: configuration, catalog: SeriesCatalog())
        twin = Ingest(configuration: configuration, catalog: SeriesCatalog())
        line = Ingest(configuration: configuration, catalog: SeriesCatalog(limit: 500))
        ledger = Ledger(subscriptions: subscriptions.map(\.template.text))
    }

    /// Takes other subscriptions, as many as before.
    mutating func replace(_ subscriptions: [Subscription]) {
        desk.replaceSubscriptions(subscriptions)
        twin.replaceSubscriptions(subscriptions)
        line.replaceSubscriptions(subscriptions)
    }

    /// Takes a message through everything.
    ///
    /// - Returns: what it was decoded to.
    @discardableResult
    mutating func take(topic: UnsafeBufferPointer<UInt8>, payload: UnsafeRawBufferPointer) -> DecodedMessage {
        messages += 1
        let arrival = Timestamp(nanoseconds: 1_795_003_200_000_000_000 + Int64(messages) * Nanoseconds.perMillisecond)
        let message = InboundMessage(topic: topic, payload: payload, arrival: arrival, messageID: 1)
        let decoded = desk.decode(message)
        Promise.check(decoded, topic: topic, payload: payload)
        var again: DecodedMessage?
        let time = ProcessorClock.nanoseconds { again = twin.decode(message) }
        demand(again == decoded, "decoded twice: \(decoded) and \(String(describing: again))")
        if time > Self.limit(for: payload) { checkTime(message) }
        takeIn(message, decoded)
        return decoded
    }

    private static func limit(for payload: UnsafeRawBufferPointer) -> Int64 {
        Int64(1 + payload.count / 1_024) * nanosecondsPerKilobyte
    }

    /// A slow message is decoded again: a page fault is no fault.
    private mutating func checkTime(_ message: borrowing InboundMessage) {
        var least = Int64.max
        for _ in 0..<3 {
            let start = ProcessorClock.nanoseconds
            _ = twin.decode(message)
            _ = desk.decode(message)
            least = min(least, (ProcessorClock.nanoseconds - start) / 2)
        }
        let bytes = message.payload.count
        demand(least <= Self.limit(for: message.payload), "\(least / Nanoseconds.perMillisecond) ms for \(bytes) bytes")
    }

    /// Takes the message in, and once more as its repeat.
    private mutating func takeIn(_ message: borrowing InboundMessage, _ decoded: DecodedMessage) {
        let first = line.process(message, into: &batch)
        if first.reason == decoded.reason {
            demand(first.outcome == decoded.outcome, "\(first.outcome) taken in, \(decoded.outcome) decoded")
            demand(first.readings <= decoded.readings.count, "\(first.readings) of \(decoded.readings.count) readings")
        } else {
            // A known series may bring what decoding alone cannot see: repeats, its unit, its limit.
            demand(
                [.duplicate, .shed].contains(first.bucket) || first.reason == .notFinite,
                "\(first) taken in, \(decoded.reason) decoded"
            )
        }
        let stored = batch.readings.count
        line.process(message, into: &batch)
        demand(
            batch.readings[stored...].allSatisfy { $0.timeSource != .payload },
            "a repeat brought a reading with a time of its own"
        )
        demand(batch.readings.allSatisfy { $0.value.isFinite }, "a reading that is not finite")
        book()
    }

    private mutating func book() {
        ledger.receive(2, in: &batch)
        demand(ledger.isBalanced && ledger.total.inFlight == 2, "the ledger in flight: \(ledger.total)")
        ledger.settle(batch)
        demand(ledger.isBalanced && ledger.total.inFlight == 0, "the ledger: \(ledger.total)")
        batch.removeAll()
    }
}
