public import BelfryModel

/// Rows of a table that came out of order and were taken all the same, as those of a sensor whose clock was set back.
public struct TableDisorder: Sendable, Equatable {
    public var file: String
    /// Of the first of them, from 1.
    public var line: Int
    public var time: Timestamp
    /// How many there are.
    public var rows: Int
}
