public import BelfryModel

/// What a truth file speaks of: whatever it does not tell of these sensors in this time did not happen.
///
///   {"watched":["freeway-01","freeway-02"],"from":"…","to":"…","interval_seconds":30}
public struct TruthScope: TraceLine, Hashable {
    public var sensors: [String]
    public var from: Timestamp
    public var to: Timestamp
    /// How often each sensor speaks; above 0.
    public var intervalSeconds: Double

    public init(sensors: [String], from: Timestamp, to: Timestamp, intervalSeconds: Double) {
        self.sensors = sensors
        self.from = from
        self.to = to
        self.intervalSeconds = intervalSeconds
    }

    /// The scope as one line, without its end.
    public var line: String {
        "{\"watched\":\(FlatJSON.list(sensors)),\"from\":\"\(from.rfc3339)\",\"to\":\"\(to.rfc3339)\","
            + "\"interval_seconds\":\(DecimalText.text(intervalSeconds, decimals: 0))}"
    }

    public init(line: [UInt8]) throws(TraceLineFault) {
        try self.init(FlatJSON(line))
    }

    init(_ object: FlatJSON) throws(TraceLineFault) {
        sensors = try object.texts("watched")
        from = try object.time("from")
        to = try object.time("to")
        intervalSeconds = try object.number("interval_seconds")
        guard from < to else { throw TraceLineFault(reason: "\"to\" is not later than \"from\"") }
        guard intervalSeconds > 0 else { throw TraceLineFault(reason: "\"interval_seconds\" is not above 0") }
    }
}
