/// Why a window cannot be kept.
public enum WindowFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The length lies outside ``WindowLimits/lengthNanoseconds``.
    case length(nanoseconds: Int64)
    /// So short a window would have more than ``WindowLimits/panesPerWindow`` spans open at once.
    case tooManyPanes(lengthNanoseconds: Int64, latenessNanoseconds: Int64)

    public var description: String {
        switch self {
        case .length(let nanoseconds):
            "a window of \(Self.seconds(nanoseconds)) s is outside 1 ms to 366 days; choose a length within"
        case .tooManyPanes(let length, let lateness):
            "a window of \(Self.seconds(length)) s and an allowed lateness of \(Self.seconds(lateness)) s would keep"
                + " \(WindowLimits.panes(length: length, lateness: lateness)) windows open at once, more than"
                + " \(WindowLimits.panesPerWindow); choose a longer window or a shorter lateness"
        }
    }

    private static func seconds(_ nanoseconds: Int64) -> String {
        nanoseconds % 1_000_000_000 == 0 ? "\(nanoseconds / 1_000_000_000)" : "\(Double(nanoseconds) / 1e9)"
    }
}
