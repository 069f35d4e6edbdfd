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
}
