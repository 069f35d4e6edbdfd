import BelfryModel

/// Emphasis on a terminal (ECMA-48, select graphic rendition); the words carry the meaning, colour only repeats it.
enum TextStyle {
    case plain
    case strong
    case quiet
    case good
    case caution
    case bad
    case alarm

    /// The text in this style; unchanged where the terminal shows no colour.
    func applied(to text: String, on terminal: Terminal) -> String {
        guard terminal.hasColour, !code.isEmpty else { return text }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }

    private var code: String {
        switch self {
        case .plain: ""
        case .strong: "1"
        case .quiet: "2"
        case .good: "32"
        case .caution: "33"
        case .bad: "1;31"
        case .alarm: "1;97;41"
        }
    }
}

extension TextStyle {
    /// The style of a severity.
    init(severity: String) {
        switch Severity(name: severity) {
        case .critical: self = .alarm
        case .major: self = .bad
        case .minor: self = .caution
        case .warning, nil: self = .strong
        }
    }

    /// The style of the daemon's status: `ok`, `degraded`, `critical`.
    init(status: String) {
        switch status {
        case "ok": self = .good
        case "degraded": self = .caution
        default: self = .alarm
        }
    }

    /// The style of a sensor's state.
    init(sensorState: String) {
        switch sensorState {
        case "live": self = .good
        case "late", "out_of_service": self = .caution
        default: self = .bad
        }
    }
}
