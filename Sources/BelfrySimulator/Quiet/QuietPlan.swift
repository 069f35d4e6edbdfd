import BelfryModel

/// Who stands where in the quiet city, and by what law it measures.
///
/// Of ten thousand sensors 5,000 are of traffic (500 of them in corridors), 2,500 of air and 2,500 of public safety.
struct QuietPlan {
    struct Sensor {
        var name: String
        var agency: String
        var domain: Domain
        var zone = 0
        var site: String
        var cadenceSeconds: Int
        var source: QuietDevice.Source

        var quantities: [Quantity] {
            switch source {
            case .road(let road): (road.isComplete ? ["flow", "occupancy", "speed"] : ["flow"]).map { Quantity($0) }
            case .channels(let channels): channels.map(\.quantity)
            }
        }
    }

    /// Sensors of a zone.
    private static let sensorsPerZone = 500
    private static let stationsPerCorridor = 10
    static let wholeCity = 10_000

    private(set) var sensors: [Sensor] = []
    private(set) var corridors: [Corridor] = []
    let zones: Int
    private let count: Int
    private let shortestCadenceSeconds: Int

    /// - Parameters:
    ///   - count: of sensors, about; each family has its share.
    ///   - shortestCadenceSeconds: none speaks more often.
    init(count: Int, shortestCadenceSeconds: Int) {
        self.count = count
        self.shortestCadenceSeconds = shortestCadenceSeconds
        zones = max(1, count / Self.sensorsPerZone)
        addTraffic()
        addAir()
        addSafety()
    }

    /// Adds a family of sensors.
    ///
    /// - Parameters:
    ///   - share: of ten thousand.
    ///   - perSite: neighbours that share a site.
    mutating func add(
        _ prefix: String,
        _ share: Int,
        of agency: String,
        _ domain: Domain,
        site: String,
        perSite: Int,
        everySeconds cadence: Int,
        _ source: (Int) -> QuietDevice.Source
    ) {
        let number = max(1, share * count / Self.wholeCity)
        let cadence = max(cadence, shortestCadenceSeconds)
        for index in 0..<number {
            let place = index / perSite
            sensors.append(
                Sensor(
                    name: "\(prefix)-\(index + 1)",
                    agency: agency,
                    domain: domain,
                    zone: place % zones,
                    site: "\(site) \(place + 1)",
                    cadenceSeconds: cadence,
                    source: source(cadence)
                )
            )
        }
    }

    mutating func addCorridors(ofSensors prefix: String) {
        let stations = sensors.map(\.name).filter { $0.hasPrefix(prefix) }
        for first in stride(from: 0, to: stations.count, by: Self.stationsPerCorridor) {
            let run = Array(stations[first..<min(first + Self.stationsPerCorridor, stations.count)])
            guard run.count > 1 else { continue }
            corridors.append(Corridor(id: "\(prefix)-road-\(first / Self.stationsPerCorridor + 1)", stations: run))
        }
    }
}
