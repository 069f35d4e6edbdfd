// The demo knows what it made happen, so it can say of each event how long Belfry took and what it said.

import BelfryAPI
import BelfryModel
import BelfrySimulator

/// Which injected events have been reported, and how fast.
///
/// Pure.
struct DetectionReport {
    /// One injected event and the incident that reports it.
    struct Detection: Encodable, Equatable {
        var kind: String
        var place: String
        /// Of the finding that reports it, and its rule.
        var findingKind: String
        var rule: String
        var injectedAt: String
        var detectedAt: String
        var secondsFromInjection: Double
        var incident: String
        var severity: String
        var since: String
        var text: String
        var evidence: [EvidenceDocument]
    }

    private(set) var missing: [TruthEvent]

    /// A report that waits for these events.
    init(truth: [TruthEvent]) {
        missing = truth
    }

    /// The events that these incidents report for the first time.
    mutating func take(_ incidents: [IncidentDocument]) -> [Detection] {
        var detections: [Detection] = []
        missing.removeAll { event in
            guard let detection = Self.detection(of: event, in: incidents) else { return false }
            detections.append(detection)
            return true
        }
        return detections
    }

    private static func detection(of event: TruthEvent, in incidents: [IncidentDocument]) -> Detection? {
        let kinds = Set(event.expect.map(\.rawValue))
        var best: (incident: IncidentDocument, finding: FindingDocument, at: Timestamp)?
        for incident in incidents {
            for finding in incident.findings {
                // What is told of several sensors together names their place alone.
                let isHere = event.sensors.contains(finding.sensor) || event.place == finding.place
                guard kinds.contains(finding.kind), isHere,
                    let at = Timestamp(rfc3339: finding.detectedAt), at >= event.from
                else { continue }
                if best.map({ at < $0.at }) ?? true { best = (incident, finding, at) }
            }
        }
        return best.map { incident, finding, at in
            Detection(
                kind: event.kind.rawValue,
                place: incident.place,
                findingKind: finding.kind,
                rule: finding.rule,
                injectedAt: event.from.rfc3339,
                detectedAt: finding.detectedAt,
                secondsFromInjection: Double(at.nanosecondsSince(event.from)) / Double(Nanoseconds.perSecond),
                incident: incident.id,
                severity: finding.severity,
                since: finding.from,
                text: finding.text,
                evidence: finding.evidence
            )
        }
    }
}

extension DetectionReport.Detection {
    /// The detection for a person: what was injected, then where, since when, how bad, on what evidence.
    func lines(local: LocalTime, now: Timestamp) -> [String] {
        let numbers = evidence.prefix(4).map { "\($0.name) \(MeasureText.measure($0.value, unit: $0.unit))" }
        let began = Timestamp(rfc3339: since).map { local.moment($0, now: now) } ?? since
        return [
            ">>> \(kind) injected: reported after \(MeasureText.oneDecimal(secondsFromInjection)) s as \(findingKind), \(incident)",
            "    \(severity) at \(place) since \(began): \(text)",
            "    evidence: \(numbers.joined(separator: ", "))",
        ].map { TerminalText.neutralised($0) }
    }
}
