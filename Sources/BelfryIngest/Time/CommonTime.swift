// Times as tables and dashboards write them, unmistakable and yet no ISO 8601:
//
//   2026-11-18 12:00:00 UTC   2026-11-18 12:00:00 +0100      a zone behind a blank
//   18.11.2026 12:00          18.11.2026                     day first, as nobody writes it otherwise with full stops
//   2026/11/18 12:00:00   2026.11.18 12:00:00                year first

/// Rewrites times to what RFC 3339 has for them.
enum CommonTime {
    /// The longest text that is looked at.
    private static let byteLimit = 48

    /// Whether a text begins with a day whose parts stand between slashes, year first, so that it is no interval.
    static func isSlashed(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let slash = UInt8(ascii: "/")
        return text.count >= 10 && text[4] == slash && text[7] == slash
    }

    /// What `body` makes of the text as RFC 3339 would have it; ``DraftTime/unreadable`` for what is no such time.
    static func rewritten(
        _ text: UnsafeBufferPointer<UInt8>,
        _ body: (UnsafeBufferPointer<UInt8>) -> DraftTime
    ) -> DraftTime {
        guard (10...byteLimit).contains(text.count) else { return .unreadable }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: text.count + 7) { buffer in
            var count = 0
            func append(_ byte: UInt8) {
                // Also in release: beyond it lies somebody else's memory.
                precondition(count < buffer.count)
                buffer[count] = byte
                count += 1
            }
            var rest = 0
            let stop = UInt8(ascii: ".")
            let isYearFirst = isSlashed(text) || text[4] == stop && text[7] == stop
            if text[2] == stop, text[5] == stop {
                for index in [6, 7, 8, 9] { append(text[index]) }
                append(UInt8(ascii: "-"))
                for index in [3, 4] { append(text[index]) }
                append(UInt8(ascii: "-"))
                for index in [0, 1] { append(text[index]) }
                rest = 10
                if rest == text.count {
                    // The day alone: its first instant.
                    for byte in "T00:00".utf8 { append(byte) }
                }
            } else if isYearFirst {
                for index in 0..<10 { append(index == 4 || index == 7 ? UInt8(ascii: "-") : text[index]) }
                rest = 10
            }
            while rest < text.count {
                // The first blank may stand for the T; a further one stands before the zone.
                if !(text[rest] == UInt8(ascii: " ") && rest > 10) { append(text[rest]) }
                rest += 1
            }
            for name: StaticString in ["UTC", "GMT"] where count > 10 + name.utf8CodeUnitCount {
                let tail = UnsafeBufferPointer(rebasing: UnsafeBufferPointer(buffer)[(count - 3)..<count])
                guard RawBytes.areEqual(tail, name) else { continue }
                count -= 3
                append(UInt8(ascii: "Z"))
            }
            return body(UnsafeBufferPointer(rebasing: UnsafeBufferPointer(buffer)[..<count]))
        }
    }
}
