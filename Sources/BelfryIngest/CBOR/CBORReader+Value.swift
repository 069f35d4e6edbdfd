extension CBORReader {
    /// Goes behind an item; what is in arrays and maps is checked for its form and not looked at.
    ///
    /// - Parameter depth: containers around the item.
    mutating func takeValue(depth: Int) throws(CBORFault) -> CBORValue {
        guard depth <= Self.depthLimit else { throw fault(.tooDeep) }
        let head = try takeHead()
        switch head.major {
        case .unsigned: return .unsigned(head.argument)
        case .negative: return .negative(head.argument)
        case .bytes:
            _ = try takeString(head)
            return .bytes
        case .text: return .text(CBORText(bytes: try takeString(head), isChunked: head.isOpen))
        case .array:
            try skipItems(of: head, each: 1, depth: depth)
            return .array
        case .map:
            try skipItems(of: head, each: 2, depth: depth)
            return .map
        case .tag: return try takeTagged(head.argument, depth: depth + 1)
        case .simple: return try simpleValue(head)
        }
    }

    private mutating func skipItems(of container: CBORHead, each count: Int, depth: Int) throws(CBORFault) {
        var remaining = container.argument
        while try hasNext(in: container, remaining: &remaining) {
            for _ in 0..<count { _ = try takeValue(depth: depth + 1) }
        }
    }

    /// The content of a tag.
    ///
    /// Numbers are what RFC 8428 allows in the place of a number: big numbers of up to 64 bits (2, 3) and decimal
    /// fractions (4). Times as text or number (0, 1) and every other tag leave their content as it is.
    private mutating func takeTagged(_ tag: UInt64, depth: Int) throws(CBORFault) -> CBORValue {
        guard depth <= Self.depthLimit else { throw fault(.tooDeep) }
        let start = self
        switch tag {
        case 2, 3:
            let head = try takeHead()
            guard head.major == .bytes, !head.isOpen, let magnitude = Self.magnitude(try takeString(head)) else {
                self = start
                return try takeValue(depth: depth)
            }
            return tag == 2 ? .unsigned(magnitude) : .negative(magnitude)
        case 4: return .decimal(try takeDecimal(depth: depth))
        default: return try takeValue(depth: depth)
        }
    }

    /// [exponent, mantissa] of tag 4.
    private mutating func takeDecimal(depth: Int) throws(CBORFault) -> DecimalNumber {
        let head = try takeHead()
        guard head.major == .array, head.isOpen || head.argument == 2 else { throw fault(.badDecimal) }
        guard let exponent = Self.exponent(try takeValue(depth: depth + 1)) else { throw fault(.badDecimal) }
        var decimal = DecimalNumber(exponent: exponent)
        switch try takeValue(depth: depth + 1) {
        case .unsigned(let mantissa): decimal.mantissa = mantissa
        case .negative(let mantissa):
            guard mantissa < .max else { throw fault(.badDecimal) }
            decimal.mantissa = mantissa + 1
            decimal.isNegative = true
        default: throw fault(.badDecimal)
        }
        if head.isOpen {
            var none: UInt64 = 0
            guard try !hasNext(in: head, remaining: &none) else { throw fault(.badDecimal) }
        }
        return decimal
    }

    /// The exponent of a decimal fraction: one that no double can have counts as just as far beyond its range.
    private static func exponent(_ value: CBORValue) -> Int? {
        let limit: UInt64 = 1_000
        switch value {
        case .unsigned(let exponent): return Int(min(exponent, limit))
        case .negative(let exponent): return -1 - Int(min(exponent, limit))
        default: return nil
        }
    }

    /// A big number; nil beyond 64 bits.
    private static func magnitude(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64? {
        let digits = bytes.drop { $0 == 0 }
        guard digits.count <= 8 else { return nil }
        return digits.reduce(0) { $0 << 8 | UInt64($1) }
    }

    private func simpleValue(_ head: CBORHead) throws(CBORFault) -> CBORValue {
        switch head.information {
        case 20: return .boolean(false)
        case 21: return .boolean(true)
        case 24:
            guard head.argument >= 32 else { throw fault(.badSimpleValue) }
            return .simple
        case 25: return .float(Self.half(UInt16(truncatingIfNeeded: head.argument)))
        case 26: return .float(Double(Float(bitPattern: UInt32(truncatingIfNeeded: head.argument))))
        case 27: return .float(Double(bitPattern: head.argument))
        case 31: throw fault(.unexpectedBreak)
        default: return .simple
        }
    }

    /// A number of half precision (IEEE 754 binary16), which not every platform knows.
    private static func half(_ bits: UInt16) -> Double {
        let fraction = Double(bits & 0x3FF)
        let exponent = Int(bits >> 10 & 0x1F)
        let magnitude: Double =
            switch exponent {
            case 0: fraction * 0x1p-24
            case 31: fraction == 0 ? .infinity : .nan
            default: Double(sign: .plus, exponent: exponent - 25, significand: 1_024 + fraction)
            }
        return bits & 0x8000 == 0 ? magnitude : -magnitude
    }
}
