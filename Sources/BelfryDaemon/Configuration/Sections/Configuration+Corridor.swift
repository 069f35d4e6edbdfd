extension Configuration {
    /// A road whose detectors stand one behind the other.
    public struct Corridor: Sendable, Hashable {
        public var id: String
        /// Sensors in driving direction, at least two.
        public var stations: [String]
    }
}

extension Configuration.Corridor {
    init?(reading keys: MappingReader) {
        let id = keys.required("id", as: .name)
        let stations = keys.list("stations", of: .text)
        if stations.count < 2 {
            keys.report(
                "stations",
                "a corridor needs at least two \"stations\"",
                remedy: "list its sensors in driving direction"
            )
        }
        if let twice = Dictionary(grouping: stations, by: { $0 }).filter({ $1.count > 1 }).keys.min() {
            keys.report("stations", "station \"\(twice)\" appears twice", remedy: "list each sensor once")
        }
        guard let id else { return nil }
        self.id = id
        self.stations = stations
    }
}
