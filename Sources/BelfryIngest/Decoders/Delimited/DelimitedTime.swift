import BelfryModel

/// Times in columns and pairs: text near RFC 3339, or a number since the epoch.
enum DelimitedTime {
    /// The time of a value; a number tells its own unit.
    ///
    /// - Parameter isUTC: whether the column's name says so, which holds for texts that name no zone.
    static func time(_ value: UnsafeBufferPointer<UInt8>, isUTC: Bool, _ context: DecodingContext) -> DraftTime {
        if value.isEmpty || PlainText.saysNoValue(value) { return .none }
        guard let number = DecimalNumber(value) else {
            let zone = isUTC ? nil : context.feed.subscription.timeZone
            let time = DraftTime(text: value, zone: zone, arrival: context.arrival)
            if isUTC, case .withoutZone(let instant) = time { return .at(instant) }
            return time
        }
        guard let whole = number.integer(scaledByPowerOfTen: 0) else { return .unreadable }
        let precision = TimePrecision(bySizeOf: whole.magnitude)
        return DraftTime(epoch: number, decimalsOfSecond: precision.decimalsOfSecond)
    }

    /// The time of a day and a time of day in columns of their own; the day's first instant where the latter is empty.
    ///
    /// A time of day that nobody can read makes none of the day's: midnight would be a guess.
    static func time(
        date: UnsafeBufferPointer<UInt8>,
        clock: UnsafeBufferPointer<UInt8>,
        isUTC: Bool,
        _ context: DecodingContext
    ) -> DraftTime {
        // A whole time may be called a date.
        let isWhole = date.contains { $0 | 0x20 == UInt8(ascii: "t") || $0 == UInt8(ascii: " ") }
        if !clock.isEmpty {
            let time = joined(date, clock, isUTC: isUTC, context)
            if time.isOwn { return time }
            guard isWhole else { return .unreadable }
        }
        let whole = time(date, isUTC: isUTC, context)
        if whole.isOwn || whole == .none { return whole }
        let midnight: StaticString = "00:00"
        let start = midnight.bytes
        return joined(date, start, isUTC: isUTC, context)
    }

    private static func joined(
        _ date: UnsafeBufferPointer<UInt8>,
        _ clock: UnsafeBufferPointer<UInt8>,
        isUTC: Bool,
        _ context: DecodingContext
    ) -> DraftTime {
        guard date.count + clock.count < 64 else { return .unreadable }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: date.count + 1 + clock.count) { text in
            for (index, byte) in date.enumerated() { text[index] = byte }
            text[date.count] = UInt8(ascii: " ")
            for (index, byte) in clock.enumerated() { text[date.count + 1 + index] = byte }
            return time(UnsafeBufferPointer(text), isUTC: isUTC, context)
        }
    }
}
