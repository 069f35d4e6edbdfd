import BelfryDetection
import BelfryModel
import Testing

@Suite struct AcousticTests {
    private static func street(text: String = "") throws -> Watch {
        var watch = try Watch(
            .acoustic(AcousticParameters()),
            quantity: "laeq",
            unit: "dB(A)",
            severity: .minor,
            text: text
        )
        var random = SeededGenerator(seed: 1)
        for second in 0..<300 { watch.receive(random.uniform(55...70), at: Watch.start + Double(second)) }
        return watch
    }

    @Test func aBangIsPossibleAndSaysToVerify() throws {
        var watch = try Self.street()
        watch.receive(112, at: Watch.start + 300)
        #expect(watch.verdicts.isEmpty, "it may last")
        watch.receive(60, at: Watch.start + 301)
        let finding = watch.finding(try #require(watch.verdicts.first))
        #expect(finding.kind == .acousticEvent)
        #expect(finding.from == Watch.start + 300)
        #expect(finding.text.contains("possible acoustic event, 112 dB(A), "), "\(finding.text)")
        #expect(finding.text.hasSuffix("above the background, for 1s, at 2026-11-23T02:05:00Z; verify before dispatch"))
        #expect(finding.evidence.first { $0.name == "certainty" }?.value == 0.3)
        #expect(watch.pass(to: Watch.start + 3_600).map(\.detectedAt) == [Watch.start + 601])
    }

    @Test("However it is written, an acoustic event is minor at most and says to verify")
    func neverDispatches() throws {
        for severity in [Severity.major, .critical] {
            #expect {
                try Rule(name: "shot", detector: .acoustic(AcousticParameters()), severity: severity)
            } throws: { error in
                (error as? RuleFault)?.key == "severity"
                    && "\(error)".contains("an acoustic event never dispatches by itself")
            }
            #expect(throws: RuleFault.self) {
                try Rule(
                    name: "classifier",
                    detector: .threshold(ThresholdParameters(above: 0.9)),
                    severity: severity,
                    kind: .acousticEvent
                )
            }
        }
        var watch = try Self.street(text: "Shots at {place}")
        watch.receive(112, at: Watch.start + 300)
        watch.receive(60, at: Watch.start + 301)
        #expect(watch.verdicts.map { watch.finding($0).text } == ["Shots at riverside-3; verify before dispatch"])
    }

    @Test func whatLastsIsNoBang() throws {
        var watch = try Self.street()
        // A siren passes, and then a concert begins.
        for second in 300..<330 { watch.receive(100, at: Watch.start + Double(second)) }
        for second in 330..<600 { watch.receive(60, at: Watch.start + Double(second)) }
        for second in 600..<9_000 { watch.receive(95, at: Watch.start + Double(second)) }
        #expect(watch.verdicts.isEmpty)
    }

    @Test func whatIsHeardAfterAGapMayHaveLasted() throws {
        var watch = try Self.street()
        watch.receive(110, at: Watch.start + 400)
        watch.receive(60, at: Watch.start + 401)
        #expect(watch.verdicts.isEmpty)
    }

    @Test func fireworksAreOneFinding() throws {
        var watch = try Self.street()
        for second in 300..<1_200 {
            watch.receive(second % 7 == 0 ? 105 : 60, at: Watch.start + Double(second))
        }
        for second in 1_200..<1_600 { watch.receive(60, at: Watch.start + Double(second)) }
        #expect(watch.verdicts.map(\.phase) == [.raised, .cleared])
        #expect(watch.finding(watch.verdicts[1]).text.contains("quiet again after 129 bangs"))
    }
}
