// Bytes of a response, in whatever pieces the socket hands them out, to its head and body.

/// The first part of a response.
struct HTTPResponseHead: Equatable {
    var status: Int
    /// Names in lower case; a repeated field counts once, the last one.
    var fields: [String: String]
}

/// Reads one response of HTTP/1.1 (RFC 9112): fixed length, chunked, or until the connection ends.
///
/// ```
///           head read            length known       all read
/// readingHead ───┬──────────────► sized ────────────────┐
///                ├─ chunked ────► chunked ── last chunk ─┤► finished
///                └─ neither ────► untilEnd ── end() ─────┘
/// ```
struct HTTPResponseParser {
    /// What a response may not exceed; beyond it the response is refused.
    static let headByteLimit = 64 << 10

    enum Event: Equatable {
        case head(HTTPResponseHead)
        case body([UInt8])
        case finished
    }

    /// What is wrong with a response.
    enum Fault: Error, Equatable {
        case notHTTP
        case headTooLong
        case badLength
        case badChunk
        case endedEarly
    }

    private enum State: Equatable {
        case readingHead
        case sized(remaining: Int)
        case chunked
        case untilEnd
        case finished
    }

    private var state = State.readingHead
    private var pending: [UInt8] = []
    private var chunks = ChunkedBodyDecoder()

    /// Takes the next bytes and tells what they complete.
    mutating func receive(_ bytes: some Sequence<UInt8>) throws(Fault) -> [Event] {
        pending.append(contentsOf: bytes)
        var events: [Event] = []
        while let event = try nextEvent() { events.append(event) }
        return events
    }

    /// The connection ended.
    mutating func end() throws(Fault) -> [Event] {
        switch state {
        case .finished: return []
        case .untilEnd:
            state = .finished
            return [.finished]
        case .readingHead, .sized, .chunked: throw .endedEarly
        }
    }

    private mutating func nextEvent() throws(Fault) -> Event? {
        switch state {
        case .readingHead: return try nextHead()
        case .sized(let remaining): return nextSizedPart(remaining)
        case .chunked: return try nextChunk()
        case .untilEnd:
            guard !pending.isEmpty else { return nil }
            return .body(takePending())
        case .finished: return nil
        }
    }

    private mutating func nextHead() throws(Fault) -> Event? {
        guard let end = endOfHead() else {
            if pending.count > Self.headByteLimit { throw .headTooLong }
            return nil
        }
        let head = try Self.parseHead(pending[..<end.head])
        pending.removeFirst(end.whole)
        // 1xx answers announce another one (RFC 9110, 15.2).
        if (100...199).contains(head.status) { return try nextHead() }
        state = try bodyState(of: head)
        return .head(head)
    }

    private func bodyState(of head: HTTPResponseHead) throws(Fault) -> State {
        if head.status == 204 || head.status == 304 { return .sized(remaining: 0) }
        if let coding = head.fields["transfer-encoding"] {
            guard coding.lowercased() == "chunked" else { throw .badLength }
            return .chunked
        }
        guard let length = head.fields["content-length"] else { return .untilEnd }
        guard let count = Int(length), count >= 0 else { throw .badLength }
        return .sized(remaining: count)
    }

    private mutating func nextSizedPart(_ remaining: Int) -> Event? {
        if remaining == 0 {
            state = .finished
            return .finished
        }
        guard !pending.isEmpty else { return nil }
        let part = Array(pending.prefix(remaining))
        pending.removeFirst(part.count)
        state = .sized(remaining: remaining - part.count)
        return .body(part)
    }

    private mutating func nextChunk() throws(Fault) -> Event? {
        let decoded = try chunks.receive(takePending())
        if !decoded.isEmpty { return .body(decoded) }
        guard chunks.isFinished else { return nil }
        state = .finished
        return .finished
    }

    private mutating func takePending() -> [UInt8] {
        defer { pending = [] }
        return pending
    }
}

extension HTTPResponseParser {
    /// Where the head ends, without and with its empty line.
    private func endOfHead() -> (head: Int, whole: Int)? {
        let (lineFeed, carriageReturn) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
        for index in pending.indices where pending[index] == lineFeed {
            if index >= 1, pending[index - 1] == lineFeed { return (index - 1, index + 1) }
            if index >= 2, pending[index - 1] == carriageReturn, pending[index - 2] == lineFeed {
                return (index - 2, index + 1)
            }
        }
        return nil
    }

    private static func parseHead(_ bytes: ArraySlice<UInt8>) throws(Fault) -> HTTPResponseHead {
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        guard let first = lines.first else { throw .notHTTP }
        let words = first.split(separator: " ", maxSplits: 2)
        guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]),
            (100...599).contains(status)
        else { throw .notHTTP }
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { throw .notHTTP }
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            fields[line[..<colon].lowercased()] = String(value)
        }
        return HTTPResponseHead(status: status, fields: fields)
    }
}
