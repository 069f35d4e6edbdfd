/// One message as `belfry decode --json` prints it.
public struct DecodedDocument: Codable, Equatable, Sendable {
    public var topic: String
    /// `readings`, `event`, `metadata`, `command`, `malformed`, `undecoded` or `ignored`.
    public var outcome: String
    /// Empty only for `readings`.
    public var reason: String
    public var format: String
    /// On what grounds the format was recognised; empty where it was declared.
    public var grounds: String
    public var readings: [DecodedReadingDocument]

    public init(
        topic: String,
        outcome: String,
        reason: String,
        format: String,
        grounds: String,
        readings: [DecodedReadingDocument]
    ) {
        self.topic = topic
        self.outcome = outcome
        self.reason = reason
        self.format = format
        self.grounds = grounds
        self.readings = readings
    }
}

/// One reading of a decoded message.
public struct DecodedReadingDocument: Codable, Equatable, Sendable {
    public var sensor: String
    public var quantity: String
    public var value: Double
    /// UCUM; empty where it is not known.
    public var unit: String
    /// RFC 3339 in UTC.
    public var time: String
    /// `payload` or `arrival`.
    public var timeSource: String
    public var quality: String
    public var flags: [String]

    public init(
        sensor: String,
        quantity: String,
        value: Double,
        unit: String,
        time: String,
        timeSource: String,
        quality: String,
        flags: [String]
    ) {
        self.sensor = sensor
        self.quantity = quantity
        self.value = value
        self.unit = unit
        self.time = time
        self.timeSource = timeSource
        self.quality = quality
        self.flags = flags
    }
}
