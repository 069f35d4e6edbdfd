import BelfryAPI
import BelfryModel

/// Which incidents, findings and sensors an operator asked for.
///
/// The daemon filters as well; what counts is decided here, so that every verb and the live stream agree.
struct DeskFilter: Equatable {
    var matchers: [LabelMatcher] = []
    /// The mildest severity that is shown.
    var minimumSeverity: Severity?
    /// Only what changed at or after this instant.
    var since: Timestamp?

    /// Whether an incident is asked for.
    ///
    /// A matcher on sensor or quantity looks at all of its findings.
    func admits(_ incident: IncidentDocument) -> Bool {
        guard isSevereEnough(incident.severity), isRecent(incident.updatedAt) else { return false }
        return matchers.allSatisfy { matcher in
            switch matcher.label {
            case .domain: matcher.matches(incident.domain)
            case .agency: matcher.matches(incident.agency)
            case .zone: matcher.matches(incident.zone)
            case .place: matcher.matches(incident.place)
            case .kind: matcher.matches(incident.kind)
            case .severity: matcher.matches(incident.severity)
            case .rule: matcher.matches(incident.rule)
            case .sensor: Self.matches(matcher, anyOf: incident.findings.map(\.sensor))
            case .quantity: Self.matches(matcher, anyOf: incident.findings.map(\.quantity))
            }
        }
    }

    /// Whether a finding is asked for.
    func admits(_ finding: FindingDocument) -> Bool {
        guard isSevereEnough(finding.severity), isRecent(finding.detectedAt) else { return false }
        return matchers.allSatisfy { matcher in
            switch matcher.label {
            case .domain: matcher.matches(finding.domain)
            case .agency: matcher.matches(finding.agency)
            case .zone: matcher.matches(finding.zone)
            case .place: matcher.matches(finding.place)
            case .kind: matcher.matches(finding.kind)
            case .severity: matcher.matches(finding.severity)
            case .rule: matcher.matches(finding.rule)
            case .sensor: matcher.matches(finding.sensor)
            case .quantity: matcher.matches(finding.quantity)
            }
        }
    }

    /// Whether a sensor is asked for; it has no severity and no kind.
    func admits(_ sensor: SensorDocument) -> Bool {
        if since != nil, !(sensor.lastSeen.map(isRecent) ?? false) { return false }
        return matchers.allSatisfy { matcher in
            switch matcher.label {
            case .domain: matcher.matches(sensor.domain)
            case .agency: matcher.matches(sensor.agency)
            case .zone: matcher.matches(sensor.zone)
            case .place: matcher.matches(sensor.place)
            case .sensor: matcher.matches(sensor.sensor)
            case .quantity: Self.matches(matcher, anyOf: sensor.series.map(\.quantity))
            case .kind, .severity, .rule: false
            }
        }
    }

    /// Whether a series is asked for; it has neither place, severity nor kind.
    func admits(_ series: SeriesDocument) -> Bool {
        if since != nil, !(series.lastTime.map(isRecent) ?? false) { return false }
        return matchers.allSatisfy { matcher in
            switch matcher.label {
            case .domain: matcher.matches(series.domain)
            case .agency: matcher.matches(series.agency)
            case .zone: matcher.matches(series.zone)
            case .sensor: matcher.matches(series.sensor)
            case .quantity: matcher.matches(series.quantity)
            case .place, .kind, .severity, .rule: false
            }
        }
    }

    private func isSevereEnough(_ name: String) -> Bool {
        guard let minimumSeverity else { return true }
        return Severity(name: name).map { $0 >= minimumSeverity } ?? true
    }

    private func isRecent(_ time: String) -> Bool {
        guard let since else { return true }
        return Timestamp(rfc3339: time).map { $0 >= since } ?? true
    }

    /// A positive matcher wants one value that fits, a negated one that none is excluded.
    private static func matches(_ matcher: LabelMatcher, anyOf values: [String]) -> Bool {
        matcher.isNegated ? values.allSatisfy(matcher.matches) : values.contains(where: matcher.matches)
    }
}
