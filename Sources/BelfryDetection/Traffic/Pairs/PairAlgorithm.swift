import BelfryModel

/// An incident algorithm of the literature, which looks at two neighbouring stations interval by interval.
///
/// It says what it believes of an interval and nothing of alarms; see ``PairDetector`` for those.
protocol PairAlgorithm: Sendable {
    /// What it keeps of a pair, as plain numbers.
    associatedtype State: BitwiseCopyable & Sendable

    /// Of a pair that has not been seen.
    var beginning: State { get }
    /// Of a pair with an incident, where nothing else is known of it: after a restart, or while its stations are silent.
    var continuing: State { get }

    /// Takes in the next interval of a pair.
    func observe(_ pair: StationPair, _ state: inout State) -> PairOpinion
    /// The number that decided, in the unit of the corridor's findings.
    func value(of pair: StationPair, _ state: State) -> Double
    /// Adds what the belief rests on.
    func tell(_ pair: StationPair, _ state: State, in evidence: inout VerdictEvidence)
}
