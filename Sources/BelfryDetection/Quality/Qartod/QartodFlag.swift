/// What a quality test says of one value, in the numbers of QARTOD.
///
/// IOOS, "QARTOD Data Flags Manual", section 2: the primary level flags, which other programs read.
public enum QartodFlag: UInt8, Sendable, BitwiseCopyable, CaseIterable {
    case good = 1
    /// Not tested, or nothing can be said: the first and last value of a spike test, a neighbour that is missing.
    case notEvaluated = 2
    case suspect = 3
    case fail = 4
    case missing = 9

    /// What several tests of one value add up to: the worst that was found counts, and any finding more than none.
    ///
    /// fail > suspect > good > not evaluated > missing, as `ioos_qc.qartod_compare` has it.
    public static func combined(_ flags: some Sequence<QartodFlag>) -> QartodFlag {
        flags.reduce(.missing) { $0.weight >= $1.weight ? $0 : $1 }
    }

    private var weight: Int {
        switch self {
        case .missing: 0
        case .notEvaluated: 1
        case .good: 2
        case .suspect: 3
        case .fail: 4
        }
    }
}
