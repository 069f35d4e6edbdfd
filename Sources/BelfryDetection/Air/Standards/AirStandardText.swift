import BelfryModel

/// The sentence on an air law's criterion, fit for the public.
///
/// ```
///   NO2 at Arts-Loi: 210, 205 and 201 µg/m³ in the hours to 10:00, 11:00 and 12:00 UTC+1 (provisional), alert threshold
///   200 for three hours of Directive (EU) 2024/2881
/// ```
/// Limits: a gateway's values are provisional, all of them. In English only.
///
/// Not done: what to do and who is at risk: that is the authority's word (annex X), and stands in the rule's runbook.
///
/// Source: Directive (EU) 2024/2881, annex X: the values, the place, the threshold and how long it lasted.
struct AirStandardText {
    let text: FindingText
    let terms: AirStandardDetector.Terms

    private var isDay: Bool { terms.averaging == .day }
    private var length: Int64 { isDay ? Nanoseconds.perDay : Nanoseconds.perHour }

    /// The ends of the means that decided.
    private var means: [VerdictEvidence.Number] { text.verdict.evidence.numbers.filter { $0.code == .meanAbove } }

    var sentence: String {
        let start = text.verdict.to ?? means.last?.time.advanced(byNanoseconds: -length) ?? text.verdict.from
        guard let standard = terms.standard(at: start) else { return text.subject }
        let subject = "\(terms.pollutant.name) at \(text.series.place.name)"
        let threshold = number(standard.value, besides: text.verdict.value)
        let limit = "\(standard.kind.name) \(threshold)\(criterion(standard)) of \(standard.law.name)"
        guard text.verdict.phase == .cleared else {
            return "\(subject): \(values(standard)) (\(text.standing)), \(limit)\(count)"
        }
        guard !text.verdict.threshold.isNaN else {
            // Withdrawn with its rule.
            return "\(subject): \(limit) no longer watched, after \(text.lasted)"
        }
        let value = "\(number(text.verdict.value, besides: standard.value)) \(standard.unit.unit.symbol)"
        let end = start.advanced(byNanoseconds: length)
        // An hour that was told anew, or another one of the row that made up an alert.
        guard text.number(.windowRevision) == nil, text.verdict.value <= standard.value else {
            return "\(subject): after a correction not above the \(limit), \(value) \(when([end])) (\(text.standing))"
        }
        return
            "\(subject): \(value) \(when([end])) (\(text.standing)), no longer above the \(limit), after \(text.lasted)"
    }

    /// `210, 205 and 201 µg/m³ in the hours to 10:00, 11:00 and 12:00 UTC`.
    private func values(_ standard: AirStandard) -> String {
        let numbers = means.map { number($0.value, besides: standard.value) }
        return "\(Self.list(numbers)) \(standard.unit.unit.symbol) \(when(means.map(\.time)))"
    }

    private func when(_ ends: [Timestamp]) -> String {
        if isDay { return "on \(Self.list(ends.map { terms.time.date($0.advanced(byNanoseconds: -1)) }))" }
        let clocks = "\(Self.list(ends.map(terms.time.clock))) \(terms.time.name)"
        if terms.averaging == .greatestEightHoursOfDay { return "over the eight hours to \(clocks)" }
        return ends.count == 1 ? "in the hour to \(clocks)" : "in the hours to \(clocks)"
    }

    private func criterion(_ standard: AirStandard) -> String {
        guard standard.consecutive > 1 else { return "" }
        let count = standard.consecutive == 3 ? "three" : "\(standard.consecutive)"
        return " for \(count) \(isDay ? "days" : "hours")"
    }

    /// `; 19th exceedance this year, 18 are allowed`.
    private var count: String {
        guard let count = text.number(.exceedances), let permitted = text.number(.permittedExceedances), count > 0
        else { return "" }
        let ordinal = Self.ordinal(Int(count))
        guard permitted > 0 else { return "; \(ordinal) exceedance this year" }
        if count > permitted { return "; \(ordinal) exceedance this year, \(Int(permitted)) are allowed" }
        return "; \(ordinal) exceedance this year of \(Int(permitted)) allowed"
    }

    /// A number of the series' unit as one of the law's.
    private func number(_ value: Double, besides other: Double) -> String {
        NumberText.text(of: value * terms.factor, besides: other * terms.factor)
    }

    private static func list(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return "\(words.dropLast().joined(separator: ", ")) and \(last)"
    }

    private static func ordinal(_ number: Int) -> String {
        let isTeen = (11...13).contains(number % 100)
        switch number % 10 {
        case 1 where !isTeen: return "\(number)st"
        case 2 where !isTeen: return "\(number)nd"
        case 3 where !isTeen: return "\(number)rd"
        default: return "\(number)th"
        }
    }
}
