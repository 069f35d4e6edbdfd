// A trace is what a broker delivered, one line a message (NDJSON):
//
//   {"arrival":"2026-11-23T06:00:00.120Z","topic":"env/north/air-02","payload_base64":"eyJpZCI6…","retained":false}
//
// and its truth what really happened:
//
//   {"kind":"flood","place":"Underpass 3","sensors":["flood-03"],"from":"…","to":"…","expect":["flood"],
//    "domain":"safety"}
//
// Keys that are not known are left alone; `retained` may be absent and is then false, and so may `broker`, the name of
// the broker in the configuration: the first one is then meant. Between messages may stand pauses (``TracePause``).

public import BelfryModel

/// One recorded message.
public struct TraceRecord: TraceLine, Hashable {
    /// When it reached the recorder.
    public var arrival: Timestamp
    public var topic: String
    public var payload: [UInt8]
    public var isRetained: Bool
    /// The broker that delivered it; nil where there is but one.
    public var broker: String?

    public init(
        arrival: Timestamp,
        topic: String,
        payload: [UInt8],
        isRetained: Bool = false,
        broker: String? = nil
    ) {
        self.arrival = arrival
        self.topic = topic
        self.payload = payload
        self.isRetained = isRetained
        self.broker = broker
    }

    /// A simulated message as a broker would have delivered it.
    public init(_ message: SimulatedMessage) {
        self.init(
            arrival: message.time,
            topic: message.topic,
            payload: message.payload,
            isRetained: message.isRetained
        )
    }

    /// The record as one line, without its end.
    public var line: String {
        "{\"arrival\":\"\(arrival.rfc3339)\",\"topic\":\(FlatJSON.quoted(topic)),"
            + "\"payload_base64\":\"\(Base64.encode(payload))\",\"retained\":\(isRetained)"
            + (broker.map { ",\"broker\":\(FlatJSON.quoted($0))}" } ?? "}")
    }

    public init(line: [UInt8]) throws(TraceLineFault) {
        try self.init(FlatJSON(line))
    }

    init(_ object: FlatJSON) throws(TraceLineFault) {
        arrival = try object.time("arrival")
        topic = try object.text("topic")
        if topic.isEmpty { throw TraceLineFault(reason: "\"topic\" is empty") }
        guard let payload = Base64.decode(try object.text("payload_base64")) else {
            throw TraceLineFault(reason: "\"payload_base64\" is not base 64")
        }
        self.payload = payload
        isRetained = try object.boolean("retained") ?? false
        broker = object.members["broker"] == nil ? nil : try object.text("broker")
    }
}

extension FlatJSON {
    /// The time of a key that has to be there.
    func time(_ key: String) throws(TraceLineFault) -> Timestamp {
        guard let time = Timestamp(rfc3339: try text(key)) else {
            throw TraceLineFault(reason: "\"\(key)\" is not a time of RFC 3339 with a zone")
        }
        return time
    }
}
