import BelfryModel

/// One message of one sensor, and what Belfry should make of it.
struct Publication {
    var sensor: Int
    var measuredAt: Timestamp
    var topic: [UInt8]
    var payload: [UInt8]
    var isRetained: Bool
    /// One a quantity; empty where the payload is not what its format says.
    ///
    /// No two values of a run are equal, so that each stored reading leads back to its message.
    var values: [Double]
}

/// A publication on its way to the broker; one publication may be posted twice.
struct Posting {
    var at: Timestamp
    var publication: Int
}
