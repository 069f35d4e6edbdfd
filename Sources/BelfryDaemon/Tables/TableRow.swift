import BelfryModel

/// One value of a table, as it is written there.
struct TableRow: Equatable {
    var time: Timestamp
    /// Empty where the table has no such column, as are ``sensor``, ``quantity`` and ``unit``.
    var agency = ""
    var sensor = ""
    var quantity = ""
    /// Nil where the cell is empty: a missing value is not 0.
    var value: Double?
    var unit = ""
    /// Nil where the table does not tell.
    var quality: Quality?
    /// Whether it sums up a step, as an export with steps does.
    var isAggregate = false
}
