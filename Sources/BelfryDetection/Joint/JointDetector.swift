public import BelfryModel

/// One rule on one group of series whose values it does not merely combine; see ``JointMachine``.
public struct JointDetector: Sendable {
    private var machine: any JointMachine
    let rule: Int32

    init(_ machine: any JointMachine, rule: Int32) {
        self.machine = machine
        self.rule = rule
    }

    /// Takes in what the members tell of one window, in order of time.
    public mutating func observe(_ window: JointWindow) -> [JointVerdict] {
        machine.observe(window).map { verdict in
            var verdict = stamped(verdict)
            if verdict.verdict.valueTime == .distantPast { verdict.verdict.valueTime = window.end }
            return verdict
        }
    }

    /// What ends all that is raised, of a rule that is no longer in force.
    public func withdrawals(at now: Timestamp) -> [JointVerdict] {
        machine.raised.compactMap { withdrawal(of: $0, at: now) }
    }

    /// A member has left the group.
    ///
    /// - Returns: what ends what was raised about it.
    public mutating func forget(_ member: SeriesID, at now: Timestamp) -> JointVerdict? {
        defer { machine.forget(member) }
        return withdrawal(of: .member(member), at: now)
    }

    private func withdrawal(of subject: JointSubject, at now: Timestamp) -> JointVerdict? {
        guard let since = machine.activeSince(subject) else { return nil }
        let verdict = Verdict.cleared(from: since, to: now, detectedAt: now, value: .nan, threshold: .nan)
        return stamped(JointVerdict(subject: subject, verdict: verdict))
    }

    /// Since when something is raised about a subject; nil where nothing is.
    public func activeSince(_ subject: JointSubject) -> Timestamp? { machine.activeSince(subject) }

    /// After a restart: something is already raised.
    public mutating func restore(_ subject: JointSubject, activeSince: Timestamp, value: Double) {
        machine.restore(subject, activeSince: activeSince, value: value)
    }

    /// All that it has come to, as bytes.
    public var image: [UInt8] { machine.image }

    /// Takes up what another one of the same rule and group had come to.
    ///
    /// - Returns: false, and nothing taken, where the bytes are of another build.
    public mutating func take(_ image: [UInt8]) -> Bool { machine.take(image) }

    /// After a reload that left the rule as it was but moved it to another index of ``RuleSet/rules``.
    public func rebound(toRule index: Int32) -> JointDetector { JointDetector(machine, rule: index) }

    private func stamped(_ verdict: JointVerdict) -> JointVerdict {
        var verdict = verdict
        verdict.verdict.rule = rule
        return verdict
    }
}
