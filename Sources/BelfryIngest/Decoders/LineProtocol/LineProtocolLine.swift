import BelfryModel

/// One line: series, fields, time.
///
/// Names are copied as written, escapes and all; what they mean is worked out once per channel by ``LineProtocolName``.
enum LineProtocolLine {
    /// The longest series (measurement and tags) whose values are taken, in bytes.
    ///
    /// It is copied for every field, so it bounds the memory of a message: 1 KiB times the most readings.
    static let seriesByteLimit = 1_024

    /// Reads a line and what ends it.
    ///
    /// - Parameter precision: of its time; nil for what its size tells.
    static func read(
        _ cursor: inout LineProtocolCursor,
        _ precision: TimePrecision?,
        into buffer: inout DecodingBuffer
    ) throws(LineProtocolFault) {
        let start = cursor.position
        try skipSeries(&cursor)
        let series = cursor.bytes(from: start)
        let firstDraft = buffer.drafts.count
        cursor.skipBlanks()
        repeat {
            let key = try takeFieldKey(&cursor)
            let value = try LineProtocolValue(&cursor)
            append(value, series, key, to: &buffer)
        } while cursor.take(UInt8(ascii: ","))
        let time = try takeTime(&cursor, precision)
        if let time { buffer.setTime(time, from: firstDraft) }
    }

    /// Reads a line for its form alone.
    static func check(_ cursor: inout LineProtocolCursor) throws(LineProtocolFault) {
        try skipSeries(&cursor)
        cursor.skipBlanks()
        repeat {
            _ = try takeFieldKey(&cursor)
            _ = try LineProtocolValue(&cursor)
        } while cursor.take(UInt8(ascii: ","))
        _ = try takeTime(&cursor, nil)
    }

    /// Goes behind measurement and tags, to the blank before the fields.
    private static func skipSeries(_ cursor: inout LineProtocolCursor) throws(LineProtocolFault) {
        let measurement = try cursor.takeName(.measurement)
        guard let first = measurement.first else { throw .measurement }
        guard first != UInt8(ascii: "#") else { throw .comment }
        while cursor.take(UInt8(ascii: ",")) {
            guard try !cursor.takeName(.key).isEmpty, cursor.take(UInt8(ascii: "=")) else { throw .tagKey }
            guard try !cursor.takeName(.key).isEmpty else { throw .tagValue }
        }
        guard cursor.byte == UInt8(ascii: " ") else { throw cursor.isAtEnd ? .fieldKey : .tagKey }
    }

    private static func takeFieldKey(
        _ cursor: inout LineProtocolCursor
    ) throws(LineProtocolFault) -> UnsafeBufferPointer<UInt8> {
        let key = try cursor.takeName(.key)
        guard !key.isEmpty, cursor.take(UInt8(ascii: "=")) else { throw .fieldKey }
        return key
    }

    /// Goes behind the time, if there is one, and the line end.
    private static func takeTime(
        _ cursor: inout LineProtocolCursor,
        _ precision: TimePrecision?
    ) throws(LineProtocolFault) -> DraftTime? {
        if cursor.takeLineEnd() { return nil }
        guard cursor.byte == UInt8(ascii: " ") else { throw .afterField }
        cursor.skipBlanks()
        if cursor.takeLineEnd() { return nil }
        guard let number = LineProtocolValue.integer(cursor.takeWord()) else { throw .time }
        cursor.skipBlanks()
        guard cursor.takeLineEnd() else { throw .afterTime }
        let unit = (precision ?? TimePrecision(bySizeOf: number.magnitude)).nanoseconds
        let (nanoseconds, isBeyondRange) = number.multipliedReportingOverflow(by: unit)
        return isBeyondRange ? .unreadable : .at(Timestamp(nanoseconds: nanoseconds))
    }

    private static func append(
        _ value: LineProtocolValue,
        _ series: UnsafeBufferPointer<UInt8>,
        _ key: UnsafeBufferPointer<UInt8>,
        to buffer: inout DecodingBuffer
    ) {
        guard case .number(let number) = value else { return buffer.skipValue(.notANumber) }
        guard series.count <= seriesByteLimit, key.count <= SensorName.byteLimit else {
            return buffer.skipValue(.unusableName)
        }
        guard !buffer.isOverfull else { return }
        var names = DraftNames(start: UInt32(truncatingIfNeeded: buffer.text.count))
        names.sensorLength = UInt16(truncatingIfNeeded: series.count)
        names.quantityLength = UInt16(truncatingIfNeeded: key.count)
        buffer.text.append(series)
        buffer.text.append(key)
        buffer.append(ReadingDraft(value: number, time: .none, names: names))
    }
}
