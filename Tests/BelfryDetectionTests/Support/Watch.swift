// One detector under test, fed the way the engine feeds it: what is due before a reading speaks before it.

import BelfryDetection
import BelfryModel
import BelfryWindows

struct Watch {
    static let start = Timestamp(rfc3339: "2026-11-23T02:00:00Z")!

    var detector: LoneDetector
    let series: SeriesDescriptor
    let rules: RuleSet
    private(set) var verdicts: [Verdict] = []

    init(
        _ definition: DetectorDefinition,
        window: RuleWindow? = nil,
        quantity: String = "water_level",
        unit: String = "m",
        cadence: Int64? = nil,
        severity: Severity = .major,
        text: String = ""
    ) throws {
        rules = try RuleSet([
            Rule(
                name: "rule",
                detector: definition,
                window: window,
                severity: severity,
                text: text
            )
        ])
        series = SeriesDescriptor(
            id: SeriesID(7),
            key: SeriesKey(agency: "safety", sensor: "riverside-3", quantity: Quantity(quantity)),
            unit: Unit(unit),
            domain: .safety,
            zone: "north",
            cadenceNanoseconds: cadence
        )
        detector = LoneDetector(rules.plan(for: series).detectors[0].terms, series: series.id)
    }

    /// Lets time pass and says what became due.
    mutating func pass(to now: Timestamp) -> [Verdict] {
        var said: [Verdict] = []
        while detector.deadline <= now, let verdict = detector.advance(to: now) { said.append(verdict) }
        verdicts += said
        return said
    }

    /// A reading; `late` is how many seconds it needed to arrive.
    @discardableResult
    mutating func receive(
        _ value: Double,
        at eventTime: Timestamp,
        late: Double = 0,
        quality: Quality = .good,
        flags: QualityFlags = [],
        timeSource: TimeSource = .payload
    ) -> [Verdict] {
        let arrival = eventTime + late
        var said = pass(to: arrival)
        let reading = Reading(
            series: series.id,
            value: value,
            eventTime: eventTime,
            arrivalTime: arrival,
            quality: quality,
            flags: flags,
            timeSource: timeSource
        )
        if let verdict = detector.observe(reading) {
            said.append(verdict)
            verdicts.append(verdict)
        }
        return said
    }

    /// A closed window whose readings all had one value.
    @discardableResult
    mutating func receive(window value: Double, from start: Timestamp, seconds: Double, count: Int = 10) -> Verdict? {
        let end = start + seconds
        let window = ClosedWindow(
            series: series.id,
            start: start,
            end: end,
            count: count,
            sum: value * Double(count),
            minimum: value,
            maximum: value,
            standardDeviation: 0,
            first: value,
            last: value
        )
        var read = window.mean
        if case .basic(let aggregate)? = rules.rules.first?.window?.aggregate { read = window.value(of: aggregate) }
        let verdict = detector.observe(window, value: read, arrival: end + 2)
        if let verdict { verdicts.append(verdict) }
        return verdict
    }

    func finding(_ verdict: Verdict) -> Finding { rules.finding(from: verdict, series: series) }
}

extension Timestamp {
    static func + (left: Timestamp, seconds: Double) -> Timestamp {
        left.advanced(byNanoseconds: Nanoseconds.from(seconds: seconds))
    }
}

func seconds(_ seconds: Double) -> Int64 { Nanoseconds.from(seconds: seconds) }
func minutes(_ minutes: Double) -> Int64 { Nanoseconds.from(seconds: minutes * 60) }
