public import BelfryModel

// What a shard asks of a detector after a reading, in the shape that costs least: by address. A getter, or a reading
// passed by value, is handed a copy, and right after it was written the processor waits for such a copy (8 ns, measured).

extension Detector {
    /// Observes a reading as ``observe(_:)-(Reading)`` does, and brings `deadline` forward to ``deadline`` if that is earlier.
    ///
    /// - Returns: what it came to; ``verdict(_:by:)`` says it in full, before anything else is observed.
    @inline(__always)
    public mutating func transition(by reading: UnsafePointer<Reading>, deadline: inout Timestamp) -> Transition {
        let transition = transition(by: reading)
        deadline = min(deadline, findDeadline())
        return transition
    }

    /// What a reading that brought a transition about amounts to.
    public func verdict(_ transition: Transition, by reading: UnsafePointer<Reading>) -> Verdict {
        verdict(transition, by: Sample(reading))
    }

    /// The same as ``deadline``; mutating in its convention only.
    public mutating func findDeadline() -> Timestamp {
        switch state.kind {
        case .threshold: state.withThreshold { $0.deadline }
        case .silence: state.withSilence { $0.deadline }
        case .rateOfChange, .flatLine, .grossRange, .clock: .distantFuture
        }
    }
}
