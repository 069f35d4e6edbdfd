import BelfryDetection
import BelfryIncidents
import BelfryModel

extension SayingExpectation {
    /// `text:` and `evidence:`, or `cleared_text:` and `cleared_evidence:`.
    init(reading keys: MappingReader, prefix: String) {
        fragments = keys.oneOrMore(prefix + "text", as: .text)
        let read = keys.mapping(prefix + "evidence") { numbers in
            numbers.allEntries().map { entry in
                EvidenceExpectation(name: entry.key, numbers: numbers.oneOrMore(entry.key, as: .writtenNumber))
            }
        }
        evidence = read ?? []
    }
}

extension RuleTest.IncidentExpectation {
    init?(reading keys: MappingReader, rules: [Rule]) {
        let place = keys.required("place", as: .text)
        self.init(place: place ?? "")
        kind = keys.scalar("kind", as: .findingKind)
        severity = keys.scalar("severity", as: .severity)
        state = keys.scalar("state", as: .word(of: IncidentState.allCases.map(\.rawValue)))
            .flatMap { IncidentState(rawValue: $0) }
        annunciation = keys.scalar("annunciation", as: .word(of: Annunciation.allCases.map(\.rawValue)))
            .flatMap { Annunciation(rawValue: $0) }
        if keys.contains("rules") { self.rules = keys.list("rules", of: .word(of: rules.map(\.name))) }
        if place == nil { return nil }
    }
}

extension MappingReader {
    /// A single value, or a list of them; empty where the key is absent.
    fileprivate func oneOrMore<Value>(_ key: String, as form: ScalarForm<Value>) -> [Value] {
        guard let node = node(key) else { return [] }
        if case .sequence = node.content { return list(key, of: form) }
        return scalar(key, as: form).map { [$0] } ?? []
    }
}

extension ScalarForm where Value == WrittenNumber {
    fileprivate static var writtenNumber: ScalarForm { ScalarForm("a number such as 0.8") { WrittenNumber($0) } }
}
