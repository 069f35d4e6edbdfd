public import BelfryModel

// What a shard asks of a detector after a reading, in the shape that costs least: by address. A getter, or a reading
// passed by value, is handed a copy, and right after it was written the processor waits for such a copy (8 ns, measured).

extension Detector {
    /// Observes a reading as ``observe(_:)-(Reading)`` does, and brings `deadline` forward to ``deadline`` if that is earlier.
    public mutating func observe(_ reading: UnsafePointer<Reading>, deadline: inout Timestamp) -> Verdict? {
        let transition = transition(by: reading.pointee)
        deadline = min(deadline, findDeadline())
        return transition == .none ? nil : verdict(transition, by: reading.pointee)
    }

    /// The same as ``deadline``; mutating in its convention only.
    public mutating func findDeadline() -> Timestamp {
        switch state.kind {
        case .threshold: state.withThreshold { $0.deadline }
        case .silence: state.withSilence { $0.deadline }
        case .rateOfChange, .flatLine, .grossRange: .distantFuture
        }
    }
}
