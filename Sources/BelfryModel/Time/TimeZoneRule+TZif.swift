// TZif, RFC 8536, section 3:
//
//   "TZif" version reserved×15 │ isutcnt isstdcnt leapcnt timecnt typecnt charcnt │ block of version 1, 4-byte times
//   from version 2 on, once more with 8-byte times, and then a footer: "\n" POSIX rule "\n"
//
//   block: times×timecnt · type index×timecnt · (offset 4, isdst 1, name 1)×typecnt · names · leaps · flags

extension TimeZoneRule {
    /// A zone of the IANA database, for example from `/usr/share/zoneinfo/Europe/Brussels`.
    ///
    /// - Throws: ``TimeZoneFault`` where the bytes are not a TZif file.
    public init(tzif bytes: [UInt8]) throws(TimeZoneFault) {
        var reader = TZifReader(bytes: bytes)
        let first = try reader.header()
        if first.version == 0 {
            (transitions, firstOffsetSeconds) = try reader.block(first, timeSize: 4)
            return
        }
        try reader.skip(first.blockSize(timeSize: 4))
        let second = try reader.header()
        (transitions, firstOffsetSeconds) = try reader.block(second, timeSize: 8)
        let footer = try reader.footer()
        guard !footer.isEmpty else { return }
        guard let rule = DaylightRecurrence(posix: footer) else { throw .badFooter(footer) }
        recurrence = rule
    }
}

/// A cursor over a TZif file.
private struct TZifReader {
    struct Header {
        var version: UInt8
        var counts: [Int]

        var leapCount: Int { counts[2] }
        var timeCount: Int { counts[3] }
        var typeCount: Int { counts[4] }

        func blockSize(timeSize: Int) -> Int {
            timeCount * (timeSize + 1) + typeCount * 6 + counts[5] + leapCount * (timeSize + 4) + counts[1] + counts[0]
        }
    }

    let bytes: [UInt8]
    var position = 0

    mutating func header() throws(TimeZoneFault) -> Header {
        guard bytes.count >= position + 44 else { throw position == 0 ? .notTZif : .truncated }
        guard bytes[position..<position + 4].elementsEqual("TZif".utf8) else { throw .notTZif }
        let version = bytes[position + 4]
        position += 20
        var counts: [Int] = []
        for _ in 0..<6 {
            // No count of a real file is near this; the cap keeps products of counts far from overflow.
            counts.append(min(Int(UInt32(truncatingIfNeeded: bigEndian(4))), 1 << 24))
        }
        return Header(version: version, counts: counts)
    }

    mutating func block(
        _ header: Header,
        timeSize: Int
    ) throws(TimeZoneFault) -> (transitions: [TimeZoneRule.Transition], first: Int) {
        guard bytes.count - position >= header.blockSize(timeSize: timeSize), header.typeCount > 0 else {
            throw .truncated
        }
        let end = position + header.blockSize(timeSize: timeSize)
        let times = (0..<header.timeCount).map { _ in bigEndian(timeSize) }
        let indexes = bytes[position..<position + header.timeCount].map { Int($0) }
        position += header.timeCount
        var offsets: [Int] = []
        for _ in 0..<header.typeCount {
            offsets.append(Int(bigEndian(4)))
            position += 2
        }
        position = end
        guard indexes.allSatisfy({ $0 < offsets.count }) else { throw .truncated }
        let transitions = zip(times, indexes).map {
            TimeZoneRule.Transition(seconds: $0, offsetSeconds: offsets[$1])
        }
        return (transitions, offsets[0])
    }

    mutating func skip(_ count: Int) throws(TimeZoneFault) {
        guard count <= bytes.count - position else { throw .truncated }
        position += count
    }

    func footer() throws(TimeZoneFault) -> String {
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\n") else { throw .truncated }
        let rule = bytes[(position + 1)...].prefix { $0 != UInt8(ascii: "\n") }
        guard rule.endIndex < bytes.endIndex else { throw .truncated }
        return String(decoding: rule, as: UTF8.self)
    }

    /// A signed number of 4 or 8 bytes; the caller has checked that they are there.
    private mutating func bigEndian(_ size: Int) -> Int64 {
        var value: UInt64 = size == 4 && bytes[position] >= 0x80 ? .max : 0
        for byte in bytes[position..<position + size] { value = value << 8 | UInt64(byte) }
        position += size
        return Int64(bitPattern: value)
    }
}
