public import BelfryModel
import BelfryWindows

/// What a rule asks of a detector that looks at several series together.
protocol JointParameters: DetectorParameters {
    /// The group that a series belongs to; nil where it belongs to none.
    func group(of series: SeriesDescriptor, in corridors: [Corridor]) -> JointGroup?
    /// A detector that has seen nothing.
    func machine(for group: JointGroup, of rule: Rule) -> any JointMachine
}

extension JointParameters {
    static var acceptsWindow: Bool { true }

    func terms(of rule: Rule, for series: SeriesDescriptor) throws(RuleMismatch) -> DetectorTerms.Kind {
        .member(NoTerms())
    }
}

/// A group of series and what a member is in it.
public struct JointGroup: Sendable {
    /// The group as a series of its own.
    public var series: SeriesDescriptor
    /// The stretches between its stations, as series of their own.
    public var sections: [SeriesDescriptor]
    /// Of a corridor: the member's station in driving direction, from 0.
    public var station: Int

    init(series: SeriesDescriptor, sections: [SeriesDescriptor] = [], station: Int = 0) {
        self.series = series
        self.sections = sections
        self.station = station
    }
}

/// Stands for a detector that looks at several series together, on each of them: it is fed in the correlation stage.
struct GroupMember: DetectorMachine {
    private(set) var phase = DetectorPhase.quiet
    var since: Timestamp { .distantPast }

    init(_ terms: NoTerms) {}

    func verdict(_ transition: Transition, at sample: Sample, _ terms: NoTerms) -> Verdict {
        .cleared(from: sample.start, to: sample.end, detectedAt: sample.arrival, value: sample.value, threshold: .nan)
    }

    mutating func restore(activeSince: Timestamp, value: Double, _ terms: NoTerms) {}
    mutating func rest() {}
    mutating func follow(_ shift: ClockShift) {}
}
