// RFC 3339 (July 2002), section 5.6, in both directions, without Foundation and without a locale.

extension Timestamp {
    /// `2026-11-23T04:49:41Z`, with as many groups of three decimals as the instant needs.
    public var rfc3339: String {
        let civil = CivilTime(self)
        var text = ""
        text.reserveCapacity(30)
        Self.append(civil.year, digits: 4, to: &text)
        text += "-"
        Self.append(civil.month, digits: 2, to: &text)
        text += "-"
        Self.append(civil.day, digits: 2, to: &text)
        text += "T"
        Self.append(civil.hour, digits: 2, to: &text)
        text += ":"
        Self.append(civil.minute, digits: 2, to: &text)
        text += ":"
        Self.append(civil.second, digits: 2, to: &text)
        if civil.nanosecond != 0 {
            text += "."
            if civil.nanosecond % 1_000_000 == 0 {
                Self.append(civil.nanosecond / 1_000_000, digits: 3, to: &text)
            } else if civil.nanosecond % 1_000 == 0 {
                Self.append(civil.nanosecond / 1_000, digits: 6, to: &text)
            } else {
                Self.append(civil.nanosecond, digits: 9, to: &text)
            }
        }
        text += "Z"
        return text
    }

    /// An instant from RFC 3339 text.
    ///
    /// Accepted beside the letter of the standard: a blank instead of `T`, lower case, a missing seconds field, an
    /// offset as `+01`, `+0100` or `+01:00`, decimals after a comma, and a leap second (folded into the next second).
    /// Text without a zone is read with `defaultOffsetSeconds` where one is given and refused where none is.
    ///
    /// - Parameters:
    ///   - text: the UTF-8 text, without surrounding blanks.
    ///   - defaultOffsetSeconds: seconds east of Greenwich for text that names no zone.
    /// - Returns: nil where the text is not such a time.
    public init?(rfc3339 text: some StringProtocol, defaultOffsetSeconds: Int? = nil) {
        let parsed: Timestamp? =
            text.utf8.withContiguousStorageIfAvailable {
                Self.parse($0, defaultOffsetSeconds: defaultOffsetSeconds)
            } ?? Array(text.utf8).withUnsafeBufferPointer { Self.parse($0, defaultOffsetSeconds: defaultOffsetSeconds) }
        guard let parsed else { return nil }
        self = parsed
    }

    /// An instant from RFC 3339 bytes, see ``init(rfc3339:defaultOffsetSeconds:)``.
    public init?(rfc3339 bytes: UnsafeBufferPointer<UInt8>, defaultOffsetSeconds: Int? = nil) {
        guard let parsed = Self.parse(bytes, defaultOffsetSeconds: defaultOffsetSeconds) else { return nil }
        self = parsed
    }

    private static func append(_ number: Int, digits: Int, to text: inout String) {
        let decimal = String(number)
        for _ in 0..<Swift.max(0, digits - decimal.utf8.count) { text += "0" }
        text += decimal
    }

    private static func parse(_ bytes: UnsafeBufferPointer<UInt8>, defaultOffsetSeconds: Int?) -> Timestamp? {
        var scanner = DigitScanner(bytes: bytes)
        guard let year = scanner.number(digits: 4), scanner.take("-"), let month = scanner.number(digits: 2),
            scanner.take("-"), let day = scanner.number(digits: 2),
            scanner.take("T") || scanner.take("t") || scanner.take(" "),
            let hour = scanner.number(digits: 2), scanner.take(":"), let minute = scanner.number(digits: 2)
        else { return nil }
        var second = 0
        var nanosecond = 0
        if scanner.take(":") {
            guard let parsed = scanner.number(digits: 2) else { return nil }
            second = parsed
            if scanner.take(".") || scanner.take(",") {
                guard let fraction = scanner.fractionAsNanoseconds() else { return nil }
                nanosecond = fraction
            }
        }
        let leap = second == 60
        let civil = CivilTime(
            year: year,
            month: month,
            day: day,
            hour: hour,
            minute: minute,
            second: leap ? 59 : second,
            nanosecond: nanosecond
        )
        guard civil.isValid, let local = civil.timestamp,
            let offset = scanner.offsetSeconds(default: defaultOffsetSeconds), scanner.isAtEnd
        else { return nil }
        return local.advanced(byNanoseconds: (Int64(leap ? 1 : 0) - Int64(offset)) * Nanoseconds.perSecond)
    }
}

/// A cursor over ASCII digits and separators.
private struct DigitScanner {
    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0

    init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { position == bytes.count }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    mutating func number(digits: Int) -> Int? {
        guard position + digits <= bytes.count else { return nil }
        var value = 0
        for index in position..<position + digits {
            let digit = bytes[index] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            value = value * 10 + Int(digit)
        }
        position += digits
        return value
    }

    /// One or more decimals; what lies beyond the ninth is dropped.
    mutating func fractionAsNanoseconds() -> Int? {
        var value = 0
        var scale = 100_000_000
        let start = position
        while position < bytes.count {
            let digit = bytes[position] &- UInt8(ascii: "0")
            guard digit <= 9 else { break }
            value += Int(digit) * scale
            scale /= 10
            position += 1
        }
        return position > start ? value : nil
    }

    mutating func offsetSeconds(default defaultOffsetSeconds: Int?) -> Int? {
        if isAtEnd { return defaultOffsetSeconds }
        if take("Z") || take("z") { return 0 }
        let negative = take("-")
        guard negative || take("+"), let hours = number(digits: 2), hours <= 23 else { return nil }
        var minutes = 0
        if !isAtEnd {
            _ = take(":")
            guard let parsed = number(digits: 2), parsed <= 59 else { return nil }
            minutes = parsed
        }
        let seconds = hours * 3_600 + minutes * 60
        return negative ? -seconds : seconds
    }
}
