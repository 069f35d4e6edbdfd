import BelfryDetection
import BelfryIngest
import BelfryModel
import BelfrySimulator
import BelfryWindows

/// An hour of the simulated city with everything happening in it, recorded as a trace and read through ingest.
struct RecordedHour {
    static let seed: UInt64 = 20_261_126
    #if DEBUG
        /// A third of it: a debug build is twenty times slower.
        static let seconds: Int64 = 1_200
    #else
        static let seconds: Int64 = 3_600
    #endif

    /// What the engine was given, tick by tick.
    private(set) var record: InputRecord
    private(set) var messages = 0

    init() throws {
        let trace = try Self.trace()
        let catalog = SeriesCatalog()
        var ingest = Ingest(configuration: try SimulatedDaemon.ingestConfiguration(), catalog: catalog)
        var batch = IngestBatch()
        record = InputRecord(rules: try Self.rules(), catalog: catalog, restoring: [], flow: IncidentFlow(), image: nil)
        messages = trace.count
        var nextTick = Town.start
        for message in trace {
            while message.arrival > nextTick {
                record.note(.tick(nextTick))
                nextTick = nextTick.advanced(byNanoseconds: Nanoseconds.perSecond)
            }
            let topic = Array(message.topic.utf8)
            topic.withUnsafeBufferPointer { topic in
                message.payload.withUnsafeBytes { payload in
                    let inbound = InboundMessage(topic: topic, payload: payload, arrival: message.arrival)
                    ingest.process(inbound, into: &batch)
                }
            }
            record.note(batch.evaluate)
            batch.removeAll()
        }
        // The last windows close in the quiet that follows.
        record.note(.tick(nextTick))
        record.note(.tick(nextTick.advanced(byNanoseconds: Nanoseconds.perHour)))
    }

    /// What the file holds, in the order in which it arrived: a tenth is late, some of it later than it may be.
    private static func trace() throws -> [TraceRecord] {
        let scenarios = Scenario.oneOfEach(firstSeconds: seconds / 4, lastingSeconds: seconds / 2)
        var city = SimulatedCity(seed: seed, start: Town.start, options: SimulationOptions(scenarios: scenarios))
        var random = SplitMix64(seed: seed)
        let end = Town.start.advanced(byNanoseconds: seconds * Nanoseconds.perSecond)
        let records = city.messages(until: end).map { message in
            var record = TraceRecord(message)
            if Int.random(in: 0..<10, using: &random) == 0 {
                let delay = Int64.random(in: 0..<2 * SimulatedDaemon.latenessNanoseconds, using: &random)
                record.arrival = record.arrival.advanced(byNanoseconds: delay)
            }
            return record
        }
        let order = records.indices.sorted { (records[$0].arrival, $0) < (records[$1].arrival, $1) }
        return try order.map { try TraceRecord(line: Array(records[$0].line.utf8)) }
    }

    /// Windows of several shapes and aggregates, near to what is usual, so that many of them have something to say.
    private static func rules() throws -> RuleSet {
        func of(_ quantity: String) throws -> [LabelMatcher] { [try LabelMatcher("quantity=\(quantity)")] }
        func rule(
            _ name: String,
            _ matchers: [LabelMatcher],
            _ threshold: ThresholdParameters,
            _ window: RuleWindow
        ) throws -> Rule {
            try Rule(
                name: name,
                matchers: matchers,
                detector: .threshold(threshold),
                window: window,
                severity: .minor
            )
        }
        let minute = Nanoseconds.perMinute
        let fiveByOne = WindowDefinition.Shape.sliding(lengthNanoseconds: 5 * minute, everyNanoseconds: minute)
        return try RuleSet([
            rule("speed", of("speed"), .init(below: 48), .init(lengthNanoseconds: minute, aggregate: .mean)),
            rule("occupied", of("occupancy"), .init(above: 12), .init(fiveByOne, aggregate: .quantile(0.9))),
            rule("gas", of("no2"), .init(above: 28), .init(fiveByOne, aggregate: .maximum)),
            rule("loud", of("laeq"), .init(above: 58), .init(lengthNanoseconds: minute, aggregate: .energyMean)),
            rule("uneasy", of("laeq"), .init(above: 1.5), .init(fiveByOne, aggregate: .standardDeviation)),
            rule("few", [], .init(below: 4), .init(lengthNanoseconds: minute, aggregate: .count)),
            Rule(name: "silent", detector: .silence(SilenceParameters()), severity: .warning),
            Rule(
                name: "stuck",
                detector: .flatLine(FlatLineParameters(durationNanoseconds: 5 * minute, minimumReadings: 5)),
                severity: .warning
            ),
            Rule(name: "flood", matchers: of("water_level"), detector: .threshold(.init(above: 0.6)), severity: .major),
        ])
    }
}
