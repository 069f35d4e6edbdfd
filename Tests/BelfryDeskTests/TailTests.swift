import BelfryAPI
import BelfryModel
import Testing

@testable import belfry

/// One operator's night, as text.
private struct Night {
    var desk = TailDesk(filter: DeskFilter())
    var renderer = TailRenderer(local: .brussels)
    var terminal = Terminal.eighty
    var screen = ""

    mutating func show(_ lines: [TailLine], at clock: String) throws {
        for line in lines { screen += renderer.text(line, on: terminal, now: try instant(clock)) }
    }

    mutating func event(_ incident: IncidentDocument, at clock: String) throws {
        guard let last = incident.timeline.last else { return }
        let event = IncidentEventDocument(entry: last, incident: incident)
        try show(desk.take(event, now: try instant(clock)), at: clock)
    }
}

private let story = [
    entry("02:08:30", "opened", "water is rising"),
    entry("02:12:00", "acknowledged", by: "anna", "Pump crew is on its way"),
    entry("02:40:00", "cleared"),
    entry("02:40:00", "closed", "acknowledged and cleared"),
]

@Suite("The night watch")
struct TailTests {
    @Test("What had cleared and holds again is told as such, and rings")
    func relapse() throws {
        let again = [
            entry("02:08:30", "opened", "water is rising"), entry("02:20:00", "finding_cleared"),
            entry("02:20:00", "cleared"),
            entry("02:30:00", "finding_raised", "water is rising"), entry("02:31:00", "finding_raised", "and here"),
        ]
        var night = Night()
        try night.show(night.desk.begin([], now: try instant("02:00:00")), at: "02:00:00")
        for (clock, count) in [("02:08:30", 1), ("02:20:00", 3), ("02:30:00", 4), ("02:31:00", 5)] {
            try night.event(incident(timeline: Array(again[..<count])), at: clock)
        }
        let lines = night.screen.split(separator: "\n").filter { $0.contains("i-4f2k9m1c0a") }
        let words = lines.map { $0.split(separator: " ")[1] }
        #expect(words == ["NEW", "less", "cleared", "AGAIN", "more"])
        #expect(night.screen.count { $0 == "\u{07}" } == 2, "the beginning, and again")

        // Two entries that are alike, heard of at once after a pause.
        let twice = incident(timeline: Array(again[..<4]) + [again[3]])
        #expect(twice.isRelapse(again[3]))
    }

    @Test("Open incidents first, worst first, then what happens, in 80 columns")
    func watch() throws {
        var night = Night()
        let silent = incident(
            "i-6q4z8v0j2e",
            severity: .warning,
            title: "noise-12 is silent",
            place: "noise-12",
            opened: "02:00:00",
            findings: [
                finding(sensor: "noise-12", kind: .sensorSilent, severity: .warning, text: "Nothing for 10 min")
            ]
        )
        try night.show(night.desk.begin([silent, incident()], now: try instant("02:10:00")), at: "02:10:00")
        try night.event(incident(state: "active_acknowledged", timeline: Array(story[..<2])), at: "02:12:00")
        try night.event(incident(state: "closed", timeline: Array(story[..<3])), at: "02:40:00")
        try night.event(incident(state: "closed", timeline: story), at: "02:40:00")
        #expect(
            night.screen == """
                03:10:00 2 open incidents, 2 waiting for acknowledgement
                03:08:30 ALARM   CRITICAL i-4f2k9m1c0a Mill Lane underpass: water is rising
                         Water 0.42 m on the street, limit 0.25 m; since 03:08:30 (1 min);
                         fl-03, south
                03:00:00 ALARM   WARNING  i-6q4z8v0j2e noise-12 is silent
                         Nothing for 10 min; since 03:08:30 (1 min); south
                03:12:00 acked   CRITICAL i-4f2k9m1c0a Mill Lane underpass: water is rising
                         by anna: Pump crew is on its way
                03:40:00 cleared CRITICAL i-4f2k9m1c0a Mill Lane underpass: water is rising
                         held 31 min
                03:40:00 closed  CRITICAL i-4f2k9m1c0a Mill Lane underpass: water is rising
                         acknowledged and cleared

                """
        )
    }

    @Test("A new unacknowledged incident rings once; the list at the start and other news do not")
    func bell() throws {
        var desk = TailDesk(filter: DeskFilter())
        let now = try instant("02:10:00")
        #expect(!desk.begin([incident()], now: now).contains(.bell))
        let fresh = incident("i-new", timeline: [entry("02:10:00", "opened")])
        let event = IncidentEventDocument(entry: fresh.timeline[0], incident: fresh)
        #expect(desk.take(event, now: now).filter { $0 == .bell }.count == 1)
        #expect(desk.take(event, now: now).isEmpty)
        let commented = incident(
            "i-new",
            timeline: [entry("02:10:00", "opened"), entry("02:11:00", "commented", by: "ben")]
        )
        let comment = IncidentEventDocument(entry: commented.timeline[1], incident: commented)
        #expect(!desk.take(comment, now: now).contains(.bell))
        var shelved = incident("i-shelved")
        shelved.annunciation = "shelved"
        #expect(
            !desk.take(IncidentEventDocument(entry: shelved.timeline[0], incident: shelved), now: now).contains(.bell)
        )
    }

    @Test("A bell is for a terminal, never for a file")
    func noBellInAFile() throws {
        var renderer = TailRenderer(local: .brussels)
        let now = try instant("02:10:00")
        #expect(renderer.text(.bell, on: .pipe, now: now).isEmpty)
        #expect(renderer.text(.bell, on: .eighty, now: now) == "\u{07}")
    }

    @Test("After a pause only what was missed is told, and nothing twice")
    func pause() throws {
        var night = Night()
        let now = try instant("02:45:00")
        try night.show(night.desk.begin([incident()], now: now), at: "02:45:00")
        night.screen = ""
        #expect(night.desk.openIncidents == ["i-4f2k9m1c0a"])
        let missed = night.desk.catchUp([incident(state: "closed", timeline: story)], now: now)
        try night.show(missed, at: "02:45:00")
        #expect(
            night.screen.split(separator: "\n").filter { $0.hasPrefix("03:") }.map { $0.prefix(16) } == [
                "03:12:00 acked  ", "03:40:00 cleared", "03:40:00 closed ",
            ]
        )
        #expect(night.desk.openIncidents.isEmpty)
        // The resumed stream repeats what the list has told already.
        for (index, entry) in story.enumerated() {
            let event = IncidentEventDocument(
                entry: entry,
                incident: incident(state: "closed", timeline: Array(story[...index]))
            )
            #expect(night.desk.take(event, now: now).isEmpty)
        }
    }

    @Test("An incident that began during the pause is an alarm with a bell")
    func newDuringPause() throws {
        var desk = TailDesk(filter: DeskFilter())
        let now = try instant("02:45:00")
        _ = desk.begin([], now: now)
        let lines = desk.catchUp([incident()], now: now)
        #expect(lines.count == 2)
        #expect(lines.last == .bell)
    }

    @Test("The daemon's state is told when it changes, with its reasons")
    func status() throws {
        var night = Night()
        let broker = "broker \"env\" is not connected: Connection refused; subscriptions wait until it is back"
        for (clock, document) in [
            ("02:00:00", belfryDeskStatus()), ("02:00:05", belfryDeskStatus("degraded", [broker])),
            ("02:00:10", belfryDeskStatus("degraded", [broker])), ("02:00:15", belfryDeskStatus()),
        ] {
            try night.show(night.desk.take(document, now: try instant(clock)), at: clock)
        }
        #expect(
            night.screen == """
                03:00:05 belfry is DEGRADED: broker "env" is not connected: Connection refused;
                         subscriptions wait until it is back
                03:00:15 belfry is ok again

                """
        )
    }

    @Test("A hostile name reaches the screen as text")
    func hostileNames() throws {
        var night = Night()
        let evil = incident(title: "boo\u{1B}[2J", place: "a\u{202E}b\nALARM", findings: [finding(sensor: "x\u{07}")])
        try night.event(evil, at: "02:10:00")
        #expect(night.screen.contains("a\u{FFFD}b␊ALARM: boo␛[2J"))
        #expect(!night.screen.contains("\u{1B}"))
        let lines = night.screen.split(separator: "\n")
        #expect(lines.dropFirst().allSatisfy { $0.hasPrefix(" ") || $0 == "\u{07}" })
    }

    @Test("Nothing is wider than the screen, however narrow", arguments: [32, 33, 40, 63, 64, 79, 132])
    func widths(columns: Int) throws {
        var night = Night()
        night.terminal = .columns(columns)
        let wide = incident(title: "広場の水位が上がっています and a very long title that goes on", place: "Überführung Süd")
        try night.show(night.desk.begin([wide], now: try instant("02:10:00")), at: "02:10:00")
        for line in night.screen.split(separator: "\n") { #expect(TerminalText.columns(line) <= columns) }
    }

    @Test("In a file one event is one line, whole and without colour")
    func pipe() throws {
        var night = Night()
        night.terminal = .pipe
        try night.event(incident(), at: "02:10:00")
        #expect(
            night.screen == """
                03:08:30 NEW     CRITICAL i-4f2k9m1c0a Mill Lane underpass: water is rising; Water 0.42 m on the \
                street, limit 0.25 m; since 03:08:30 (1 min); fl-03, south

                """
        )
    }

    @Test("A new day is announced before its first line")
    func newDay() throws {
        var renderer = TailRenderer(local: .brussels)
        let evening = try instant("22:59:00")
        _ = renderer.text(.note(evening, "quiet", .plain), on: .eighty, now: evening)
        let night = evening.advanced(byNanoseconds: 2 * Nanoseconds.perMinute)
        let text = renderer.text(.note(night, "still quiet", .plain), on: .eighty, now: night)
        #expect(text.hasPrefix("── 2026-11-24 CET ──"))
        #expect(text.hasSuffix("00:01:00 still quiet\n"))
    }

    @Test("What is remembered has a limit")
    func memory() throws {
        var desk = TailDesk(filter: DeskFilter())
        let now = try instant("02:10:00")
        for number in 0...TailDesk.memoryLimit {
            let one = incident("i-\(number)")
            _ = desk.take(IncidentEventDocument(entry: one.timeline[0], incident: one), now: now)
        }
        #expect(desk.openIncidents.count <= TailDesk.memoryLimit)
    }
}

/// `status` would be the test's own name inside the suite.
private func belfryDeskStatus(_ word: String = "ok", _ reasons: [String] = []) -> StatusDocument {
    status(word, reasons)
}

@Suite("Reconnecting")
struct ReconnectionTests {
    @Test("Soon at first, then patiently, never all desks at once")
    func pauses() throws {
        var reconnection = Reconnection()
        let now = try instant("02:10:00")
        let isNews = reconnection.lost(now: now)
        #expect(isNews)
        var pauses: [Int64] = []
        for _ in 0..<6 {
            pauses.append(reconnection.pauseNanoseconds(random: 0.999999) / Nanoseconds.perMillisecond)
            #expect(
                reconnection.pauseNanoseconds(random: 0) * 2 >= pauses[pauses.count - 1] * Nanoseconds.perMillisecond
            )
            let isNewsAgain = reconnection.lost(now: now)
            #expect(!isNewsAgain)
        }
        #expect(pauses.map { ($0 + 500) / 1_000 } == [1, 2, 4, 8, 15, 15])
        let away = reconnection.restored(now: now.advanced(byNanoseconds: 9))
        #expect(away == 9)
        #expect(reconnection.lostSince == nil)
    }
}
