import BelfryDetection
import BelfryModel

// How near the readings came to the limit: the detector is asked again and again, with a limit of its own each time.

extension WhyNot {
    func limit() -> WhyNotAnswer.Step {
        if let sum = closestSum() { return .stop(.limit, sum) }
        let clauses = [true, false].compactMap { isUpper in closest(isUpper: isUpper) }
        guard !clauses.isEmpty else {
            return .stop(.limit, "the \(rule.detector.name) detector saw these readings and had nothing to say")
        }
        return .stop(
            .limit,
            (clauses + [rule.condition(of: series, at: instant)].compactMap(\.self)).joined(separator: "; ")
        )
    }

    /// The value that came closest to a limit, climbed to from record to record.
    private func closest(isUpper: Bool) -> String? {
        guard let limit = rule.limit(isUpper: isUpper, of: series, at: instant) else { return nil }
        var best: Finding?
        for _ in 0..<WhyNotLimits.records {
            let level = best?.value
            let probe = rule.probe(level: level, isUpper: isUpper, of: series, at: instant)
            guard let probe, let next = first(of: probe) else { break }
            // Where rounding brings no record it is over.
            if let level, isUpper ? next.value <= level : next.value >= level { break }
            best = next
        }
        let unit = rule.valueUnit(of: series)
        let limitText = "\(limit.name) \(unit.text(of: NumberText.text(of: limit.value)))"
        guard let best else { return "no value was there to compare with \(limitText)" }
        let value = unit.text(of: NumberText.text(of: best.value, besides: limit.value))
        return "the value closest to it was \(value) at \(Self.time(best.from)), and the limit is \(limitText)"
    }

    /// How far the sum of a watch for shifts came; nil of other rules.
    private func closestSum() -> String? {
        guard case .shift(let parameters) = rule.detector else { return nil }
        func speaks(at scatters: Double) -> Bool { rule.probe(scatters: scatters).flatMap { first(of: $0) } != nil }
        let limit =
            "the limit is threshold \(NumberText.text(of: parameters.threshold)); what the first seven steps say is learnt"
        guard speaks(at: WhyNotLimits.leastScatters) else {
            let least = NumberText.text(of: WhyNotLimits.leastScatters)
            return "what was unusual did not add up to \(least) scatters, and \(limit)"
        }
        var (reached, missed) = (WhyNotLimits.leastScatters, parameters.threshold)
        for _ in 0..<WhyNotLimits.halvings {
            let middle = (reached + missed) / 2
            if speaks(at: middle) { reached = middle } else { missed = middle }
        }
        let sum = NumberText.text(of: (reached * 10).rounded() / 10)
        return "what was unusual added up to \(sum) scatters, and \(limit)"
    }
}
