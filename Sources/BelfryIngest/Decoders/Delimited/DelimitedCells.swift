/// The parts of a line between separators, without blanks and quotes around them.
///
/// Unsafe because it points into the payload; used only within the call that holds it.
struct DelimitedCells: IteratorProtocol {
    private let line: UnsafeBufferPointer<UInt8>
    private let separator: UInt8
    private var position = 0

    init(_ line: UnsafeBufferPointer<UInt8>, _ separator: UInt8) {
        self.line = line
        self.separator = separator
    }

    mutating func next() -> UnsafeBufferPointer<UInt8>? {
        if separator == UInt8(ascii: " ") { return nextBetweenBlanks() }
        guard position <= line.count else { return nil }
        let start = position
        position = RawBytes.firstIndex(of: separator, in: line, from: start, to: line.count)
        let quote = RawBytes.firstIndex(of: UInt8(ascii: "\""), in: line, from: start, to: position)
        // Mostly there is no quote, and a cell ends at the first separator.
        if quote < position { position = endOfQuoted(from: quote) }
        let cell = UnsafeBufferPointer(rebasing: line[start..<position])
        position += 1
        return Self.plain(cell)
    }

    /// Where a cell ends whose first quote stands at an index.
    private func endOfQuoted(from quote: Int) -> Int {
        var position = quote
        var isQuoted = false
        while position < line.count, isQuoted || line[position] != separator {
            if line[position] == UInt8(ascii: "\"") { isQuoted.toggle() }
            position += 1
        }
        return position
    }

    /// A part that ends at a blank; blanks around `=` and `:` do not end it.
    private mutating func nextBetweenBlanks() -> UnsafeBufferPointer<UInt8>? {
        skipBlanks()
        guard position < line.count else { return nil }
        let start = position
        var end = position
        while position < line.count {
            while position < line.count, !PlainText.isBlank(line[position]) { position += 1 }
            end = position
            skipBlanks()
            guard position < line.count, DelimitedPair.isSign(line[end - 1]) || DelimitedPair.isSign(line[position])
            else { break }
        }
        return UnsafeBufferPointer(rebasing: line[start..<end])
    }

    private mutating func skipBlanks() {
        while position < line.count, PlainText.isBlank(line[position]) { position += 1 }
    }

    /// A text without blanks around it, and without a pair of quotes around what is left.
    static func plain(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        let trimmed = PlainText.trimmed(UnsafeRawBufferPointer(text))
        let quote = UInt8(ascii: "\"")
        guard trimmed.count >= 2, trimmed.first == quote, trimmed.last == quote else { return trimmed }
        let inner = UnsafeBufferPointer(rebasing: trimmed[1..<trimmed.count - 1])
        return inner.contains(quote) ? trimmed : PlainText.trimmed(UnsafeRawBufferPointer(inner))
    }
}
