// What most decoders do with a value once they know whose it is.

import BelfryModel

extension DecodingBuffer {
    /// Writes a sensor's name from bytes that are no JSON, of a topic level for one; nil where they cannot be a name.
    mutating func sensor(_ parts: UnsafeBufferPointer<UInt8>?...) -> DraftNames? {
        let start = text.count
        for part in parts {
            guard let part, !part.isEmpty else { continue }
            if text.count > start { text.append(Self.slash) }
            text.append(part)
        }
        let length = text.count - start
        guard (1...SensorName.byteLimit).contains(length) else { return nil }
        return DraftNames(start: UInt32(truncatingIfNeeded: start), sensorLength: UInt16(truncatingIfNeeded: length))
    }

    /// The names of a sensor with a quantity, and perhaps a unit, as the payload writes them; nil where they are too long.
    mutating func names(
        _ sensor: DraftNames,
        quantity: UnsafeBufferPointer<UInt8>,
        unit: UnsafeBufferPointer<UInt8>? = nil
    ) -> DraftNames? {
        guard (1...QuantityName.byteLimit).contains(quantity.count), (unit?.count ?? 0) <= UnitName.byteLimit else {
            return nil
        }
        var names = DraftNames(start: UInt32(truncatingIfNeeded: text.count), sensorLength: sensor.sensorLength)
        text.append(copyOf: Int(sensor.start), length: Int(sensor.sensorLength))
        text.append(quantity)
        names.quantityLength = UInt16(truncatingIfNeeded: quantity.count)
        if let unit {
            text.append(unit)
            names.unitLength = UInt16(truncatingIfNeeded: unit.count)
        }
        return names
    }

    /// Adds a value under a name, or notes why it is none.
    ///
    /// - Parameter takesSwitches: whether true and false are measured values, 1 and 0.
    mutating func take(
        _ value: JSONValue,
        _ names: DraftNames,
        _ time: DraftTime,
        flags: QualityFlags = [],
        takesSwitches: Bool = false
    ) {
        switch JSONQuantityValue(value) {
        case .number(let number): append(ReadingDraft(value: number, time: time, names: names, flags: flags))
        case .empty: skipEmptyValue()
        case .unusable:
            guard takesSwitches, value.kind == .true || value.kind == .false else { return skipValue(.notANumber) }
            append(ReadingDraft(value: value.kind == .true ? 1 : 0, time: time, names: names, flags: flags))
        }
    }

    /// Adds the value of a term of the decoder's table.
    mutating func take(
        _ value: JSONValue,
        term: Int16,
        of sensor: DraftNames,
        _ time: DraftTime,
        takesSwitches: Bool = false
    ) {
        var names = sensor
        names.term = term
        take(value, names, time, takesSwitches: takesSwitches)
    }

    private static var slash: UnsafeBufferPointer<UInt8> {
        let text: StaticString = "/"
        return text.bytes
    }
}

extension DecodingContext {
    /// A time from a value that holds text near ISO 8601; none where the value is absent or null.
    ///
    /// - Parameter ownZone: the zone of texts that name none; nil takes the subscription's.
    func time(_ value: JSONValue?, zone ownZone: TimeZoneRule? = nil) -> DraftTime {
        guard let value, value.kind != .null else { return .none }
        guard value.kind == .string else { return .unreadable }
        return value.isEmptyText ? .none : DraftTime(text: value.bytes, zone: ownZone ?? zone, arrival: arrival)
    }

    /// A time from a number of units since the epoch; none where the value is absent or null.
    func time(epoch value: JSONValue?, decimalsOfSecond: Int) -> DraftTime {
        guard let value, value.kind != .null else { return .none }
        guard value.kind == .number || value.kind == .string, let number = DecimalNumber(value.bytes) else {
            return .unreadable
        }
        return DraftTime(epoch: number, decimalsOfSecond: decimalsOfSecond)
    }
}
