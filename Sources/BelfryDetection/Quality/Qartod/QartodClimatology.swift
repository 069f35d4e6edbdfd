public import BelfryModel

/// Whether a value is usual for its season.
///
/// Intuition: 25 °C are no fault in July and one in January. Limits: what no span covers is not evaluated; spans are given, not
/// learnt. Where several cover a time the last one counts. Source: IOOS, "Manual for Real-Time Quality
/// Control", test 5.
public struct QartodClimatology: Sendable, Hashable {
    /// What a part of the year, the month, the week or the day is counted in.
    public enum Period: Sendable, Hashable {
        /// 1...12.
        case month
        /// 1...4.
        case quarter
        /// 1...366.
        case dayOfYear
        /// 0 is Monday.
        case dayOfWeek
        /// 0...23.
        case hour
    }

    /// What is usual in some of a period's parts.
    public struct Span: Sendable, Hashable {
        public var period: Period
        /// Both ends included.
        public var parts: ClosedRange<Int>
        public var usual: ClosedRange<Double>
        /// Outside of it a value fails; nil where none does.
        public var possible: ClosedRange<Double>?

        public init(
            _ period: Period,
            _ parts: ClosedRange<Int>,
            usual: ClosedRange<Double>,
            possible: ClosedRange<Double>? = nil
        ) {
            self.period = period
            self.parts = parts
            self.usual = usual
            self.possible = possible
        }
    }

    public var spans: [Span]

    public init(_ spans: [Span]) {
        self.spans = spans
    }

    /// The flag of a value, nil where it is missing, at a time in UTC.
    public func flag(_ value: Double?, at time: Timestamp) -> QartodFlag {
        guard let value, value.isFinite else { return .missing }
        var flag = QartodFlag.notEvaluated
        for span in spans where span.parts.contains(part(span.period, of: time)) {
            if let possible = span.possible, !possible.contains(value) {
                flag = .fail
            } else {
                flag = span.usual.contains(value) ? .good : .suspect
            }
        }
        return flag
    }

    private func part(_ period: Period, of time: Timestamp) -> Int {
        let civil = CivilTime(time)
        switch period {
        case .month: return civil.month
        case .quarter: return (civil.month + 2) / 3
        case .hour: return civil.hour
        // 1970-01-01 was a Thursday.
        case .dayOfWeek: return ((civil.daysSinceEpoch + 3) % 7 + 7) % 7
        case .dayOfYear: return civil.daysSinceEpoch - CivilTime(year: civil.year, month: 1, day: 1).daysSinceEpoch + 1
        }
    }
}
