// `window:` of a rule: `{ tumbling: 1h }`, `{ sliding: 8h, every: 1h }`, `{ calendar: day, time_zone: Europe/Brussels }`.

import BelfryDetection
import BelfryModel
import BelfryWindows

extension RuleWindow {
    init?(reading keys: MappingReader) {
        let shape = WindowDefinition.Shape(reading: keys)
        let aggregate = keys.scalar("aggregate", as: .aggregate) ?? .mean
        let minimumCount = keys.scalar("minimum_count", as: .count(0...1_000_000))
        let minimumCoverage = keys.scalar("minimum_coverage", as: .share)
        let lateness = keys.scalar("lateness", as: .duration(0...Nanoseconds.perDay)) ?? 0
        guard let shape else { return nil }
        self.init(
            shape,
            aggregate: aggregate,
            minimumCount: minimumCount,
            minimumCoverage: minimumCoverage,
            latenessNanoseconds: lateness
        )
    }
}

extension WindowDefinition.Shape {
    private static let names = ["tumbling", "sliding", "calendar"]
    private static let lengths = Nanoseconds.perMillisecond...RuleLimits.longestDurationNanoseconds

    fileprivate init?(reading keys: MappingReader) {
        let named = Self.names.filter(keys.contains)
        guard named.count == 1 else {
            keys.report(
                named.last ?? "window",
                named.isEmpty
                    ? "a window needs a shape" : "a window has one shape, not \(named.joined(separator: " and "))",
                remedy: "write one of tumbling: 1h, sliding: 8h with every: 1h, calendar: day with time_zone"
            )
            return nil
        }
        switch named[0] {
        case "tumbling":
            guard let length = keys.required("tumbling", as: .duration(Self.lengths)) else { return nil }
            self = .tumbling(lengthNanoseconds: length)
        case "sliding":
            let length = keys.required("sliding", as: .duration(Self.lengths))
            let every = keys.required("every", as: .duration(Self.lengths))
            guard let length, let every else { return nil }
            self = .sliding(lengthNanoseconds: length, everyNanoseconds: every)
        default:
            guard let shape = Self.calendar(keys) else { return nil }
            self = shape
        }
    }

    /// Hours and days as the zone's clocks show them, or `clock: standard` as they would without daylight saving.
    private static func calendar(_ keys: MappingReader) -> WindowDefinition.Shape? {
        let period = keys.required("calendar", as: .word(of: ["hour", "day"]))
        let zone = keys.contains("time_zone") ? keys.timeZone("time_zone") : .utc
        let clock = keys.scalar("clock", as: .word(of: ["civil", "standard"])) ?? "civil"
        guard let period, let zone else { return nil }
        if period == "day", clock == "civil" { return .days(in: zone) }
        // A zone's hours differ from UTC's by minutes at most, and a change of the clock moves them by none.
        let offset = Int64(zone.standardOffsetSeconds) * Nanoseconds.perSecond
        let length = period == "day" ? Nanoseconds.perDay : Nanoseconds.perHour
        return .tumbling(lengthNanoseconds: length, phaseNanoseconds: -offset)
    }
}
