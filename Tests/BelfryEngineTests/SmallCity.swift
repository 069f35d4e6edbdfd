// A seeded hour of a city with everything that makes time difficult, as the engine gets it: in order of arrival.

import BelfryDetection
import BelfryModel
import BelfryWindows

/// Several hundred series and what they send in an hour.
struct SmallCity: Sendable {
    static let start = Timestamp(seconds: 1_790_000_000)
    static let lateness = 20 * Nanoseconds.perSecond

    let seed: UInt64
    let descriptors: [SeriesDescriptor]
    /// By arrival; no two share series and event time.
    var readings: [Reading]
    let seconds: Int64

    /// What is wrong with a sensor.
    private enum Trouble: CaseIterable {
        case none, hourBehind, hourAhead, dies, pauses, sticks, leaves, late
    }

    private static let kinds: [(Quantity, Unit, Domain, mean: Double, swing: Double)] = [
        (Quantity("no2"), Unit("ug/m3"), .air, 60, 60), (Quantity("speed"), Unit("km/h"), .traffic, 50, 40),
        (Quantity("water_level"), Unit("m"), .safety, 2, 2), (Quantity("laeq"), Unit("dB(A)"), .safety, 60, 15),
        (Quantity("occupancy"), Unit("%"), .traffic, 30, 25),
    ]

    init(seed: UInt64, series: Int = 200, seconds: Int64 = 3_600) {
        var random = SeededRandom(seed: seed)
        var descriptors: [SeriesDescriptor] = []
        var readings: [Reading] = []
        for number in 0..<series {
            let kind = Self.kinds[number % Self.kinds.count]
            let cadence = Int64.random(in: 2...60, using: &random) * Nanoseconds.perSecond
            let id = SeriesID(Int32(number))
            let sensor = "\(kind.0.name)-\(Int.random(in: 100...999, using: &random))-\(number)"
            descriptors.append(
                SeriesDescriptor(
                    id: id,
                    key: SeriesKey(
                        agency: ["traffic", "environment", "water"][number % 3],
                        sensor: sensor,
                        quantity: kind.0
                    ),
                    unit: kind.1,
                    domain: kind.2,
                    cadenceNanoseconds: number % 4 == 0 ? cadence : nil
                )
            )
            let trouble = Trouble.allCases[Int.random(in: 0..<2 * Trouble.allCases.count, using: &random) % 8]
            readings += Self.hour(of: id, kind.mean, kind.swing, cadence, trouble, seconds, &random)
        }
        self.seed = seed
        self.seconds = seconds
        self.descriptors = descriptors
        // Some arrivals fall on one millisecond: the order of a tie belongs to the input.
        self.readings = readings.sorted {
            ($0.arrivalTime, $0.series, $0.eventTime) < ($1.arrivalTime, $1.series, $1.eventTime)
        }
    }

    private static func hour(
        of series: SeriesID,
        _ mean: Double,
        _ swing: Double,
        _ cadence: Int64,
        _ trouble: Trouble,
        _ seconds: Int64,
        _ random: inout SeededRandom
    ) -> [Reading] {
        let skew = trouble == .hourBehind ? -Nanoseconds.perHour : trouble == .hourAhead ? Nanoseconds.perHour : 0
        let end = start.advanced(byNanoseconds: seconds * Nanoseconds.perSecond)
        let middle = start.advanced(byNanoseconds: seconds / 2 * Nanoseconds.perSecond)
        var time = start.advanced(byNanoseconds: Int64.random(in: 0...cadence, using: &random))
        var value = mean
        var readings: [Reading] = []
        while time < end {
            let isSecondHalf = time > middle
            value += Double.random(in: -0.3...0.3, using: &random) * swing + 0.2 * (mean - value)
            if trouble == .sticks, isSecondHalf, time < end.advanced(by: -300 * Nanoseconds.perSecond) { value = mean }
            let isAway =
                isSecondHalf && (trouble == .dies || trouble == .pauses && time < middle.advanced(by: 12 * cadence))
            let isImpossible = trouble == .leaves && Int.random(in: 0..<20, using: &random) < 3
            let mayBeLate = trouble == .late && Int.random(in: 0..<6, using: &random) == 0
            let delay = Int64.random(in: 0...(mayBeLate ? 3 * lateness : lateness - 1), using: &random)
            if !isAway {
                readings.append(
                    Reading(
                        series: series,
                        value: isImpossible ? 1e5 : value,
                        eventTime: time.advanced(byNanoseconds: skew),
                        arrivalTime: time.advanced(byNanoseconds: delay).alignedDown(toMultipleOf: 1_000_000),
                        quality: isImpossible ? .bad : .good
                    )
                )
            }
            time = time.advanced(byNanoseconds: Int64.random(in: cadence * 9 / 10...cadence * 11 / 10, using: &random))
        }
        return readings
    }
}

extension Timestamp {
    func advanced(by nanoseconds: Int64) -> Timestamp { advanced(byNanoseconds: nanoseconds) }
}

extension SmallCity {
    /// Every detector, on readings and on windows of several lengths.
    static func rules() throws -> RuleSet {
        let second = Nanoseconds.perSecond
        func matchers(_ domain: String) throws -> [LabelMatcher] { [try LabelMatcher("domain=\(domain)")] }
        return try RuleSet(
            [
                Rule(
                    name: "high",
                    detector: .threshold(ThresholdParameters(above: 70, clearBelow: 60)),
                    severity: .minor
                ),
                Rule(
                    name: "high-for-a-while",
                    matchers: matchers("air|traffic"),
                    detector: .threshold(ThresholdParameters(above: 45, forNanoseconds: 90 * second)),
                    severity: .major
                ),
                Rule(
                    name: "mean-of-a-minute",
                    detector: .threshold(ThresholdParameters(above: 62, clearBelow: 58)),
                    window: RuleWindow(lengthNanoseconds: 60 * second, aggregate: .mean),
                    severity: .major
                ),
                Rule(
                    name: "spread-of-fifteen-seconds",
                    matchers: matchers("traffic"),
                    detector: .threshold(ThresholdParameters(above: 6)),
                    window: RuleWindow(lengthNanoseconds: 15 * second, aggregate: .standardDeviation, minimumCount: 2),
                    severity: .warning
                ),
                Rule(
                    name: "few-readings",
                    matchers: matchers("safety"),
                    detector: .threshold(ThresholdParameters(below: 3)),
                    window: RuleWindow(lengthNanoseconds: 60 * second, aggregate: .count),
                    severity: .warning
                ),
                Rule(
                    name: "rises-fast",
                    matchers: matchers("safety"),
                    detector: .rateOfChange(RateOfChangeParameters(risesBy: 6, perNanoseconds: 30 * second)),
                    severity: .major
                ),
                Rule(name: "silent", detector: .silence(SilenceParameters()), severity: .minor),
                Rule(
                    name: "stuck",
                    detector: .flatLine(FlatLineParameters(durationNanoseconds: 300 * second, minimumReadings: 5)),
                    severity: .warning
                ),
                Rule(name: "impossible", detector: .grossRange(GrossRangeParameters()), severity: .warning),
                Rule(
                    name: "spiky",
                    detector: .spike(SpikeParameters(times: 1.2, count: 2, withinNanoseconds: 120 * second)),
                    severity: .warning
                ),
                Rule(
                    name: "noisy",
                    matchers: matchers("traffic"),
                    detector: .noise(
                        NoiseParameters(above: 6, overNanoseconds: 60 * second, minimumReadings: 3, count: 1)
                    ),
                    severity: .warning
                ),
                Rule(
                    name: "lame",
                    matchers: matchers("air"),
                    detector: .attenuated(
                        AttenuatedParameters(below: 8, overNanoseconds: 60 * second, minimumReadings: 3, count: 1)
                    ),
                    severity: .warning
                ),
            ] + orderedRules(matchers: matchers)
        )
    }

    /// The same, and groups.
    static func rulesAndGroups() throws -> RuleSet {
        try RuleSet(rules().rules + groupRules { [try LabelMatcher("domain=\($0)")] })
    }

    /// The same with a clock watch and a group, behind so many rules that match nothing: all their numbers are others.
    static func everyKind(behind count: Int) throws -> RuleSet {
        let nobody = try (0..<count).map { number in
            try Rule(
                name: "nobody-\(number)",
                matchers: [try LabelMatcher("agency=nobody")],
                detector: .silence(SilenceParameters()),
                severity: .minor
            )
        }
        let more = [
            try Rule(name: "clock", detector: .clock(ClockParameters()), severity: .warning),
            try Rule(
                name: "whole-domain",
                detector: .threshold(ThresholdParameters(above: 45)),
                window: RuleWindow(lengthNanoseconds: Nanoseconds.perMinute, aggregate: .mean),
                group: RuleGroup(by: .domain),
                severity: .major
            ),
        ]
        return try RuleSet(nobody + more + rules().rules)
    }

    /// Windows that depend on the order of readings, with a lateness of their own.
    private static func orderedRules(matchers: (String) throws -> [LabelMatcher]) throws -> [Rule] {
        let second = Nanoseconds.perSecond
        func rule(
            _ name: String,
            _ domain: String,
            above: Double,
            _ shape: WindowDefinition.Shape,
            _ aggregate: WindowAggregate,
            band: ValueBand? = nil
        ) throws -> Rule {
            try Rule(
                name: name,
                matchers: matchers(domain),
                detector: .threshold(ThresholdParameters(above: above)),
                window: RuleWindow(
                    shape,
                    aggregate: aggregate,
                    latenessNanoseconds: 20 * second,
                    order: RuleWindow.Order(
                        holdNanoseconds: [.timeMean, .share(band: 0)].contains(aggregate) ? 45 * second : nil,
                        band: band
                    )
                ),
                severity: .warning
            )
        }
        let longest = Nanoseconds.perHour
        return [
            try rule("held-high", "air", above: 60, .tumbling(lengthNanoseconds: 30 * second), .timeMean),
            try rule(
                "often-high",
                "air|traffic",
                above: 0.5,
                .sliding(lengthNanoseconds: 120 * second, everyNanoseconds: 30 * second),
                .share(band: 0),
                band: .above(55)
            ),
            try rule("spread-of-nine", "traffic", above: 4, .count(9), .standardDeviation),
            try rule(
                "long-state",
                "safety",
                above: 60,
                .state(.above(50), maximumNanoseconds: longest),
                .duration,
                band: .above(50)
            ),
            try rule(
                "busy",
                "traffic",
                above: 20,
                .session(gapNanoseconds: 15 * second, maximumNanoseconds: longest),
                .count
            ),
        ]
    }

    /// Windows over several series.
    fileprivate static func groupRules(matchers: (String) throws -> [LabelMatcher]) throws -> [Rule] {
        func rule(_ name: String, _ domain: String, above: Double, _ group: RuleGroup) throws -> Rule {
            try Rule(
                name: name,
                matchers: matchers(domain),
                detector: .threshold(ThresholdParameters(above: above)),
                window: RuleWindow(lengthNanoseconds: 30 * Nanoseconds.perSecond, aggregate: .mean),
                group: group,
                severity: .warning
            )
        }
        return [
            try rule("agency-mean", "traffic", above: 45, RuleGroup(by: .agency)),
            try rule(
                "domain-spread",
                "air",
                above: 40,
                RuleGroup(by: .domain, combination: .spread, minimumMembers: 3)
            ),
            try rule("few-members", "safety", above: 11, RuleGroup(by: .agency, combination: .count)),
        ]
    }
}
