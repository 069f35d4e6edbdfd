// Entity ids like `Madrid-AmbientObserved-28079004-2016-03-15T11:00:00` name an observation, not a sensor.

/// Finds dates, times and counters within names.
enum ObservationTime {
    /// Whether a date or an instant is part of a name.
    static func isPart(of name: UnsafeBufferPointer<UInt8>) -> Bool {
        name.indices.contains { end(in: name, from: $0) != nil }
    }

    /// Whether a name ends in the number of an observation: `urn:ngsi-ld:AirQualityObserved:RZ:Obsv4567`.
    ///
    /// It may be new with every message, or be a sensor's for good: nobody can tell.
    static func isCounter(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = name.lastIndex { ":/".utf8.contains($0) }.map { $0 + 1 } ?? 0
        var end = name.count
        while end > start, isDigit(name[end - 1]) { end -= 1 }
        guard end < name.count else { return false }
        if end > start, "-_.".utf8.contains(name[end - 1]) { end -= 1 }
        let word = UnsafeBufferPointer(rebasing: name[start..<end])
        return counterWords.contains {
            PlainText.areEqualFolded(word, $0.bytes)
        }
    }

    private static let counterWords: [StaticString] = ["obs", "obsv", "observation", "measurement", "reading"]

    /// Writes a name into the arena without the dates and times in it and the separators that are left over.
    static func append(without name: UnsafeBufferPointer<UInt8>, to text: inout TextArena) {
        let start = text.count
        var position = 0
        while position < name.count {
            if let end = end(in: name, from: position) {
                position = end
                text.truncate(to: start + lengthWithoutSeparators(text.bytes(start, text.count - start)))
            } else {
                text.append(UnsafeBufferPointer(rebasing: name[position..<position + 1]))
                position += 1
            }
        }
        text.truncate(to: start + lengthWithoutSeparators(text.bytes(start, text.count - start)))
    }

    /// The end of a date, with its time if it has one, or of an instant, that starts here and not within a longer number.
    private static func end(in name: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard isDigit(name[start]), start == 0 || !isDigit(name[start - 1]) else { return nil }
        if matches("dddd-dd-dd", name, start) { return endOfDate(in: name, end: start + 10) }
        guard matches("dddddddd", name, start) else { return nil }
        if matches("Tdd", name, start + 8) || matches("tdd", name, start + 8) {
            return isDate(name, start) && matches("dddd", name, start + 9)
                ? endOfTime(in: name, from: start + 11) : nil
        }
        return endOfNumber(in: name, from: start)
    }

    /// The end of `2016-03-15`, with what follows of a time; nil where it is the start of a longer number.
    private static func endOfDate(in name: UnsafeBufferPointer<UInt8>, end: Int) -> Int? {
        guard end < name.count else { return end }
        if matches("Tdd", name, end) || matches("tdd", name, end) || matches(" dd", name, end)
            || matches("_dd:", name, end)
        {
            return endOfTime(in: name, from: end + 3)
        }
        return isDigit(name[end]) ? nil : end
    }

    /// The end of minutes, seconds and zone behind an hour: `:00:00.000+01:00`, `0000Z`, `-00-00`.
    private static func endOfTime(in name: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var end = start
        if matches("-dd-dd", name, end), !matches(":", name, end + 6) {
            // Where a colon may not stand in a name, as in that of a file.
            end += 6
        } else {
            for _ in 0..<2 {
                if matches(":dd", name, end) { end += 3 } else if matches("dd", name, end) { end += 2 }
            }
        }
        if matches(".d", name, end) || matches(",d", name, end) {
            end += 2
            while end < name.count, isDigit(name[end]) { end += 1 }
        }
        return endOfZone(in: name, from: end)
    }

    /// A minus may also be the separator before the next word: then no zone west of Greenwich can be read there.
    private static func endOfZone(in name: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        if matches("Z", name, start) || matches("z", name, start) { return start + 1 }
        if matches("+dd:dd", name, start) || matches("-dd:dd", name, start) { return start + 6 }
        if matches("+dddd", name, start) { return start + 5 }
        if matches("+dd", name, start) { return start + 3 }
        guard matches("-dddd", name, start), !(start + 5 < name.count && isDigit(name[start + 5])),
            number(name, start + 1, digits: 2) <= 12, number(name, start + 3, digits: 2) % 15 == 0,
            number(name, start + 3, digits: 2) < 60
        else { return start }
        return start + 5
    }

    /// The end of `20160315`, or of seconds or milliseconds since 1970, where it stands for itself.
    private static func endOfNumber(in name: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        if start > 0, isWord(name[start - 1]) { return nil }
        var end = start
        while end < name.count, end - start < 14, isDigit(name[end]) { end += 1 }
        if end < name.count, isWord(name[end]) { return nil }
        switch end - start {
        case 8: return isDate(name, start) ? end : nil
        case 12, 14: return isDate(name, start) && isTime(name, start + 8) ? end : nil
        case 10, 13:
            // 2010 to 2040: other numbers of this length are of other things.
            let seconds = number(name, start, digits: 10)
            return (1_262_304_000..<2_208_988_800).contains(seconds) ? end : nil
        default: return nil
        }
    }

    private static func isDate(_ name: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
        (1_990..<2_100).contains(number(name, start, digits: 4))
            && (1...12).contains(number(name, start + 4, digits: 2))
            && (1...31).contains(number(name, start + 6, digits: 2))
    }

    private static func isTime(_ name: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
        number(name, start, digits: 2) < 24 && number(name, start + 2, digits: 2) < 60
    }

    /// The number that digits make; all of them have to be there.
    private static func number(_ name: UnsafeBufferPointer<UInt8>, _ start: Int, digits: Int) -> Int {
        name[start..<start + digits].reduce(0) { $0 * 10 + Int($1 &- UInt8(ascii: "0")) }
    }

    /// Whether a pattern stands here; `d` is any digit.
    private static func matches(_ pattern: StaticString, _ name: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
        guard start + pattern.utf8CodeUnitCount <= name.count else { return false }
        for index in 0..<pattern.utf8CodeUnitCount {
            let expected = pattern.utf8Start[index]
            let byte = name[start + index]
            guard expected == UInt8(ascii: "d") ? isDigit(byte) : byte == expected else { return false }
        }
        return true
    }

    private static func lengthWithoutSeparators(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        var length = text.count
        while length > 0, "-_:/. ".utf8.contains(text[length - 1]) { length -= 1 }
        return length
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") <= 9
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte | 0x20) &- UInt8(ascii: "a") < 26
    }
}
