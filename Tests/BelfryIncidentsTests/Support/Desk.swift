// A desk to play incidents at: findings by short names, minutes on a clock, the machine, and what it said.

import BelfryIncidents
import BelfryModel

struct Desk {
    static let start = Timestamp(rfc3339: "2026-11-23T02:00:00Z")!

    var machine = IncidentMachine()
    private(set) var events: [IncidentEvent] = []

    /// What happened, as text: `opened finding_raised escalated`.
    var story: String { events.map(\.entry.what.rawValue).joined(separator: " ") }
    /// Events since the last look.
    private var told = 0

    mutating func news() -> String {
        defer { told = events.count }
        return events[told...].map(\.entry.what.rawValue).joined(separator: " ")
    }

    mutating func apply(_ finding: Finding) {
        events += machine.apply(finding, now: finding.detectedAt)
    }

    mutating func advance(to minute: Double) {
        events += machine.advance(to: .minute(minute))
    }

    mutating func act(_ action: (inout IncidentMachine) throws -> [IncidentEvent]) rethrows {
        events += try action(&machine)
    }

    /// The one open incident.
    var incident: Incident { machine.open[0] }
}

extension Timestamp {
    /// So many minutes into the story.
    static func minute(_ minutes: Double) -> Timestamp {
        Desk.start.advanced(byNanoseconds: Nanoseconds.from(seconds: minutes * 60))
    }
}

extension Finding {
    /// A finding of `rule` on `sensor` that began at a minute of the story.
    static func raised(
        _ rule: String,
        on sensor: String = "riverside-3",
        site: String? = nil,
        agency: String = "safety",
        kind: FindingKind = .flood,
        severity: Severity = .major,
        domain: Domain = .safety,
        value: Double = 0.42,
        at minute: Double
    ) -> Finding {
        let series = SeriesDescriptor(
            id: SeriesID(0),
            key: SeriesKey(agency: agency, sensor: sensor, quantity: Quantity("water_level")),
            unit: Unit("m"),
            domain: domain,
            place: site.map { Place(kind: .site, name: $0) }
        )
        return Finding(
            phase: .raised,
            kind: kind,
            severity: severity,
            rule: rule,
            ruleVersion: "v1",
            series: series,
            from: .minute(minute),
            detectedAt: .minute(minute),
            value: value,
            text: "\(rule) on \(sensor)"
        )
    }

    /// The same finding, cleared.
    func cleared(at minute: Double) -> Finding {
        var finding = self
        finding.phase = .cleared
        finding.to = .minute(minute)
        finding.detectedAt = .minute(minute)
        finding.text = "Cleared: \(text)"
        return finding
    }
}
