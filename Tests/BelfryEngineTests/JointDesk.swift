import BelfryDetection
import BelfryEngine
import BelfryModel
import Synchronization

/// Series of a map of sensors and quantities, and the engine over them.
final class JointDesk {
    static let corridor = Corridor(id: "ring", stations: ["s1", "s2", "s3", "s4", "s5"])

    /// Where sensors have been moved to, and which are out of service.
    private final class Fleet: Sendable {
        let places = Mutex<[String: Place]>([:])
        let outOfService = Mutex<Set<String>>([])
    }

    let engine: Engine
    let collector = Collector()
    private let series: [(sensor: String, quantity: String)]
    private let fleet = Fleet()
    private let rules: RuleSet

    init(_ series: [(String, String)], _ detector: DetectorDefinition, shards: Int, place: String? = nil) throws {
        self.series = series
        rules = try RuleSet(
            [try Rule(name: "together", detector: detector, severity: .major)],
            corridors: [JointDesk.corridor]
        )
        let fleet = fleet
        engine = Engine(
            configuration: EngineConfiguration(
                shards: shards,
                allowedLatenessNanoseconds: 5 * Nanoseconds.perSecond
            ),
            rules: rules,
            describe: { number in
                let (sensor, quantity) = series[Int(number.index)]
                let moved = fleet.places.withLock { $0[sensor] }
                return SeriesDescriptor(
                    id: number,
                    key: SeriesKey(agency: "city", sensor: sensor, quantity: Quantity(quantity)),
                    unit: Quantity(quantity).definition?.unit ?? .unknown,
                    domain: Quantity(quantity).domain,
                    place: moved ?? place.map { Place(kind: .site, name: $0) },
                    isOutOfService: fleet.outOfService.withLock { $0.contains(sensor) }
                )
            },
            sink: collector.take
        )
    }

    /// One value of each series, and the time after.
    func tell(at seconds: Double, every interval: Double, _ value: (String, String) -> Double) {
        for (number, (sensor, quantity)) in series.enumerated() {
            let reading = EngineDesk.reading(Int32(number), value(sensor, quantity), at: seconds)
            withUnsafePointer(to: reading) { _ = engine.submit(UnsafeBufferPointer(start: $0, count: 1)) }
        }
        engine.tick(EngineDesk.time(seconds + interval * 0.9))
        engine.step()
    }

    /// The fleet names another site for a sensor, and is read again.
    func move(_ sensor: String, to site: String) {
        fleet.places.withLock { $0[sensor] = Place(kind: .site, name: site) }
        engine.replaceRules(rules)
    }

    /// The fleet takes a sensor out of service, and is read again.
    func takeOutOfService(_ sensor: String) {
        _ = fleet.outOfService.withLock { $0.insert(sensor) }
        engine.replaceRules(rules)
    }

    var told: [Finding] { collector.current.findings }
}
