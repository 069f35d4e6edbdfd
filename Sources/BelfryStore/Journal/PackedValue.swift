// Sensors speak in short decimals: 21.4, 415, 0.03. As an integer and a power of ten such a value takes 1 to 3 bytes
// instead of 8. Whatever does not come back bit for bit is stored as it is.

/// A value in the shortest of its exact forms.
enum PackedValue: Equatable {
    /// `integer / 10^exponent`, exponent in `0...5`.
    case decimal(integer: Int64, exponent: Int)
    /// A number that some device widened from 32 bits.
    case single(Float)
    case double(Double)

    static let exponents = 0...5
    private static let powers: [Double] = [1, 10, 100, 1_000, 10_000, 100_000]
    /// Integers up to here are exact in a Double, so the division rounds once, as reading the decimal text does.
    private static let integerLimit = 0x1p53

    init(_ value: Double) {
        for exponent in Self.exponents {
            guard let integer = Self.integer(value, exponent: exponent) else { continue }
            self = .decimal(integer: integer, exponent: exponent)
            return
        }
        let single = Float(value)
        self = Double(single).bitPattern == value.bitPattern ? .single(single) : .double(value)
    }

    /// The integer that a value is with so many decimals; nil where it does not come back from it bit for bit.
    static func integer(_ value: Double, exponent: Int) -> Int64? {
        let scaled = value * powers[exponent]
        guard scaled.magnitude < integerLimit else { return nil }
        let integer = Int64(rounded(scaled))
        return self.value(integer: integer, exponent: exponent).bitPattern == value.bitPattern ? integer : nil
    }

    /// The nearest integer, of halves either: adding a number whose last bit is 1 leaves no room for a fraction.
    private static func rounded(_ value: Double) -> Double {
        value.magnitude < 0x1p51 ? (value + 0x1.8p52) - 0x1.8p52 : value.rounded()
    }

    /// Appends the integers that values are with so many decimals, as ``integer(_:exponent:)`` has them.
    ///
    /// - Returns: false where one does not come back bit for bit; the integers before it may be there then.
    static func append(integersOf values: ArraySlice<Double>, exponent: Int, to integers: inout [Int64]) -> Bool {
        let power = powers[exponent]
        for value in values {
            let scaled = value * power
            guard scaled.magnitude < integerLimit else { return false }
            let integer = rounded(scaled)
            guard (integer / power).bitPattern == value.bitPattern else { return false }
            integers.append(Int64(integer))
        }
        return true
    }

    /// Appends the values of integers with one exponent in ``exponents``.
    static func append(_ integers: [Int64], exponent: Int, to values: inout [Double]) {
        let power = powers[exponent]
        for integer in integers { values.append(Double(integer) / power) }
    }

    /// The value that was packed.
    var value: Double {
        switch self {
        case .decimal(let integer, let exponent): Self.value(integer: integer, exponent: exponent)
        case .single(let single): Double(single)
        case .double(let double): double
        }
    }

    /// `exponent` must lie in ``exponents``.
    private static func value(integer: Int64, exponent: Int) -> Double {
        Double(integer) / powers[exponent]
    }
}
