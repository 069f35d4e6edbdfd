import BelfryAPI
import BelfryDetection
import BelfryEngine
import BelfryIncidents
import BelfryIngest
import BelfryModel
import BelfryWindows
import Testing

@testable import BelfryDaemon

// Story 10: "The broker restarts after a storm: four hundred sensors are silent, and then forty thousand queued messages come. Ring
// once. Fill the hours up, and do not ring for what was over an hour ago. And the sensor that we took down for repair is not at
// fault."

@Suite("A broker's restart after a storm")
struct BrokerStormTests {
    private static let start = Timestamp(seconds: 1_790_000_000).alignedDown(toMultipleOf: Nanoseconds.perHour)
    private static let sensors = 400
    private static let interval: Int64 = 30

    private static func time(_ seconds: Int64) -> Timestamp {
        start.advanced(byNanoseconds: seconds * Nanoseconds.perSecond)
    }

    /// Engine, fleet and desk, as the daemon puts them together.
    private final class Gateway {
        let catalog: SeriesCatalog
        let engine: Engine
        private let channels: [TableChannel]
        private let buffer = FindingBuffer()
        private(set) var machine = IncidentMachine()
        private(set) var events: [IncidentEvent] = []
        private(set) var findings: [Finding] = []

        init() throws {
            let catalog = SeriesCatalog(limit: 1_000, fleet: Gateway.fleet())
            self.catalog = catalog
            channels = try (0..<BrokerStormTests.sensors).map { number in
                let key = SeriesKey(agency: "traffic", sensor: "s-\(number)", quantity: Quantity("occupancy"))
                return try catalog.channel(of: key, unit: "%", gasReferenceCelsius: 20)
            }
            let buffer = buffer
            engine = Engine(
                configuration: EngineConfiguration(shards: 2, allowedLatenessNanoseconds: 30 * Nanoseconds.perSecond),
                rules: try Gateway.rules(),
                describe: { catalog.descriptor(for: $0) },
                sink: { buffer.append($0.findings) }
            )
        }

        static func fleet(outOfService: String = "") -> [FleetMember] {
            (0..<BrokerStormTests.sensors).map { number in
                FleetMember(
                    sensor: "s-\(number)",
                    zone: "zone-\(number % 4)",
                    cadenceNanoseconds: BrokerStormTests.interval * Nanoseconds.perSecond,
                    isOutOfService: "s-\(number)" == outOfService
                )
            }
        }

        static func rules() throws -> RuleSet {
            try RuleSet([
                Rule(
                    name: "queue",
                    detector: .threshold(
                        ThresholdParameters(above: 40, clearBelow: 25, forNanoseconds: 3 * Nanoseconds.perMinute)
                    ),
                    window: RuleWindow(lengthNanoseconds: Nanoseconds.perMinute, aggregate: .mean),
                    severity: .minor,
                    kind: .trafficQueue
                ),
                Rule(name: "silent", detector: .silence(SilenceParameters()), severity: .warning),
            ])
        }

        /// One reading of a sensor, measured at one instant and here at another.
        func take(_ number: Int, _ value: Double, measured: Int64, at arrival: Int64) {
            var reading = channels[number].reading(value, at: BrokerStormTests.time(measured))
            reading.arrivalTime = BrokerStormTests.time(arrival)
            withUnsafePointer(to: reading) { reading in
                let one = UnsafeBufferPointer(start: reading, count: 1)
                while engine.submit(one) == 0 { engine.step() }
            }
        }

        func tick(_ seconds: Int64) {
            engine.tick(BrokerStormTests.time(seconds))
            engine.step()
            for finding in buffer.take() { tell(finding) }
            events += machine.advance(to: BrokerStormTests.time(seconds))
        }

        func tell(_ finding: Finding) {
            findings.append(finding)
            events += machine.apply(finding, now: finding.detectedAt)
        }

        /// What operators hear of: incidents that open aloud, or become so.
        var rung: [Incident] {
            var heard = Set<String>()
            return events.map(\.incident).filter { $0.annunciation == .annunciated && heard.insert($0.id).inserted }
        }
    }

    private static func broker(_ phase: Finding.Phase, at seconds: Int64, since: Int64) -> Finding {
        Finding(
            phase: phase,
            kind: .brokerOffline,
            severity: .major,
            rule: "belfry-broker_offline",
            ruleVersion: "built-in",
            series: SeriesDescriptor(
                id: SeriesID(-1),
                key: SeriesKey(agency: "gw", sensor: "city", quantity: Quantity("fault")),
                unit: Unit("1"),
                domain: .other,
                place: Place(kind: .site, name: "gw")
            ),
            from: time(since),
            to: phase == .cleared ? time(seconds) : nil,
            detectedAt: time(seconds),
            value: 1,
            text: "broker city is away"
        )
    }

    /// What a sensor measures: 0 has a queue for ten minutes while the broker is away, 1 one that lasts.
    private static func value(_ number: Int, at seconds: Int64) -> Double {
        let wobble = Double((seconds / interval + Int64(number)) % 7) / 10
        switch number {
        case 0 where (2_400..<3_000).contains(seconds): return 60 + wobble
        case 1 where seconds >= 4_200: return 60 + wobble
        default: return 12 + wobble
        }
    }

    private static func instants(_ range: Range<Int64>) -> [Int64] {
        Array(stride(from: range.lowerBound, to: range.upperBound, by: Int.Stride(interval)))
    }

    /// Half an hour of peace, fifty minutes without the broker, and what it had queued within twenty seconds.
    private static func storm(dead: Set<Int> = []) throws -> Gateway {
        let gateway = try Gateway()
        for seconds in instants(0..<1_800) {
            for number in 0..<sensors {
                gateway.take(number, value(number, at: seconds), measured: seconds, at: seconds)
            }
            gateway.tick(seconds)
        }
        gateway.tick(1_810)
        gateway.tell(broker(.raised, at: 1_812, since: 1_802))
        for seconds in instants(1_830..<4_800) { gateway.tick(seconds) }
        // The broker is back; its queue comes in the order in which it was filled.
        gateway.tell(broker(.cleared, at: 4_800, since: 1_802))
        gateway.engine.resume(time(4_800), since: time(4_790))
        let queued = instants(1_800..<4_800)
        var messages = 0
        for (index, seconds) in queued.enumerated() {
            let arrival = 4_800 + Int64(index / 5)
            for number in 0..<sensors where !dead.contains(number) {
                gateway.take(number, value(number, at: seconds), measured: seconds, at: arrival)
                messages += 1
            }
            gateway.tick(arrival)
        }
        #expect(messages + dead.count * queued.count == 40_000)
        for seconds in instants(4_830..<6_000) {
            for number in 0..<sensors where !dead.contains(number) {
                gateway.take(number, value(number, at: seconds), measured: seconds, at: seconds)
            }
            gateway.tick(seconds)
        }
        return gateway
    }

    @Test("One incident rings for four hundred silent sensors, and what was over before the queue came rings nobody")
    func storm() throws {
        let gateway = try Self.storm()
        #expect(gateway.findings.count { $0.kind == .sensorSilent && $0.phase == .raised } == 400)
        #expect(gateway.rung.map(\.kind) == [.brokerOffline, .trafficQueue], "\(gateway.rung.map(\.title))")
        // The queue that lasts is told once the series is in the present.
        let queue = try #require(gateway.rung.last)
        #expect(queue.title.contains("s-1"))
        #expect(queue.openedAt >= Self.time(4_819), "told when it is known to hold still")
        // That which was over is on the record all the same.
        let over = gateway.events.filter { $0.incident.kind == .trafficQueue && $0.incident.place.name == "s-0" }
        #expect(over.last?.incident.state == .closed && over.allSatisfy { $0.incident.annunciation == .suppressed })
        #expect(over.last?.incident.findings.first?.from == Self.time(2_400))
    }

    @Test("What was queued fills the windows of the time that it was measured in")
    func windows() throws {
        let gateway = try Self.storm()
        let minutes = 6_000 / 60
        let snapshot = gateway.engine.snapshot()
        // The last minute is not over; the first two without the broker were told as empty, and then anew.
        #expect(snapshot.windowsClosed == Self.sensors * (minutes - 3), "\(snapshot.windowsClosed)")
        #expect(snapshot.windowsRevised >= Self.sensors * 2, "\(snapshot.windowsRevised)")
    }

    @Test("Who does not come back with the broker is told, together, after five minutes")
    func dead() throws {
        let gateway = try Self.storm(dead: [101, 105, 109, 113, 117, 121])
        #expect(gateway.rung.map(\.kind) == [.brokerOffline, .trafficQueue, .gatewayOffline])
        #expect(gateway.rung.last?.title == "Gateway offline: 6 sensors silent at zone-1")
        #expect(gateway.rung.last?.openedAt == Self.time(5_100))
    }

    @Test("A sensor that is taken down for repair is neither silent nor in a queue, until it is back")
    func maintenance() throws {
        let gateway = try Gateway()
        func run(_ range: Range<Int64>, without absent: Int? = nil, occupancy: Double = 12) {
            for seconds in Self.instants(range) {
                for number in 0..<3 where number != absent {
                    let wobble = Double(seconds / Self.interval % 7) / 10
                    gateway.take(number, (number == 2 ? occupancy : 12) + wobble, measured: seconds, at: seconds)
                }
                gateway.tick(seconds)
            }
        }
        run(0..<600, occupancy: 70)
        #expect(gateway.findings.map(\.rule) == ["queue"])
        _ = gateway.catalog.replaceFleet(Gateway.fleet(outOfService: "s-2"))
        gateway.engine.replaceRules(try Gateway.rules())
        run(600..<900, occupancy: 90)
        run(900..<1_800, without: 2)
        #expect(gateway.findings.map(\.phase) == [.raised, .cleared])
        #expect(gateway.findings.last?.text == "Withdrawn: s-2 is out of service")
        let table = SensorTable(
            series: gateway.engine.seriesSnapshots(),
            catalog: gateway.catalog.all(),
            fleet: Gateway.fleet(outOfService: "s-2"),
            now: Self.time(1_800)
        )
        #expect(table.sensors.first { $0.sensor == "s-2" }?.state == "out_of_service")
        #expect(table.counts.silent == 0)
        _ = gateway.catalog.replaceFleet(Gateway.fleet())
        gateway.engine.replaceRules(try Gateway.rules())
        run(1_800..<2_400, occupancy: 70)
        run(2_400..<2_700, without: 2)
        #expect(gateway.findings.dropFirst(2).map(\.rule) == ["queue", "silent"], "it is watched again")
    }
}
