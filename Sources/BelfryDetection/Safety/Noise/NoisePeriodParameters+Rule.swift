import BelfryModel

extension NoisePeriodParameters: DetectorParameters {
    static let name = "noise_period"
    static let kind = FindingKind.noiseLimit

    func check(_ validator: RuleValidator) throws(RuleFault) {
        guard above.isFinite else {
            throw validator.fault("above", "a period of noise needs a limit", "write for example above: 53 dB(A)")
        }
        guard (0...1).contains(minimumCapture) else {
            throw validator.fault("minimum_capture", "it is no share", "give a share from 0% to 100%")
        }
        if let hold = holdNanoseconds { try validator.checkDuration(hold, "hold", from: Nanoseconds.perSecond) }
        guard measure == .evening, periods.hours(of: .evening) == 0 else { return }
        throw validator.fault("measure", "the evening has no hours", "give evening some, or ask for another measure")
    }

    func combine(into digest: inout DefinitionDigest) {
        digest.combine(measure.rawValue)
        digest.combine(above)
        digest.combine(minimumCapture)
        digest.combine([
            Int64(periods.dayStartHour), Int64(periods.eveningStartHour), Int64(periods.nightStartHour),
            Int64(bitPattern: timeZone.fingerprint), holdNanoseconds ?? 0,
        ])
    }

    func terms(of rule: Rule, for series: SeriesDescriptor) throws(RuleMismatch) -> KindTerms {
        guard let scale = series.unit.scale, scale.dimension == .soundLevel || scale.dimension == .ratioLevel else {
            throw RuleMismatch(reason: "noise is summed up in decibels, and readings are in \(series.unit.code)")
        }
        let patience = max(15 * Nanoseconds.perMinute, 2 * min(series.cadenceNanoseconds ?? 0, Nanoseconds.perDay))
        return KindTerms(
            .noisePeriod,
            NoisePeriodDetector.Terms(
                above: try rule.limits(for: series).level(above),
                minimumCapture: minimumCapture,
                holdNanoseconds: holdNanoseconds ?? patience,
                measure: measure,
                periods: periods,
                clock: LocalClock(timeZone)
            )
        )
    }

    func sentence(_ text: FindingText) -> String {
        switch text.verdict.phase {
        case .raised:
            "\(text.subject): \(symbol) \(text.valueWithUnit), above \(text.thresholdWithUnit)\(text.capture), since \(text.since)"
        case .cleared:
            "\(text.subject): \(symbol) \(text.valueWithUnit) again after \(text.lasted)"
        }
    }

    private var symbol: String {
        switch measure {
        case .lden: "Lden"
        case .day: "Lday"
        case .evening: "Levening"
        case .night: "Lnight"
        }
    }
}

extension FindingText {
    /// `, 97 % known`.
    fileprivate var capture: String {
        guard let share = number(.dataCapture) else { return "" }
        return ", \(NumberText.text(of: (share * 100).rounded())) % known"
    }
}
