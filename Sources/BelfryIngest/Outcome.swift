/// What became of a message: exactly one of these, always with a ``Reason``.
public enum Outcome: UInt8, CaseIterable, Sendable, BitwiseCopyable {
    /// It carried readings.
    case readings
    /// It told of something that happened, not of a value.
    case event
    /// It described sensors or other messages.
    case metadata
    /// It told a device what to do.
    case command
    /// It is not what its format says.
    case malformed
    /// It is well formed, and nothing in it could be understood as a reading.
    case undecoded
    /// It is none of ours, or says nothing new.
    case ignored

    /// The name that users read.
    public var name: String {
        switch self {
        case .readings: "readings"
        case .event: "event"
        case .metadata: "metadata"
        case .command: "command"
        case .malformed: "malformed"
        case .undecoded: "undecoded"
        case .ignored: "ignored"
        }
    }
}

/// Where the ledger books a message; a message takes one bucket.
public enum Bucket: UInt8, CaseIterable, Sendable, BitwiseCopyable {
    /// At least one new reading is in the batch.
    case stored
    /// Every reading of it is known already, or the message itself is.
    case duplicate
    /// Malformed or undecoded.
    case quarantined
    /// Event, metadata, command, or none of ours.
    case ignored
    /// Dropped because a limit was reached.
    case shed

    /// The bucket of a message without readings.
    init(_ outcome: Outcome) {
        switch outcome {
        case .readings: self = .stored
        case .malformed, .undecoded: self = .quarantined
        case .event, .metadata, .command, .ignored: self = .ignored
        }
    }
}
