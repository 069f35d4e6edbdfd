import BelfryModel

/// What a value of a document may be, told by its name and by how its values look.
enum LeafRole: Equatable {
    case time
    /// The smaller the rank, the surer.
    case sensor(rank: Int)
    case reading(quantity: String, unit: Unit?)
    /// A number that is nobody's measurement: a position, a version, a counter.
    case housekeeping
    /// A number, and nobody can tell of what.
    case unnamed
    /// A text.
    case other

    private static let timeNames: Set<String> = [
        "time", "timestamp", "ts", "t", "date", "datetime", "observedat", "observed", "createdat", "measuredat",
        "recordedat", "measurementtime", "sampletime", "utc", "epoch", "when", "receivedat", "dateobserved",
        "phenomenontime", "updatedat", "lastupdate",
    ]

    /// The surest first.
    private static let sensorNames = [
        "sensorid", "deviceid", "stationid", "devid", "deveui", "nodeid", "thingid", "serialnumber", "serial", "sn",
        "sensor", "device", "station", "dev", "node", "thing", "devicename", "sensorname", "stationname", "uid", "uuid",
        "id", "name",
    ]

    private static let housekeepingNames: Set<String> = [
        "lat", "lon", "lng", "latitude", "longitude", "altitude", "alt", "version", "fw", "firmware", "seq", "sequence",
        "counter", "cnt", "fcnt", "uptime", "interval", "port", "fport", "dr", "freq", "frequency", "channel",
    ]

    /// Names that say nothing; the name above them does.
    private static let emptyNames: Set<String> = ["value", "val", "v", "reading", "measurement", "data", "raw"]

    /// - Parameter unit: the unit beside the value, where the document names one.
    init(_ leaf: JSONShape.Leaf, unit: Unit?) {
        let name = Self.plain(leaf.key)
        if Self.timeNames.contains(name), Self.looksLikeTime(leaf) {
            self = .time
        } else if let rank = Self.sensorRank(leaf, name) {
            self = .sensor(rank: rank)
        } else if !leaf.isNumeric {
            self = .other
        } else if let (quantity, named) = Self.quantity(leaf, name) {
            let unit = unit ?? named
            let isPossible = unit.map { Subscription.unitContradicting($0, of: quantity) == nil } ?? true
            self = .reading(quantity: quantity, unit: isPossible ? unit : nil)
        } else {
            self = Self.housekeepingNames.contains(name) ? .housekeeping : .unnamed
        }
    }

    private static func plain(_ key: String) -> String {
        QuantityName.folded(key).filter { $0 != "_" }
    }

    private static func looksLikeTime(_ leaf: JSONShape.Leaf) -> Bool {
        if leaf.timeCount > 0 { return leaf.timeCount == leaf.textCount }
        guard leaf.isNumeric else { return false }
        // Seconds, milliseconds, microseconds or nanoseconds between 2001 and 2100.
        return [1.0, 1e3, 1e6, 1e9].contains { scale in
            leaf.least >= 1e9 * scale && leaf.greatest < 4.1e9 * scale
        }
    }

    private static func sensorRank(_ leaf: JSONShape.Leaf, _ name: String) -> Int? {
        guard leaf.textCount > 0 || leaf.numberCount > 0, leaf.timeCount == 0, !looksLikeAddress(leaf.text) else {
            return nil
        }
        // `/dev/id`: both names together say it.
        let parent = plain(leaf.parent)
        let isBelowSensor = ["dev", "device", "sensor", "station", "node", "thing", "meta"].contains(parent)
        if isBelowSensor, ["id", "name", "serial", "sn", "eui"].contains(name) { return 0 }
        return sensorNames.firstIndex(of: name).map { $0 + 1 }
    }

    /// A MAC address names somebody's hardware: it is no sensor's name.
    private static func looksLikeAddress(_ text: String) -> Bool {
        let parts = text.split(whereSeparator: { $0 == ":" || $0 == "-" })
        return parts.count == 6 && parts.allSatisfy { $0.count == 2 && $0.allSatisfy(\.isHexDigit) }
    }

    /// The quantity that a name says, and the unit where the name ends in one: `no2`, `temp_c`, `gas/no2/value`.
    private static func quantity(_ leaf: JSONShape.Leaf, _ name: String) -> (String, Unit?)? {
        let key = emptyNames.contains(name) && !leaf.parent.isEmpty ? leaf.parent : leaf.key
        if QuantityName.isKnown(key) { return (QuantityName.canonical(key), nil) }
        let parts = QuantityName.folded(key).split(separator: "_")
        for length in 1..<max(2, parts.count) where length < parts.count {
            let head = parts.dropLast(length).joined(separator: "_")
            let tail = parts.suffix(length).joined()
            if QuantityName.isKnown(head), let unit = UnitName.unit(tail) {
                return (QuantityName.canonical(head), unit)
            }
        }
        return nil
    }
}
