import BelfryModel

/// What was found, held against what was expected.
///
/// Pure. Each expectation takes the first finding of its rule and sensor whose time is right; one that none is right for takes the
/// first that is left, and what is wrong with it is said. What is left then was not expected.
struct RuleTestComparison {
    var differences: [RuleTestResult.Difference] = []
    private let test: RuleTest
    /// Raised, with what became of it.
    private var left: [(raised: Finding, cleared: Finding?)] = []

    init(_ test: RuleTest, found: [Finding]) {
        self.test = test
        for finding in found where finding.phase == .raised {
            left.append((finding, found.first { $0.id == finding.id && $0.phase == .cleared }))
        }
        var unmet: [RuleTest.Expectation] = []
        for expectation in test.expectations where !meet(expectation, onlyInTime: true) { unmet.append(expectation) }
        for expectation in unmet where !meet(expectation, onlyInTime: false) {
            let when = expectation.raised.map { " raised \(time($0))" } ?? ""
            note(.missing, expectation, "expected \(subject(expectation))\(when), and it did not come")
        }
        for (raised, _) in left {
            let text = "not expected: \(raised.rule) on \(raised.series.key.sensor) raised \(time(raised.detectedAt))"
            differences.append(
                .init(
                    kind: .unexpected,
                    rule: raised.rule,
                    sensor: raised.series.key.sensor,
                    text: "\(text): \(raised.text)"
                )
            )
        }
    }

    /// Takes a finding for an expectation; false where there is none.
    private mutating func meet(_ expectation: RuleTest.Expectation, onlyInTime: Bool) -> Bool {
        let index = left.firstIndex { raised, _ in
            raised.rule == expectation.rule && raised.series.key.sensor == expectation.sensor
                && (expectation.quantity.map { $0 == raised.series.key.quantity.name } ?? true)
                && (!onlyInTime || isInTime(expectation.raised, raised.detectedAt, expectation))
        }
        guard let index else { return false }
        let (raised, cleared) = left.remove(at: index)
        if let expected = expectation.raised, !isInTime(expected, raised.detectedAt, expectation) {
            note(
                .differs,
                expectation,
                "\(subject(expectation)) raised \(time(raised.detectedAt)), expected \(time(expected))"
            )
        }
        if let severity = expectation.severity, severity != raised.severity {
            note(
                .differs,
                expectation,
                "\(subject(expectation)) is \(raised.severity.name), expected \(severity.name)"
            )
        }
        for text in expectation.saying.differences(from: raised) {
            note(.differs, expectation, "\(subject(expectation)) \(text)")
        }
        compareClearing(expectation, cleared)
        return true
    }

    private mutating func compareClearing(_ expectation: RuleTest.Expectation, _ cleared: Finding?) {
        if let cleared {
            for text in expectation.clearedSaying.differences(from: cleared) {
                note(.differs, expectation, "\(subject(expectation)), cleared, \(text)")
            }
        } else if expectation.clearedSaying != SayingExpectation() {
            note(.differs, expectation, "\(subject(expectation)) did not clear")
        }
        let found = cleared.map { "cleared \(time($0.detectedAt))" } ?? "did not clear"
        switch expectation.clearing {
        case .any: return
        case .never:
            guard cleared != nil else { return }
            note(.differs, expectation, "\(subject(expectation)) \(found), expected never")
        case .at(let expected):
            if let cleared, isInTime(expected, cleared.detectedAt, expectation) { return }
            note(.differs, expectation, "\(subject(expectation)) \(found), expected \(time(expected))")
        }
    }

    private func isInTime(_ expected: Timestamp?, _ found: Timestamp, _ expectation: RuleTest.Expectation) -> Bool {
        guard let expected else { return true }
        return found.nanosecondsSince(expected).magnitude <= expectation.toleranceNanoseconds.magnitude
    }

    private func subject(_ expectation: RuleTest.Expectation) -> String {
        "\(expectation.rule) on \(expectation.sensor)"
    }

    private func time(_ instant: Timestamp) -> String { TestTime.text(instant, in: test.zone) }

    private mutating func note(
        _ kind: RuleTestResult.Difference.Kind,
        _ expectation: RuleTest.Expectation,
        _ text: String
    ) {
        differences.append(.init(kind: kind, rule: expectation.rule, sensor: expectation.sensor, text: text))
    }
}
