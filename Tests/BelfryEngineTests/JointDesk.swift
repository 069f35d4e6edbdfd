import BelfryDetection
import BelfryEngine
import BelfryModel

/// Series of a map of sensors and quantities, and the engine over them.
final class JointDesk {
    static let corridor = Corridor(id: "ring", stations: ["s1", "s2", "s3", "s4", "s5"])

    let engine: Engine
    let collector = Collector()
    private let series: [(sensor: String, quantity: String)]

    init(_ series: [(String, String)], _ detector: DetectorDefinition, shards: Int, place: String? = nil) throws {
        self.series = series
        let rules = try RuleSet(
            [try Rule(name: "together", detector: detector, severity: .major)],
            corridors: [JointDesk.corridor]
        )
        engine = Engine(
            configuration: EngineConfiguration(
                shards: shards,
                allowedLatenessNanoseconds: 5 * Nanoseconds.perSecond
            ),
            rules: rules,
            describe: { number in
                let (sensor, quantity) = series[Int(number.index)]
                return SeriesDescriptor(
                    id: number,
                    key: SeriesKey(agency: "city", sensor: sensor, quantity: Quantity(quantity)),
                    unit: Quantity(quantity).definition?.unit ?? .unknown,
                    domain: Quantity(quantity).domain,
                    place: place.map { Place(kind: .site, name: $0) }
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

    var told: [Finding] { collector.current.findings }
}
