// Names that are put together from several parts of a message.

extension DecodingBuffer {
    /// A sensor's name with a part added: `dev` and `inside` are `dev/inside`; nil where that becomes too long.
    mutating func qualified(_ sensor: DraftNames, by part: JSONValue) -> DraftNames? {
        qualified(sensor, byAtMost: part.bytes.count) { $0.append(part) }
    }

    /// A sensor's name with a part added that is no JSON text of its own; nil where that becomes too long.
    mutating func qualified(_ sensor: DraftNames, by part: UnsafeBufferPointer<UInt8>) -> DraftNames? {
        qualified(sensor, byAtMost: part.count) { $0.append(part) }
    }

    /// A sensor's name with a number added, of a detector for one: `C` and 2 are `C/2`; the term stays.
    mutating func qualified(_ sensor: DraftNames, by number: Int) -> DraftNames? {
        let digits = Self.digitLimit
        return qualified(sensor, byAtMost: digits) { text in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: digits) { written in
                var position = digits
                var rest = max(0, number)
                repeat {
                    position -= 1
                    written[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                    rest /= 10
                } while rest > 0 && position > 0
                text.append(UnsafeBufferPointer(rebasing: written[position...]))
            }
        }
    }

    /// A sensor's name with what `append` adds behind a slash; nil where so many bytes more are too long.
    private mutating func qualified(
        _ sensor: DraftNames,
        byAtMost byteCount: Int,
        _ append: (inout TextArena) -> Void
    ) -> DraftNames? {
        guard Int(sensor.sensorLength) + 1 + byteCount <= SensorName.byteLimit else { return nil }
        var names = DraftNames()
        names.start = UInt32(truncatingIfNeeded: text.count)
        names.term = sensor.term
        text.append(copyOf: Int(sensor.start), length: Int(sensor.sensorLength))
        if sensor.sensorLength > 0 { text.append("/") }
        append(&text)
        names.sensorLength = UInt16(truncatingIfNeeded: text.count - Int(names.start))
        return names
    }

    /// Digits of the largest number in a name.
    private static var digitLimit: Int { 6 }

    /// The names of a sensor with a quantity and a unit, where it has them; nil where they are too long.
    ///
    /// Without any the sensor's own are shared.
    mutating func names(_ sensor: DraftNames, quantity: JSONValue?, unit: TextSpan) -> DraftNames? {
        if quantity == nil && unit.length == 0 { return sensor }
        if let quantity, !(1...QuantityName.byteLimit).contains(quantity.bytes.count) { return nil }
        var names = sensor
        names.start = UInt32(truncatingIfNeeded: text.count)
        text.append(copyOf: Int(sensor.start), length: Int(sensor.sensorLength))
        let afterSensor = text.count
        if let quantity { text.append(quantity) }
        names.quantityLength = UInt16(truncatingIfNeeded: text.count - afterSensor)
        text.append(copyOf: unit.start, length: unit.length)
        names.unitLength = UInt16(truncatingIfNeeded: unit.length)
        return names
    }
}

extension TextArena {
    /// Adds a text of the source.
    mutating func append(_ text: StaticString) {
        append(text.bytes)
    }

    /// Adds the text of a JSON string and says where it stands; nothing where it is longer than the limit.
    mutating func span(of value: JSONValue, limit: Int) -> TextSpan {
        guard value.bytes.count <= limit else { return TextSpan(start: count, length: 0) }
        let start = count
        append(value)
        return TextSpan(start: start, length: count - start)
    }
}
