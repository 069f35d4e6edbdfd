import BelfryAPI
import BelfryDaemon
import BelfryModel

/// Where tail writes: lines for a person, or records for a program.
final class TailOutput {
    private let isJSON: Bool
    private let hasBell: Bool
    private var renderer: TailRenderer

    init(isJSON: Bool, hasBell: Bool, local: LocalTime) {
        self.isJSON = isJSON
        self.hasBell = hasBell
        renderer = TailRenderer(local: local)
    }

    /// Who is being watched, and in which time.
    func greet(_ status: StatusDocument, endpoint: Endpoint) throws(CommandFailure) {
        let now = SystemClock.wall()
        let zone = renderer.local.zoneName(now)
        try note(
            "watching \(status.gateway) at \(endpoint.name), times in \(zone), \(renderer.local.date(now))",
            .plain
        )
    }

    /// The incidents that were open at the start.
    func open(_ incidents: [IncidentDocument], lines: [TailLine]) throws(CommandFailure) {
        guard isJSON else { return try show(lines, record: nil) }
        for incident in incidents {
            try StandardOutput.writeLine(JSONText.line(TailRecord(event: "open", incident: incident)))
        }
    }

    /// What just happened, as lines or as the record of it.
    func show(_ lines: [TailLine], record: TailRecord?) throws(CommandFailure) {
        if isJSON {
            if let record { try StandardOutput.writeLine(JSONText.line(record)) }
            return
        }
        let now = SystemClock.wall()
        for line in lines where hasBell || line != .bell {
            try StandardOutput.write(renderer.text(line, on: .current(), now: now))
        }
    }

    /// A word about the connection; a program gets it on standard error.
    func note(_ text: String, _ weight: TailLine.NoteWeight) throws(CommandFailure) {
        if isJSON {
            StandardError.write("belfry: \(TerminalText.neutralised(text))\n")
        } else {
            try show([.note(SystemClock.wall(), text, weight)], record: nil)
        }
    }
}
