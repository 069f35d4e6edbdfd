/// What a key of an entity is good for.
enum NGSIRole: Equatable {
    case identity, type
    /// The station itself, which names itself better than the entity does.
    case station
    /// The device or place that the entity is about; stable where the entity's id is not.
    case device, pointOfInterest
    case observedTo, observed, observedFrom
    /// `["NO2, 69, PPB, Nitrogen Dioxide", …]`, the older way to give units.
    case measurand
    /// An attribute of ``NGSIAttribute/all``, by its index.
    case attribute(Int)
    case other

    /// The role of a key.
    init(_ key: JSONValue) {
        let text = key.bytes
        for (name, role) in Self.fields where RawBytes.areEqual(text, name) {
            self = role
            return
        }
        self = Self.attributeTerm(text).map { .attribute($0) } ?? .other
    }

    /// The index in ``NGSIAttribute/all`` of an attribute's name.
    static func attributeTerm(_ name: UnsafeBufferPointer<UInt8>) -> Int? {
        NGSIAttribute.all.firstIndex { isFolded(name, $0.name) }
    }

    private static let fields: [(StaticString, NGSIRole)] = [
        ("id", .identity), ("type", .type), ("stationID", .station), ("stationId", .station),
        ("refDevice", .device), ("refPointOfInterest", .pointOfInterest),
        ("dateObservedTo", .observedTo), ("dateObserved", .observed), ("observationDateTime", .observed),
        ("observedAt", .observed), ("TimeInstant", .observed), ("dateObservedFrom", .observedFrom),
        ("measurand", .measurand),
    ]

    /// Whether a key is a name when case is folded away; the name is lower case.
    private static func isFolded(_ key: UnsafeBufferPointer<UInt8>, _ name: StaticString) -> Bool {
        guard key.count == name.utf8CodeUnitCount else { return false }
        for index in key.indices {
            let byte = key[index]
            let lower = byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
            if lower != name.utf8Start[index] { return false }
        }
        return true
    }
}
