public import BelfryModel

// What happens to a detector besides readings and time: restarts, reloads, outages, and being looked at.

extension Detector {
    /// After a restart: the rule is already raised on this series, since `activeSince` (the finding's `from`).
    public func restore(activeSince: Timestamp, value: Double) {
        visit(Restoring(activeSince: activeSince, value: value))
    }

    /// What was raised or under way is neither any more, and nobody is told; what has been learnt stays.
    ///
    /// For history that is nobody's present: what still holds when the series next speaks is found then.
    /// No silence is told of a series before that.
    public func rest() { visit(Resting()) }

    /// After a reload that left the rule as it was: what the detector of the former rule set has come to.
    ///
    /// - Returns: false, and nothing taken, where the two are not the same rule on the same series.
    public func takeOver(from former: Detector) -> Bool {
        guard terms.pointee.asked == former.terms.pointee.asked else { return false }
        state.copyMemory(from: former.state, byteCount: terms.pointee.stateBytes)
        return true
    }

    /// Belfry or its broker was away until `now`: a silence counts from here and not from the last reading.
    public func resume(at now: Timestamp) { visit(Resuming(now: now)) }

    /// The arrival clock was moved: what was to come in ten seconds still comes in ten seconds.
    ///
    /// What is raised keeps its beginning, since that is its name.
    public func follow(_ shift: ClockShift) { visit(Following(shift: shift)) }

    /// The sensor's clock was set back: a reading of `eventTime` that arrived at `arrival` is the present, though others before
    /// it told a later time.
    public func followSetBack(to eventTime: Timestamp, arrival: Timestamp) {
        visit(FollowingSetBack(eventTime: eventTime, arrival: arrival))
    }

    /// Of an anomaly watch: how unusual the reading of an event time was, in [0, 1]; 0 where that is not its last, nil of all
    /// others.
    public func anomalyScore(at eventTime: Timestamp) -> Double? { visit(Scoring(eventTime: eventTime)) }

    /// Whether it watches for silence.
    public var isSilenceWatch: Bool {
        terms.pointee.asked.kind == .silence
    }

    /// Whether the rule is raised on this series.
    public var isRaised: Bool { activeSince != nil }

    /// The beginning of the finding that is raised; nil where none is.
    public var activeSince: Timestamp? { visit(Beginning()) }

    /// Of a silence detector: the interval that it expects, configured or learnt; nil while it is being learnt.
    public var cadenceNanoseconds: Int64? { visit(Expecting()) }
}

private struct Restoring: DetectorVisitor {
    typealias Outcome = Void

    let activeSince: Timestamp
    let value: Double

    @inline(__always)
    func visit<Machine: DetectorMachine>(_ machine: UnsafeMutablePointer<Machine>, _ terms: Machine.Terms) {
        machine.pointee.restore(activeSince: activeSince, value: value, terms)
    }
}

private struct Resting: DetectorVisitor {
    typealias Outcome = Void

    @inline(__always)
    func visit<Machine: DetectorMachine>(_ machine: UnsafeMutablePointer<Machine>, _ terms: Machine.Terms) {
        machine.pointee.rest()
    }
}

private struct Resuming: DetectorVisitor {
    typealias Outcome = Void

    let now: Timestamp

    @inline(__always)
    func visit<Machine: DetectorMachine>(_ machine: UnsafeMutablePointer<Machine>, _ terms: Machine.Terms) {
        machine.pointee.resume(at: now)
    }
}

private struct Following: DetectorVisitor {
    typealias Outcome = Void

    let shift: ClockShift

    @inline(__always)
    func visit<Machine: DetectorMachine>(_ machine: UnsafeMutablePointer<Machine>, _ terms: Machine.Terms) {
        machine.pointee.follow(shift)
    }
}

private struct FollowingSetBack: DetectorVisitor {
    typealias Outcome = Void

    let eventTime: Timestamp
    let arrival: Timestamp

    @inline(__always)
    func visit<Machine: DetectorMachine>(_ machine: UnsafeMutablePointer<Machine>, _ terms: Machine.Terms) {
        machine.pointee.followSetBack(to: eventTime, arrival: arrival)
    }
}

private struct Scoring: DetectorVisitor {
    typealias Outcome = Double?

    let eventTime: Timestamp

    @inline(__always)
    func visit<Machine: DetectorMachine>(_ machine: UnsafeMutablePointer<Machine>, _ terms: Machine.Terms) -> Double? {
        machine.pointee.anomalyScore(at: eventTime)
    }
}

private struct Beginning: DetectorVisitor {
    typealias Outcome = Timestamp?

    @inline(__always)
    func visit<Machine: DetectorMachine>(
        _ machine: UnsafeMutablePointer<Machine>,
        _ terms: Machine.Terms
    ) -> Timestamp? {
        machine.pointee.phase == .raised ? machine.pointee.since : nil
    }
}

private struct Expecting: DetectorVisitor {
    typealias Outcome = Int64?

    @inline(__always)
    func visit<Machine: DetectorMachine>(_ machine: UnsafeMutablePointer<Machine>, _ terms: Machine.Terms) -> Int64? {
        machine.pointee.cadenceNanoseconds(terms)
    }
}
