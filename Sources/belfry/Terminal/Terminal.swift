import Glibc

/// What the verbs may do with the place that standard output leads to.
///
/// Colour, bell and live width are for a person at a terminal only; a pipe gets plain, whole lines.
struct Terminal: Equatable {
    var isTerminal: Bool
    /// Columns, at least ``minimumWidth``; nil where lines may be as long as they like.
    var width: Int?
    var hasColour: Bool

    /// The narrowest screen that anything is laid out for.
    static let minimumWidth = 32
    /// Pages that are laid out also for a file take this many columns there.
    static let pageWidth = 80

    /// The columns for a page that has to end somewhere.
    var widthOfPage: Int { width ?? Self.pageWidth }

    /// The terminal behind standard output as it is at this moment.
    static func current() -> Terminal {
        let isTerminal = isatty(STDOUT_FILENO) == 1
        var size = winsize()
        let reported = isTerminal && ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 ? Int(size.ws_col) : 0
        return Terminal(isTerminal: isTerminal, reportedColumns: reported, environment: environmentValue)
    }

    /// A terminal from what the system and the environment say.
    ///
    /// - Parameters:
    ///   - reportedColumns: the kernel's answer, 0 where it has none.
    ///   - environment: looks up `NO_COLOR` (no-color.org), `TERM` and `COLUMNS`.
    init(isTerminal: Bool, reportedColumns: Int, environment: (String) -> String?) {
        let columns = reportedColumns > 0 ? reportedColumns : environment("COLUMNS").flatMap { Int($0) }
        self.isTerminal = isTerminal
        width = isTerminal ? max(Self.minimumWidth, columns ?? Self.pageWidth) : nil
        let refusesColour = environment("NO_COLOR").map { !$0.isEmpty } ?? false
        hasColour = isTerminal && !refusesColour && environment("TERM") != "dumb"
    }

    private static func environmentValue(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
