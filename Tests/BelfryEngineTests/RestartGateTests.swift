import BelfryModel
import Testing

@testable import BelfryEngine

/// What of the journal's tail is news after a restart.
@Suite struct RestartGateTests {
    static let newest = Timestamp(seconds: 1_790_000_000)

    private func finding(
        _ kind: FindingKind = .threshold,
        _ phase: Finding.Phase = .raised,
        secondsBefore seconds: Int64
    ) -> Finding {
        let at = Self.newest.advanced(byNanoseconds: -seconds * Nanoseconds.perSecond)
        return Finding(
            phase: phase,
            kind: kind,
            severity: .minor,
            rule: "rule",
            ruleVersion: "1",
            series: SeriesDescriptor(
                id: SeriesID(0),
                key: SeriesKey(agency: "safety", sensor: "noise-1", quantity: Quantity("laeq")),
                unit: Unit("dB(A)"),
                domain: .safety
            ),
            from: Self.newest.advanced(byNanoseconds: -1_000 * Nanoseconds.perSecond),
            detectedAt: at,
            value: 80,
            text: ""
        )
    }

    private func gate(known: Set<String> = [], exact: Set<SeriesID> = []) -> RestartGate {
        var gate = RestartGate(known: known)
        gate.close(before: Self.newest, exact: exact)
        return gate
    }

    @Test func whatMayNotHaveBeenSavedPassesAtOnce() {
        var gate = gate()
        #expect(gate.pass([finding(secondsBefore: 30)]).count == 1)
        #expect(gate.open(at: Self.newest).isEmpty)
    }

    @Test func whatIsKnownPassesWhateverItsAge() {
        let known = finding(.sensorSilent, secondsBefore: 300)
        var gate = gate(known: [known.id])
        #expect(gate.pass([known]).count == 1)
        #expect(gate.open(at: Self.newest).isEmpty)
    }

    @Test func whatIsOlderAndOverWasAnArtefact() {
        var gate = gate()
        #expect(gate.pass([finding(secondsBefore: 300), finding(.threshold, .cleared, secondsBefore: 20)]).isEmpty)
        #expect(gate.open(at: Self.newest).isEmpty)
    }

    /// Its detector holds it and will not tell of it again.
    @Test func whatIsOlderAndStandsIsToldAtTheEnd() {
        var gate = gate()
        let standing = finding(secondsBefore: 300)
        #expect(gate.pass([standing]).isEmpty)
        var late = standing
        late.detectedAt = Self.newest
        #expect(gate.open(at: Self.newest) == [late])
        #expect(gate.pass([finding(secondsBefore: 0)]).count == 1, "and from then on everything passes")
    }

    /// Nothing tells the tail that Belfry itself was away.
    @Test func aSilenceThatEndedWasPerhapsNone() {
        var gate = gate()
        #expect(gate.pass([finding(.sensorSilent, secondsBefore: 40)]).isEmpty)
        #expect(gate.pass([finding(.sensorSilent, .cleared, secondsBefore: 20)]).isEmpty)
        #expect(gate.open(at: Self.newest).isEmpty)
    }

    @Test func ofASeriesThatGoesOnFromAnImageAllButSilencePasses() {
        var gate = gate(exact: [SeriesID(0)])
        #expect(gate.pass([finding(secondsBefore: 300)]).count == 1)
        let silence = finding(.sensorSilent, secondsBefore: 300)
        #expect(gate.pass([silence]).isEmpty)
        #expect(gate.open(at: Self.newest).map(\.id) == [silence.id])
    }
}
