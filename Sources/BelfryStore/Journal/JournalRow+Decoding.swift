import BelfryModel

extension JournalRow {
    /// A row's readings in order of arrival; all of them, or none where the data is damaged.
    static func readings(in data: [UInt8]) throws(JournalFault) -> [Reading] {
        var readings: [Reading] = []
        // A reading takes 3 bytes or more, so a damaged count cannot ask for much memory.
        readings.reserveCapacity(data.count / 8)
        try decode(data) { readings.append($0) }
        return readings
    }

    /// Calls `body` with each reading of a row's data in order of arrival.
    ///
    /// Damage is found by the checksum, before the first call; should it slip through, what has been handed over until
    /// then is still well-formed.
    static func decode(_ data: [UInt8], _ body: (Reading) -> Void) throws(JournalFault) {
        var reader = try ByteReader(sealed: data)
        guard try reader.byte() == format else { throw JournalFault(offset: 0, reason: "its format is not known") }
        let count = try reader.varint()
        var previous = before
        var done: UInt64 = 0
        while done < count {
            previous = try reading(after: previous, from: &reader)
            body(previous)
            done += 1
        }
        try reader.finish()
    }

    private static func reading(
        after previous: Reading,
        from reader: inout ByteReader
    ) throws(JournalFault) -> Reading {
        let tag = try reader.byte()
        let formBits = tag >> ReadingTag.eventTimeShift & ReadingTag.eventTimeMask
        guard let form = EventTimeForm(rawValue: formBits) else {
            throw JournalFault(offset: reader.position, reason: "a time has no known form")
        }
        var arrivalTime = previous.arrivalTime
        if tag & ReadingTag.sameArrival == 0 { arrivalTime.nanoseconds &+= try reader.zigzag() }
        let series = try self.series(after: previous.series, from: &reader)
        let eventTime =
            form == .arrival ? arrivalTime : form.eventTime(distance: try reader.zigzag(), arrivalTime: arrivalTime)
        var reading = Reading(
            series: series,
            value: try value(tag: tag & ReadingTag.valueMask, from: &reader),
            eventTime: eventTime,
            arrivalTime: arrivalTime,
            timeSource: usualTimeSource(form)
        )
        if tag & ReadingTag.stamped != 0 { try stamp(&reading, from: &reader) }
        return reading
    }

    private static func series(
        after previous: SeriesID,
        from reader: inout ByteReader
    ) throws(JournalFault) -> SeriesID {
        let step = try reader.zigzag()
        guard let index = Int32(exactly: Int64(previous.index).addingReportingOverflow(step).partialValue) else {
            throw JournalFault(offset: reader.position, reason: "a series' number is out of range")
        }
        return SeriesID(index)
    }

    private static func value(tag: UInt8, from reader: inout ByteReader) throws(JournalFault) -> Double {
        switch tag {
        case ReadingTag.single: Double(Float(bitPattern: try reader.fixed(UInt32.self)))
        case ReadingTag.double: Double(bitPattern: try reader.fixed(UInt64.self))
        default: PackedValue.decimal(integer: try reader.zigzag(), exponent: Int(tag)).value
        }
    }

    private static func stamp(_ reading: inout Reading, from reader: inout ByteReader) throws(JournalFault) {
        let bits = try reader.byte()
        let source = bits >> ReadingStamp.timeSourceShift
        guard bits <= ReadingStamp.all, let quality = Quality(rawValue: bits & ReadingStamp.qualityMask),
            let timeSource = TimeSource(rawValue: source), let flags = UInt16(exactly: try reader.varint())
        else { throw JournalFault(offset: reader.position, reason: "a quality is out of range") }
        reading.quality = quality
        reading.timeSource = timeSource
        reading.flags = QualityFlags(rawValue: flags)
    }
}
