/// The names of columns that no header names: what the operator has declared of a source of delimited text.
///
/// Written as in a header: `time`, `station`, `no2 (ppb)`, `temperature[Cel]`; an empty name passes a column over.
public struct DelimitedColumns: Sendable, Hashable {
    /// The most columns.
    public static let limit = 256

    /// Why names cannot be used.
    public enum Fault: Error, Hashable, Sendable, CustomStringConvertible {
        case noNames
        case tooMany(Int)
        case badName(Int)

        public var description: String {
            switch self {
            case .noNames: "none of the columns has a name that can be a quantity"
            case .tooMany(let count): "there are \(count) columns; \(DelimitedColumns.limit) is the most"
            case .badName(let number):
                "the name of column \(number) is longer than \(DelimitedName.byteLimit) bytes or holds a control character"
            }
        }
    }

    public let names: [String]
    /// The names as a header of a separator that none of them holds.
    let header: [UInt8]
    /// What separates the names in ``header``.
    static let separator: UInt8 = 0x1F

    /// - Throws: ``Fault`` with what is wrong.
    public init(_ names: [String]) throws(Fault) {
        guard names.count <= Self.limit else { throw .tooMany(names.count) }
        for (index, name) in names.enumerated() {
            let isUsable = name.utf8.count <= DelimitedName.byteLimit && !name.utf8.contains { $0 < 0x20 || $0 == 0x7F }
            guard isUsable else { throw .badName(index + 1) }
        }
        let hasQuantity = names.contains { name in
            Array(name.utf8).withUnsafeBufferPointer {
                if case .quantity = DelimitedRole($0) { !$0.isEmpty } else { false }
            }
        }
        guard hasQuantity else { throw .noNames }
        self.names = names
        header = Array(names.joined(separator: "\u{1F}").utf8)
    }
}
