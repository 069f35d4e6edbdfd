/// One event of the live stream.
struct ServerSentEvent: Equatable {
    /// `message` where the stream names none.
    var name: String
    var data: String
    /// The stream's last identifier so far; what `Last-Event-ID` asks to resume after.
    var id: String?
}

/// Reads `text/event-stream` (WHATWG HTML, 9.2.6) from bytes in whatever pieces they come.
struct ServerSentEventParser {
    /// An event with more data than this is dropped, and counted.
    static let dataByteLimit = 4 << 20

    /// What the bytes amounted to.
    enum Signal: Equatable {
        case event(ServerSentEvent)
        /// A comment: nothing new, but the other end is alive.
        case heartbeat
    }

    /// The identifier that the next connection resumes after.
    private(set) var lastEventID: String?
    /// Events dropped because they were too long.
    private(set) var droppedEvents = 0

    private var line: [UInt8] = []
    private var endedInCarriageReturn = false
    private var isFirstLine = true
    private var name = ""
    private var data: [String] = []
    private var dataBytes = 0
    private var isTooLong = false

    /// Takes the next bytes and tells what they complete.
    mutating func receive(_ bytes: some Sequence<UInt8>) -> [Signal] {
        var signals: [Signal] = []
        for byte in bytes {
            let followsCarriageReturn = endedInCarriageReturn
            endedInCarriageReturn = byte == UInt8(ascii: "\r")
            switch byte {
            case UInt8(ascii: "\n") where followsCarriageReturn: continue
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                if let signal = finishLine() { signals.append(signal) }
            default:
                if line.count < Self.dataByteLimit { line.append(byte) } else { isTooLong = true }
            }
        }
        return signals
    }

    private mutating func finishLine() -> Signal? {
        var text = String(decoding: line, as: UTF8.self)
        line.removeAll(keepingCapacity: true)
        if isFirstLine, text.first == "\u{FEFF}" { text.removeFirst() }
        isFirstLine = false
        if text.isEmpty { return dispatch() }
        if text.first == ":" { return .heartbeat }
        let colon = text.firstIndex(of: ":") ?? text.endIndex
        var value = text[colon...].dropFirst()
        if value.first == " " { value = value.dropFirst() }
        take(field: text[..<colon], value: String(value))
        return nil
    }

    private mutating func take(field: Substring, value: String) {
        switch field {
        case "event": name = value
        case "data":
            dataBytes += value.utf8.count + 1
            if dataBytes > Self.dataByteLimit { isTooLong = true } else { data.append(value) }
        case "id" where !value.contains("\0"): lastEventID = value
        default: break  // `retry` and unknown fields: our own back-off decides.
        }
    }

    private mutating func dispatch() -> Signal? {
        defer {
            name = ""
            data = []
            dataBytes = 0
            isTooLong = false
        }
        if isTooLong {
            droppedEvents += 1
            return .heartbeat
        }
        guard !data.isEmpty else { return nil }
        return .event(
            ServerSentEvent(
                name: name.isEmpty ? "message" : name,
                data: data.joined(separator: "\n"),
                id: lastEventID
            )
        )
    }
}
