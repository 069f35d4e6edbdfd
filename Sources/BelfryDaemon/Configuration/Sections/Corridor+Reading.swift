import BelfryModel

extension Corridor {
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
        self.init(id: id, stations: stations)
    }
}
