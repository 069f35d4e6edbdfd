import BelfryDetection
import BelfryModel

/// What judges the windows of a group: a detector of its members' combined value, or one that looks at each of them.
enum GroupJudge {
    case combining(LoneDetector, RuleGroup)
    case joint(JointDetector)

    /// Judges a window.
    mutating func observe(_ window: JointWindow, of group: SeriesDescriptor) -> [JointVerdict] {
        switch self {
        case .joint(var detector):
            defer { self = .joint(detector) }
            return detector.observe(window)
        case .combining(var detector, let terms):
            guard window.shares.count >= max(1, terms.minimumMembers) else { return [] }
            defer { self = .combining(detector, terms) }
            let values = window.shares.map(\.value)
            let combined = Self.combined(window, values, group)
            var verdict = detector.with { $0.observe(combined, value: terms.combine(values), arrival: window.arrival) }
            verdict?.noteMembers(values.count)
            return verdict.map { [JointVerdict(subject: .group, verdict: $0)] } ?? []
        }
    }

    private static func combined(_ window: JointWindow, _ values: [Double], _ group: SeriesDescriptor) -> ClosedWindow {
        let readings = max(1, window.shares.reduce(0) { $0 + $1.readings })
        let mean = values.reduce(0, +) / Double(values.count)
        return ClosedWindow(
            series: group.id,
            start: window.start,
            end: window.end,
            count: readings,
            sum: mean * Double(readings),
            minimum: values.min() ?? .nan,
            maximum: values.max() ?? .nan,
            standardDeviation: .nan,
            first: .nan,
            last: .nan,
            revision: window.revision
        )
    }

    /// What ends all that is raised, of a rule that is no longer in force.
    mutating func withdrawals(at now: Timestamp) -> [JointVerdict] {
        switch self {
        case .joint(let detector): return detector.withdrawals(at: now)
        case .combining(var detector, _):
            let verdict = detector.with { $0.withdrawal(at: now, value: .nan) }
            return verdict.map { [JointVerdict(subject: .group, verdict: $0)] } ?? []
        }
    }

    /// A member has left the group.
    ///
    /// - Returns: what ends what was raised about it.
    mutating func forget(_ member: SeriesID, at now: Timestamp) -> JointVerdict? {
        guard case .joint(var detector) = self else { return nil }
        defer { self = .joint(detector) }
        return detector.forget(member, at: now)
    }

    /// Since when something is raised about a subject; nil where nothing is.
    func activeSince(_ subject: JointSubject) -> Timestamp? {
        switch self {
        case .joint(let detector): detector.activeSince(subject)
        case .combining(let detector, _): subject == .group ? detector.activeSince : nil
        }
    }

    /// After a restart: something is already raised.
    mutating func restore(_ subject: JointSubject, activeSince: Timestamp, value: Double) {
        switch self {
        case .joint(var detector):
            detector.restore(subject, activeSince: activeSince, value: value)
            self = .joint(detector)
        case .combining(var detector, let terms):
            detector.with { $0.restore(activeSince: activeSince, value: value) }
            self = .combining(detector, terms)
        }
    }

    /// After a reload that left the rule as it was but moved it.
    mutating func rebind(toRule index: Int32) {
        switch self {
        case .joint(let detector): self = .joint(detector.rebound(toRule: index))
        case .combining(var detector, let terms):
            detector.rebind(toRule: index)
            self = .combining(detector, terms)
        }
    }

    /// All that it has come to, as bytes.
    var image: [UInt8] {
        switch self {
        case .joint(let detector): detector.image
        case .combining(let detector, _): withUnsafeBytes(of: detector.state) { Array($0) }
        }
    }

    /// Takes up what another one of the same rule and group had come to.
    ///
    /// - Returns: false, and nothing taken, where the bytes are of another build.
    mutating func take(_ image: [UInt8]) -> Bool {
        switch self {
        case .joint(var detector):
            guard detector.take(image) else { return false }
            self = .joint(detector)
        case .combining(var detector, let terms):
            var reader = ImageReader(image)
            guard let state = reader.value(LoneDetector.State.self) else { return false }
            detector.state = state
            self = .combining(detector, terms)
        }
        return true
    }
}
