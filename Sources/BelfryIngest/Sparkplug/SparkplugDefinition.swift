/// What a birth certificate says of one metric; its texts stand in the ``SparkplugBirth``.
struct SparkplugDefinition: BitwiseCopyable {
    /// What becomes of the metric's values.
    enum Use: BitwiseCopyable, Equatable {
        /// They are measured, and the last part of the name may be the quantity.
        case measured
        /// They are measured, and another metric of the station ends alike: only the whole name tells them apart.
        case measuredByWholeName
        /// Sparkplug keeps the name for itself.
        case reserved
        /// Its values cannot be told apart from others, or their name is none.
        case unusable(Reason)
    }

    var alias: UInt64?
    var datatype: UInt32
    var use: Use
    /// Where the name starts in the text; the unit follows it.
    var start: Int
    var nameLength: Int
    var unitLength: Int
}
