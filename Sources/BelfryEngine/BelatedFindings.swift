import BelfryDetection
import BelfryModel

/// What a backlog has raised, until its series has come to the present; part of the correlator's pure machine.
///
/// ```
///   raised of a backlog ──► held ──┬─ cleared as well ──► both told, as something that is over
///                                  ├─ the series caught up ──► told now
///                                  └─ EngineLimits.backlogNanoseconds are over ──► told then
/// ```
struct BelatedFindings {
    private struct Held {
        var finding: Finding
        var verdict: Verdict
        var deadline: Timestamp
    }

    /// By series number.
    private var held: [Int32: [Held]] = [:]

    /// Takes in a finding; what is to be told comes out, in order.
    mutating func take(_ finding: Finding, _ verdict: Verdict, isBelated: Bool, at instant: Timestamp) -> [Finding] {
        let series = verdict.series.index
        // Nearly always.
        guard isBelated || held[series] != nil else { return [finding] }
        var told = releaseDue(of: series, by: instant)
        switch finding.phase {
        case .raised where isBelated:
            let deadline = instant.advanced(byNanoseconds: EngineLimits.backlogNanoseconds)
            held[series, default: []].append(Held(finding: finding, verdict: verdict, deadline: deadline))
        case .raised: told.append(finding)
        case .cleared:
            guard let index = held[series]?.firstIndex(where: { $0.finding.id == finding.id }),
                var raised = held[series]?.remove(at: index).finding
            else { return told + [finding] }
            var cleared = finding
            (raised.isBelated, cleared.isBelated) = (true, true)
            raised.detectedAt = instant
            told += [raised, cleared]
        }
        return told
    }

    /// A series has come to the present: what still holds is told.
    mutating func catchUp(_ series: SeriesID, at instant: Timestamp) -> [Finding] {
        let told = releaseDue(of: series.index, by: instant)
        let rest = held.removeValue(forKey: series.index) ?? []
        return told + rest.map { Self.told($0.finding, at: instant) }
    }

    /// What has been held for long enough.
    mutating func releaseDue(by instant: Timestamp) -> [Finding] {
        held.isEmpty ? [] : held.keys.sorted().flatMap { releaseDue(of: $0, by: instant) }
    }

    private mutating func releaseDue(of series: Int32, by instant: Timestamp) -> [Finding] {
        guard let all = held[series] else { return [] }
        let rest = all.filter { $0.deadline > instant }
        held[series] = rest.isEmpty ? nil : rest
        return all.filter { $0.deadline <= instant }.map { Self.told($0.finding, at: $0.deadline) }
    }

    private static func told(_ finding: Finding, at instant: Timestamp) -> Finding {
        var finding = finding
        finding.detectedAt = instant
        return finding
    }
}

extension BelatedFindings {
    /// All that is held, by series and in order.
    func write(to writer: inout ImageWriter) {
        let ordered = held.sorted { $0.key < $1.key }.flatMap(\.value)
        writer.write(Int64(ordered.count))
        for item in ordered {
            writer.write(item.finding.ruleVersion)
            writer.write(item.deadline.nanoseconds)
            let words = item.verdict.words
            writer.write(Int64(words.count))
            for word in words { writer.write(word) }
        }
    }

    /// Takes up what was held, as far as its rule is in force.
    ///
    /// - Returns: whether the bytes were whole.
    mutating func restore(
        _ reader: inout ImageReader,
        rules: RuleSet,
        describe: (SeriesID) -> SeriesDescriptor?
    ) -> Bool {
        guard let count = reader.count() else { return false }
        for _ in 0..<count {
            guard let version = reader.text(), let deadline = reader.number(), let count = reader.count() else {
                return false
            }
            let words = (0..<count).compactMap { _ in reader.value(UInt64.self) }
            guard let rule = rules.rules.firstIndex(where: { $0.version == version }) else { continue }
            guard let verdict = Verdict(words: words, rule: Int32(clamping: rule)) else { return false }
            guard let series = describe(verdict.series) else { continue }
            held[verdict.series.index, default: []].append(
                Held(
                    finding: rules.finding(from: verdict, series: series),
                    verdict: verdict,
                    deadline: Timestamp(nanoseconds: deadline)
                )
            )
        }
        return true
    }
}
