import BelfryModel

@testable import BelfryIngest

/// An ingest on a desk: messages go in one by one, and what they leave can be looked at.
final class Scene {
    /// 2026-11-18T12:00:00Z, when nothing else is said.
    static let noon = Timestamp(seconds: 1_795_003_200)

    let catalog: SeriesCatalog
    var ingest: Ingest
    var batch = IngestBatch()
    var now = Scene.noon

    init(_ configuration: IngestConfiguration, seriesLimit: Int = 1_000, fleet: [FleetMember] = []) {
        catalog = SeriesCatalog(limit: seriesLimit, fleet: fleet)
        ingest = Ingest(configuration: configuration, catalog: catalog)
    }

    convenience init(_ subscriptions: Subscription...) {
        self.init(IngestConfiguration(subscriptions: subscriptions))
    }

    @discardableResult
    func send(
        _ topic: String,
        _ payload: String,
        at time: Timestamp? = nil,
        id: UInt16 = 0,
        retained: Bool = false,
        redelivered: Bool = false,
        purpose: Purpose = .storeAndEvaluate
    ) -> Disposition {
        send(
            topic,
            Array(payload.utf8),
            at: time,
            id: id,
            retained: retained,
            redelivered: redelivered,
            purpose: purpose
        )
    }

    @discardableResult
    func send(
        _ topic: String,
        _ payload: [UInt8],
        at time: Timestamp? = nil,
        id: UInt16 = 0,
        retained: Bool = false,
        redelivered: Bool = false,
        purpose: Purpose = .storeAndEvaluate,
        source: Int = 0
    ) -> Disposition {
        withMessage(
            topic,
            payload,
            at: time ?? now,
            id: id,
            retained: retained,
            redelivered: redelivered,
            source: source
        ) {
            ingest.process($0, purpose: purpose, into: &batch)
        }
    }

    func decode(_ topic: String, _ payload: String) -> DecodedMessage { decode(topic, Array(payload.utf8)) }

    func decode(_ topic: String, _ payload: [UInt8]) -> DecodedMessage {
        withMessage(topic, payload, at: now, id: 0, retained: false, redelivered: false, source: 0) {
            ingest.decode($0)
        }
    }

    private func withMessage<Result>(
        _ topic: String,
        _ payload: [UInt8],
        at time: Timestamp,
        id: UInt16,
        retained: Bool,
        redelivered: Bool,
        source: Int,
        _ body: (borrowing InboundMessage) -> Result
    ) -> Result {
        Array(topic.utf8).withUnsafeBufferPointer { topic in
            payload.withUnsafeBytes { payload in
                body(
                    InboundMessage(
                        topic: topic,
                        payload: payload,
                        arrival: time,
                        isRetained: retained,
                        source: source,
                        messageID: id,
                        isRedelivered: redelivered
                    )
                )
            }
        }
    }
}

extension Subscription {
    /// Plain values on `city/{zone}/{domain}/{sensor}/{quantity}`.
    static let values = Subscription(
        template: filter("city/{zone}/{domain}/{sensor}/{quantity}"),
        format: .value,
        agency: "traffic",
        units: ["speed": Unit("km/h"), "no2": Unit("[ppb]")]
    )

    /// Anything below `env/`.
    static func below(_ prefix: String, _ format: PayloadFormat, zone: TimeZoneRule? = nil) -> Subscription {
        Subscription(template: filter("\(prefix)/#"), format: format, agency: "env", timeZone: zone)
    }
}

/// A template that the test's author has spelt right.
func filter(_ text: String) -> TopicTemplate {
    do {
        return try TopicTemplate(text)
    } catch {
        fatalError("\(error)")
    }
}

/// A pointer that the test's author has spelt right.
func pointer(_ text: String) -> JSONPointer {
    do {
        return try JSONPointer(text)
    } catch {
        fatalError("\(error)")
    }
}

/// A small generator whose runs can be repeated: SplitMix64 (Steele, Lea, Flood, 2014).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
