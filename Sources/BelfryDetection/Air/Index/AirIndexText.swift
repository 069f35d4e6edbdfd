import BelfryModel

/// The sentence on an air quality index, fit for the public.
///
/// ```
///   PM2.5 at north: AQI 168, Unhealthy (NowCast 87.2 µg/m³ in the hour to 19:00 UTC, provisional): sensitive groups
///   should avoid prolonged or heavy exertion outdoors, everyone else should reduce it
/// ```
/// Limits: of one pollutant; in English only.
///
/// Not done: the authority's own advice, which stands in the rule's text or runbook.
///
/// Source: ``AirIndexKind``.
struct AirIndexText {
    let text: FindingText
    let terms: AirIndexDetector.Terms

    var sentence: String {
        let subject = "\(terms.pollutant.name) at \(text.series.place.name)"
        guard let number = text.verdict.evidence.numbers.first(where: { $0.code == .airIndex }) else {
            // Withdrawn with its rule.
            return "\(subject): \(terms.index.name) no longer watched, after \(text.lasted)"
        }
        let index = Int(number.value)
        let unit = AirIndexReading.unit(of: terms.index, terms.pollutant)?.unit ?? .unknown
        let value = unit.text(of: NumberText.text(of: text.verdict.value * terms.factor))
        let hour = "in the hour to \(terms.time.clock(number.time)) \(terms.time.name)"
        let state = "\(terms.index.name) \(index), \(name(of: index)) (\(mean)\(value) \(hour), \(text.standing))"
        guard text.verdict.phase == .raised else {
            return "\(subject): \(state), below \(goal) for two hours, after \(text.lasted)"
        }
        let advice = terms.index.advice(of: index)
        return advice.isEmpty ? "\(subject): \(state)" : "\(subject): \(state): \(advice)"
    }

    private func name(of index: Int) -> String {
        let name = terms.index.category(of: index).name
        return index > terms.index.range.upperBound ? "\(name), beyond the index" : name
    }

    /// What was to be reached: a category where it begins there, else the number.
    private var goal: String {
        let atLeast = Int(terms.atLeast)
        let category = terms.index.category(of: atLeast)
        return category.lowest == atLeast ? category.name : "\(atLeast)"
    }

    /// What the concentration is.
    private var mean: String {
        switch (terms.index, terms.pollutant) {
        case (.aqi, .pm25), (.aqi, .pm10): "NowCast "
        case (.aqi, .ozone): "estimate for eight hours, or the hour: "
        case (.aqi, .carbonMonoxide), (.daqi, .ozone): "mean of eight hours "
        case (.daqi, .pm25), (.daqi, .pm10): "mean of 24 hours "
        default: ""
        }
    }
}
