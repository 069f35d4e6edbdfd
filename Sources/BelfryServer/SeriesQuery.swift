public import BelfryModel

/// What `GET /api/v1/query` asks of the store.
public struct SeriesQuery: Sendable {
    /// Nil where the request named only sensor and quantity; the source picks the one series that fits.
    public var agency: String?
    public var sensor: String
    public var quantity: String
    /// Inclusive; before `to`.
    public var from: Timestamp
    /// Exclusive.
    public var to: Timestamp
    /// Length of one aggregated step in nanoseconds, at least 1 ms; nil for single readings.
    public var stepNanoseconds: Int64?
    /// What to take of each step.
    public var aggregate: Aggregate
    /// Points to answer with at most; the answer says where it was cut.
    public var limit: Int
    /// True once nobody waits for the answer any more; long scans look at it now and then and stop.
    public var isAbandoned: @Sendable () -> Bool

    public init(
        agency: String?,
        sensor: String,
        quantity: String,
        from: Timestamp,
        to: Timestamp,
        stepNanoseconds: Int64? = nil,
        aggregate: Aggregate = .mean,
        limit: Int = 10_000,
        isAbandoned: @escaping @Sendable () -> Bool = { false }
    ) {
        self.agency = agency
        self.sensor = sensor
        self.quantity = quantity
        self.from = from
        self.to = to
        self.stepNanoseconds = stepNanoseconds
        self.aggregate = aggregate
        self.limit = limit
        self.isAbandoned = isAbandoned
    }
}
