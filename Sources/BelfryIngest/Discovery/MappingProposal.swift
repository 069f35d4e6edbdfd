// A mapping for documents that no decoder knows, out of their shape:
//
//   roles of the leaves ─► the document, or the array with the most readings ─► sensor, time, readings
//                                                                           └─► numbers that nobody can name: questions

public import BelfryModel

/// How JSON of an unknown format may be read.
public struct MappingProposal: Sendable, Hashable {
    /// A value whose name says what it is.
    public struct Reading: Sendable, Hashable {
        public var quantity: String
        public var pointer: String
        /// nil where the document names none.
        public var unit: Unit?
    }

    /// The most questions that a person would read.
    private static let unnamedLimit = 24

    /// The array whose elements are read one by one; nil for the document itself.
    public let foreach: String?
    /// Where the sensor's name is; nil leaves it to the topic.
    public let sensor: String?
    /// Where the time is.
    public let time: String?
    public let readings: [Reading]
    /// Numbers that nobody can name.
    let unnamed: [JSONShape.Leaf]

    init(_ shape: JSONShape) {
        let roles = shape.leaves.filter(\.isReachable).map {
            ($0, LeafRole($0, unit: Self.unit(beside: $0, in: shape)))
        }
        let foreach = Self.place(of: roles)
        self.foreach = foreach
        // What is said of the whole document holds for its elements as well.
        let inReach = roles.filter { $0.0.array == foreach || $0.0.array == nil }
        let sensors = inReach.compactMap { leaf, role -> (rank: Int, pointer: String)? in
            if case .sensor(let rank) = role { (rank, leaf.pointerInElement) } else { nil }
        }
        sensor = sensors.min { $0.rank < $1.rank }?.pointer
        time = inReach.last { $0.1 == .time }?.0.pointerInElement
        var readings: [Reading] = []
        var unnamed: [JSONShape.Leaf] = []
        for (leaf, role) in roles where leaf.array == foreach {
            switch role {
            case .reading(let quantity, let unit) where !readings.contains { $0.quantity == quantity }:
                readings.append(Reading(quantity: quantity, pointer: leaf.pointerInElement, unit: unit))
            case .reading, .unnamed: unnamed.append(leaf)
            case .time, .sensor, .housekeeping, .other: break
            }
        }
        self.readings = Array(readings.prefix(JSONMapping.readingLimit))
        self.unnamed = Array(unnamed.prefix(Self.unnamedLimit))
    }

    /// The mapping; nil where there is nothing to read.
    var mapping: JSONMapping? {
        do {
            return try JSONMapping(
                sensor: sensor.map { .pointer(try JSONPointer($0)) } ?? .topic,
                time: time.map { JSONMapping.Time(pointer: try JSONPointer($0)) },
                readings: readings.map {
                    JSONMapping.Value(
                        quantity: Quantity($0.quantity),
                        pointer: try JSONPointer($0.pointer),
                        unit: $0.unit
                    )
                },
                foreach: foreach.map { try JSONPointer($0) }
            )
        } catch {
            return nil
        }
    }

    /// The document itself where it holds readings, else the array that holds the most.
    private static func place(of roles: [(JSONShape.Leaf, LeafRole)]) -> String? {
        var counts: [String: Int] = [:]
        for (leaf, role) in roles {
            guard case .reading = role else { continue }
            guard let array = leaf.array else { return nil }
            counts[array, default: 0] += 1
        }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    /// The unit that stands beside a value: `{"value":31.5,"unit":"ppb"}`.
    private static func unit(beside leaf: JSONShape.Leaf, in shape: JSONShape) -> Unit? {
        let names: Set<String> = ["unit", "units", "uom", "unitofmeasurement", "unitcode"]
        let folder = leaf.pointer.prefix(upTo: leaf.pointer.lastIndex(of: "/") ?? leaf.pointer.startIndex)
        let beside = shape.leaves.first { other in
            other.textCount > 0 && other.pointer.hasPrefix(folder + "/")
                && other.pointer.dropFirst(folder.count + 1).contains("/") == false
                && names.contains(QuantityName.folded(other.key).filter { $0 != "_" })
        }
        return beside.flatMap { UnitName.unit($0.text) }
    }
}
