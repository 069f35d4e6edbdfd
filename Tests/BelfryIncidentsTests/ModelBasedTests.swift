// Random findings and operators against invariants that hold after every step, whatever the order.

import BelfryIncidents
import BelfryModel
import Testing

@Suite struct ModelBasedTests {
    /// A small city: few sensors and rules, so that everything meets everything.
    struct City {
        var random: SeededGenerator
        var minute = 0.0
        var active: [Finding] = []

        init(seed: UInt64) { random = SeededGenerator(seed: seed) }

        mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

        mutating func raise() -> Finding {
            let finding = Finding.raised(
                "rule-\(pick(4))",
                on: "s-\(pick(3))",
                site: pick(2) == 0 ? "site-\(pick(2))" : nil,
                agency: ["safety", "environment"][pick(2)],
                kind: [.flood, .threshold, .sensorSilent, .sensorStuck][pick(4)],
                severity: Severity.allCases[pick(4)],
                domain: [.safety, .air][pick(2)],
                at: minute
            )
            active.append(finding)
            return finding
        }

        /// One step: mostly findings, now and then an operator, a repeat, or a restart.
        mutating func step(_ desk: inout Desk) {
            minute += 0.25
            let now = Timestamp.minute(minute)
            let open = desk.machine.open
            switch pick(10) {
            case 0...3: desk.apply(raise())
            case 4...6 where !active.isEmpty: desk.apply(active.remove(at: pick(active.count)).cleared(at: minute))
            case 7 where !active.isEmpty: desk.apply(active[pick(active.count)])
            case 8 where !open.isEmpty:
                let id = open[pick(open.count)].id
                try? desk.act { try $0.acknowledge(id, by: "mira", reason: "", now: now) }
            case 9 where !open.isEmpty:
                let id = open[pick(open.count)].id
                let reason = pick(2) == 0 ? "" : "exercise"
                try? desk.act { try $0.close(id, by: "jo", reason: reason, now: now) }
            default: break
            }
        }
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func invariantsHoldAfterEveryStep(seed: UInt64) {
        var city = City(seed: seed)
        var desk = Desk()
        var closed: [String: Incident] = [:]
        for step in 0..<600 {
            let before = desk.events.count
            city.step(&desk)
            let news = desk.events[before...]
            check(desk.machine, "seed \(seed), step \(step)")
            for event in news {
                #expect(closed[event.incident.id] == nil, "a closed incident changed, seed \(seed), step \(step)")
                #expect(event.incident.timeline.last == event.entry)
                if event.incident.state == .closed { closed[event.incident.id] = event.incident }
            }
            for (id, event) in Dictionary(grouping: news, by: \.incident.id).compactMapValues(\.last) {
                #expect(desk.machine.incident(id) == event.incident, "seed \(seed), step \(step)")
            }
        }
    }

    private func check(_ machine: IncidentMachine, _ context: Comment) {
        for incident in machine.open {
            let isHeld = incident.findings.contains { $0.phase == .raised }
            #expect(!incident.findings.isEmpty, context)
            #expect(incident.state.isActive == isHeld, context)
            #expect((incident.state == .activeAcknowledged) == (incident.acknowledgement != nil), context)
            #expect(incident.severity >= incident.findings.map(\.severity).max() ?? .warning, context)
            #expect(incident.timeline.map(\.at) == incident.timeline.map(\.at).sorted(), context)
            #expect(Set(incident.findings.map(\.kind.isAboutSensor)).count == 1, context)
            #expect(Set(incident.findings.map(\.series.place)).count == 1, context)
        }
    }

    @Test(arguments: 101...110 as ClosedRange<UInt64>)
    func aRestoredMachineGoesOnAsIfNothingHadHappened(seed: UInt64) {
        var city = City(seed: seed)
        var desk = Desk()
        for _ in 0..<200 { city.step(&desk) }
        var restored = Desk()
        let known = Set(desk.events.flatMap { $0.incident.findings.map(\.id) })
        restored.machine = IncidentMachine(restoring: desk.machine.open, knownFindings: known)
        #expect(restored.machine.open == desk.machine.open)
        var twin = city
        let before = desk.events.count
        for _ in 0..<200 {
            city.step(&desk)
            twin.step(&restored)
        }
        #expect(Array(desk.events[before...]) == restored.events, "seed \(seed)")
    }

    @Test(arguments: 201...220 as ClosedRange<UInt64>)
    func theOrderOfJoinsDoesNotMatter(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let first = Finding.raised("first", severity: .warning, at: 0)
        let others = (1...8).map {
            Finding.raised("rule-\($0)", severity: Severity.allCases.randomElement(using: &random)!, at: 1)
        }
        var forward = Desk()
        var shuffled = Desk()
        for finding in [first] + others { forward.apply(finding) }
        for finding in [first] + others.shuffled(using: &random) { shuffled.apply(finding) }
        #expect(forward.incident.id == shuffled.incident.id)
        #expect(forward.incident.severity == shuffled.incident.severity, "seed \(seed)")
        #expect(Set(forward.incident.findings) == Set(shuffled.incident.findings))
    }
}
