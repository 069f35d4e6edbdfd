import Glibc

/// Comparing bytes and looking for them, many at a time.
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
        return tail(first, count: left.count) == tail(second, count: right.count)
    }

    /// The last bytes of a run, those after its last whole eight, as a little-endian number.
    ///
    /// Unsafe because it loads words from raw memory: where a word is not all of the tail it reaches back into the run,
    /// never beyond its end.
    static func tail(_ base: UnsafeRawPointer, count: Int) -> UInt64 {
        let rest = count & 7
        guard rest > 0 else { return 0 }
        if count > 8 {
            let word = base.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
            return UInt64(littleEndian: word) >> UInt64(64 - 8 * rest)
        }
        if rest >= 4 {
            let low = UInt32(littleEndian: base.loadUnaligned(as: UInt32.self))
            let high = UInt32(littleEndian: base.loadUnaligned(fromByteOffset: rest - 4, as: UInt32.self))
            return UInt64(low) | UInt64(high) << UInt64(8 * (rest - 4))
        }
        // Of one, two or three bytes these are all, some of them twice.
        let first = UInt64(base.load(as: UInt8.self))
        let middle = UInt64(base.load(fromByteOffset: rest / 2, as: UInt8.self)) << UInt64(8 * (rest / 2))
        let last = UInt64(base.load(fromByteOffset: rest - 1, as: UInt8.self)) << UInt64(8 * (rest - 1))
        return first | middle | last
    }

    /// Whether two runs of bytes are the same.
    static func areEqual(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
        areEqual(UnsafeRawBufferPointer(left), UnsafeRawBufferPointer(right))
    }

    /// Whether bytes are exactly a text.
    static func areEqual(_ bytes: UnsafeBufferPointer<UInt8>, _ text: StaticString) -> Bool {
        areEqual(bytes, text.bytes)
    }

    /// Where a byte stands first from an index on; `end` where it does not stand before it.
    static func firstIndex(
        of byte: UInt8,
        in bytes: UnsafeBufferPointer<UInt8>,
        from start: Int,
        to end: Int
    ) -> Int {
        precondition(0 <= start && start <= end && end <= bytes.count, "a range of the bytes")
        guard let base = bytes.baseAddress, let found = memchr(base + start, Int32(byte), end - start) else {
            return end
        }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
}
