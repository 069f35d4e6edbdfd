// `window:` of a rule: `{ tumbling: 1h }`, `{ sliding: 8h, every: 1h }`, `{ calendar: day, time_zone: Europe/Brussels }`,
// `{ session: 30s }`, `{ count: 20 }`, `{ state: value }`, `{ state: band, above: 50 km/h }`.

import BelfryDetection
import BelfryModel
import BelfryWindows

extension RuleWindow {
    /// - Parameter usualZone: of calendar windows that name none.
    init?(reading keys: MappingReader, usualZone: TimeZoneRule) {
        let order = Order(reading: keys)
        let shape = WindowDefinition.Shape(reading: keys, band: order.band, usualZone: usualZone)
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
            latenessNanoseconds: lateness,
            order: order
        )
    }
}

extension RuleWindow.Order {
    /// `hold`, `modulus`, and the band that `above`, `below` or `equal` name.
    fileprivate init(reading keys: MappingReader) {
        let limits = LimitReader(keys: keys)
        let hold = keys.scalar(
            "hold",
            as: .duration(Nanoseconds.perMillisecond...RuleLimits.longestDurationNanoseconds)
        )
        let modulus = keys.scalar("modulus", as: .number(1...0x1p64))
        let above = limits.limit("above").map(ValueBand.above)
        let below = limits.limit("below").map(ValueBand.below)
        let equal = limits.limit("equal").map(ValueBand.exactly)
        let bands = [above, below, equal].compactMap(\.self)
        self.init(
            holdNanoseconds: hold,
            counterModulus: modulus,
            band: bands.isEmpty ? nil : bands.reduce(ValueBand()) { $0.intersection($1) },
            unit: limits.unit
        )
    }
}

extension WindowDefinition.Shape {
    private static let names = ["tumbling", "sliding", "calendar", "session", "count", "state"]
    private static let lengths = Nanoseconds.perMillisecond...RuleLimits.longestDurationNanoseconds

    fileprivate init?(reading keys: MappingReader, band: ValueBand?, usualZone: TimeZoneRule) {
        let named = Self.names.filter(keys.contains)
        guard named.count == 1 else {
            keys.report(
                named.last ?? "window",
                named.isEmpty
                    ? "a window needs a shape" : "a window has one shape, not \(named.joined(separator: " and "))",
                remedy:
                    "write one of tumbling: 1h, sliding: 8h with every: 1h, calendar: day with time_zone, session: 30s, "
                    + "count: 20, state: value"
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
        case "session":
            let gap = keys.required("session", as: .duration(Self.lengths))
            let maximum = keys.scalar("maximum", as: .duration(Self.lengths)) ?? Nanoseconds.perDay
            guard let gap else { return nil }
            self = .session(gapNanoseconds: gap, maximumNanoseconds: maximum)
        case "count":
            guard let count = keys.required("count", as: .count(WindowLimits.readings)) else { return nil }
            self = .count(count)
        case "state":
            guard let shape = Self.state(keys, band: band) else { return nil }
            self = shape
        default:
            guard let shape = Self.calendar(keys, usualZone: usualZone) else { return nil }
            self = shape
        }
    }

    /// Runs of one value, or of values within a band.
    private static func state(_ keys: MappingReader, band: ValueBand?) -> WindowDefinition.Shape? {
        let maximum = keys.scalar("maximum", as: .duration(lengths)) ?? Nanoseconds.perDay
        guard let kind = keys.required("state", as: .word(of: ["value", "band"])) else { return nil }
        if kind == "value" { return .state(nil, maximumNanoseconds: maximum) }
        guard let band else {
            keys.report("state", "a state within a band needs the band", remedy: "add above, below or equal")
            return nil
        }
        return .state(band, maximumNanoseconds: maximum)
    }

    /// Hours and days as the zone's clocks show them, or `clock: standard` as they would without daylight saving.
    private static func calendar(_ keys: MappingReader, usualZone: TimeZoneRule) -> WindowDefinition.Shape? {
        let period = keys.required("calendar", as: .word(of: ["hour", "day"]))
        let zone = keys.timeZone("time_zone", usual: usualZone)
        let clock = keys.scalar("clock", as: .word(of: ["civil", "standard"])) ?? "civil"
        guard let period, let zone else { return nil }
        if period == "day", clock == "civil" { return .days(in: zone) }
        // A zone's hours differ from UTC's by minutes at most, and a change of the clock moves them by none.
        let offset = Int64(zone.standardOffsetSeconds) * Nanoseconds.perSecond
        let length = period == "day" ? Nanoseconds.perDay : Nanoseconds.perHour
        return .tumbling(lengthNanoseconds: length, phaseNanoseconds: -offset)
    }
}
