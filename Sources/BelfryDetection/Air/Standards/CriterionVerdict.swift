public import BelfryModel

/// What a criterion says after a window, with the windows that it says it by.
///
/// Intuition: an operator who is woken by "NO2 alert" wants to see the three hours. They are here, oldest last, with
/// their values and whether anyone has checked them.
///
/// Limits: at most ``ThresholdCriterion/capacity`` windows, those above the threshold among the latest ones. While an
/// alert goes on they move along with it; its first hour is ``since``.
///
/// Not done: to keep all hours of an alert; they are in the store.
///
/// Source: Directive (EU) 2024/2881, annex I, section 4; what a warning tells: annex X.
public struct CriterionVerdict: Hashable, Sendable, BitwiseCopyable {
    /// The answer itself.
    public enum Standing: UInt8, Hashable, Sendable, BitwiseCopyable {
        case notMet
        case met
        /// It was met, and the newest window cannot tell whether it still is.
        case undecided
    }

    public internal(set) var standing: Standing
    /// The start of the first window of those that met the criterion; nil while it is not met.
    public var since: Timestamp?
    /// How many windows there are to show.
    public private(set) var count = 0
    private var first = AirWindow.invalid(start: .distantPast)
    private var second = AirWindow.invalid(start: .distantPast)
    private var third = AirWindow.invalid(start: .distantPast)

    init(standing: Standing, since: Timestamp?) {
        self.standing = standing
        self.since = since
    }

    /// A window above the threshold, 0 being the newest; `index` in 0..<``count``.
    public subscript(index: Int) -> AirWindow {
        switch index {
        case 0: first
        case 1: second
        default: third
        }
    }

    /// Provisional as soon as one of the windows is; nil where there are none.
    public var status: DataStatus? {
        guard count > 0 else { return nil }
        return (0..<count).reduce(DataStatus.validated) { $0.combined(with: self[$1].status) }
    }

    mutating func append(_ window: AirWindow) {
        switch count {
        case 0: first = window
        case 1: second = window
        case 2: third = window
        default: return
        }
        count += 1
    }
}
