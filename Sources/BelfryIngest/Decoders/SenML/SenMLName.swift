// SenML knows one name; we know a sensor and a quantity. The rules, in this order:
//
//   bn "urn:dev:ow:10e2073a:"  n "voltage"        a base that ends with a separator is the sensor
//   bn "urn:dev:ow:10e2073a"   n "" u "Cel"       without a name the unit may imply the quantity
//   n "2001:db8::2/temperature"                   a last part that is a known quantity is the quantity
//   n "temperature"                               a known quantity alone: the topic names the sensor
//   n "probe-7" u "Cel"                           anything else is the sensor, if the unit implies the quantity

import BelfryModel

/// Takes the names of SenML records apart.
enum SenMLName {
    /// What a resolved record measures.
    static func measurand(
        base: String,
        name: String,
        unit: String,
        isSum: Bool,
        topicNamesSensor: Bool
    ) -> Measurand {
        var measurand = Measurand(unitText: unit)
        let implied = UnitName.impliedQuantity(unit)
        guard isAllowed(base + name) else {
            measurand.fault = .unusableName
            return measurand
        }
        if let last = base.last, isSeparator(last), Quantity(QuantityName.folded(name)).isWellFormed,
            !name.contains(where: isPathSeparator)
        {
            measurand.sensor = trimmed(base)
            measurand.quantity = name
        } else {
            (measurand.sensor, measurand.quantity) = split(base + name, implied, topicNamesSensor)
        }
        if isSum { makeSum(&measurand) }
        return measurand
    }

    private static func split(
        _ full: String,
        _ implied: String,
        _ topicNamesSensor: Bool
    ) -> (sensor: String, quantity: String) {
        let tailStart = full.lastIndex(where: isPathSeparator).map { full.index(after: $0) } ?? full.startIndex
        let head = trimmed(String(full[..<tailStart]))
        let tail = String(full[tailStart...])
        if QuantityName.isKnown(tail) { return (head, tail) }
        if !implied.isEmpty, !(head.isEmpty && topicNamesSensor) { return (trimmed(full), implied) }
        if Quantity(QuantityName.folded(tail)).isWellFormed { return (head, tail) }
        return (trimmed(full), implied)
    }

    /// A sum is the integral of the value over time: its unit is the value's times a second (RFC 8428, section 4.2).
    private static func makeSum(_ measurand: inout Measurand) {
        if !measurand.quantity.isEmpty { measurand.quantity += "_sum" }
        measurand.unit = UnitName.unit(measurand.unitText).map { Unit("\($0.code).s") }
    }

    private static func isSeparator(_ character: Character) -> Bool {
        isPathSeparator(character) || character == "." || character == "_" || character == "-"
    }

    private static func isPathSeparator(_ character: Character) -> Bool {
        character == "/" || character == ":"
    }

    private static func trimmed(_ name: String) -> String {
        var name = Substring(name)
        while let last = name.last, isSeparator(last) { name = name.dropLast() }
        return String(name)
    }

    /// RFC 8428, section 4.5.1: letters, digits and `-:./_`, starting with a letter or digit.
    private static func isAllowed(_ name: String) -> Bool {
        guard let first = name.utf8.first, isAlphanumeric(first) else { return name.isEmpty }
        return name.utf8.allSatisfy { isAlphanumeric($0) || "-:./_".utf8.contains($0) }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") <= 9 || (byte | 0x20) &- UInt8(ascii: "a") < 26
    }
}
