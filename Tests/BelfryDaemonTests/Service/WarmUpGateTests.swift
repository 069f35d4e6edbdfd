import BelfryModel
import Testing

@testable import BelfryDaemon

/// What of the journal's tail is news after a restart.
@Suite struct WarmUpGateTests {
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

    private func gate(known: Set<String> = []) -> WarmUpGate {
        let gate = WarmUpGate(known: known)
        gate.begin(trustedFrom: Self.newest.advanced(byNanoseconds: -WarmUp.unsavedNanoseconds))
        return gate
    }

    @Test func whatMayNotHaveBeenSavedPassesAtOnce() {
        let gate = gate()
        #expect(gate.pass([finding(secondsBefore: 30)]).count == 1)
        #expect(gate.open().isEmpty)
    }

    @Test func whatIsKnownPassesWhateverItsAge() {
        let known = finding(.sensorSilent, secondsBefore: 300)
        let gate = gate(known: [known.id])
        #expect(gate.pass([known]).count == 1)
        #expect(gate.open().isEmpty)
    }

    @Test func whatIsOlderAndOverWasAnArtefact() {
        let gate = gate()
        #expect(gate.pass([finding(secondsBefore: 300), finding(.threshold, .cleared, secondsBefore: 20)]).isEmpty)
        #expect(gate.open().isEmpty)
    }

    /// Its detector holds it and will not tell of it again.
    @Test func whatIsOlderAndStandsIsToldAtTheEnd() {
        let gate = gate()
        let standing = finding(secondsBefore: 300)
        #expect(gate.pass([standing]).isEmpty)
        #expect(gate.open() == [standing])
        #expect(gate.pass([finding(secondsBefore: 0)]).count == 1, "and from then on everything passes")
    }

    /// Nothing tells the tail that Belfry itself was away.
    @Test func aSilenceThatEndedWasPerhapsNone() {
        let gate = gate()
        #expect(gate.pass([finding(.sensorSilent, secondsBefore: 40)]).isEmpty)
        #expect(gate.pass([finding(.sensorSilent, .cleared, secondsBefore: 20)]).isEmpty)
        #expect(gate.open().isEmpty)
    }
}
