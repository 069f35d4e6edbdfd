import BelfryDetection
import BelfryModel

/// One rule of the air pack under test, fed with hours as the engine feeds it.
struct AirWatch {
    var detector: LoneDetector
    let series: SeriesDescriptor
    let rules: RuleSet
    private(set) var verdicts: [Verdict] = []

    init(
        _ definition: DetectorDefinition,
        _ quantity: String,
        unit: String = "ug/m3",
        gasReferenceCelsius: Double? = nil
    ) throws {
        rules = try RuleSet([Rule(name: "air", detector: definition, severity: .major)])
        series = SeriesDescriptor(
            id: SeriesID(7),
            key: SeriesKey(agency: "environment", sensor: "aq-1", quantity: Quantity(quantity)),
            unit: Unit(unit),
            domain: .air,
            place: Place(kind: .sensor, name: "Arts-Loi"),
            gasReferenceCelsius: gasReferenceCelsius
        )
        detector = LoneDetector(rules.plan(for: series).detectors[0].terms, series: series.id)
    }

    /// Hours from `start` on: a number, `-` one with too few readings, `_` one that never comes.
    ///
    /// - Returns: a letter for each that comes: `.` nothing, `R` raised, `C` cleared.
    @discardableResult
    mutating func play(_ hoursInARow: String, from start: Timestamp) -> String {
        var said: [String] = []
        for (index, word) in hoursInARow.split(separator: " ").enumerated() where word != "_" {
            let verdict = receive(Double(word) ?? 0, at: hours(index, after: start), coverage: word == "-" ? 0.7 : 1)
            said.append(verdict.map { $0.phase == .raised ? "R" : "C" } ?? ".")
        }
        return said.joined(separator: " ")
    }

    /// Whole days of 24 equal hours.
    @discardableResult
    mutating func play(days: [Double], from start: Timestamp) -> [String] {
        days.enumerated().map { index, value in
            let day = Array(repeating: "\(value)", count: 24).joined(separator: " ")
            return play(day, from: hours(24 * index, after: start)).split(separator: " ").filter { $0 != "." }.joined()
        }
    }

    @discardableResult
    mutating func receive(_ value: Double, at start: Timestamp, coverage: Float = 1, revision: Int = 0) -> Verdict? {
        var window = ClosedWindow(
            series: series.id,
            start: start,
            end: hours(1, after: start),
            count: 60,
            sum: value * 60,
            minimum: value,
            maximum: value,
            standardDeviation: 0,
            first: value,
            last: value,
            revision: revision,
            coverage: coverage
        )
        window.standing = coverage < 0.75 ? .incomplete : .complete
        let verdict = detector.observe(window, value: window.mean, arrival: window.end + 2)
        if let verdict { verdicts.append(verdict) }
        return verdict
    }

    func text(_ index: Int) -> String { rules.finding(from: verdicts[index], series: series).text }

    /// The evidence of a verdict under a name.
    func evidence(_ index: Int, _ name: String) -> [Double] {
        rules.finding(from: verdicts[index], series: series).evidence.filter { $0.name == name }.map(\.value)
    }
}

/// A rule's law.
func law(
    _ standard: AirRegime,
    _ level: AirLevel,
    _ averaging: AirStandardParameters.Averaging? = nil,
    offsetHours: Double = 0
) -> DetectorDefinition {
    .airStandard(
        AirStandardParameters(
            standard: standard,
            level: level,
            averaging: averaging,
            standardOffsetSeconds: Int(offsetHours * 3_600)
        )
    )
}
