// What is merely unusual wakes nobody until something bears it out.

import BelfryIncidents
import BelfryModel
import Testing

@Suite struct LoneHintTests {
    private static func unusual(_ sensor: String, at minute: Double) -> Finding {
        .raised(
            "unusual",
            on: sensor,
            site: "square",
            agency: "traffic",
            kind: .anomaly,
            severity: .warning,
            domain: .traffic,
            at: minute
        )
    }

    @Test func aLoneAnomalyIsSilentAndClosesItself() {
        var desk = Desk()
        let hint = Self.unusual("s-1", at: 10)
        desk.apply(hint)
        #expect(desk.machine.open.map(\.annunciation) == [.suppressed])
        desk.apply(hint.cleared(at: 100))
        #expect(desk.machine.open.isEmpty, "nobody has to acknowledge what nobody was told")
    }

    @Test func aSecondSensorOfThePlaceBearsItOut() {
        var desk = Desk()
        let hints = [Self.unusual("s-1", at: 10), Self.unusual("s-2", at: 14)]
        for hint in hints { desk.apply(hint) }
        #expect(desk.machine.open.map(\.annunciation) == [.annunciated])
        for hint in hints { desk.apply(hint.cleared(at: 60)) }
        #expect(desk.machine.open.map(\.state) == [.clearedUnacknowledged])
    }

    @Test func aFindingOfAnotherKindIsHeardAtOnce() {
        var desk = Desk()
        desk.apply(Self.unusual("s-1", at: 10))
        var limit = Self.unusual("s-1", at: 12)
        limit.kind = .trafficQueue
        limit.severity = .minor
        limit.rule = "queue"
        desk.apply(limit)
        #expect(desk.machine.open.map(\.annunciation) == [.annunciated])
        #expect(desk.machine.open.map(\.kind) == [.trafficQueue])
    }
}
