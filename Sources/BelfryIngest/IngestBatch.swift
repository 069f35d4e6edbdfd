// What one round of messages leaves behind, for the journal, the engine and the ledger:
//
//   messages ─► process ─► batch ─► evaluate   ─► engine, at once
//                                └► readings, newSeries, quarantine, deliveries ─► commit ─► acknowledge ─► ledger settles

public import BelfryModel

/// The result of any number of messages, in the order in which they came.
public struct IngestBatch: Sendable {
    /// To store.
    public internal(set) var readings: [Reading] = []
    /// To evaluate: `readings`, less what the bypass has evaluated, plus what the bypass brings.
    public internal(set) var evaluate: [Reading] = []
    /// Series seen for the first time, or first converted; they have to be stored no later than `readings`.
    public internal(set) var newSeries: [SeriesDescriptor] = []
    public internal(set) var quarantine: [QuarantineEntry] = []
    /// Of messages with a packet identifier and a reading that has no time of its own, to be stored with the readings.
    public internal(set) var deliveries: [Delivery] = []
    /// One per message that the ledger books; the bypass leaves none.
    public internal(set) var messages: [MessageRecord] = []
    /// How many of ``messages`` the ledger has booked as in flight.
    var bookedCount = 0
    /// Topics whose ledger row is new, in the order of the rows.
    public internal(set) var newTopics: [TopicAnnouncement] = []
    /// Messages of the bypass.
    public internal(set) var bypassMessageCount = 0
    /// Readings of known series that were repeats.
    public internal(set) var duplicateReadingCount = 0
    /// Readings of series beyond the limit.
    public internal(set) var shedReadingCount = 0
    /// Messages shed for overload; they take no room.
    public internal(set) var overload = OverloadCounts()
    /// Readings older than the allowed lateness.
    public internal(set) var lateReadingCount = 0
    /// Quarantined messages that left no sample, because the batch has its share of them.
    public internal(set) var unsampledQuarantineCount = 0

    public init() {}

    /// Messages that the ledger books: those in flight until the batch is settled.
    public var messageCount: Int { messages.count }

    /// Messages that take room: all but those shed for overload.
    public var takenCount: Int { messages.count - overload.total }

    /// Whether there is nothing to commit.
    public var isEmpty: Bool {
        readings.isEmpty && newSeries.isEmpty && quarantine.isEmpty && deliveries.isEmpty && messages.isEmpty
    }

    /// Empties the batch.
    public mutating func removeAll(keepingCapacity: Bool = true) {
        readings.removeAll(keepingCapacity: keepingCapacity)
        evaluate.removeAll(keepingCapacity: keepingCapacity)
        newSeries.removeAll(keepingCapacity: keepingCapacity)
        quarantine.removeAll(keepingCapacity: keepingCapacity)
        deliveries.removeAll(keepingCapacity: keepingCapacity)
        messages.removeAll(keepingCapacity: keepingCapacity)
        newTopics.removeAll(keepingCapacity: keepingCapacity)
        bookedCount = 0
        bypassMessageCount = 0
        duplicateReadingCount = 0
        shedReadingCount = 0
        overload = OverloadCounts()
        lateReadingCount = 0
        unsampledQuarantineCount = 0
    }

    /// Forgets what the engine has been handed; the rest waits for its commit.
    public mutating func removeEvaluated() {
        evaluate.removeAll(keepingCapacity: true)
    }
}

/// What became of one message.
public struct MessageRecord: Sendable, BitwiseCopyable, Equatable {
    /// The index of its subscription; −1 where none covers its topic.
    public var subscription: Int32
    /// Its row in the ledger's topic table; 0 is shared by all topics beyond the table.
    public var topicRow: Int32
    public var outcome: Outcome
    public var bucket: Bucket
    public var reason: Reason
    /// Whether a stored reading of it was late.
    public var isLate: Bool
    /// New readings that it brought.
    public var readings: UInt16
}
