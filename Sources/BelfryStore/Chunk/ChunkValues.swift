/// The column of values in a chunk, see ``ChunkData``.
enum ChunkValues {
    private static let single: UInt8 = 6
    private static let double: UInt8 = 7

    static func append(_ values: [Double], to writer: inout ByteWriter) {
        for start in stride(from: 0, to: values.count, by: IntegerBlock.length) {
            append(values[start..<min(start + IntegerBlock.length, values.count)], to: &writer)
        }
    }

    private static func append(_ block: ArraySlice<Double>, to writer: inout ByteWriter) {
        if let (integers, exponent) = decimals(block) {
            writer.append(UInt8(exponent))
            IntegerBlock.appendAll(integers, to: &writer)
        } else if block.allSatisfy({ Double(Float($0)).bitPattern == $0.bitPattern }) {
            writer.append(single)
            for value in block { writer.appendFixed(Float(value).bitPattern) }
        } else {
            writer.append(double)
            for value in block { writer.appendFixed(value.bitPattern) }
        }
    }

    /// All as integers of one exponent, the least that suits all; nil where they have none in common.
    private static func decimals(_ block: ArraySlice<Double>) -> (integers: [Int64], exponent: Int)? {
        var integers: [Int64] = []
        integers.reserveCapacity(block.count)
        // Most blocks need no more decimals than their first value; each that does begins anew.
        for exponent in PackedValue.exponents {
            integers.removeAll(keepingCapacity: true)
            if PackedValue.append(integersOf: block, exponent: exponent, to: &integers) { return (integers, exponent) }
        }
        return nil
    }

    static func read(count: Int, from reader: inout ByteReader, into values: inout [Double]) throws(JournalFault) {
        let end = values.count + count
        values.reserveCapacity(end)
        var integers: [Int64] = []
        integers.reserveCapacity(IntegerBlock.length)
        while values.count < end {
            let length = min(IntegerBlock.length, end - values.count)
            switch try reader.byte() {
            case single: for _ in 0..<length { values.append(Double(Float(bitPattern: try reader.fixed(UInt32.self)))) }
            case double: for _ in 0..<length { values.append(Double(bitPattern: try reader.fixed(UInt64.self))) }
            case let exponent where PackedValue.exponents.contains(Int(exponent)):
                integers.removeAll(keepingCapacity: true)
                try IntegerBlock.read(count: length, from: &reader, into: &integers)
                PackedValue.append(integers, exponent: Int(exponent), to: &values)
            default: throw reader.fault("values have no known kind")
            }
        }
    }
}
