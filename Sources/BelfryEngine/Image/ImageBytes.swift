/// Appends plain values to bytes, as they lie in memory.
struct ImageWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ number: Int64) { write(number as Int64, as: Int64.self) }

    mutating func write<Value: BitwiseCopyable>(_ value: Value) { write(value, as: Value.self) }

    mutating func write(_ block: [UInt8]) {
        write(Int64(block.count))
        bytes += block
    }

    mutating func write(_ text: String) {
        write(Int64(text.utf8.count))
        bytes += text.utf8
    }

    private mutating func write<Value: BitwiseCopyable>(_ value: Value, as _: Value.Type) {
        withUnsafeBytes(of: value) { bytes += $0 }
    }
}

/// Reads what an ``ImageWriter`` has written; nil where the bytes end before.
struct ImageReader {
    private let bytes: [UInt8]
    private var offset = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func number() -> Int64? { value(Int64.self) }

    /// How many of something follow, each of a byte at least.
    mutating func count() -> Int? {
        guard let count = number(), count >= 0, count <= bytes.count - offset else { return nil }
        return Int(count)
    }

    /// - Precondition: any bits are a value of the type, or the bytes come from this build of Belfry.
    mutating func value<Value: BitwiseCopyable>(_: Value.Type) -> Value? {
        let end = offset + MemoryLayout<Value>.size
        guard end <= bytes.count else { return nil }
        defer { offset = end }
        return bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: Value.self) }
    }

    mutating func block() -> [UInt8]? {
        guard let count = count() else { return nil }
        defer { offset += count }
        return Array(bytes[offset..<offset + count])
    }

    mutating func text() -> String? {
        guard let count = count() else { return nil }
        defer { offset += count }
        return String(decoding: bytes[offset..<offset + count], as: UTF8.self)
    }
}
