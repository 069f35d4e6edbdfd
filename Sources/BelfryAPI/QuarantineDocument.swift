/// One message that could not be read, as `GET /api/v1/quarantine` lists it.
public struct QuarantineDocument: Codable, Equatable, Sendable {
    /// Rises with each quarantined message.
    public var number: Int64
    /// When it came.
    public var at: String
    public var broker: String
    public var topic: String
    /// `malformed` or `undecoded`.
    public var outcome: String
    public var reason: String
    /// The format that it was read as.
    public var format: String
    /// The start of the payload: numbers and field names as they were, letters and digits of everything else masked.
    public var sample: String
    /// Whether the daemon still holds the whole message in memory and can read it again; null where it cannot tell now.
    @Nullable public var replayable: Bool?

    public init(
        number: Int64,
        at: String,
        broker: String,
        topic: String,
        outcome: String,
        reason: String,
        format: String,
        sample: String,
        replayable: Bool?
    ) {
        self.number = number
        self.at = at
        self.broker = broker
        self.topic = topic
        self.outcome = outcome
        self.reason = reason
        self.format = format
        self.sample = sample
        self.replayable = replayable
    }
}

/// The body of `POST /api/v1/quarantine/replay`: which messages to read again.
public struct QuarantineReplayRequest: Codable, Equatable, Sendable {
    /// One message by its number.
    public var number: Int64?
    /// The messages of the topics that an MQTT filter covers, or all with neither.
    public var topic: String?
    /// The name to log beside the authenticated actor, for a shared desk.
    public var by: String?

    public init(number: Int64? = nil, topic: String? = nil, by: String? = nil) {
        self.number = number
        self.topic = topic
        self.by = by
    }
}

/// What became of the messages of a replay.
public struct QuarantineReplayDocument: Codable, Equatable, Sendable {
    /// Messages read again.
    public var messages: Int
    /// New readings that they brought.
    public var readings: Int
    /// Of the messages, those that could still not be read; they are in quarantine again.
    public var quarantined: Int

    public init(messages: Int, readings: Int, quarantined: Int) {
        self.messages = messages
        self.readings = readings
        self.quarantined = quarantined
    }
}
