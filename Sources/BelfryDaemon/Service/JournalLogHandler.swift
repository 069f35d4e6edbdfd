// Log lines for journald and for people. Under systemd each line carries its syslog priority as `<3>` in front, see
// sd-daemon(3), and journald adds the time; elsewhere the time is ours.

import BelfryModel
import Glibc
public import Logging

/// Writes log lines to standard error, one system call each, so that lines of several threads do not mix.
public struct JournalLogHandler: LogHandler {
    public var logLevel: Logger.Level = .info
    public var metadata: Logger.Metadata = [:]
    private let isJournal: Bool

    /// A handler for the process' standard error; `JOURNAL_STREAM` tells whether that is the journal.
    public init(environment: [String: String]) {
        isJournal = environment["JOURNAL_STREAM"] != nil
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        let fields = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        var line = isJournal ? "<\(Self.priority(event.level))>" : "\(SystemClock.wall().rfc3339) \(event.level) "
        line += Self.printable("\(event.message)")
        for (key, value) in fields { line += " \(key)=\(Self.printable("\(value)"))" }
        line += "\n"
        _ = line.withCString { write(2, $0, strlen($0)) }
    }

    /// What a message brought along from outside must not start a new line or command a terminal.
    private static func printable(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7f ? " " : $0 }))
    }

    /// syslog(3) priorities: what an operator has to do, now or ever.
    private static func priority(_ level: Logger.Level) -> Int {
        switch level {
        case .critical: 2
        case .error: 3
        case .warning: 4
        case .notice: 5
        case .info: 6
        case .debug, .trace: 7
        }
    }
}
