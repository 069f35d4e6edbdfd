import BelfryAPI
import BelfryModel
import Testing

@testable import belfry

@Suite("Pages of the desk")
struct PageTests {
    @Test("Rules that cannot watch what they match are a warning on the status page")
    func unwatched() {
        var document = status("ok", [])
        #expect(
            !StatusPage(status: document, local: .brussels, terminal: .eighty).lines.contains { $0.contains("WARNING") }
        )
        document.engine.unwatched = 12
        let lines = StatusPage(status: document, local: .brussels, terminal: .eighty).lines
        #expect(
            lines.contains { $0.hasPrefix("WARNING    12 times a rule matches a series that it cannot watch") },
            "\(lines)"
        )
    }

    @Test("The status on one screen of 80 columns")
    func statusPage() {
        let page = StatusPage(
            status: status("degraded", ["broker \"env\" is not connected"]),
            local: .brussels,
            terminal: .eighty
        )
        #expect(
            page.lines.joined(separator: "\n") == """
                belfry 0.1.0  gw-north-07                                2026-11-23 03:10:00 CET
                DEGRADED
                  - broker "env" is not connected

                incidents  3 open, 2 not acknowledged: 1 critical, 2 minor
                sensors    70 live, 1 late, 1 silent, 1 faulty, 0 never seen
                safety     1 open incident, 19 sensors, 19 series

                broker     city connected since 02:00:00
                messages   42.3/s with 61.8 readings/s, last one 0 s ago
                ledger     1,234,567 received = 1,220,001 stored + 66 duplicate + 0 quarantined
                           + 14,500 ignored + 0 shed + 0 in flight, balanced; 12 of the stored
                           late
                engine     488 series on 1 shard, 91,234 windows closed, rings 3% full, sensor
                           to finding p50 1.1 ms, p99 8.4 ms
                store      ok, 120 MiB, 12,345,678 readings, last commit 0 s ago, 37.2 bytes
                           written a reading
                running    since 11-20 05:00, 2 d 22 h
                """
        )
    }

    @Test("The full story of an incident")
    func incidentPage() throws {
        var document = incident(
            state: "active_acknowledged",
            findings: [finding(), finding(sensor: "fl-04", severity: .major, value: 0.27, to: "02:09:10")],
            timeline: [
                entry("02:08:30", "opened", "water is rising"), entry("02:09:40", "acknowledged", by: "anna", "going"),
            ]
        )
        document.acknowledged = AcknowledgementDocument(by: "anna", at: at("02:09:40"), reason: "going")
        let page = IncidentPage(incident: document, local: .brussels, now: try instant("02:10:00"), terminal: .eighty)
        #expect(
            page.lines.joined(separator: "\n") == """
                CRITICAL  i-4f2k9m1c0a  active, acknowledged
                Mill Lane underpass: water is rising
                Water 0.42 m on the street, limit 0.25 m

                since        2026-11-23 03:08:30 CET (1 min ago)
                opened       2026-11-23 03:08:30 CET (1 min ago)
                last change  2026-11-23 03:09:40 CET (20 s ago)
                acknowledged by anna, 2026-11-23 03:09:40 CET (20 s ago): going
                kind         flood
                place        Mill Lane underpass
                zone         south
                domain       safety
                agency       water
                rule         flood-street (version 9k2m41xq0a)
                runbook      https://intranet.example/flood

                FINDINGS
                since 03:08:30  CRITICAL  fl-03: water level 0.42 m, limit 0.25 m
                  Water 0.42 m on the street
                  window mean 0.4 m
                03:08:30 to 03:09:10  MAJOR  fl-04: water level 0.27 m, limit 0.25 m
                  Water 0.42 m on the street
                  window mean 0.4 m

                TIMELINE
                03:08:30     opened: water is rising
                03:09:40     acknowledged by anna: going

                close: belfry close i-4f2k9m1c0a --reason TEXT
                """
        )
    }

    @Test("The list of incidents fits the screen and puts the worst first")
    func incidentList() throws {
        let list = IncidentList(
            incidents: [
                incident(
                    "i-2",
                    state: "active_acknowledged",
                    severity: .minor,
                    title: "NO2 above the information threshold"
                ),
                incident("i-1"), incident("i-3", state: "closed", opened: "01:00:00"),
            ],
            local: .brussels,
            now: try instant("02:10:00"),
            terminal: .columns(64)
        )
        #expect(
            list.lines.joined(separator: "\n") == """
                SEVERITY  STATE   ID   SINCE     WHERE AND WHAT
                CRITICAL  ALARM   i-1  03:08:30  Mill Lane underpass: water is …
                MINOR     acked   i-2  03:08:30  Mill Lane underpass: NO2 above…
                CRITICAL  closed  i-3  03:08:30  Mill Lane underpass: water is …
                """
        )
    }

    @Test("Sensors in trouble come first; one never seen has no age")
    func sensors() throws {
        let sensors = [
            ("b", "live", at("02:09:48")), ("a", "live", at("02:09:50")), ("dead", "silent", at("01:00:00")),
            ("new", "never_seen", nil),
        ]
        .map { name, state, seen in
            SensorDocument(
                sensor: name,
                agency: "water",
                domain: "safety",
                zone: "south",
                place: name,
                location: nil,
                state: state,
                lastSeen: seen,
                cadenceSeconds: seen == nil ? nil : 30,
                series: []
            )
        }
        let page = SensorPage(sensors: sensors, now: try instant("02:10:00"), terminal: .eighty)
        #expect(
            page.lines.joined(separator: "\n") == """
                SENSOR  STATE            LAST SEEN  EVERY  DOMAIN  ZONE   AGENCY  PLACE
                new     never seen           never         safety  south  water
                dead    silent      1 h 10 min ago   30 s  safety  south  water
                a       live              10 s ago   30 s  safety  south  water
                b       live              12 s ago   30 s  safety  south  water

                4 sensors: 2 live, 1 silent, 1 never seen
                """
        )
    }

    private let answer = QueryDocument(
        series: "water/fl-03/water_level",
        unit: "m",
        from: at("02:00:00"),
        to: at("02:04:00"),
        stepSeconds: nil,
        aggregate: nil,
        points: [
            QueryPoint(time: at("02:00:00"), value: 0.04, quality: "good"),
            QueryPoint(time: at("02:01:00"), value: 0.2, quality: "suspect"),
            QueryPoint(time: at("02:03:00"), value: 0.42, quality: "good"),
        ],
        truncated: false
    )

    @Test("A series as a table with its shape on a terminal")
    func series() {
        let page = SeriesPage(answer: answer, local: .brussels, terminal: .columns(32))
        #expect(
            page.lines.joined(separator: "\n") == """
                water/fl-03/water_level
                TIME (CET)           VALUE (m)  QUALITY
                2026-11-23 03:00:00       0.04  good
                2026-11-23 03:01:00        0.2  suspect
                2026-11-23 03:03:00       0.42  good

                ▁       ▄               █\("       ")
                3 points, least 0.04 m, greatest 0.42 m, last 0.42 m
                """
        )
    }

    @Test("A series as CSV carries UTC, the number itself and the UCUM code")
    func csv() {
        let page = SeriesPage(answer: answer, local: .brussels, terminal: .pipe)
        #expect(
            page.csvLines == [
                "time,value,unit,quality", "2026-11-23T02:00:00Z,0.04,m,good", "2026-11-23T02:01:00Z,0.2,m,suspect",
                "2026-11-23T02:03:00Z,0.42,m,good",
            ]
        )
    }

    @Test("Colour repeats the words and can be turned off")
    func colour() {
        let colourful = Terminal(isTerminal: true, reportedColumns: 80) { _ in nil }
        let plain = Terminal(isTerminal: true, reportedColumns: 80) { $0 == "NO_COLOR" ? "1" : nil }
        let dumb = Terminal(isTerminal: true, reportedColumns: 80) { $0 == "TERM" ? "dumb" : nil }
        #expect(TextStyle.alarm.applied(to: "CRITICAL", on: colourful) == "\u{1B}[1;97;41mCRITICAL\u{1B}[0m")
        for terminal in [plain, dumb, .pipe] {
            #expect(TextStyle.alarm.applied(to: "CRITICAL", on: terminal) == "CRITICAL")
        }
    }

    @Test("The width comes from the terminal, else from COLUMNS, else it is 80; a pipe has none")
    func width() {
        #expect(Terminal(isTerminal: true, reportedColumns: 0) { $0 == "COLUMNS" ? "132" : nil }.width == 132)
        #expect(Terminal(isTerminal: true, reportedColumns: 0) { _ in nil }.width == 80)
        #expect(Terminal(isTerminal: true, reportedColumns: 3) { _ in nil }.width == Terminal.minimumWidth)
        #expect(Terminal.pipe.width == nil)
    }
}
