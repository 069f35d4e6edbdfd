import BelfryModel
import BelfrySimulator
import Testing

@Suite("The quiet city")
struct QuietCityTests {
    private static func readings(seed: UInt64, seconds: Int) -> [Reading] {
        var city = QuietCity(seed: seed, sensors: 200)
        var readings: [Reading] = []
        for _ in 0..<seconds { city.nextSecond(into: &readings) }
        return readings
    }

    @Test("One seed is one city")
    func seeds() {
        let readings = Self.readings(seed: 6, seconds: 900)
        #expect(readings == Self.readings(seed: 6, seconds: 900))
        #expect(readings != Self.readings(seed: 7, seconds: 900))
    }

    @Test("Readings come in order, each near its measurement, and can be")
    func order() throws {
        let city = QuietCity(sensors: 200)
        var last = Timestamp.distantPast
        for reading in Self.readings(seed: 6, seconds: 900) {
            #expect(reading.arrivalTime >= last)
            last = reading.arrivalTime
            #expect((1...Nanoseconds.perSecond).contains(reading.arrivalTime.nanosecondsSince(reading.eventTime)))
            let quantity = city.descriptors[Int(reading.series.index)].key.quantity
            let definition = try #require(quantity.definition)
            #expect(definition.plausible.contains(reading.value), "\(quantity.name) \(reading.value)")
        }
    }

    @Test("Of ten thousand sensors half are of traffic, a quarter of air, a quarter of safety")
    func families() {
        let city = QuietCity()
        #expect(city.sensorCount == 10_000)
        let sensors = Dictionary(grouping: city.descriptors, by: \.domain).mapValues { series in
            Set(series.map { "\($0.key.agency)/\($0.key.sensor)" }).count
        }
        #expect(sensors == [.traffic: 5_000, .air: 2_500, .safety: 2_500])
        #expect(city.corridors.count == 50)
    }
}
