import BelfryModel
import BelfryWindows

/// The one sentence of a finding: what, where, how bad against what, since when.
///
/// Written for somebody who reads it at three in the morning: the place comes before the number, times are UTC to the
/// second, and a clearing says so first.
struct FindingText {
    let rule: Rule
    let verdict: Verdict
    let series: SeriesDescriptor

    /// The rule's own text where it has one, else the detector's.
    var text: String {
        let sentence = (rule.template?.text(filling) ?? ownText) + caution
        return verdict.phase == .cleared && rule.template != nil ? "Cleared: \(sentence)" : sentence
    }

    /// What every acoustic event says, whatever its rule does.
    private var caution: String {
        rule.kind == .acousticEvent && verdict.phase == .raised ? "; verify before dispatch" : ""
    }

    private func filling(_ placeholder: TextTemplate.Placeholder) -> String {
        switch placeholder {
        case .value: value
        case .unit: rule.valueUnit(of: series).symbol
        case .threshold: verdict.threshold.isNaN ? "" : threshold
        case .quantity: series.key.quantity.name
        case .sensor: series.key.sensor
        case .place: series.place.name
        case .zone: series.zone
        case .agency: series.key.agency
        case .domain: series.domain.name
        case .since: since
        case .rule: rule.name
        case .severity: rule.severity.name
        }
    }

    private var ownText: String { rule.detector.parameters.sentence(self) }
}

// What the detectors' sentences are made of.

extension FindingText {
    /// `water_level at riverside-3`, with the place where that is not the sensor itself.
    var subject: String {
        let sensor = "\(series.key.quantity.name) at \(series.key.sensor)"
        return series.place.name == series.key.sensor ? sensor : "\(sensor) (\(series.place.name))"
    }

    var value: String { NumberText.text(of: verdict.value, besides: verdict.threshold) }
    var threshold: String { NumberText.text(of: verdict.threshold, besides: verdict.value) }
    var magnitude: String {
        NumberText.text(of: verdict.value.magnitude, besides: verdict.threshold.magnitude)
    }
    var valueWithUnit: String { unit(value) }
    var thresholdWithUnit: String { unit(threshold) }
    var isAbove: Bool { verdict.value > verdict.threshold }

    func unit(_ number: String) -> String { rule.valueUnit(of: series).text(of: number) }

    /// `2026-11-23T02:10:05Z`.
    var since: String {
        verdict.from.alignedDown(toMultipleOf: Nanoseconds.perSecond).rfc3339
    }

    /// How long the finding stood.
    var lasted: String {
        DurationText.text(ofNanoseconds: (verdict.to ?? verdict.from).nanosecondsSince(verdict.from))
    }

    /// How long nothing came: the arrival clock may have been moved meanwhile, so this is not always ``lasted``.
    var silence: String {
        guard let seconds = number(.silentSeconds) else { return lasted }
        return DurationText.text(ofNanoseconds: Nanoseconds.from(seconds: seconds))
    }

    /// ` (mean of 1h)`.
    var aggregate: String {
        guard let window = rule.window else { return "" }
        return " (\(window.aggregate.name) of \(window.lengthText)\(members))"
    }

    /// `, mean of 5 sensors`.
    var members: String {
        guard let group = rule.group, let count = number(.members) else { return "" }
        return ", \(group.combination.rawValue) of \(NumberText.text(of: count)) sensors"
    }

    /// `, now 0.42 m`.
    var currentValue: String {
        guard let number = number(.currentValue) else { return "" }
        return ", now \(unit(NumberText.text(of: number)))"
    }

    /// `, expected every 30s`.
    var expected: String {
        guard let seconds = number(.configuredCadenceSeconds) ?? number(.learntCadenceSeconds) else { return "" }
        return ", expected every \(DurationText.text(ofNanoseconds: Nanoseconds.from(seconds: seconds)))"
    }

    /// `, 42 km/h would be usual`.
    var usual: String {
        guard let number = number(.expectedValue), number.isFinite else { return "" }
        return ", \(unit(NumberText.text(of: number, besides: verdict.value))) would be usual"
    }

    /// `3 spikes`.
    var spikes: String {
        let count = number(.spikes) ?? 1
        return count == 1 ? "a spike" : "\(NumberText.text(of: count)) spikes"
    }

    /// ` (60 readings)`.
    var readings: String {
        guard let count = number(.readings) else { return "" }
        return " (\(NumberText.text(of: count)) readings)"
    }

    /// `its clock is 1h ahead, more than 5m,`, or what it tells where that is no time at all.
    var clockError: String {
        guard let ahead = number(.clockAheadSeconds) else {
            return "it tells times that cannot be, and the arrival stands in for them,"
        }
        func text(_ seconds: Double) -> String {
            DurationText.text(ofNanoseconds: Nanoseconds.from(seconds: seconds.magnitude.rounded()))
        }
        let limit = number(ahead > 0 ? .aheadLimitSeconds : .behindLimitSeconds).map { ", more than \(text($0))," }
        return "its clock is \(text(ahead)) \(ahead > 0 ? "ahead" : "behind")\(limit ?? "")"
    }

    /// A number of the evidence; nil where it is not known.
    func number(_ code: VerdictEvidence.Code) -> Double? {
        guard let value = verdict.evidence.numbers.first(where: { $0.code == code })?.value else { return nil }
        return value.isFinite ? value : nil
    }
}
