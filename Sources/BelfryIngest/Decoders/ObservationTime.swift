// Entity ids like `Madrid-AmbientObserved-28079004-2016-03-15T11:00:00` name an observation, not a sensor.

/// Finds dates and times within names.
enum ObservationTime {
    /// Whether a date is part of a name.
    static func isPart(of name: UnsafeBufferPointer<UInt8>) -> Bool {
        name.indices.contains { end(in: name, from: $0) != nil }
    }

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

    /// The end of a date, with its time if it has one, that starts here and not within a longer number.
    private static func end(in name: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        if start > 0, isDigit(name[start - 1]) { return nil }
        guard matches("dddd-dd-dd", name, start) else {
            return matches("ddddddddTdddddd", name, start) ? endOfTime(in: name, from: start + 15) : nil
        }
        let end = start + 10
        guard matches("Tdd", name, end) || matches(" dd", name, end) else {
            return end < name.count && isDigit(name[end]) ? nil : end
        }
        return endOfTime(in: name, from: end + 3)
    }

    private static func endOfTime(in name: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var end = start
        while end < name.count,
            isDigit(name[end]) || name[end] == UInt8(ascii: ":") || name[end] == UInt8(ascii: ".")
                || name[end] == UInt8(ascii: "Z") || name[end] == UInt8(ascii: "+")
        {
            end += 1
        }
        return end
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
}
