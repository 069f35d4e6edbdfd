import BelfryModel
import Testing

@Suite struct CorridorTests {
    private static func series(_ sensor: String, at site: String?) -> SeriesDescriptor {
        SeriesDescriptor(
            id: SeriesID(0),
            key: SeriesKey(agency: "traffic", sensor: sensor, quantity: Quantity("speed")),
            unit: Unit("km/h"),
            domain: .traffic,
            place: site.map { Place(kind: .site, name: $0) }
        )
    }

    @Test func aSensorThatIsNamedComesBeforeItsSite() throws {
        let roads = [
            Corridor(id: "north", stations: ["km-1", "km-2"]),
            Corridor(id: "south", stations: ["loop-9", "loop-8"]),
        ]
        let south = try #require(CorridorStation(of: Self.series("loop-8", at: "km-2"), on: roads))
        #expect(south.corridor == 1 && south.station == 1)
        let north = try #require(CorridorStation(of: Self.series("loop-3", at: "km-2"), on: roads))
        #expect(north.corridor == 0 && north.station == 1)
        #expect(CorridorStation(of: Self.series("loop-3", at: nil), on: roads) == nil)
    }
}
