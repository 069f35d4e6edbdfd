import BelfryModel

/// What a finding should say in one of its phases, besides that it is there.
struct SayingExpectation: Sendable, Hashable {
    /// Each somewhere in the sentence.
    var fragments: [String] = []
    var evidence: [EvidenceExpectation] = []

    /// What a finding says otherwise.
    func differences(from finding: Finding) -> [String] {
        fragments.filter { !finding.text.contains($0) }.map { "says \"\(finding.text)\", expected \"\($0)\" in it" }
            + evidence.compactMap { $0.difference(from: finding.evidence) }
    }
}

/// Numbers of evidence of one name.
struct EvidenceExpectation: Sendable, Hashable {
    var name: String
    /// In their order, each as precise as it is written; none: there should be no such number.
    var numbers: [WrittenNumber]

    func difference(from evidence: [Evidence]) -> String? {
        let found = evidence.filter { $0.name == name }.map(\.value)
        if found.count == numbers.count, zip(numbers, found).allSatisfy({ $0.covers($1) }) { return nil }
        let words = found.isEmpty ? "none" : found.map { NumberText.text(of: $0) }.joined(separator: ", ")
        let expected = numbers.isEmpty ? "none" : numbers.map(\.text).joined(separator: ", ")
        return "has \(name) \(words), expected \(expected)"
    }
}

/// A number as somebody wrote it down.
struct WrittenNumber: Sendable, Hashable {
    var text: String
    private let value: Double
    /// Half of the last digit.
    private let tolerance: Double

    init?(_ text: String) {
        guard let value = Double(text), value.isFinite, !text.lowercased().contains("e") else { return nil }
        self.text = text
        self.value = value
        let decimals = text.split(separator: ".").dropFirst().first?.count ?? 0
        tolerance = (0..<decimals).reduce(0.5) { half, _ in half / 10 }
    }

    /// Whether a number would be written so.
    func covers(_ number: Double) -> Bool { (number - value).magnitude <= tolerance }
}
