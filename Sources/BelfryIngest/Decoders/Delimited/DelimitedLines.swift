/// The lines of a text that are not blank.
///
/// Unsafe because it points into the payload; used only within the call that holds it.
struct DelimitedLines: IteratorProtocol {
    private let text: UnsafeBufferPointer<UInt8>
    private var position = 0
    /// The number of the last line, from 1 on; blank lines count.
    private(set) var number = 0

    /// - Parameter payload: a byte order mark in front, as spreadsheets write it, is passed over.
    init(_ payload: UnsafeRawBufferPointer) {
        let bytes = payload.assumingMemoryBound(to: UInt8.self)
        let hasMark = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
        text = hasMark ? UnsafeBufferPointer(rebasing: bytes.dropFirst(3)) : bytes
    }

    mutating func next() -> UnsafeBufferPointer<UInt8>? {
        while position < text.count {
            let start = position
            while position < text.count, text[position] != UInt8(ascii: "\n") { position += 1 }
            number += 1
            let line = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: text[start..<position]))
            position += 1
            // A tab at either end is an empty column, and the trimming of cells takes care of it.
            if !PlainText.trimmed(line).isEmpty { return Self.withoutLineEnd(line) }
        }
        return nil
    }

    private static func withoutLineEnd(_ line: UnsafeRawBufferPointer) -> UnsafeBufferPointer<UInt8> {
        var end = line.count
        while end > 0, line[end - 1] == UInt8(ascii: "\r") || line[end - 1] == 0 { end -= 1 }
        return UnsafeBufferPointer(rebasing: line.assumingMemoryBound(to: UInt8.self)[..<end])
    }
}
