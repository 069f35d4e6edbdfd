// Four hundred sensors that fall silent within two minutes are one gateway, one cabinet or one link that has gone.
//
//   last heard   · ·· · ···· ·│                 one site, zone or agency, within two minutes of each other, or within twice
//                             │ silent          their own interval: five sensors are an outage, ten of a whole agency
//   told         s1 s2 s3 s4 [gateway offline]  s1…s400 are told no more; it is over when fewer than five are away, and these
//                                               are then told one by one
//
// Intuition: sensors fail one by one, what they hang on fails them together. Limits: what hangs on one gateway is guessed from
// site, zone and agency, since topics do not say; fewer than five sensors are told one by one; those that were told before the
// fifth fell silent have been heard. Refused: a share of the sensors in place of a number, since half of four hundred would ring
// two hundred times first; and an end when half of them are back, which would ring for the other half that is on its way. A
// broker's sensors have five minutes to come back after it, and what is still away then is looked at anew. At one silence a month
// a sensor, five by chance within two minutes happen in a zone of 500 once in some million years.

import BelfryModel

/// Finds outages in the silences of sensors.
///
/// Pure; its state follows from the findings that are raised, so that it is taken up with them after a restart.
struct OutageWatch: Sendable {
    struct Outage {
        var finding: Finding
        /// When the last of the first was last heard.
        var instant: Timestamp
        /// Findings of silence that are its; those that ended are no more among them.
        var silent: Set<String> = []
        /// The most that they were.
        var most = 0
        /// How many it was last told of.
        var told = 0
    }

    /// A broker that is away, or whose sensors are just coming back.
    private struct AbsentBroker {
        var finding: Finding
        /// Until when its sensors may come back; nil while it is away itself.
        var until: Timestamp?

        init(_ finding: Finding) {
            self.finding = finding
            let end = finding.detectedAt.advanced(byNanoseconds: OutageLimits.returnNanoseconds)
            until = finding.phase == .raised ? nil : end
        }
    }

    private(set) var silences: [OutageScope: [String: Silence]] = [:]
    private var outages: [OutageScope: Outage] = [:]
    /// By their findings.
    private var brokers: [String: AbsentBroker] = [:]

    /// Whether anything is away.
    var isEmpty: Bool { outages.isEmpty && brokers.isEmpty }

    /// Takes over what was raised before a restart, and brokers whose sensors may still be coming back.
    mutating func restore(_ findings: [Finding], at instant: Timestamp) {
        for finding in findings where finding.kind == .sensorSilent && finding.phase == .raised { note(finding) }
        for finding in findings {
            guard let scope = OutageScope(finding) else { continue }
            if scope == .all {
                let broker = AbsentBroker(finding)
                if broker.until.map({ $0 > instant }) ?? true { brokers[finding.id] = broker }
                continue
            }
            guard finding.phase == .raised else { continue }
            outages[scope] = Outage(finding: finding, instant: finding.from)
            enlist(in: scope)
            guard var outage = outages[scope] else { continue }
            outage.most = max(outage.most, Int(exactly: finding.value.rounded()) ?? 0)
            outage.told = outage.most
            outages[scope] = outage
        }
    }

    /// Takes in a finding; what it says of outages comes out.
    mutating func observe(_ finding: Finding) -> [Finding] {
        if finding.kind == .brokerOffline {
            brokers[finding.id] = AbsentBroker(finding)
            return []
        }
        guard finding.kind == .sensorSilent else { return [] }
        return finding.phase == .raised ? raise(finding) : clear(finding)
    }

    /// Whether a raised finding is no more than a sign of an outage.
    func covers(_ finding: Finding) -> Bool {
        if finding.kind == .gatewayOffline, let scope = OutageScope(finding) {
            return brokers.values.contains { Self.isNear(finding.from, $0.finding.from) }
                || outages.contains { $0.key.contains(scope) && Self.isNear(finding.from, $0.value.instant) }
        }
        return finding.kind == .sensorSilent && covers(Silence(finding))
    }

    private func covers(_ silence: Silence) -> Bool {
        brokers.values.contains { silence.belongs(to: $0.finding.from) }
            || OutageScope.scopes(of: silence.series).contains { scope in
                outages[scope].map { silence.belongs(to: $0.instant) } ?? false
            }
    }

    /// Somebody has ended the incident of an outage: what hangs on it is told again, and a later outage anew.
    mutating func forget(_ finding: Finding) {
        guard let scope = OutageScope(finding) else { return }
        if outages[scope]?.finding.id == finding.id { outages[scope] = nil }
        brokers[finding.id] = nil
    }

    /// Outages that have grown to twice what was told of them, or come down to half of it, as they are now.
    mutating func takeChanged() -> [Finding] {
        var changed: [Finding] = []
        for (scope, outage) in outages
        where outage.silent.count >= 2 * outage.told || 2 * outage.silent.count <= outage.told {
            var outage = outage
            outage.told = outage.silent.count
            outage.finding.value = Double(sensors(of: outage, scope).count)
            outage.finding.text = text(of: outage, scope)
            outages[scope] = outage
            changed.append(outage.finding)
        }
        return changed.sorted { $0.id < $1.id }
    }

    /// Lets time come to an instant: whoever should have come back with a broker by then, and has not, is looked at anew.
    ///
    /// - Returns: nil where that was no news; else the outages that are left of it.
    mutating func advance(to instant: Timestamp) -> [Finding]? {
        let over = brokers.filter { $0.value.until.map { $0 <= instant } ?? false }
        guard !over.isEmpty else { return nil }
        for id in over.keys { brokers[id] = nil }
        var opened: [Finding] = []
        let waiting = silences.values.flatMap { $0 }.sorted { ($0.value.from, $0.key) < ($1.value.from, $1.key) }
        for (_, silence) in waiting where !covers(silence) { opened += look(at: silence, detectedAt: instant) }
        return opened
    }
}

extension OutageWatch {
    private mutating func raise(_ finding: Finding) -> [Finding] {
        note(finding)
        let silence = Silence(finding)
        let scopes = OutageScope.scopes(of: finding.series)
        for scope in scopes {
            guard var outage = outages[scope], silence.belongs(to: outage.instant) else { continue }
            outage.silent.insert(finding.id)
            outage.most = max(outage.most, outage.silent.count)
            outages[scope] = outage
        }
        return covers(silence) ? [] : look(at: silence, detectedAt: finding.detectedAt)
    }

    /// Whether a silence makes an outage plain.
    private mutating func look(at silence: Silence, detectedAt: Timestamp) -> [Finding] {
        for scope in OutageScope.scopes(of: silence.series) where outages[scope] == nil {
            guard let instant = onset(scope, with: silence) else { continue }
            return [open(scope, at: instant, like: silence.series, detectedAt: detectedAt)]
        }
        return []
    }

    private mutating func clear(_ finding: Finding) -> [Finding] {
        var cleared: [Finding] = []
        for scope in OutageScope.scopes(of: finding.series) {
            silences[scope]?[finding.id] = nil
            guard var outage = outages[scope], outage.silent.remove(finding.id) != nil else { continue }
            outages[scope] = outage
            guard outage.silent.count < OutageLimits.sensors * OutageLimits.seriesPerSensor,
                sensors(of: outage, scope).count < OutageLimits.sensors
            else { continue }
            outages[scope] = nil
            var end = outage.finding
            end.phase = .cleared
            end.to = max(end.from, finding.to ?? finding.detectedAt)
            end.detectedAt = finding.detectedAt
            end.text = "\(scope.text): the sensors that fell silent together are back\(left(of: outage, scope))"
            cleared.append(end)
        }
        return cleared
    }

    /// When an outage of a scope began that a silence has made plain; nil where there is none.
    private func onset(_ scope: OutageScope, with silence: Silence) -> Timestamp? {
        let all = silences[scope] ?? [:]
        let latest = silence.from.advanced(byNanoseconds: silence.slackNanoseconds)
        let instant = all.values.reduce(silence.from) { $1.from <= latest ? max($0, $1.from) : $0 }
        let members = all.values.filter { $0.belongs(to: instant) }
        let sensors = Set(members.map(\.sensor))
        guard case .agency = scope else { return sensors.count >= OutageLimits.sensors ? instant : nil }
        let zones = Set(members.map(\.series.zone))
        let isWide = zones == [""] || zones.count >= OutageLimits.agencyZones
        return isWide && sensors.count >= OutageLimits.agencySensors ? instant : nil
    }

    private mutating func open(
        _ scope: OutageScope,
        at instant: Timestamp,
        like member: SeriesDescriptor,
        detectedAt: Timestamp
    ) -> Finding {
        var raised = Finding(
            phase: .raised,
            kind: .gatewayOffline,
            severity: .major,
            rule: "belfry-gateway_offline",
            ruleVersion: "built-in",
            series: scope.descriptor(like: member),
            from: instant,
            detectedAt: detectedAt,
            value: 0,
            text: ""
        )
        outages[scope] = Outage(finding: raised, instant: instant)
        enlist(in: scope)
        guard var outage = outages[scope] else { return raised }
        outage.told = outage.silent.count
        raised.value = Double(sensors(of: outage, scope).count)
        raised.text = text(of: outage, scope)
        raised.evidence = [Evidence(name: "members", value: raised.value, unit: Unit("1"), time: instant)]
        outage.finding = raised
        outages[scope] = outage
        return raised
    }

    private mutating func enlist(in scope: OutageScope) {
        guard var outage = outages[scope] else { return }
        for (id, silence) in silences[scope] ?? [:] where silence.belongs(to: outage.instant) {
            outage.silent.insert(id)
        }
        outage.most = max(outage.most, outage.silent.count)
        outages[scope] = outage
    }

    private mutating func note(_ finding: Finding) {
        for scope in OutageScope.scopes(of: finding.series) {
            silences[scope, default: [:]][finding.id] = Silence(finding)
        }
    }

    private static func isNear(_ left: Timestamp, _ right: Timestamp) -> Bool {
        (-OutageLimits.spanNanoseconds...OutageLimits.spanNanoseconds).contains(left.nanosecondsSince(right))
    }
}
