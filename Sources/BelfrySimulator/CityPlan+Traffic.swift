import BelfryModel

extension CityPlan {
    /// Stations on each corridor.
    static let stationsPerCorridor = 10
    /// Stations of one section: what one crash concerns.
    static let stationsPerSection = 5

    /// A road in one direction.
    private struct Road {
        var id: String
        var zone: Int
        /// In driving direction, in degrees a station.
        var step: (east: Double, north: Double)
        var station: TrafficStation
        var cadenceSeconds: Int64
    }

    private static let roads: [Road] = {
        let ring = TrafficStation(freeSpeed: 100, lanes: 3, laneCapacity: 1_900)
        let avenue = TrafficStation(freeSpeed: 62, lanes: 2, laneCapacity: 900)
        // 500 m are 0.0071 degrees east or 0.0045 degrees north here.
        let rings: [(String, Int, (Double, Double))] = [
            ("ring-north", 1, (0.0071, 0)), ("ring-east", 2, (0, -0.0045)),
            ("ring-south", 3, (-0.0071, 0)), ("ring-west", 4, (0, 0.0045)),
        ]
        let avenues: [(String, Int, (Double, Double))] = [
            ("harbour-road", 0, (0.0071, 0)), ("station-avenue", 1, (0.005, 0.0032)),
            ("market-street", 0, (0, 0.0045)), ("river-drive", 2, (0.005, -0.0032)),
            ("castle-avenue", 3, (-0.005, 0.0032)), ("mill-road", 4, (-0.0071, 0)),
            ("airport-road", 2, (0.0071, 0)), ("university-avenue", 1, (-0.005, 0.0032)),
        ]
        return rings.map { Road(id: $0.0, zone: $0.1, step: $0.2, station: ring, cadenceSeconds: 20) }
            + avenues.map { Road(id: $0.0, zone: $0.1, step: $0.2, station: avenue, cadenceSeconds: 30) }
    }()

    /// 120 stations that send one number a topic.
    mutating func addTraffic() {
        for road in Self.roads {
            var stations: [String] = []
            for number in 0..<Self.stationsPerCorridor {
                let sensor = Self.station(number, of: road)
                stations.append(sensor.sensor)
                devices.append(Device(sensor: sensor, source: .traffic(road.station)))
            }
            corridors.append(SimulatedCorridor(id: road.id, stations: stations))
        }
    }

    private static func station(_ number: Int, of road: Road) -> SimulatedSensor {
        let middle = middle(of: road.zone)
        let along = Double(number) - Double(stationsPerCorridor - 1) / 2
        return SimulatedSensor(
            sensor: name(road.id, number + 1),
            agency: "traffic",
            domain: .traffic,
            zone: zones[road.zone],
            site: "\(road.id) section \(number / stationsPerSection + 1)",
            location: Location(
                longitude: middle.longitude + road.step.east * along,
                latitude: middle.latitude + road.step.north * along
            ),
            cadenceNanoseconds: road.cadenceSeconds * Nanoseconds.perSecond,
            format: .value,
            quantities: [Quantity("flow"), Quantity("speed"), Quantity("occupancy")]
        )
    }
}
