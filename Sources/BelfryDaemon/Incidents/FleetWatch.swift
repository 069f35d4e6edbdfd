// Who is in the fleet and has never said a word: a sensor that was never mounted, is filed under another name, or whose topic nobody
// subscribes to. A silence watch cannot tell, since it begins with a first reading.
//
// Intuition: three of its intervals, and ten minutes at least, are enough to be heard once. Limits: a sensor that was heard before,
// in this run or an earlier one, is silent and not never seen; where the fleet names no interval an hour is waited. Refused: a
// finding as soon as Belfry starts, since every sensor is unseen then.

import BelfryIngest
import BelfryModel

/// Turns members of the fleet that have never been heard into findings.
///
/// Pure: time, the fleet and who has been seen come in, findings go out.
struct FleetWatch: Sendable {
    /// The least time that a sensor has to be heard.
    static let leastNanoseconds = 10 * Nanoseconds.perMinute
    /// Of its intervals.
    static let intervals: Int64 = 3
    /// Where the fleet names no interval.
    static let usualNanoseconds = Nanoseconds.perHour
    static let rule = "belfry-sensor_never_seen"

    private var waitingSince: [FleetMember: Timestamp] = [:]
    private var raised: [FleetMember: Finding] = [:]
    private var restored: [String: Finding] = [:]

    init() {}

    /// Takes over findings that were raised before a restart.
    mutating func restore(_ findings: [Finding]) {
        for finding in findings where finding.phase == .raised && finding.rule == Self.rule {
            restored[finding.series.identity] = finding
        }
    }

    /// The clock was set forward, and no time has passed.
    mutating func moveClock(byNanoseconds distance: Int64) {
        guard distance > 0 else { return }
        waitingSince = waitingSince.mapValues { $0.advanced(byNanoseconds: distance) }
    }

    /// The findings that the present state of the fleet brings about, by sensor.
    ///
    /// - Parameter seen: agencies and sensors of which a series is known.
    mutating func observe(_ fleet: [FleetMember], seen: Set<SensorName>, now: Timestamp) -> [Finding] {
        let names = Set(seen.map(\.sensor))
        // Whoever is out of service is not missed.
        let missing = fleet.filter { !$0.isOutOfService }.filter { member in
            member.agency.map { !seen.contains(SensorName(agency: $0, sensor: member.sensor)) }
                ?? !names.contains(member.sensor)
        }
        var findings = end(allBut: Set(missing), now: now)
        for member in missing {
            if raised[member] == nil, let finding = restored.removeValue(forKey: Self.series(of: member).identity) {
                raised[member] = finding
            }
            guard raised[member] == nil else { continue }
            let since = waitingSince[member] ?? now
            waitingSince[member] = since
            guard now.nanosecondsSince(since) >= Self.patience(with: member) else { continue }
            let finding = Self.finding(on: member, since: since, now: now)
            raised[member] = finding
            findings.append(finding)
        }
        // Who has left the fleet, or was heard, while Belfry was away.
        let left = restored.values.map { Self.cleared($0, now: now) }
        restored = [:]
        return (findings + left).sorted { $0.series.identity < $1.series.identity }
    }

    private mutating func end(allBut missing: Set<FleetMember>, now: Timestamp) -> [Finding] {
        waitingSince = waitingSince.filter { missing.contains($0.key) }
        let ended = raised.filter { !missing.contains($0.key) }
        for member in ended.keys { raised[member] = nil }
        return ended.values.map { Self.cleared($0, now: now) }
    }

    /// How long a member has to be heard.
    static func patience(with member: FleetMember) -> Int64 {
        guard let cadence = member.cadenceNanoseconds else { return usualNanoseconds }
        let (patience, isEndless) = cadence.multipliedReportingOverflow(by: intervals)
        return isEndless ? .max : max(leastNanoseconds, patience)
    }

    private static func cleared(_ finding: Finding, now: Timestamp) -> Finding {
        var finding = finding
        finding.phase = .cleared
        finding.to = max(finding.from, now)
        finding.detectedAt = now
        finding.text = "\(finding.series.key.sensor) has been heard, or has left the fleet"
        return finding
    }

    private static func finding(on member: FleetMember, since: Timestamp, now: Timestamp) -> Finding {
        let waited = Double(now.nanosecondsSince(since)) / Double(Nanoseconds.perSecond)
        return Finding(
            phase: .raised,
            kind: .sensorNeverSeen,
            severity: .warning,
            rule: rule,
            ruleVersion: "built-in",
            series: series(of: member),
            from: since,
            detectedAt: now,
            value: 0,
            text:
                "\(member.sensor) is in the fleet and has never been heard; see with belfry tap whether it sends under "
                + "another name, and whether its topic is subscribed to",
            evidence: [Evidence(name: "waited_seconds", value: waited, unit: Unit("s"), time: now)]
        )
    }

    private static func series(of member: FleetMember) -> SeriesDescriptor {
        SeriesDescriptor(
            id: SelfWatch.seriesNumber,
            key: SeriesKey(agency: member.agency ?? "", sensor: member.sensor, quantity: Quantity("presence")),
            unit: Unit("1"),
            domain: member.domain ?? .other,
            zone: member.zone ?? "",
            place: member.site.map { Place(kind: .site, name: $0) },
            location: member.location,
            cadenceNanoseconds: member.cadenceNanoseconds
        )
    }
}

/// A sensor of an agency.
struct SensorName: Hashable, Sendable {
    var agency: String
    var sensor: String
}
