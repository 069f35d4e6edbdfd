/// One item of CBOR, with its tags taken off.
enum CBORValue {
    case unsigned(UInt64)
    /// −1 − n.
    case negative(UInt64)
    /// May be infinite or NaN.
    case float(Double)
    /// Tag 4: mantissa × 10^exponent.
    case decimal(DecimalNumber)
    case text(CBORText)
    case bytes
    case boolean(Bool)
    /// Null, undefined, or a simple value without a meaning.
    case simple
    case array
    case map

    /// The word that users read in reasons.
    var kindName: String {
        switch self {
        case .unsigned, .negative, .float, .decimal: "a number"
        case .text: "a string"
        case .bytes: "a byte string"
        case .boolean: "a boolean"
        case .simple: "null"
        case .array: "an array"
        case .map: "a map"
        }
    }

    /// The nearest double; nil where this is no number.
    var number: Double? {
        switch self {
        case .unsigned(let integer): Double(integer)
        case .negative(let integer): -1 - Double(integer)
        case .float(let number): number
        case .decimal(let decimal): decimal.double
        case .text, .bytes, .boolean, .simple, .array, .map: nil
        }
    }
}
