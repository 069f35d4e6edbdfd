import BelfryModel
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

    func terms(of rule: Rule, for series: SeriesDescriptor) throws(RuleMismatch) -> KindTerms {
        KindTerms(.member, NoTerms())
    }
}
