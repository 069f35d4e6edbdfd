import BelfryDetection
import BelfryModel

/// Which rules cannot watch which series at present, counted by rule, quantity and reason.
///
/// ```
///   series 7   plan   ─► street-flood, water_level, "a limit in m cannot…"  ─┐     kinds, at most EngineLimits.skippedRules
///              unit   ─► deep-water,   water_level, "readings come without…" ─┴──►  each with its number of series
/// ```
/// What a series has of one cause replaces what it had, so that a reload or a unit that is declared at last takes it away.
struct UnwatchedRules {
    /// What keeps a rule from watching.
    enum Cause: Hashable {
        /// The rule does not go with the series.
        case plan
        /// The readings come without a known unit.
        case unit
    }

    private struct Place: Hashable {
        var series: SeriesID
        var cause: Cause
    }

    private struct Kind: Hashable {
        var rule: String
        var quantity: Quantity
        var reason: String
    }

    private var kinds: [UnwatchedSeries] = []
    private var indices: [Kind: Int32] = [:]
    /// The kinds of what a series has of a cause; -1 of one beyond the limit, which is only counted.
    private var places: [Place: [Int32]] = [:]
    /// Pairs of a rule and a series.
    private(set) var count = 0

    /// Puts what a series has of a cause in the place of what it had.
    mutating func replace(_ skipped: [SkippedRule], of series: SeriesDescriptor, cause: Cause, rules: RuleSet) {
        let place = Place(series: series.id, cause: cause)
        for kind in places.removeValue(forKey: place) ?? [] {
            count -= 1
            if kind >= 0 { kinds[Int(kind)].count -= 1 }
        }
        guard !skipped.isEmpty else { return }
        places[place] = skipped.map { take($0, of: series, rules) }
    }

    private mutating func take(_ skipped: SkippedRule, of series: SeriesDescriptor, _ rules: RuleSet) -> Int32 {
        count += 1
        let rule = rules.rules[Int(skipped.rule)].name
        let kind = Kind(rule: rule, quantity: series.key.quantity, reason: skipped.reason)
        if let index = indices[kind] {
            if kinds[Int(index)].count == 0 { kinds[Int(index)].series = series.identity }
            kinds[Int(index)].count += 1
            return index
        }
        guard kinds.count < EngineLimits.skippedRules else { return -1 }
        let index = Int32(clamping: kinds.count)
        kinds.append(
            UnwatchedSeries(
                rule: rule,
                quantity: kind.quantity,
                reason: kind.reason,
                series: series.identity,
                count: 1
            )
        )
        indices[kind] = index
        return index
    }

    /// What there is at present, in the order of its coming.
    var listed: [UnwatchedSeries] { kinds.filter { $0.count > 0 } }
}
