import BelfryModel

/// What is really wrong with a sensor, and since when.
struct Trouble {
    enum Kind: CaseIterable {
        /// Its first quantity is far too high.
        case spike
        /// It says nothing.
        case silence
        /// It repeats one value.
        case stuck
        /// It measures on, and says it all at the end.
        case heldUp
    }

    var kind: Kind
    var sensor: Int
    var from: Timestamp
    /// `.distantFuture` for what is not over when the run ends.
    var to: Timestamp

    /// Whether it is in force.
    func holds(at instant: Timestamp) -> Bool { from <= instant && instant < to }
}
