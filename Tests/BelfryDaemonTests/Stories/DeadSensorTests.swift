import BelfryAPI
import BelfryDetection
import BelfryEngine
import BelfryIngest
import BelfryModel
import Testing

@testable import BelfryDaemon

/// Story 8, any desk: "A sensor that died still shows its last value twenty hours later." Its place in means is told by
/// `Tests/Stories/08-dead-sensor.test.yaml`.
@Suite("A dead sensor looks dead")
struct DeadSensorTests {
    @Test("Sensor and series are silent, with the time of the last value; a live one is live")
    func table() throws {
        let start = Timestamp(seconds: 1_790_000_000)
        let catalog = SeriesCatalog(limit: 10)
        let channels = try ["aq-1", "aq-2"].map { sensor in
            let key = SeriesKey(agency: "env", sensor: sensor, quantity: Quantity("pm2_5"))
            return try catalog.channel(of: key, unit: "ug/m3", gasReferenceCelsius: 20)
        }
        var engine = VirtualEngine(
            EngineConfiguration(shards: 1),
            rules: try RuleSet([Rule(name: "silent", detector: .silence(SilenceParameters()), severity: .warning)])
        ) { catalog.descriptor(for: $0) }
        var now = start
        for minute in 0..<(20 * 60) {
            now = start.advanced(byNanoseconds: Int64(minute) * Nanoseconds.perMinute)
            if minute < 30 { _ = engine.take(channels[0].reading(90, at: now)) }
            _ = engine.take(channels[1].reading(10, at: now))
        }
        _ = engine.advance(to: now)
        let table = SensorTable(series: engine.snapshots, catalog: catalog.all(), fleet: [], now: now)
        #expect(table.sensors.map(\.state) == ["silent", "live"])
        let series = table.sensors.flatMap(\.series)
        #expect(series.map(\.state) == ["silent", "live"])
        #expect(series[0].lastTime == start.advanced(byNanoseconds: 29 * Nanoseconds.perMinute).rfc3339)
        #expect(table.counts.silent == 1 && table.counts.live == 1)
    }
}
