public import BelfryModel

// How a detector is spared the readings that say nothing to it.

extension Detector {
    /// The values of good readings that change nothing but ``follow(eventTime:arrival:)``, if they come in order and with a
    /// delay in ``RuleSet/quietDelays``.
    public var quietBand: QuietBand { visit(Sparing()) }

    /// Takes note of the newest of the good readings that were not shown, since they came in order and in ``quietBand``.
    public func follow(eventTime: Timestamp, arrival: Timestamp) {
        visit(Noting(eventTime: eventTime, arrival: arrival))
    }
}

private struct Sparing: DetectorVisitor {
    typealias Outcome = QuietBand

    @inline(__always)
    func visit<Machine: DetectorMachine>(
        _ machine: UnsafeMutablePointer<Machine>,
        _ terms: Machine.Terms
    ) -> QuietBand {
        machine.pointee.quietBand(terms)
    }
}

private struct Noting: DetectorVisitor {
    typealias Outcome = Void

    let eventTime: Timestamp
    let arrival: Timestamp

    @inline(__always)
    func visit<Machine: DetectorMachine>(_ machine: UnsafeMutablePointer<Machine>, _ terms: Machine.Terms) {
        machine.pointee.follow(eventTime: eventTime, arrival: arrival)
    }
}
