import BelfryModel

/// Times in columns and pairs: text near RFC 3339, or a number since the epoch.
enum DelimitedTime {
    /// The time of a value; a number tells its own unit.
    ///
    /// Between 1973 and 5138 seconds have up to 11 digits, milliseconds 12 to 14, microseconds 15 to 17, nanoseconds 18
    /// and more, so that only one reading is possible; what lies before 1973 is no sensor's clock anyway.
    static func time(_ value: UnsafeBufferPointer<UInt8>, _ context: DecodingContext) -> DraftTime {
        if value.isEmpty || PlainText.saysNoValue(value) { return .none }
        guard let number = DecimalNumber(value) else {
            return DraftTime(text: value, zone: context.feed.subscription.timeZone, arrival: context.arrival)
        }
        guard let whole = number.integer(scaledByPowerOfTen: 0) else { return .unreadable }
        let decimals =
            switch whole.magnitude {
            case ..<100_000_000_000: 0
            case ..<100_000_000_000_000: 3
            case ..<100_000_000_000_000_000: 6
            default: 9
            }
        return DraftTime(epoch: number, decimalsOfSecond: decimals)
    }
}
