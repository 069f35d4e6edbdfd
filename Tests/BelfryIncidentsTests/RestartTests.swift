import BelfryIncidents
import BelfryModel
import Testing

@Suite struct RestartTests {
    let flood = Finding.raised("level", at: 0)

    @Test func aRepeatChangesNothing() {
        var desk = Desk()
        for finding in [flood, flood, flood.cleared(at: 5), flood.cleared(at: 5), flood] { desk.apply(finding) }
        #expect(desk.story == "opened finding_cleared cleared")
    }

    @Test func aRestartNeitherForgetsNorFiresAgain() {
        var before = Desk()
        before.apply(flood)
        var after = Desk()
        after.machine = IncidentMachine(restoring: before.machine.open, knownFindings: [flood.id])
        after.apply(flood)
        #expect(after.events.isEmpty)
        after.apply(flood.cleared(at: 10))
        #expect(after.story == "finding_cleared cleared")
        #expect(after.incident.id == before.incident.id)
    }

    @Test func aFindingOfAClosedIncidentStaysDealtWith() {
        var desk = Desk()
        desk.machine = IncidentMachine(restoring: [], knownFindings: [flood.id])
        desk.apply(flood)
        desk.apply(flood.cleared(at: 10))
        #expect(desk.events.isEmpty)
    }

    @Test func aClearingClearsEvenWhereTheFleetMovedTheSensor() {
        var before = Desk()
        before.apply(flood)
        var after = Desk()
        after.machine = IncidentMachine(restoring: before.machine.open)
        var cleared = flood.cleared(at: 10)
        cleared.series.place = Place(kind: .site, name: "old-bridge")
        after.apply(cleared)
        #expect(after.incident.state == .clearedUnacknowledged)
    }

    @Test func aClearingOfSomethingNeverRaisedIsNothing() {
        var desk = Desk()
        desk.apply(flood.cleared(at: 1))
        #expect(desk.events.isEmpty)
    }
}

@Suite struct ActionFaultTests {
    private func fault(_ action: (inout IncidentMachine, String) throws -> Void) -> IncidentFault? {
        var desk = Desk()
        desk.apply(.raised("level", at: 0))
        do {
            try action(&desk.machine, desk.incident.id)
            return nil
        } catch {
            return error as? IncidentFault
        }
    }

    @Test func everyRefusalSaysWhatToDo() {
        #expect(
            fault { machine, _ in _ = try machine.acknowledge("i-none", by: "mira", reason: "", now: .minute(1)) }?
                .description.contains("belfry incidents") == true
        )
        #expect(
            fault { machine, id in _ = try machine.close(id, by: "mira", reason: " ", now: .minute(1)) }
                == fault { _, id in throw IncidentFault.reasonMissing(id: id) }
        )
        #expect(
            fault { machine, id in _ = try machine.comment(id, by: "", text: "x", now: .minute(1)) }
                == fault { _, id in throw IncidentFault.badActor(id: id, name: "") }
        )
        #expect(
            fault { machine, id in _ = try machine.comment(id, by: "mira", text: "", now: .minute(1)) }
                == fault { _, id in throw IncidentFault.commentEmpty(id: id) }
        )
        let long = String(repeating: "x", count: IncidentLimits.reasonCharacters + 1)
        #expect(
            fault { machine, id in _ = try machine.comment(id, by: "mira", text: long, now: .minute(1)) }
                == fault { _, id in throw IncidentFault.textTooLong(id: id, characters: long.count) }
        )
    }

    @Test func acknowledgingTwiceNamesWhoWasFirst() {
        let refused = fault { machine, id in
            _ = try machine.acknowledge(id, by: "mira", reason: "", now: .minute(1))
            _ = try machine.acknowledge(id, by: "jo", reason: "", now: .minute(2))
        }
        #expect(refused?.description.contains("mira") == true)
    }

    @Test func whatIsClosedDoesNotChange() {
        let refused = fault { machine, id in
            _ = try machine.close(id, by: "mira", reason: "exercise", now: .minute(1))
            _ = try machine.comment(id, by: "jo", text: "late", now: .minute(2))
        }
        guard case .alreadyClosed(_, let at) = refused else {
            Issue.record("\(String(describing: refused))")
            return
        }
        #expect(at == .minute(1))
    }
}
