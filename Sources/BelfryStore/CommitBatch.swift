public import BelfryModel

/// What one group commit stores, all or nothing.
public struct CommitBatch: Sendable {
    /// In order of arrival.
    public var readings: [Reading]
    /// Series that were first seen, or that changed, since the last batch.
    public var newSeries: [SeriesDescriptor]
    public var quarantine: [QuarantineRecord]
    /// The messages of this batch that the broker may repeat and that nothing else would recognise.
    ///
    /// Those are the ones with a reading whose time is its arrival; each takes about 9 bytes of every commit.
    public var deliveries: [StoredDelivery]
    /// Sessions that a broker has accepted since the last batch.
    public var sessions: [StoredSession]
    public var committedAt: Timestamp

    public init(
        readings: [Reading] = [],
        newSeries: [SeriesDescriptor] = [],
        quarantine: [QuarantineRecord] = [],
        deliveries: [StoredDelivery] = [],
        sessions: [StoredSession] = [],
        committedAt: Timestamp
    ) {
        self.readings = readings
        self.newSeries = newSeries
        self.quarantine = quarantine
        self.deliveries = deliveries
        self.sessions = sessions
        self.committedAt = committedAt
    }

    public var isEmpty: Bool {
        readings.isEmpty && newSeries.isEmpty && quarantine.isEmpty && deliveries.isEmpty
            && sessions.isEmpty
    }
}
