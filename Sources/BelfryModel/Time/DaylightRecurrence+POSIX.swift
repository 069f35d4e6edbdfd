extension DaylightRecurrence {
    /// The recurrence of a POSIX TZ text; nil where it is none.
    init?(posix text: String) {
        var scanner = POSIXScanner(bytes: Array(text.utf8))
        guard scanner.name(), let west = scanner.time() else { return nil }
        standardOffsetSeconds = -west
        guard !scanner.isAtEnd else { return }
        guard scanner.name() else { return nil }
        var daylightOffset = standardOffsetSeconds + 3_600
        if !scanner.isAtEnd, scanner.peek != UInt8(ascii: ",") {
            guard let west = scanner.time() else { return nil }
            daylightOffset = -west
        }
        guard scanner.take(","), let start = scanner.change(), scanner.take(","), let end = scanner.change(),
            scanner.isAtEnd
        else { return nil }
        daylight = Daylight(offsetSeconds: daylightOffset, start: start, end: end)
    }
}

/// A cursor over a POSIX TZ text.
private struct POSIXScanner {
    let bytes: [UInt8]
    var position = 0

    var isAtEnd: Bool { position == bytes.count }
    var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    /// Three or more letters, or anything between angle brackets.
    mutating func name() -> Bool {
        let start = position
        if take("<") {
            while let byte = peek, byte != UInt8(ascii: ">") { position += 1 }
            return take(">")
        }
        while let byte = peek, (byte | 0x20) &- UInt8(ascii: "a") < 26 { position += 1 }
        return position - start >= 3
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    mutating func time() -> Int? {
        let isNegative = take("-")
        if !isNegative { _ = take("+") }
        guard var seconds = number(upTo: 167) else { return nil }
        seconds *= 3_600
        if take(":") {
            guard let minutes = number(upTo: 59) else { return nil }
            seconds += minutes * 60
            if take(":") {
                guard let rest = number(upTo: 59) else { return nil }
                seconds += rest
            }
        }
        return isNegative ? -seconds : seconds
    }

    mutating func change() -> DaylightRecurrence.Change? {
        guard let day = day() else { return nil }
        var change = DaylightRecurrence.Change(day: day)
        if take("/") {
            guard let seconds = time() else { return nil }
            change.secondsOfDay = seconds
        }
        return change
    }

    private mutating func day() -> DaylightRecurrence.Change.Day? {
        if take("J") {
            return number(upTo: 365).flatMap { $0 >= 1 ? .julian($0) : nil }
        }
        guard take("M") else { return number(upTo: 365).map { .ordinal($0) } }
        guard let month = number(upTo: 12), month >= 1, take("."), let week = number(upTo: 5), week >= 1, take("."),
            let weekday = number(upTo: 6)
        else { return nil }
        return .weekday(month: month, week: week, weekday: weekday)
    }

    private mutating func number(upTo limit: Int) -> Int? {
        let start = position
        var value = 0
        while let byte = peek, byte &- UInt8(ascii: "0") <= 9, value <= limit {
            value = value * 10 + Int(byte &- UInt8(ascii: "0"))
            position += 1
        }
        return position > start && value <= limit ? value : nil
    }
}
