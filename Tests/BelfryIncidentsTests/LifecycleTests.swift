import BelfryIncidents
import BelfryModel
import Testing

@Suite struct LifecycleTests {
    let flood = Finding.raised("level", at: 0)

    @Test func aFloodComesIsSeenAndGoes() throws {
        var desk = Desk()
        desk.apply(flood)
        #expect(desk.incident.state == .activeUnacknowledged)
        #expect(desk.incident.title == "Flood: water_level 0.42 m at riverside-3")
        try desk.act { [id = desk.incident.id] in
            try $0.acknowledge(id, by: "mira", reason: "crew is on its way", now: .minute(2))
        }
        #expect(desk.incident.state == .activeAcknowledged)
        #expect(desk.incident.acknowledgement?.by == "mira")
        desk.apply(flood.cleared(at: 30))
        #expect(desk.story == "opened acknowledged finding_cleared cleared closed")
        #expect(desk.machine.open.isEmpty)
        #expect(desk.events.last?.incident.state == .closed)
        #expect(desk.events.last?.incident.timeline.map(\.at) == [0, 2, 30, 30, 30].map { .minute($0) })
    }

    @Test func tenQuantitiesOfABoxWithAWrongClockAreOneThingToDo() {
        var desk = Desk()
        let findings = (0..<10).map { number in
            var finding = Finding.raised(
                "clock",
                on: "box-7",
                kind: .sensorClock,
                severity: .warning,
                domain: .air,
                at: Double(number) / 60
            )
            finding.id += "-\(number)"
            return finding
        }
        for finding in findings { desk.apply(finding) }
        desk.apply(.raised("no2-high", on: "box-7", kind: .airLimit, domain: .air, at: 5))
        #expect(desk.machine.open.map(\.kind) == [.sensorClock, .airLimit], "and what it measures is another")
        #expect(desk.machine.open.first?.findings.count == 10)
        for finding in findings { desk.apply(finding.cleared(at: 30)) }
        #expect(desk.machine.open.first?.state == .clearedUnacknowledged)
    }

    @Test("A clearing keeps what was raised, also across a restart, and none that was not")
    func grounds() throws {
        var raised = flood
        raised.threshold = 0.25
        raised.evidence = [Evidence(name: "rise", value: 0.4)]
        raised.configurationHash = "0a1b2c3d4e"
        var desk = Desk()
        desk.apply(raised)
        #expect(desk.incident.findings.first?.raisedOn == nil)
        var after = Desk()
        after.machine = IncidentMachine(restoring: desk.machine.open, knownFindings: [raised.id])
        for var desk in [desk, after] {
            var end = raised.cleared(at: 5)
            end.value = 0.01
            end.evidence = []
            desk.apply(end)
            let finding = try #require(desk.incident.findings.first)
            #expect(finding.value == 0.01 && finding.phase == .cleared)
            let grounds = try #require(finding.raisedOn)
            #expect(grounds.value == raised.value && grounds.threshold == 0.25 && grounds.text == raised.text)
            #expect(grounds.detectedAt == raised.detectedAt && grounds.configurationHash == "0a1b2c3d4e")
            #expect(grounds.evidence.first == raised.evidence.first)
        }
    }

    @Test func unseenItStaysOpenAfterItCleared() throws {
        var desk = Desk()
        desk.apply(flood)
        desk.apply(flood.cleared(at: 5))
        #expect(desk.incident.state == .clearedUnacknowledged)
        try desk.act { [id = desk.incident.id] in try $0.acknowledge(id, by: "mira", reason: "", now: .minute(9)) }
        #expect(desk.story == "opened finding_cleared cleared acknowledged closed")
    }

    @Test func theSecondWaveJoinsTheSameIncident() {
        var desk = Desk()
        desk.apply(flood)
        let id = desk.incident.id
        desk.apply(flood.cleared(at: 30))
        desk.apply(.raised("level", at: 90))
        #expect(desk.machine.open.map(\.id) == [id])
        #expect(desk.incident.state == .activeUnacknowledged)
        #expect(desk.incident.findings.count == 2)
        #expect(desk.story == "opened finding_cleared cleared finding_raised")
    }

    @Test func afterClosingANewIncidentOpens() throws {
        var desk = Desk()
        desk.apply(flood)
        let id = desk.incident.id
        try desk.act { try $0.close(id, by: "mira", reason: "exercise", now: .minute(1)) }
        desk.apply(flood.cleared(at: 2))
        #expect(desk.news() == "opened closed")
        desk.apply(.raised("level", at: 3))
        #expect(desk.news() == "opened")
        #expect(desk.incident.id != id)
    }

    @Test func itClearsOnlyWhenAllFindingsHave() {
        var desk = Desk()
        let rise = Finding.raised("rise", at: 1)
        desk.apply(flood)
        desk.apply(rise)
        desk.apply(flood.cleared(at: 5))
        #expect(desk.incident.state == .activeUnacknowledged)
        desk.apply(rise.cleared(at: 6))
        #expect(desk.incident.state == .clearedUnacknowledged)
    }

    @Test func worseFindingsEscalateAndTakeTheTitle() {
        var desk = Desk()
        desk.apply(flood)
        desk.apply(.raised("level-deep", severity: .critical, value: 1.2, at: 3))
        #expect(desk.story == "opened finding_raised escalated")
        #expect(desk.incident.severity == .critical)
        #expect(desk.incident.rule == "level-deep")
        #expect(desk.incident.title == "Flood: water_level 1.2 m at riverside-3")
    }

    @Test func theSeverityNeverFalls() {
        var desk = Desk()
        let deep = Finding.raised("level-deep", severity: .critical, at: 1)
        desk.apply(flood)
        desk.apply(deep)
        desk.apply(deep.cleared(at: 2))
        #expect(desk.incident.severity == .critical)
        #expect(desk.incident.kind == .flood)
    }

    @Test func anEscalationTakesTheAcknowledgementBack() throws {
        var desk = Desk()
        desk.apply(flood)
        try desk.act { [id = desk.incident.id] in try $0.acknowledge(id, by: "mira", reason: "", now: .minute(1)) }
        desk.apply(.raised("rise", at: 2))
        #expect(desk.incident.state == .activeAcknowledged)
        desk.apply(.raised("level-deep", severity: .critical, at: 3))
        #expect(desk.incident.state == .activeUnacknowledged)
        #expect(desk.incident.acknowledgement == nil)
        #expect(desk.incident.timeline.last?.text.contains("mira") == true)
        try desk.act { [id = desk.incident.id] in try $0.acknowledge(id, by: "jo", reason: "", now: .minute(4)) }
        #expect(desk.incident.acknowledgement?.by == "jo")
    }
}

@Suite struct GroupingTests {
    @Test func findingsOfOneSiteAndDomainAreOneIncident() {
        var desk = Desk()
        desk.apply(.raised("level", on: "a", site: "old-bridge", at: 0))
        desk.apply(.raised("rise", on: "b", site: "old-bridge", agency: "environment", at: 1))
        desk.apply(.raised("co", on: "c", site: "old-bridge", domain: .air, at: 2))
        desk.apply(.raised("level", on: "d", site: "new-bridge", at: 3))
        #expect(desk.machine.open.map(\.findings.count) == [2, 1, 1])
    }

    @Test func aDeadBatteryDoesNotHoldAFloodOpen() {
        var desk = Desk()
        let flood = Finding.raised("level", at: 0)
        desk.apply(flood)
        desk.apply(.raised("silent", kind: .sensorSilent, severity: .warning, at: 1))
        desk.apply(flood.cleared(at: 2))
        #expect(desk.machine.open.map(\.state) == [.clearedUnacknowledged, .activeUnacknowledged])
        #expect(desk.machine.open.map(\.title)[1] == "Sensor silent: riverside-3 (water_level)")
    }

    @Test func twoAgenciesMayBothOwnSensorOne() {
        var desk = Desk()
        desk.apply(.raised("level", on: "s-01", agency: "safety", at: 0))
        desk.apply(.raised("level", on: "s-01", agency: "environment", at: 0))
        #expect(Set(desk.machine.open.map(\.id)).count == 2)
    }

    @Test func theIdentifierIsTheSameInEveryRun() {
        var first = Desk()
        var second = Desk()
        for minute in [0.0, 60] { first.apply(.raised("level", at: minute)) }
        second.apply(.raised("level", at: 0))
        #expect(first.incident.id == second.incident.id)
        #expect(first.incident.id.hasPrefix("i-"))
        #expect(first.incident.id.count == 12)
    }

    @Test func theTitleOfARateShowsTheLevel() {
        var rise = Finding.raised("rise", value: 0.3, at: 0)
        rise.evidence = [Evidence(name: "current_value", value: 0.9, unit: Unit("m"))]
        var desk = Desk()
        desk.apply(rise)
        #expect(desk.incident.title == "Flood: water_level 0.9 m at riverside-3")
    }
}
