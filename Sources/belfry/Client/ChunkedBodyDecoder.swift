/// Undoes the chunked transfer coding (RFC 9112, 7.1); extensions and trailers are read over.
///
/// ```
/// 4;ext=1\r\n  size line        0\r\n        last chunk
/// Wiki\r\n     data             Expires: …   trailer
/// …                             \r\n         end
/// ```
struct ChunkedBodyDecoder {
    /// A size line or trailer field longer than this is refused.
    private static let lineByteLimit = 8 << 10

    private enum State {
        case size
        case data(remaining: Int)
        case endOfData
        case trailer
        case finished
    }

    private var state = State.size
    private var line: [UInt8] = []

    /// Whether the last chunk and the trailer have been read.
    var isFinished: Bool {
        if case .finished = state { true } else { false }
    }

    /// Takes the next bytes and returns the data among them.
    mutating func receive(_ bytes: [UInt8]) throws(HTTPResponseParser.Fault) -> [UInt8] {
        var data: [UInt8] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            switch state {
            case .data(let remaining):
                let part = rest.prefix(remaining)
                data.append(contentsOf: part)
                rest = rest.dropFirst(part.count)
                state = part.count == remaining ? .endOfData : .data(remaining: remaining - part.count)
            case .size, .endOfData, .trailer:
                guard let text = try takeLine(from: &rest) else { return data }
                try finishLine(text)
            case .finished:
                return data
            }
        }
        return data
    }

    private mutating func finishLine(_ text: String) throws(HTTPResponseParser.Fault) {
        switch state {
        case .size:
            let digits = text.prefix { $0.isHexDigit }
            guard let size = Int(digits, radix: 16), size >= 0 else { throw .badChunk }
            state = size == 0 ? .trailer : .data(remaining: size)
        case .endOfData:
            guard text.isEmpty else { throw .badChunk }
            state = .size
        case .trailer:
            if text.isEmpty { state = .finished }
        case .data, .finished:
            break
        }
    }

    /// The line up to the next line feed, or nil while it is incomplete.
    private mutating func takeLine(
        from rest: inout ArraySlice<UInt8>
    ) throws(HTTPResponseParser.Fault) -> String? {
        let end = rest.firstIndex(of: UInt8(ascii: "\n"))
        line.append(contentsOf: rest[..<(end ?? rest.endIndex)])
        guard line.count <= Self.lineByteLimit else { throw .badChunk }
        rest = end.map { rest[($0 + 1)...] } ?? []
        guard end != nil else { return nil }
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        defer { line = [] }
        return String(decoding: line, as: UTF8.self)
    }
}
