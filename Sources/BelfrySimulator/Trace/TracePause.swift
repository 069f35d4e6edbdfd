// What a recording has to say besides its messages, since silence is a finding too:
//
//   {"arrival":"2026-11-23T06:00:20Z"}                                            time came to here; the recording's end
//   {"arrival":"2026-11-23T06:00:18Z","unheard_since":"2026-11-23T06:00:12Z"}     in between nothing could be received
//   {"arrival":"2026-11-23T06:00:18Z","clock_was":"1970-01-01T00:02:12Z"}         the clock was set; no time has passed

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
