import GRDB

/// Columns as what they have to be: GRDB's subscript ends the process where a damaged page says something else.
extension Row {
    /// - Throws: SQLite's error for a damaged file.
    func checked<Value: DatabaseValueConvertible>(_ column: String) throws -> Value {
        try Self.checked(self[column], column)
    }

    /// - Throws: SQLite's error for a damaged file.
    func checked<Value: DatabaseValueConvertible>(_ index: Int) throws -> Value {
        try Self.checked(self[index], "\(index)")
    }

    /// - Returns: nil where there is nothing.
    /// - Throws: SQLite's error for a damaged file.
    func checkedIfPresent<Value: DatabaseValueConvertible>(_ index: Int) throws -> Value? {
        let stored: DatabaseValue = self[index]
        return stored.isNull ? nil : try Self.checked(stored, "\(index)")
    }

    private static func checked<Value: DatabaseValueConvertible>(
        _ stored: DatabaseValue,
        _ column: @autoclosure () -> String
    ) throws -> Value {
        guard let value = Value.fromDatabaseValue(stored) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "column \(column()) holds \(stored)")
        }
        return value
    }
}
