import BelfryDetection
import Testing

@testable import BelfryDaemon

/// Everything that can be wrong with a rule, at the key that is wrong.
@Suite("Faulty rules")
struct RuleFaultTests {
    private static let sound = "name: r, severity: minor"

    @Test(
        "Rules",
        arguments: [
            FaultCase("▸rule: []", "unknown key \"rule\" in the rule file; did you mean \"rules\"?"),
            FaultCase("rules: ▸{ a: b }", "\"rules\" must be a list, not a mapping; write it as - item"),
            FaultCase("rules: [ ▸a ]", "rule must be a mapping of keys, not a single value"),
            FaultCase("rules: [ ▸{ severity: minor, above: 1 } ]", "rule lacks \"name\"; add name: with text"),
            FaultCase(
                "rules: [ ▸{ name: r, above: 1 } ]",
                "rule lacks \"severity\"; add severity: with one of warning, minor, major, critical"
            ),
            FaultCase(
                "rules: [ { name: r, severity: ▸majr, above: 1 } ]",
                "\"severity\" must be one of warning, minor, major, critical, not \"majr\"; did you mean \"major\"?"
            ),
            FaultCase(
                "rules: [ { name: ▸no blanks, severity: minor, above: 1 } ]",
                "\"name\" of rule \"no blanks\": it is empty, longer than 64 characters or holds other than letters, digits, - _ .; "
                    + "write a name such as no2-hour-limit"
            ),
            FaultCase(
                "rules: [ { \(sound), above: 1 }, ▸{ \(sound), above: 2 } ]",
                "two rules are called \"r\", the first at rules.d/r.yaml:1:10; findings are told apart by it: rename one"
            ),
            FaultCase(
                "rules: [ { \(sound), above: 1, match: { quantity: ▸no2|humidity } } ]",
                "\"humidity\" is called relative_humidity here; write relative_humidity"
            ),
            FaultCase(
                "rules: [ ▸{ \(sound) } ]",
                "\"above\" of rule \"r\": a threshold needs a limit; give above, below or both"
            ),
            FaultCase(
                "rules: [ { \(sound), detector: traffic_incident, for: 1m, wave: ▸30s } ]",
                "\"wave\" of rule \"r\": it is shorter than for; a small loss has to last longer than a great one"
            ),
            FaultCase(
                "rules: [ { \(sound), detector: possible_fire, within: ▸0s } ]",
                "\"within\" of rule \"r\": it is not between 1s and 31d; write a duration such as 30s, 5m or 1h"
            ),
            FaultCase(
                "rules: [ { \(sound), ▸abov: 1, below: 0 } ]",
                "unknown key \"abov\" in rule; did you mean \"above\"?"
            ),
            FaultCase(
                "rules: [ { \(sound), above: ▸high } ]",
                "\"above\" must be a number, alone or with a known unit, such as 200 ug/m3, not \"high\""
            ),
            FaultCase(
                "rules: [ { \(sound), above: ▸1 parsec } ]",
                "\"above\" must be a number, alone or with a known unit, such as 200 ug/m3, not \"1 parsec\""
            ),
            FaultCase(
                "rules: [ { \(sound), above: 1 ug/m3, clear_below: ▸0.5 mg/m3 } ]",
                "limits in ug/m3 and in mg/m3 in one rule (rules.d/r.yaml:1:45); give all of them in one unit"
            ),
            FaultCase(
                "rules: [ { \(sound), match: { quantity: no2 }, above: ▸50 km/h } ]",
                "a limit in km/h cannot be compared with no2, which is in ug/m3; give it in ug/m3"
            ),
            FaultCase(
                "rules: [ { \(sound), match: { quantity: \"no2|speed\" }, above: ▸50 km/h } ]",
                "a limit in km/h cannot be compared with no2, which is in ug/m3; give it in ug/m3"
            ),
            FaultCase(
                "rules: [ { \(sound), above: 1, clear_below: ▸2 } ]",
                "\"clear_below\" of rule \"r\": 2 lies beyond above: 1; give a value of at most 1"
            ),
            FaultCase(
                "rules: [ { \(sound), above: 1, clear_above: ▸2 } ]",
                "\"clear_above\" of rule \"r\": there is no below that it could belong to; add below or remove clear_above"
            ),
            FaultCase(
                "rules: [ { \(sound), above: 1, below: ▸2 } ]",
                "\"below\" of rule \"r\": 2 lies above the upper limit 1; "
                    + "the values between below and above are the good ones: swap the two"
            ),
            FaultCase(
                "rules: [ { \(sound), above: 1, for: ▸1 hour } ]",
                "\"for\" must be a duration from 0s to 31d such as 30s, 5m or 1h, not \"1 hour\""
            ),
            FaultCase(
                "rules: [ { \(sound), detector: ▸treshold, abov: 1 } ]",
                "\"detector\" must be one of \(DetectorDefinition.names.joined(separator: ", ")), not \"treshold\"; "
                    + "did you mean \"threshold\"?"
            ),
            FaultCase(
                "rules: [ { \(sound), detector: silence, ▸above: 1 } ]",
                "unknown key \"above\" in rule; known are at_least, cadence, detector, group, kind, match, missed, name, "
                    + "outside_corridors, owner, revision, runbook, severity, text, when, window"
            ),
            FaultCase(
                "rules: [ { \(sound), detector: silence, missed: ▸0.5 } ]",
                "\"missed\" of rule \"r\": it is not between 1 and 1000; write for example missed: 3"
            ),
            FaultCase(
                "rules: [ { \(sound), detector: silence, window: ▸{ tumbling: 1m } } ]",
                "\"window\" of rule \"r\": silence looks at every reading; remove the window"
            ),
            FaultCase(
                "rules: [ { \(sound), detector: air_standard, standard: ▸eurozone, level: alert } ]",
                "\"standard\" must be one of eu, who, us, uk, not \"eurozone\""
            ),
            FaultCase(
                "rules: [ { \(sound), detector: air_standard, standard: who, level: ▸alert } ]",
                "\"level\" of rule \"r\": the WHO has no alert thresholds; "
                    + "use level: limit, or detector: air_index for what the public is told"
            ),
            FaultCase(
                "rules: [ { \(sound), detector: air_standard, standard: eu, level: alert, window: ▸{ tumbling: 8h } } ]",
                "\"window\" of rule \"r\": air means are made of the hours of local standard time; "
                    + "remove the window, or write tumbling: 1h with aggregate: mean"
            ),
            FaultCase(
                "rules: [ { \(sound), detector: air_standard, standard: eu, level: alert, time_zone: ▸\"+05:20\" } ]",
                "\"time_zone\" of rule \"r\": its standard time is 19200 s from UTC, and hours cannot be cut so; "
                    + "give a zone that is a multiple of a quarter of an hour from UTC, at most 14h"
            ),
            FaultCase(
                "rules: [ { \(sound), detector: air_index, index: eaqi, at_least: ▸severe } ]",
                "\"at_least\" must be one of good, fair, moderate, poor, very_poor, extremely_poor, or a number from 1 to 6, "
                    + "not \"severe\""
            ),
            FaultCase(
                "rules: [ ▸{ \(sound), detector: rate_of_change } ]",
                "\"rises_by\" of rule \"r\": a rate of change needs a limit; give rises_by, falls_by or both"
            ),
            FaultCase(
                "rules: [ { \(sound), detector: rate_of_change, falls_by: ▸-3 } ]",
                "\"falls_by\" of rule \"r\": -3 is negative; give the amount without a sign"
            ),
            FaultCase(
                "rules: [ { \(sound), detector: rate_of_change, rises_by: 3, per: 1m, maximum_span: ▸90s } ]",
                "\"maximum_span\" of rule \"r\": it is less than twice the minimum span, so that most readings would have no rate; "
                    + "give at least twice minimum_span"
            ),
            FaultCase(
                "rules: [ { \(sound), detector: flat_line, tolerance: ▸-1 } ]",
                "\"tolerance\" of rule \"r\": it is negative; give the largest difference that still counts as flat"
            ),
            FaultCase(
                "rules: [ { \(sound), detector: flat_line, minimum_readings: ▸1 } ]",
                "\"minimum_readings\" must be a whole number from 2 to 1000, not \"1\""
            ),
            FaultCase(
                "rules: [ { \(sound), detector: flat_line, ignore: ▸0 } ]",
                "\"ignore\" must be a list, not a single value; write it as - item"
            ),
            FaultCase(
                "rules: [ { \(sound), detector: flat_line, ignore: ▸[ 1, 2, 3 ] } ]",
                "\"ignore\" of rule \"r\": more than 2 values; name the values that the quantity rests at"
            ),
            FaultCase(
                "rules: [ { \(sound), detector: gross_range, low: ▸5, high: 5 } ]",
                "\"low\" of rule \"r\": it is not below high; give the smallest and the largest value that can be"
            ),
            FaultCase(
                "rules: [ { \(sound), detector: gross_range, count: ▸0 } ]",
                "\"count\" must be a whole number from 1 to 1000, not \"0\""
            ),
            FaultCase(
                "rules: [ { \(sound), above: 1, match: ▸no2 } ]",
                "match must be a mapping of keys, not a single value"
            ),
            FaultCase(
                "rules: [ { \(sound), above: 1, match: { ▸quantty: no2 } } ]",
                "unknown key \"quantty\" in match; did you mean \"quantity\"?"
            ),
            FaultCase(
                "rules: [ { \(sound), above: 1, match: { zone: ▸'=~ \"[\"' } } ]",
                "\"[\" is not a regular expression; write for example =~ \"north.*\""
            ),
            FaultCase(
                "rules: [ { \(sound), above: 1, match: ▸{ kind: flood } } ]",
                "\"match\" of rule \"r\": kind is a label of findings, and a rule chooses series; "
                    + "use domain, quantity, sensor, agency, zone or place"
            ),
            FaultCase(
                "rules: [ { \(sound), above: 1, window: ▸1h } ]",
                "window must be a mapping of keys, not a single value"
            ),
            FaultCase(
                "rules: [ { \(sound), above: 1, window: ▸{ aggregate: mean } } ]",
                "a window needs a shape; write one of tumbling: 1h, sliding: 8h with every: 1h, calendar: day with time_zone, "
                    + "session: 30s, count: 20, state: value"
            ),
            FaultCase(
                "rules: [ { \(sound), above: 1, window: { tumbling: ▸1y } } ]",
                "\"tumbling\" must be a duration from 1ms to 31d such as 30s, 5m or 1h, not \"1y\""
            ),
            FaultCase(
                "rules: [ { \(sound), above: 1, window: ▸{ tumbling: 100ms } } ]",
                "a window of 0.1 s and an allowed lateness of 30 s would keep 300 ended windows to revise, more than 64; "
                    + "choose a longer window or a shorter lateness"
            ),
            FaultCase(
                "rules: [ { \(sound), above: 1, window: { tumbling: 1h, aggregate: ▸average } } ]",
                "\"aggregate\" must be one of count, sum, min, max, mean, stddev, first, last, p50, p95, p99, l10, l50, l90, leq, "
                    + "harmonic_mean, direction, distinct, delta, slope, time_mean, integral, share, increase, rate, resets, duration, "
                    + "data_capture, or another percentage such as p99.9, not \"average\""
            ),
            FaultCase(
                "rules: [ { \(sound), above: 1, window: { tumbling: 1h, sliding: ▸1h } } ]",
                "a window has one shape, not tumbling and sliding; write one of tumbling: 1h, sliding: 8h with every: 1h, "
                    + "calendar: day with time_zone, session: 30s, count: 20, state: value"
            ),
            FaultCase(
                "rules: [ { \(sound), above: 1, window: { state: ▸band } } ]",
                "a state within a band needs the band; add above, below or equal"
            ),
            FaultCase(
                "rules: [ { \(sound), above: 1, window: ▸{ session: 2h, maximum: 1h } } ]",
                "a session that ends 7200 s after its last reading cannot be at most 3600 s long; "
                    + "choose a gap of at least 1 ms and a longer maximum"
            ),
            FaultCase(
                "rules: [ { \(sound), above: 1, window: ▸{ tumbling: 1h, aggregate: share } } ]",
                "\"window\" of rule \"r\": a share needs a band of values; write for example above: 50 within the window"
            ),
            FaultCase(
                "rules: [ { \(sound), above: 1, window: ▸{ tumbling: 1h, above: 3 } } ]",
                "\"window\" of rule \"r\": its band is used by nothing; remove above, below and equal, or ask for aggregate: share "
                    + "or state: band"
            ),
            FaultCase(
                "rules: [ { \(sound), above: 1, window: ▸{ tumbling: 1h, modulus: 65536 } } ]",
                "\"window\" of rule \"r\": its modulus is used by nothing; remove it, or ask for increase, rate or resets"
            ),
            FaultCase(
                "rules: [ { \(sound), above: 1, window: { tumbling: 1h, ▸every: 1h } } ]",
                "unknown key \"every\" in window; known are above, aggregate, below, calendar, count, equal, hold, lateness, "
                    + "minimum_count, minimum_coverage, modulus, session, sliding, state, tumbling"
            ),
            FaultCase(
                "rules: [ { \(sound), above: 1, window: ▸{ sliding: 1h, every: 7m } } ]",
                "a sliding window of 3600 s cannot end every 420 s; choose a length that is a multiple, at most 1440 times as long"
            ),
            FaultCase(
                "rules: [ { \(sound), above: 1, kind: ▸air_limits } ]",
                "\"kind\" must be a kind of finding such as air_limit, not \"air_limits\"; did you mean \"air_limit\"?"
            ),
            FaultCase(
                "rules: [ { \(sound), above: 1, text: ▸\"{valu}\" } ]",
                "\"text\" of rule \"r\": unknown placeholder {valu}; use one of {value} {unit} {threshold} {quantity} {sensor} "
                    + "{place} {zone} {agency} {domain} {since} {rule} {severity}"
            ),
        ]
    )
    func rules(faulty: FaultCase) throws {
        let found = try faults(of: ["belfry.yaml": soundBroker, "rules.d/r.yaml": faulty.yaml])
        #expect(found == ["rules.d/r.yaml:\(faulty.place): \(faulty.fault)"])
    }
}
