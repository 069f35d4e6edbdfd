/// The datatypes of Sparkplug that are measured values, with the codes of its protobuf definition.
///
///     Int8 −1    int_value  FF FF FF FF           Int64 −1   long_value  FF FF FF FF FF FF FF FF
///     UInt8 255  int_value  00 00 00 FF           Int32 −1   either of the two
///
/// Integers travel unsigned, in two's complement: only the datatype tells −1 from 4,294,967,295. Encoders disagree on
/// how far a sign extends and on which of the two fields a UInt32 belongs in: each of their ways is read, and no other.
enum SparkplugDatatype: UInt32, BitwiseCopyable {
    case int8 = 1
    case int16 = 2
    case int32 = 3
    case int64 = 4
    case uint8 = 5
    case uint16 = 6
    case uint32 = 7
    case uint64 = 8
    case float = 9
    case double = 10
    case boolean = 11

    /// Bits of an integer; 0 for anything else.
    private var width: UInt64 {
        switch self {
        case .int8, .uint8: 8
        case .int16, .uint16: 16
        case .int32, .uint32: 32
        case .int64, .uint64: 64
        case .float, .double, .boolean: 0
        }
    }

    private var isSigned: Bool { rawValue <= Self.int64.rawValue }

    /// An integer of this datatype; nil where the datatype is none, or the bits do not fit it.
    func integer(_ bits: UInt64) -> Double? {
        guard width > 0 else { return nil }
        let unused = 64 - width
        let low = (bits << unused) >> unused
        guard isSigned else { return low == bits ? Double(bits) : nil }
        let signed = Int64(bitPattern: bits << unused) >> Int64(unused)
        let extended = UInt64(bitPattern: signed)
        let isWhole = bits == low || bits == extended || bits == extended & 0xFFFF_FFFF
        return isWhole ? Double(signed) : nil
    }
}
