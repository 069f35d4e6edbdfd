import BelfryModel
import Testing

@testable import BelfryDaemon
@testable import BelfryIngest

/// Who looks at the desk is told which messages are shed, since when and what to do, until it is over.
@Suite struct OverloadReportTests {
    private static let noon = Timestamp(seconds: 1_795_003_200)

    private static func after(_ seconds: Int64) -> Timestamp {
        noon.advanced(byNanoseconds: seconds * Nanoseconds.perSecond)
    }

    private static func counts(_ criticalities: Criticality...) -> OverloadCounts {
        var counts = OverloadCounts()
        for criticality in criticalities { counts.count(criticality) }
        return counts
    }

    private static func report(_ account: OverloadAccount, _ seconds: Int64) -> OverloadReport {
        OverloadReport(account, OverloadGovernor(), now: after(seconds))
    }

    @Test func whatIsShedIsToldSinceItsFirstMessageUntilItHasBeenOverForAWhile() throws {
        var account = OverloadAccount()
        #expect(Self.report(account, 0).reasons.isEmpty)
        account.note(Self.counts(.low), at: Self.noon)
        account.note(Self.counts(.low, .normal), at: Self.after(3))
        // An attempt to take it again does not make it another story.
        account.note(Self.counts(.low), at: Self.after(15))
        let reasons = Self.report(account, 16).reasons
        #expect(reasons.count == 2)
        #expect(reasons[0].contains("low criticality are shed since 2026-11-18T12:00:00Z"), "\(reasons)")
        #expect(reasons[1].contains("normal criticality are shed since 2026-11-18T12:00:03Z"), "\(reasons)")
        #expect(Self.report(account, 29).reasons.count == 1)
        #expect(Self.report(account, 30).reasons.isEmpty)
        account.note(Self.counts(.low), at: Self.after(60))
        #expect(Self.report(account, 60).reasons[0].contains("12:01:00Z"))
    }

    @Test func itBecomesAnIncidentAndEndsItself() throws {
        var account = OverloadAccount()
        var watch = SelfWatch(gateway: "gw")
        var findings: [Finding] = []
        for second in 0..<120 {
            if (10..<40).contains(second) { account.note(Self.counts(.normal), at: Self.after(Int64(second))) }
            let parts = Self.report(account, Int64(second)).parts
            findings += watch.observe(parts, now: Self.after(Int64(second)))
        }
        #expect(findings.map(\.phase) == [.raised, .cleared])
        let raised = try #require(findings.first)
        #expect(raised.kind == .overload)
        #expect(raised.severity == .major)
        #expect(raised.text.contains("normal criticality") && raised.text.contains("criticality: low"))
        #expect(raised.detectedAt == Self.after(20))
        #expect(findings.last?.to == Self.after(54))
    }

    @Test func publicSafetyThatIsTooMuchByItselfIsTold() {
        var governor = OverloadGovernor()
        for second in 0..<60 {
            governor.note(OverloadRound(messages: 4_000), now: Int64(second) * Nanoseconds.perSecond)
        }
        let report = OverloadReport(OverloadAccount(), governor, now: Self.noon)
        #expect(report.leastTaken == .high)
        #expect(report.reasons.count == 1)
        #expect(report.reasons.first?.contains("waits at the broker") == true)
    }
}
