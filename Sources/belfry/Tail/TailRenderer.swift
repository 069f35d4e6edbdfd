import BelfryAPI
import BelfryModel

/// Turns what tail tells into lines of a terminal; pure, so that whole nights are tested as text.
///
/// ```
/// 12:04:31 NEW     CRITICAL i-4f2k9m1c0a Mill Lane underpass: water is rising
///          water level 0.42 m, limit 0.25 m; since 12:02:10 (2 min); fl-03, safety
/// ```
struct TailRenderer {
    /// Below this many columns the identifier moves to a line of its own.
    private static let narrowWidth = 64
    /// Lines that a title or a detail may take.
    private static let lineLimit = 3
    private static let wordColumns = 7
    private static let severityColumns = 8
    private static let indent = 9

    let local: LocalTime
    private var lastDay: String?

    init(local: LocalTime) {
        self.local = local
    }

    /// The text of a line, with its line feed; empty where nothing is to be seen.
    ///
    /// - Parameters:
    ///   - terminal: asked anew for every line, since people resize windows.
    ///   - now: what durations count to.
    mutating func text(_ line: TailLine, on terminal: Terminal, now: Timestamp) -> String {
        switch line {
        case .bell: terminal.isTerminal ? "\u{07}" : ""
        case .day(let instant): dayLine(instant, on: terminal)
        case .note(let at, let text, let weight):
            daysSeparator(before: at, on: terminal) + note(at, text, weight, on: terminal)
        case .incident(let at, let incident, let entry):
            entry == nil
                ? story(at, incident, nil, on: terminal, now: now)
                : daysSeparator(before: at, on: terminal) + story(at, incident, entry, on: terminal, now: now)
        }
    }

    /// A line that names the day, where the instant lies on another one than the last.
    private mutating func daysSeparator(before instant: Timestamp, on terminal: Terminal) -> String {
        let day = local.date(instant)
        defer { lastDay = day }
        return lastDay == nil || lastDay == day ? "" : dayLine(instant, on: terminal)
    }

    private func dayLine(_ instant: Timestamp, on terminal: Terminal) -> String {
        let title = "── \(local.date(instant)) \(local.zoneName(instant)) "
        let rule = String(repeating: "─", count: max(0, min(terminal.widthOfPage, 80) - TerminalText.columns(title)))
        return TextStyle.quiet.applied(to: title + rule, on: terminal) + "\n"
    }

    private func note(_ at: Timestamp, _ text: String, _ weight: TailLine.NoteWeight, on terminal: Terminal) -> String {
        let style: TextStyle =
            switch weight {
            case .plain: .quiet
            case .good: .good
            case .caution: .caution
            case .alarm: .alarm
            }
        let width = terminal.width.map { max(1, $0 - Self.indent) }
        let lines = LineWrap.lines(TerminalText.neutralised(text), width: width, limit: Self.lineLimit * 2)
        return hanging(lines.map { style.applied(to: $0, on: terminal) }, after: local.clock(at) + " ")
    }

    private func story(
        _ at: Timestamp,
        _ incident: IncidentDocument,
        _ entry: TimelineDocument?,
        on terminal: Terminal,
        now: Timestamp
    ) -> String {
        let words = IncidentWords(incident)
        let word = entry.map { incident.isRelapse($0) ? "AGAIN" : Self.word($0) } ?? words.state
        let isActive = incident.state.hasPrefix("active")
        let severity = isActive ? TextStyle(severity: incident.severity) : .plain
        let lead =
            TerminalText.padded(time(at, now: now, of: entry), to: Self.indent)
            + TextStyle.strong.applied(to: TerminalText.padded(word, to: Self.wordColumns), on: terminal) + " "
            + severity.applied(to: TerminalText.padded(words.severity, to: Self.severityColumns), on: terminal)
        let id = TerminalText.neutralised(incident.id)
        let detail = self.detail(of: incident, entry, now: now)
        guard let width = terminal.width else {
            return ([lead, id, words.placeAndTitle].joined(separator: " ") + (detail.isEmpty ? "" : "; \(detail)"))
                + "\n"
        }
        let rest = max(1, width - Self.indent)
        let leadColumns = Self.indent + Self.wordColumns + 1 + Self.severityColumns + 1
        var lines: [String]
        if width < Self.narrowWidth {
            lines = [lead, String(repeating: " ", count: Self.indent) + id]
            lines += LineWrap.lines(words.placeAndTitle, width: rest, limit: Self.lineLimit).map(indented)
        } else {
            let first = max(1, width - leadColumns - TerminalText.columns(id) - 1)
            let title = LineWrap.lines(words.placeAndTitle, width: rest, firstWidth: first, limit: Self.lineLimit)
            lines = ["\(lead) \(id) \(title[0])"] + title.dropFirst().map(indented)
        }
        if !detail.isEmpty { lines += LineWrap.lines(detail, width: rest, limit: Self.lineLimit).map(indented) }
        return lines.map { $0 + "\n" }.joined()
    }

    /// For what was open before: the day as well, where it is not today.
    private func time(_ at: Timestamp, now: Timestamp, of entry: TimelineDocument?) -> String {
        guard entry == nil, local.date(at) != local.date(now) else { return local.clock(at) }
        return String(local.date(at).dropFirst(5))
    }

    private func detail(of incident: IncidentDocument, _ entry: TimelineDocument?, now: Timestamp) -> String {
        let words = IncidentWords(incident)
        let text = entry.map { TerminalText.neutralised($0.text) } ?? ""
        let person = entry.map { TerminalText.neutralised($0.by) } ?? ""
        if !person.isEmpty { return text.isEmpty ? "by \(person)" : "by \(person): \(text)" }
        switch entry?.what {
        case "finding_raised", "finding_cleared", "closed": return text
        case "cleared": return "held \(held(incident, until: entry, now: now))"
        default:
            let since = Timestamp(rfc3339: words.since) ?? now
            let age = DurationText.short(nanoseconds: now.nanosecondsSince(since))
            return [words.howBad, "since \(local.moment(since, now: now)) (\(age))", words.belonging]
                .filter { !$0.isEmpty }.joined(separator: "; ")
        }
    }

    private func held(_ incident: IncidentDocument, until entry: TimelineDocument?, now: Timestamp) -> String {
        let start = Timestamp(rfc3339: incident.openedAt) ?? now
        let end = entry.flatMap { Timestamp(rfc3339: $0.at) } ?? now
        return DurationText.short(nanoseconds: end.nanosecondsSince(start))
    }

    private func indented(_ text: String) -> String {
        String(repeating: " ", count: Self.indent) + text
    }

    private func hanging(_ lines: [String], after lead: String) -> String {
        guard let first = lines.first else { return lead + "\n" }
        return (["\(lead)\(first)"] + lines.dropFirst().map(indented)).map { $0 + "\n" }.joined()
    }

    private static func word(_ entry: TimelineDocument) -> String {
        switch entry.what {
        case "opened": "NEW"
        case "escalated": "WORSE"
        case "finding_raised": "more"
        case "finding_cleared": "less"
        case "acknowledged": "acked"
        case "commented": "comment"
        default: TerminalText.truncated(TerminalText.neutralised(entry.what), to: wordColumns)
        }
    }
}
