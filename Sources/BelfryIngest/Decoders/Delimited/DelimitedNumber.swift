/// What stands in the place of a value.
enum DelimitedNumber {
    /// Infinite for a number beyond the range of a double.
    case number(Double)
    case empty
    /// Words are no measured values.
    case unusable

    init(_ cell: UnsafeBufferPointer<UInt8>, _ layout: DelimitedLayout) throws(DelimitedFault) {
        if let number = DecimalNumber.double(cell) {
            self = .number(number)
        } else if cell.isEmpty || PlainText.saysNoValue(cell) {
            self = .empty
        } else if let comma = cell.firstIndex(of: UInt8(ascii: ",")), Self.isOfDigits(cell) {
            guard layout.allowsDecimalComma, Self.canOnlyBeDecimal(cell, comma) else { throw .ambiguousComma }
            self = Self.withPoint(cell, at: comma).map { .number($0) } ?? .unusable
        } else {
            self = .unusable
        }
    }

    private static func isOfDigits(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        cell.allSatisfy { $0 == UInt8(ascii: ",") || $0 | 0x20 == UInt8(ascii: "e") || PlainText.isOfNumber($0) }
    }

    /// Whether a comma cannot group thousands: `1,234` can, `21,5`, `0,123` and `1234,567` cannot.
    private static func canOnlyBeDecimal(_ cell: UnsafeBufferPointer<UInt8>, _ comma: Int) -> Bool {
        let rest = cell[(comma + 1)...]
        guard !rest.contains(UInt8(ascii: ",")), !cell.contains(UInt8(ascii: ".")) else { return false }
        let whole = cell[..<comma].drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
        let decimals = rest.prefix { $0 &- UInt8(ascii: "0") <= 9 }
        return decimals.count != 3 || whole.count > 3 || whole.first == UInt8(ascii: "0")
    }

    private static func withPoint(_ cell: UnsafeBufferPointer<UInt8>, at comma: Int) -> Double? {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: cell.count) { copy in
            _ = copy.initialize(from: cell)
            copy[comma] = UInt8(ascii: ".")
            return DecimalNumber.double(UnsafeBufferPointer(copy))
        }
    }
}
