import BelfryAPI
import BelfryModel

/// The daemon's state on one screen: first whether all is well and if not why, then the city, then the machine.
struct StatusPage {
    private static let labelColumns = 11

    let status: StatusDocument
    let local: LocalTime
    let terminal: Terminal

    /// The lines of the page.
    var lines: [String] {
        heading + [""] + city + [""] + machine + topics
    }

    private var topics: [String] {
        guard let topics = status.ingest.topics else { return [] }
        return [""] + TopicPage(topics: topics, terminal: terminal).lines
    }

    private var width: Int { min(terminal.widthOfPage, 100) }

    private var heading: [String] {
        let now = Timestamp(rfc3339: status.now)
        let name = TerminalText.neutralised("belfry \(status.version)  \(status.gateway)")
        let time = now.map(local.full) ?? ""
        let gap = max(2, width - TerminalText.columns(name) - TerminalText.columns(time))
        let word = TextStyle(status: status.status).applied(
            to: TerminalText.neutralised(status.status.uppercased()),
            on: terminal
        )
        let reasons = status.reasons.map { TerminalText.neutralised($0) }
        guard !reasons.isEmpty else { return [name + String(repeating: " ", count: gap) + time, word] }
        let listed = reasons.flatMap { reason in
            LineWrap.lines(reason, width: width - 4).enumerated().map { ($0 == 0 ? "  - " : "    ") + $1 }
        }
        return [name + String(repeating: " ", count: gap) + time, word] + listed
    }

    private var city: [String] {
        row("incidents", incidents) + row("sensors", sensors) + domains
    }

    private var incidents: String {
        let counts = status.incidents
        if counts.open == 0 { return "none open" }
        let kinds = Severity.allCases.reversed().compactMap { severity -> String? in
            let count = counts.bySeverity[severity.name] ?? 0
            return count > 0 ? "\(count) \(severity.name)" : nil
        }
        let detail = kinds.isEmpty ? "" : ": \(kinds.joined(separator: ", "))"
        return "\(counts.open) open, \(counts.unacknowledged) not acknowledged\(detail)"
    }

    private var sensors: String {
        let counts = status.sensors
        let states = [
            "\(counts.live) live", "\(counts.late) late", "\(counts.silent) silent", "\(counts.faulty) faulty",
            "\(counts.neverSeen) never seen",
        ]
        let expected = counts.expected > 0 ? "\(counts.expected) expected: " : ""
        return expected + states.joined(separator: ", ")
    }

    private var domains: [String] {
        let order = ["traffic", "air", "safety"]
        let names =
            order.filter { status.domains[$0] != nil } + status.domains.keys.sorted().filter { !order.contains($0) }
        return names.flatMap { name -> [String] in
            guard let domain = status.domains[name] else { return [] }
            let open = domain.openIncidents == 1 ? "1 open incident" : "\(domain.openIncidents) open incidents"
            return row(name, "\(open), \(domain.sensors) sensors, \(domain.series) series")
        }
    }

    private var machine: [String] {
        brokers + row("messages", rates) + row("ledger", ledger) + row("engine", engine) + unwatched
            + row("store", store) + row("running", running)
    }

    /// Sensors that somebody believes to be guarded.
    private var unwatched: [String] {
        let count = status.engine.unwatched
        guard count > 0 else { return [] }
        let times = count == 1 ? "once" : "\(MeasureText.grouped(count)) times"
        return row(
            "WARNING",
            "\(times) a rule matches a series that it cannot watch, and stays silent: the log says which and why, and "
                + "belfry explain --why-not RULE SENSOR of a single one"
        ).map { TextStyle.caution.applied(to: $0, on: terminal) }
    }

    private var brokers: [String] {
        if status.ingest.brokers.isEmpty { return row("broker", "none configured") }
        return status.ingest.brokers.flatMap { broker in
            var text = "\(broker.name) \(broker.connected ? "connected" : "NOT connected")"
            if let since = broker.since.flatMap({ Timestamp(rfc3339: $0) }) { text += " since \(moment(since))" }
            if let reason = broker.reason, !reason.isEmpty { text += ": \(reason)" }
            return row("broker", text)
        }
    }

    private var rates: String {
        let ingest = status.ingest
        let age = ingest.lastMessageAgeSeconds.map { "last one \(DurationText.short(seconds: $0)) ago" } ?? "none yet"
        let messages = MeasureText.oneDecimal(ingest.messagesPerSecond)
        return "\(messages)/s with \(MeasureText.oneDecimal(ingest.readingsPerSecond)) readings/s, \(age)"
    }

    private var ledger: String {
        let counts = status.ingest.ledger
        let parts = [
            ("stored", counts.stored), ("duplicate", counts.duplicate), ("quarantined", counts.quarantined),
            ("ignored", counts.ignored), ("shed", counts.shed), ("in flight", counts.inFlight),
        ].map { "\(MeasureText.grouped($0.1)) \($0.0)" }
        let verdict = counts.balanced ? "balanced" : "NOT balanced"
        let late = counts.late > 0 ? "; \(MeasureText.grouped(counts.late)) of the stored late" : ""
        let overload = counts.shedReasons?["overload"] ?? 0
        let shed = overload > 0 ? "; \(MeasureText.grouped(overload)) shed for overload" : ""
        let sum = "\(MeasureText.grouped(counts.received)) received = \(parts.joined(separator: " + "))"
        return "\(sum), \(verdict)\(late)\(shed)"
    }

    private var engine: String {
        let engine = status.engine
        let latency = engine.latencySeconds
        let times = [("p50", latency.p50), ("p99", latency.p99), ("max", latency.max)].compactMap { name, seconds in
            seconds.map { "\(name) \(MeasureText.latency(seconds: $0))" }
        }
        let shards = engine.shards == 1 ? "1 shard" : "\(engine.shards) shards"
        let finding = times.isEmpty ? "no finding yet" : "sensor to finding \(times.joined(separator: ", "))"
        let windows = MeasureText.grouped(engine.windowsClosed)
        return "\(engine.series) series on \(shards), \(windows) windows closed, "
            + "rings \(MeasureText.percent(engine.ringFill)) full, \(finding)"
    }

    private var store: String {
        let store = status.store
        var parts = [
            store.state, MeasureText.bytes(store.bytes), "\(MeasureText.grouped(store.readings)) readings",
        ]
        if let age = store.lastCommitAgeSeconds { parts.append("last commit \(DurationText.short(seconds: age)) ago") }
        if let bytes = store.bytesWrittenPerReading {
            parts.append("\(MeasureText.oneDecimal(bytes)) bytes written a reading")
        }
        return parts.joined(separator: ", ")
    }

    private var running: String {
        let start = Timestamp(rfc3339: status.startedAt).map { "since \(moment($0)), " } ?? ""
        return start + DurationText.short(seconds: Double(status.uptimeSeconds))
    }

    private func moment(_ instant: Timestamp) -> String {
        local.moment(instant, now: Timestamp(rfc3339: status.now) ?? instant)
    }

    private func row(_ label: String, _ text: String) -> [String] {
        let lines = LineWrap.lines(TerminalText.neutralised(text), width: width - Self.labelColumns)
        return lines.enumerated().map { index, line in
            TerminalText.padded(index == 0 ? label : "", to: Self.labelColumns) + line
        }
    }
}
