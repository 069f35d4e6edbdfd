/// A road whose detectors stand one behind the other.
public struct Corridor: Sendable, Hashable {
    public var id: String
    /// Sensors in driving direction, at least two.
    public var stations: [String]

    public init(id: String, stations: [String]) {
        self.id = id
        self.stations = stations
    }

    /// How many stretches between two stations there are.
    public var sectionCount: Int { max(0, stations.count - 1) }

    /// The name of the stretch that begins at a station: `ring-east s02-s03`.
    ///
    /// - Precondition: `index` is less than ``sectionCount``.
    public func sectionName(_ index: Int) -> String { "\(id) \(stations[index])-\(stations[index + 1])" }

    /// The stretch that begins at a station; of the last one, behind which nobody looks, the station itself.
    ///
    /// - Precondition: `station` is an index of ``stations``.
    public func stretch(from station: Int) -> Place {
        Place(kind: .section, name: station < sectionCount ? sectionName(station) : "\(id) \(stations[station])")
    }
}

/// Where on the corridors a series is.
public struct CorridorStation: Sendable, Hashable {
    /// The corridor's place in the configuration.
    public var corridor: Int
    /// The station's place in driving direction, from 0.
    public var station: Int

    /// The station that a series belongs to: where a corridor names its sensor, else where one names the site that it stands at.
    ///
    /// The first corridor that does counts. Both directions of a road may stand at one site, so the sensor comes before it.
    public init?(of series: SeriesDescriptor, on corridors: [Corridor]) {
        for name in [series.key.sensor, series.place.name] {
            for (corridor, road) in corridors.enumerated() {
                guard let station = road.stations.firstIndex(of: name) else { continue }
                self.init(corridor: corridor, station: station)
                return
            }
        }
        return nil
    }

    init(corridor: Int, station: Int) {
        self.corridor = corridor
        self.station = station
    }

    /// Whether the other is the same station, or the one before or behind it.
    public func touches(_ other: CorridorStation) -> Bool {
        corridor == other.corridor && abs(station - other.station) <= 1
    }
}
