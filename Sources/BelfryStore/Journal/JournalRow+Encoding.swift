import BelfryModel

extension JournalRow {
    /// Packs readings in their order; O(count), about 10 bytes a reading.
    init(_ readings: [Reading]) {
        var writer = ByteWriter(capacity: 16 + readings.count * 14)
        writer.append(Self.format)
        writer.appendVarint(UInt64(readings.count))
        var times = TimeSpan()
        var previous = Self.before
        for reading in readings {
            Self.encode(reading, after: previous, into: &writer)
            times.include(reading)
            previous = reading
        }
        self.init(count: readings.count, times: times, data: writer.sealed())
    }

    /// What the first reading's differences are taken from.
    static let before = Reading(
        series: SeriesID(0),
        value: 0,
        eventTime: Timestamp(nanoseconds: 0),
        arrivalTime: Timestamp(nanoseconds: 0)
    )

    private static func encode(_ reading: Reading, after previous: Reading, into writer: inout ByteWriter) {
        let arrivalStep = reading.arrivalTime.nanoseconds &- previous.arrivalTime.nanoseconds
        let form = EventTimeForm(eventTime: reading.eventTime, arrivalTime: reading.arrivalTime)
        let value = PackedValue(reading.value)
        let isUsual =
            reading.quality == .good && reading.flags.isEmpty && reading.timeSource == usualTimeSource(form)

        var tag = form.rawValue << ReadingTag.eventTimeShift | value.tag
        if arrivalStep == 0 { tag |= ReadingTag.sameArrival }
        if !isUsual { tag |= ReadingTag.stamped }
        writer.append(tag)

        if arrivalStep != 0 { writer.appendZigzag(arrivalStep) }
        writer.appendZigzag(Int64(reading.series.index) - Int64(previous.series.index))
        if form != .arrival {
            writer.appendZigzag(form.distance(eventTime: reading.eventTime, arrivalTime: reading.arrivalTime))
        }
        switch value {
        case .decimal(let integer, _): writer.appendZigzag(integer)
        case .single(let single): writer.appendFixed(single.bitPattern)
        case .double(let double): writer.appendFixed(double.bitPattern)
        }
        if !isUsual {
            writer.append(
                reading.quality.rawValue | reading.timeSource.rawValue << ReadingStamp.timeSourceShift
            )
            writer.appendVarint(UInt64(reading.flags.rawValue))
        }
    }

    /// The time source that goes without saying.
    static func usualTimeSource(_ form: EventTimeForm) -> TimeSource {
        form == .arrival ? .arrival : .payload
    }
}

extension PackedValue {
    fileprivate var tag: UInt8 {
        switch self {
        case .decimal(_, let exponent): UInt8(truncatingIfNeeded: exponent)
        case .single: ReadingTag.single
        case .double: ReadingTag.double
        }
    }
}
