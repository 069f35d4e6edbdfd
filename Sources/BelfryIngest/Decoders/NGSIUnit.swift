import BelfryModel

/// A unit as an entity declares it.
///
/// That none is declared leaves the model's in force; that one is declared which nobody can read does not.
enum NGSIUnit {
    case undeclared
    /// A code or a word, or the number that some codes are.
    case written(JSONValue)
    /// A part of a line of the `measurand` list.
    case listed(UnsafeBufferPointer<UInt8>)
    case unreadable

    /// What stands in the place of a unit, wrapped or not; nil where nothing does.
    init(_ value: JSONValue?) {
        guard let value else {
            self = .undeclared
            return
        }
        let first = value.kind == .array && value.count > 0 ? value.first : value
        let inner = first.kind == .object ? first["value"] ?? first["@value"] ?? first : first
        switch inner.kind {
        case .null: self = .undeclared
        case .string: self = inner.isEmptyText ? .undeclared : .written(inner)
        case .number: self = .written(inner)
        case .true, .false, .object, .array: self = .unreadable
        }
    }

    /// Whether a unit is declared.
    var isDeclared: Bool {
        if case .undeclared = self { false } else { true }
    }

    /// Whether the declared unit is percent.
    var isPercent: Bool {
        switch self {
        case .written(let value): value.isText("P1") || value.isText("%")
        case .listed(let text): RawBytes.areEqual(text, "P1") || RawBytes.areEqual(text, "%")
        case .undeclared, .unreadable: false
        }
    }

    /// The declared unit; nil where none is declared or nobody knows it.
    var unit: Unit? {
        switch self {
        case .written(let value) where value.node.pointee.hasEscapes: value.string.flatMap(UnitName.unit)
        case .written(let value): Self.unit(value.bytes)
        case .listed(let text): Self.unit(text)
        case .undeclared, .unreadable: nil
        }
    }

    private static func unit(_ text: UnsafeBufferPointer<UInt8>) -> Unit? {
        guard text.count <= UnitName.byteLimit else { return nil }
        return UnitName.unit(String(decoding: text, as: UTF8.self))
    }
}

extension DecodingBuffer {
    /// The names of a sensor with a unit added; without one they are shared.
    mutating func names(_ sensor: DraftNames, unit: NGSIUnit) -> DraftNames {
        switch unit {
        case .undeclared: return sensor
        case .listed(let text): return names(sensor, unit: text)
        case .unreadable: return names(sensor, unit: Self.unreadableUnit)
        case .written(let value):
            // Devices like to escape the Greek letter of µg/m³, so it is the text that counts and not its bytes.
            guard value.node.pointee.hasEscapes else { return names(sensor, unit: value.bytes) }
            let start = text.count
            text.append(value)
            let length = text.count - start
            guard length <= UnitName.byteLimit else {
                text.truncate(to: start)
                return names(sensor, unit: Self.unreadableUnit)
            }
            // Behind the sensor's name, where the unit has its place.
            var names = sensor
            names.start = UInt32(truncatingIfNeeded: text.count)
            text.append(copyOf: Int(sensor.start), length: Int(sensor.sensorLength))
            text.append(copyOf: start, length: length)
            names.unitLength = UInt16(truncatingIfNeeded: length)
            return names
        }
    }

    /// The names of a sensor with a unit added; without one they are shared.
    ///
    /// A unit that is too long is kept as one that nobody can read.
    mutating func names(_ sensor: DraftNames, unit: UnsafeBufferPointer<UInt8>?) -> DraftNames {
        guard let unit, !unit.isEmpty else { return sensor }
        let written = unit.count <= UnitName.byteLimit ? unit : Self.unreadableUnit
        var names = sensor
        names.start = UInt32(truncatingIfNeeded: text.count)
        text.append(copyOf: Int(sensor.start), length: Int(sensor.sensorLength))
        text.append(written)
        names.unitLength = UInt16(truncatingIfNeeded: written.count)
        return names
    }

    /// No unit in any vocabulary.
    private static var unreadableUnit: UnsafeBufferPointer<UInt8> {
        let text: StaticString = "?"
        return text.bytes
    }
}
