/// A sensor that says something else than its fellows: `minimum_members`, `windows`, `tolerance`.
///
/// Two thermometers of one zone never show the same, yet they differ from each other by much the same each hour. Each sensor's
/// usual distance from the median of its fellows is learnt; one that leaves it by many times of what it or they usually scatter,
/// window after window, while its fellows agree among themselves, is broken, moved, or beside something that only it sees.
///
/// ```
///   fellows' median  ─────────────╮╭──────────       weather takes all of them along
///   this sensor      ───────────╯  ╰───╮              learnt: a little below the others
///                                      ╰──────        far below: told after `windows` of them
/// ```
/// Limits: four sensors are needed to know which one is wrong; a fault that most of them share is not seen; a drift slower
/// than a week is learnt as usual, for which see the calibration. It cannot tell a fault from a fire beside one sensor, so it
/// is worth a warning and no more.
///
/// Refused: distances to the mean, which a single fault drags along; fixed tolerances, which would be other ones on each street.
///
/// Source: the neighbour check of QARTOD (U.S. IOOS, test 12, "neighbor"), and the buddy check of numerical weather prediction
/// (Båserud et al., "TITAN automatic spatial quality control of meteorological in-situ observations", 2020), with learnt offsets.
public struct DisagreementParameters: Sendable, Hashable {
    /// Sensors with a value that are needed to judge one of them; 4 to 2,000.
    public var minimumMembers: Int
    /// Windows in a row that raise, and that clear; 1...1,000.
    public var windows: Int
    /// A difference up to it is none, in the rule's unit; 0: only scatter counts.
    public var tolerance: Double

    public init(minimumMembers: Int = 4, windows: Int = 3, tolerance: Double = 0) {
        self.minimumMembers = minimumMembers
        self.windows = windows
        self.tolerance = tolerance
    }
}
