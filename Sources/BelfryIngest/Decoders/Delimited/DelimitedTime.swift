import BelfryModel

/// Times in columns and pairs: text near RFC 3339, or a number since the epoch.
enum DelimitedTime {
    /// The time of a value; a number tells its own unit.
    static func time(_ value: UnsafeBufferPointer<UInt8>, _ context: DecodingContext) -> DraftTime {
        if value.isEmpty || PlainText.saysNoValue(value) { return .none }
        guard let number = DecimalNumber(value) else {
            return DraftTime(text: value, zone: context.feed.subscription.timeZone, arrival: context.arrival)
        }
        guard let whole = number.integer(scaledByPowerOfTen: 0) else { return .unreadable }
        let precision = TimePrecision(bySizeOf: whole.magnitude)
        return DraftTime(epoch: number, decimalsOfSecond: precision.decimalsOfSecond)
    }
}
