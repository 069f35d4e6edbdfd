import BelfryIngest
import BelfryModel

/// What an operator should know of overload: which messages are shed, since when, and what to do.
struct OverloadReport: Sendable {
    /// What is below it is shed now.
    var leastTaken = Criticality.low
    /// Since when messages of each criticality are shed, the lowest first.
    private var shed: [(criticality: Criticality, since: Timestamp?)] = []
    private var isBeyondShedding = false

    /// Nothing is shed.
    init() {}

    init(_ account: OverloadAccount, _ governor: OverloadGovernor, now: Timestamp) {
        leastTaken = governor.leastTaken
        isBeyondShedding = governor.isBeyondShedding
        shed = [.low, .normal].map { ($0, account.since($0, now: now)) }
    }

    /// One sentence for each class that is shed; empty when all is well.
    var reasons: [String] {
        let reasons = shed.compactMap { criticality, since in since.map { Self.text(criticality, since: $0) } }
        guard isBeyondShedding else { return reasons }
        return reasons + [
            "overload: what is of high criticality is alone more than can be taken; nothing of it is shed, it waits at "
                + "the broker"
        ]
    }

    /// The same as parts of the daemon, so that they become an incident.
    var parts: [SelfWatch.Part] {
        shed.map { criticality, since in
            SelfWatch.Part(
                kind: .overload,
                name: "messages of \(criticality.name) criticality",
                fault: since.map { Self.text(criticality, since: $0) }
            )
        }
    }

    private static func text(_ criticality: Criticality, since: Timestamp) -> String {
        "overload: more comes in than can be taken, so messages of \(criticality.name) criticality are shed since "
            + "\(since.rfc3339); belfry status --topics shows which; subscribe to less, declare what can be missed "
            + "(criticality: low), or give this gateway a faster disk or processor"
    }
}
