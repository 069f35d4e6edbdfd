/// Which values would have the same sensor and quantity: of two temperatures of one device none may be the other's
/// correction.
struct DiscoveredNames {
    /// Where a value stands.
    private struct Place: Hashable {
        var topic: UInt64
        var template: ValueTemplate
    }

    /// By sensor and quantity: the places, and how many messages speak of each.
    private var places: [[UInt8]: [Place: Int]] = [:]

    /// Whether another value has the same sensor and quantity.
    func isShared(_ value: DiscoveredValue, on topic: UInt64) -> Bool {
        places[Self.name(value, topic), default: [:]].count > 1
    }

    /// Notes a value.
    ///
    /// - Returns: the topics whose values are shared from now on and were not before.
    mutating func add(_ value: DiscoveredValue, on topic: UInt64) -> [UInt64] {
        let name = Self.name(value, topic)
        let before = places[name, default: [:]].count
        places[name, default: [:]][Place(topic: topic, template: value.template), default: 0] += 1
        let now = places[name, default: [:]]
        return before == 1 && now.count == 2 ? now.keys.map(\.topic) : []
    }

    /// Takes a value back.
    ///
    /// - Returns: the topics whose values were shared before and are not from now on.
    mutating func remove(_ value: DiscoveredValue, on topic: UInt64) -> [UInt64] {
        let name = Self.name(value, topic)
        let place = Place(topic: topic, template: value.template)
        guard let count = places[name]?[place] else { return [] }
        if count > 1 {
            places[name]?[place] = count - 1
            return []
        }
        places[name]?[place] = nil
        let left = places[name, default: [:]]
        if left.isEmpty { places[name] = nil }
        return left.count == 1 ? left.keys.map(\.topic) : []
    }

    /// Without a sensor of its own a value is the topic's.
    private static func name(_ value: DiscoveredValue, _ topic: UInt64) -> [UInt8] {
        (value.sensor.isEmpty ? Array(String(topic).utf8) + [1] : value.sensor + [0]) + value.quantity
    }
}
