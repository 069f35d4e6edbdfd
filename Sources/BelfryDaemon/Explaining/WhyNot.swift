// Why a rule stayed silent: the readings around an instant go through the engine once more, with the rule as it is, and then with
// one of its conditions after the other taken away. The first that makes it speak is the one that kept it silent.
//
//   match ─► when ─► unit ─► readings ─► quality ─► raised? ─► for? ─► enough in the window? ─► limit: which value came closest?

public import BelfryDetection
import BelfryEngine
public import BelfryModel

/// A question about a rule, a series and an instant.
///
/// Pure: readings in, an answer out.
public struct WhyNot: Sendable {
    public var rule: Rule
    /// The series in question.
    public var series: SeriesDescriptor
    /// Those that it is judged together with, itself among them; itself alone for a rule without a group.
    public var members: [SeriesDescriptor]
    /// Of all members around the instant, in order of time.
    public var readings: [Reading]
    public var instant: Timestamp
    var engine: Configuration.Engine
    var corridors: [Corridor]

    public init(
        rule: Rule,
        series: SeriesDescriptor,
        members: [SeriesDescriptor],
        readings: [Reading],
        instant: Timestamp,
        configuration: Configuration
    ) {
        self.rule = rule
        self.series = series
        self.members = members
        self.readings = readings
        self.instant = instant
        engine = configuration.engine
        corridors = configuration.corridors
    }

    /// The time that is looked at: what the rule could have said at the instant depends on no other readings.
    public static func span(of rule: Rule, around instant: Timestamp) -> (from: Timestamp, to: Timestamp) {
        let reach = max(rule.reachNanoseconds, Nanoseconds.perHour)
        // A window that holds the instant is judged when it ends.
        let ahead = max(rule.window?.lengthNanoseconds ?? 0, Nanoseconds.perMinute)
        return (
            instant.advanced(byNanoseconds: -reach),
            instant.advanced(byNanoseconds: min(ahead, RuleLimits.longestDurationNanoseconds))
        )
    }

    private var span: (from: Timestamp, to: Timestamp) { Self.span(of: rule, around: instant) }

    /// The answer, step by step; the last step is the one that stopped the rule.
    public var answer: WhyNotAnswer {
        var answer = WhyNotAnswer(rule: rule, series: series)
        for step in [matching, hours, unit, spoken, quality, silence, holding, enough, limit] {
            let result = step()
            answer.steps.append(result)
            if result.isStop { break }
        }
        return answer
    }

    // MARK: - What needs no engine

    private func matching() -> WhyNotAnswer.Step {
        let failing = rule.matchers.filter { !$0.matches(series) }
        guard failing.isEmpty else {
            let reasons = failing.map {
                "\($0.condition), and the \($0.label.rawValue) is \(Self.value(of: $0.label, series))"
            }
            return .stop(.match, "the rule is not meant for this series: \(reasons.joined(separator: "; "))")
        }
        if series.isOutOfService {
            return .stop(.match, "\(series.key.sensor) is out of service, as the fleet says, and no rule looks at it")
        }
        if rule.isOutsideCorridors, CorridorStation(of: series, on: corridors) != nil {
            return .stop(.match, "the rule leaves stations of corridors out, and \(series.key.sensor) is one")
        }
        let conditions = rule.matchers.map(\.condition)
        return .pass(.match, conditions.isEmpty ? "every series" : conditions.joined(separator: ", "))
    }

    private func hours() -> WhyNotAnswer.Step {
        guard let schedule = rule.schedule else { return .pass(.when, "at every hour") }
        guard schedule.isOpen(at: instant) else {
            return .stop(.when, "the rule is not judged at that hour, or on that day")
        }
        return .pass(.when, "it is judged at that hour")
    }

    private func unit() -> WhyNotAnswer.Step {
        let plan = (try? RuleSet([rule], corridors: corridors))?.plan(for: series)
        let hasNoUnit = !own.isEmpty && own.allSatisfy { $0.flags.contains(.unitUnknown) }
        let blind = hasNoUnit ? plan?.detectors.first?.blindness(to: series) : nil
        if let skipped = plan?.skipped.first ?? blind {
            return .stop(.unit, "the rule matches and cannot watch the series: \(skipped.reason)")
        }
        return .pass(.unit, series.unit.isKnown ? series.unit.code : "none")
    }

    private var own: [Reading] { readings.filter { $0.series == series.id } }

    private func spoken() -> WhyNotAnswer.Step {
        let times = "between \(Self.time(span.from)) and \(Self.time(span.to))"
        guard let last = own.last else {
            guard rule.detector.name != "silence" else { return .pass(.readings, "none \(times)") }
            return .stop(.readings, "there are no readings \(times)")
        }
        let count = own.count == 1 ? "1 reading" : "\(own.count) readings"
        return .pass(.readings, "\(count) \(times), the last \(Self.time(last.eventTime))")
    }

    private func quality() -> WhyNotAnswer.Step {
        let bad = own.count { !$0.isComparable }
        let looksAtBad = ["silence", "flat_line", "gross_range", "clock"].contains(rule.detector.name)
        guard bad == own.count, bad > 0, !looksAtBad else {
            let unknown = own.count { $0.quality != .bad && !$0.isComparable }
            let parts = [(bad - unknown, "bad"), (unknown, "without a known unit")].filter { $0.0 > 0 }
            let reasons = parts.map { "\($0.0) \($0.1)" }.joined(separator: " and ")
            return .pass(.quality, bad == 0 ? "none of them is bad" : "among \(own.count) readings \(reasons)")
        }
        return .stop(.quality, "all \(bad) readings are bad, and limits look at none of those")
    }

    private static func value(of label: LabelMatcher.Label, _ series: SeriesDescriptor) -> String {
        let text =
            switch label {
            case .domain: series.domain.name
            case .quantity: series.key.quantity.name
            case .sensor: series.key.sensor
            case .agency: series.key.agency
            case .zone: series.zone
            case .place: series.place.name
            case .kind, .severity, .rule: ""
            }
        return text.isEmpty ? "not known" : text
    }

    static func time(_ instant: Timestamp) -> String {
        instant.alignedDown(toMultipleOf: Nanoseconds.perSecond).rfc3339
    }
}

extension WhyNot {
    // MARK: - What the engine says

    private func silence() -> WhyNotAnswer.Step {
        let found = occurrences(of: rule).last {
            $0.raisedAt <= span.to && ($0.cleared?.detectedAt ?? span.to) >= instant
        }
        guard let found else { return .pass(.raised, "it stays silent over these readings") }
        let end = found.cleared.map { ", cleared \(Self.time($0.detectedAt))" } ?? ""
        return .stop(
            .raised,
            "it does not stay silent: raised \(Self.time(found.raisedAt))\(end): \(found.raised.text)",
            finding: found.raised
        )
    }

    private func holding() -> WhyNotAnswer.Step {
        guard let wanted = rule.holdNanoseconds, wanted > 0, let probe = rule.probe(isWithoutHolding: true) else {
            return .pass(.holding, "it asks for no time to hold")
        }
        guard let found = longest(occurrences(of: probe)) else {
            return .pass(.holding, "the condition did not hold at all")
        }
        let end = found.cleared?.to
        let held = finish(of: found).nanosecondsSince(found.raised.from)
        return .stop(
            .holding,
            "the condition held for \(Self.length(held)), from \(Self.time(found.raised.from)) "
                + "\(end.map { "to \(Self.time($0))" } ?? "on"), and the rule asks for \(DurationText.text(of: wanted))"
        )
    }

    private func enough() -> WhyNotAnswer.Step {
        guard let window = rule.window else { return .pass(.enough, "it looks at every reading") }
        let probe = rule.probe(isWithoutHolding: true, isWithoutMinimum: true)
        guard let found = probe.flatMap({ longest(occurrences(of: $0)) }) ?? unjudged else {
            return .pass(.enough, "no window would have passed the limit with fewer readings")
        }
        let count = found.raised.evidence.first { $0.name == "window_count" }?.value ?? 0
        let share = Int((window.minimumCoverage * 100).rounded())
        let wish =
            window.minimumCount > 1 ? "\(window.minimumCount) readings" : "\(share) % of what its interval promises"
        return .stop(
            .enough,
            "the window from \(Self.time(found.raised.from)) had \(NumberText.text(of: count)) readings, too few to be judged: "
                + "the rule asks for \(wish)"
        )
    }

    /// A window that was too empty to be judged, where all of them were.
    private var unjudged: BacktestReport.Occurrence? {
        guard let judged = rule.windowProbe(isWithoutMinimum: false), first(of: judged) == nil else { return nil }
        return rule.windowProbe(isWithoutMinimum: true).flatMap { occurrences(of: $0).last }
    }

    /// How long something lasted, to the second.
    private static func length(_ nanoseconds: Int64) -> String {
        let second = Nanoseconds.perSecond
        return DurationText.text(of: nanoseconds < second ? nanoseconds : nanoseconds / second * second)
    }

    /// The end of something, as far as there are readings: what comes later nobody knows.
    private func finish(of found: BacktestReport.Occurrence) -> Timestamp {
        let last = readings.last?.eventTime ?? span.to
        return found.cleared?.to ?? max(found.raised.from, min(last, span.to))
    }

    private func occurrences(of rule: Rule) -> [BacktestReport.Occurrence] {
        BacktestReport.Occurrence.all(in: findings(of: rule))
    }

    func first(of rule: Rule) -> Finding? { findings(of: rule).first { $0.phase == .raised } }

    private func longest(_ occurrences: [BacktestReport.Occurrence]) -> BacktestReport.Occurrence? {
        occurrences.max { left, right in
            let lengths = [left, right].map { finish(of: $0).nanosecondsSince($0.raised.from) }
            return lengths[0] < lengths[1]
        }
    }

    private func findings(of rule: Rule) -> [Finding] {
        guard let set = try? RuleSet([rule], corridors: corridors) else { return [] }
        let descriptors = Dictionary(members.map { ($0.id, $0) }) { first, _ in first }
        var run = VirtualEngine(Configuration.engineConfiguration(of: engine), rules: set) { descriptors[$0] }
        var found: [Finding] = []
        for reading in readings { found += run.take(reading) }
        found += run.advance(to: span.to)
        let group = set.group(of: series, under: rule)
        var subjects = group.map { [$0.series] + $0.sections } ?? []
        // What is seen in several series of one sensor is said of any of them.
        subjects += members.filter { $0.key.sensor == series.key.sensor && $0.key.agency == series.key.agency }
        return found.filter { finding in subjects.contains { $0.identity == finding.series.identity } }
    }
}
