import BelfryModel

/// Who and when of a line, wherever in the line that stands; and what the value is of, in tables with a row for each value.
struct DelimitedRow {
    private(set) var sensor = none
    private var sensorRank = Int.max
    private var time = DraftTime.none
    private var date = none
    private var clock = none
    /// Of a column that may as well hold the zone's offset.
    private var clockInUTC = none
    private var isUTC = false
    private var quantity = none
    private var unit = none

    private static let valueColumn: StaticString = "value"
    private static var none: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: nil, count: 0) }

    /// Takes a field that is none of the values.
    mutating func take(_ value: UnsafeBufferPointer<UInt8>, as role: DelimitedRole, _ context: DecodingContext) {
        switch role {
        case .sensor(let rank) where rank < sensorRank && !value.isEmpty && !DelimitedPosition.isOne(value):
            sensorRank = rank
            sensor = value
        case .time(let isInUTC) where !time.isOwn:
            clock = value
            isUTC = isUTC || isInUTC
            time = DelimitedTime.time(value, isUTC: isInUTC, context)
        case .timeOrOffset where !time.isOwn:
            let whole = DelimitedTime.time(value, isUTC: true, context)
            if whole.isOwn { time = whole }
            // With a colon and without a sign it is more likely a time of day.
            let isSigned = value.first == UInt8(ascii: "+") || value.first == UInt8(ascii: "-")
            if value.contains(UInt8(ascii: ":")), !isSigned { clockInUTC = value }
        case .date(let isInUTC):
            date = value
            isUTC = isUTC || isInUTC
        case .quantityName: quantity = value
        case .unitName: unit = value
        case .time, .timeOrOffset, .sensor, .quantity: break
        }
    }

    /// The line's time, once every field has been taken.
    func time(_ context: DecodingContext) -> DraftTime {
        guard !time.isOwn, !date.isEmpty else { return time }
        let isClockInUTC = clock.isEmpty && !clockInUTC.isEmpty
        return DelimitedTime.time(
            date: date,
            clock: isClockInUTC ? clockInUTC : clock,
            isUTC: isUTC || isClockInUTC,
            context
        )
    }

    /// What the value of a column is of: the column, or what the row says of the column `value`.
    func names(
        of column: UnsafeBufferPointer<UInt8>
    ) -> (quantity: UnsafeBufferPointer<UInt8>, unit: UnsafeBufferPointer<UInt8>) {
        let isNamedByRow = !quantity.isEmpty && PlainText.areEqualFolded(column, Self.valueColumn.bytes)
        return isNamedByRow ? (quantity, unit) : (column, Self.none)
    }
}
