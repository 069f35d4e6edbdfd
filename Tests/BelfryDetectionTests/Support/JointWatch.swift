// A detector over several series under test, fed with the windows that the engine would put together.

import BelfryDetection
import BelfryModel

struct JointWatch {
    static let corridor = Corridor(id: "ring", stations: ["s1", "s2", "s3"])

    let rules: RuleSet
    let group: JointGroup
    var detector: JointDetector
    private let series: [SeriesDescriptor]
    private(set) var time = Watch.start
    private(set) var verdicts: [JointVerdict] = []

    init(
        _ definition: DetectorDefinition,
        _ members: [(sensor: String, quantity: String)],
        corridor: Corridor = corridor,
        place: String? = nil
    ) throws {
        rules = try RuleSet([Rule(name: "rule", detector: definition, severity: .major)], corridors: [corridor])
        series = members.enumerated().map { number, member in
            SeriesDescriptor(
                id: SeriesID(Int32(number)),
                key: SeriesKey(agency: "traffic", sensor: member.sensor, quantity: Quantity(member.quantity)),
                unit: Quantity(member.quantity).definition?.unit ?? .unknown,
                domain: .traffic,
                place: place.map { Place(kind: .site, name: $0) }
            )
        }
        guard let group = rules.group(of: series[0], under: rules.rules[0]),
            let detector = rules.rules[0].jointDetector(for: group, rule: 0)
        else { throw NoGroup() }
        self.group = group
        self.detector = detector
    }

    struct NoGroup: Error {}

    /// A window of what each series tells; nil for one that is silent.
    @discardableResult
    mutating func tell(seconds: Double = 30, _ value: (String, String) -> Double?) -> [JointVerdict] {
        let end = time + seconds
        let shares = series.compactMap { series -> JointWindow.Share? in
            guard let value = value(series.key.sensor, series.key.quantity.name) else { return nil }
            return JointWindow.Share(
                series: series.id,
                quantity: series.key.quantity,
                sensor: series.key.sensor,
                station: rules.group(of: series, under: rules.rules[0])?.station ?? 0,
                value: value
            )
        }
        let said = detector.observe(JointWindow(start: time, end: end, arrival: end + 2, shares: shares))
        time = end
        verdicts += said
        return said
    }

    /// Nobody is asked for a while.
    mutating func pause(seconds: Double) { time = time + seconds }

    func finding(_ verdict: JointVerdict) -> Finding {
        let series =
            switch verdict.subject {
            case .group: group.series
            case .section(let index): group.sections[index]
            case .member(let id): series[Int(id.index)]
            }
        return rules.finding(from: verdict.verdict, series: series)
    }

    var texts: [String] { verdicts.map { finding($0).text } }
    var phases: [Finding.Phase] { verdicts.map(\.verdict.phase) }
}
