import BelfryAPI
import Testing

@testable import BelfryServer

@Suite struct SensorFilterTests {
    /// Five sensors of two agencies, each with two series; a hyphen stands before a slash in the order of bytes.
    private static let sensors = ["a-b/1", "a/1", "a/2", "a/2/x", "b/1"].map { identity in
        let agency = String(identity.prefix { $0 != "/" })
        let name = String(identity.dropFirst(agency.count + 1))
        return SensorDocument(
            sensor: name,
            agency: agency,
            domain: "air",
            zone: "",
            place: name,
            location: nil,
            state: "live",
            lastSeen: nil,
            cadenceSeconds: nil,
            series: ["no2", "o3"].map { quantity in
                SeriesDocument(
                    series: "\(identity)/\(quantity)",
                    sensor: name,
                    quantity: quantity,
                    agency: agency,
                    domain: "air",
                    zone: "",
                    unit: "ug/m3",
                    state: "live",
                    lastValue: nil,
                    lastTime: nil,
                    quality: nil
                )
            }
        )
    }

    @Test("A list that is asked for page by page is whole, whatever the size of a page", arguments: 1...11)
    func pages(limit: Int) {
        let shuffled = Array(Self.sensors.reversed())
        var sensors: [String] = []
        var series: [String] = []
        while true {
            let page = SensorFilter(after: sensors.last, limit: limit).sensors(in: shuffled)
            sensors += page.map { "\($0.agency)/\($0.sensor)" }
            if page.count < limit { break }
        }
        while true {
            let page = SensorFilter(after: series.last, limit: limit).series(in: shuffled)
            series += page.map(\.series)
            if page.count < limit { break }
        }
        #expect(sensors == Self.sensors.map { "\($0.agency)/\($0.sensor)" }.sorted())
        #expect(series == Self.sensors.flatMap(\.series).map(\.series).sorted())
    }
}
