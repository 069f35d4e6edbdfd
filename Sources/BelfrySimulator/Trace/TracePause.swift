// What a recording has to say besides its messages, since silence is a finding too:
//
//   {"arrival":"2026-11-23T06:00:20Z"}                                            time came to here; the recording's end
//   {"arrival":"2026-11-23T06:00:18Z","unheard_since":"2026-11-23T06:00:12Z"}     in between nothing could be received

public import BelfryModel

/// Time in which no message came.
public struct TracePause: TraceLine, Hashable {
    /// When the pause ended.
    public var arrival: Timestamp
    /// Since when nothing could be received through no fault of the sensors; nil where something could.
    public var unheardSince: Timestamp?

    public init(arrival: Timestamp, unheardSince: Timestamp? = nil) {
        self.arrival = arrival
        self.unheardSince = unheardSince
    }

    /// The pause as one line, without its end.
    public var line: String {
        let since = unheardSince.map { ",\"unheard_since\":\"\($0.rfc3339)\"" } ?? ""
        return "{\"arrival\":\"\(arrival.rfc3339)\"\(since)}"
    }

    public init(line: [UInt8]) throws(TraceLineFault) {
        try self.init(FlatJSON(line))
    }

    init(_ object: FlatJSON) throws(TraceLineFault) {
        arrival = try object.time("arrival")
        unheardSince = object.members["unheard_since"] == nil ? nil : try object.time("unheard_since")
    }
}

/// One line of a trace.
public enum TraceEntry: TraceLine, Hashable {
    case message(TraceRecord)
    case pause(TracePause)

    public init(line: [UInt8]) throws(TraceLineFault) {
        let object = try FlatJSON(line)
        // A message without its topic is a damaged message, and no pause.
        let isPause = object.members["topic"] == nil && object.members["payload_base64"] == nil
        self = isPause ? .pause(try TracePause(object)) : .message(try TraceRecord(object))
    }
}
