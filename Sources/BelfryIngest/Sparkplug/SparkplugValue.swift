/// What stands in the value field of a metric.
enum SparkplugValue: BitwiseCopyable {
    case absent
    case int(UInt32)
    case long(UInt64)
    case float(Float)
    case double(Double)
    case boolean(Bool)
    /// A text, bytes, a data set: nothing that is measured.
    case other
    /// A template, whose members may be; see ``SparkplugTemplate``.
    case template

    /// What a value says once its datatype is known.
    enum Measured {
        case number(Double)
        /// Null, NaN, or nothing at all.
        case nothing
        case notMeasured
        case unusable(Reason)
    }

    /// The value as a number.
    ///
    /// - Parameter code: the datatype's code; 0 where neither message nor birth certificate tell.
    func measured(datatype code: UInt32) -> Measured {
        let datatype = SparkplugDatatype(rawValue: code)
        if code != 0, datatype == nil { return .notMeasured }
        switch self {
        case .absent: return .nothing
        case .other, .template: return datatype == nil ? .notMeasured : .unusable(.wrongType)
        case .int(let bits): return Self.integer(UInt64(bits), fieldBits: 32, datatype)
        case .long(let bits): return Self.integer(bits, fieldBits: 64, datatype)
        case .float(let value): return Self.real(Self.written(value), datatype)
        case .double(let value): return Self.real(value, datatype)
        case .boolean(let value):
            return datatype == .boolean || datatype == nil ? .number(value ? 1 : 0) : .unusable(.wrongType)
        }
    }

    /// Without a datatype the highest bit may be a sign or not: such a number is not certain.
    private static func integer(_ bits: UInt64, fieldBits: UInt64, _ datatype: SparkplugDatatype?) -> Measured {
        guard let datatype else { return bits >> (fieldBits - 1) == 0 ? .number(Double(bits)) : .unusable(.noBirth) }
        if datatype.rawValue >= SparkplugDatatype.float.rawValue { return .unusable(.wrongType) }
        return datatype.integer(bits).map { .number($0) } ?? .unusable(.brokenRule)
    }

    /// The shortest decimal that reads back as the same 32 bits: 21.3, where the exact value is 21.299999237060547.
    ///
    /// Most have a few decimals: then 9 steps at most find it, in a quarter of the time that its text takes.
    static func written(_ value: Float) -> Double {
        guard value.isFinite, value.rounded() != value else { return Double(value) }
        let exact = Double(value)
        var power = 10.0
        for _ in 0..<9 {
            // Whole number and power are exact, so their quotient is the double that the decimal reads as.
            let decimal = (exact * power).rounded(.toNearestOrEven) / power
            if Float(decimal) == value { return decimal }
            power *= 10
        }
        return Double(value.description) ?? exact
    }

    private static func real(_ value: Double, _ datatype: SparkplugDatatype?) -> Measured {
        guard datatype == nil || datatype == .float || datatype == .double else { return .unusable(.wrongType) }
        return value.isNaN ? .nothing : .number(value)
    }
}
