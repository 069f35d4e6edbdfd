/// Comparing bytes, eight at a time.
enum RawBytes {
    /// Whether two runs of bytes are the same.
    ///
    /// Unsafe because it loads words from raw memory; every load lies within the common length.
    static func areEqual(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        guard left.count == right.count else { return false }
        guard let first = left.baseAddress, let second = right.baseAddress else { return true }
        var position = 0
        while position + 8 <= left.count {
            if first.loadUnaligned(fromByteOffset: position, as: UInt64.self)
                != second.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            {
                return false
            }
            position += 8
        }
        while position < left.count {
            if first.load(fromByteOffset: position, as: UInt8.self)
                != second.load(fromByteOffset: position, as: UInt8.self)
            {
                return false
            }
            position += 1
        }
        return true
    }

    /// Whether two runs of bytes are the same.
    static func areEqual(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
        areEqual(UnsafeRawBufferPointer(left), UnsafeRawBufferPointer(right))
    }

    /// Whether bytes are exactly a text.
    static func areEqual(_ bytes: UnsafeBufferPointer<UInt8>, _ text: StaticString) -> Bool {
        areEqual(bytes, UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}
