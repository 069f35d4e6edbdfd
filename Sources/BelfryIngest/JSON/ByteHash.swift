/// A 64-bit hash of bytes, eight at a time: folded 128-bit products after Wang Yi, "wyhash" (public domain).
///
/// Some ten times quicker than ``BelfryModel/StableHash`` on topics and payloads, and as stable: the journal keeps it to
/// recognise redeliveries after a restart, so it must never change.
enum ByteHash {
    /// The hash of a run of bytes; `seed` chains several runs.
    ///
    /// O(n).
    ///
    /// Unsafe because it loads words from raw memory; every load lies within the run.
    static func of(_ bytes: UnsafeRawBufferPointer, seed: UInt64 = 0) -> UInt64 {
        var hash = mix(seed ^ 0xa076_1d64_78bd_642f, UInt64(bytes.count) ^ 0xe703_7ed1_a0b4_28db)
        guard let base = bytes.baseAddress else { return hash }
        var position = 0
        while position + 8 <= bytes.count {
            let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            hash = mix(hash ^ word, 0x8ebc_6af0_9c88_c6e3)
            position += 8
        }
        if position < bytes.count {
            hash = mix(hash ^ RawBytes.tail(base, count: bytes.count), 0x5899_65cc_7537_4cc3)
        }
        return hash
    }

    /// A name that stands in for a text which must not be shown: a prefix and 16 hexadecimal digits.
    static func name(for text: String, prefix: String) -> String {
        let digits = String(Array(text.utf8).withUnsafeBytes { of($0, seed: 0x4841) }, radix: 16)
        return "\(prefix)-\(String(repeating: "0", count: 16 - digits.count))\(digits)"
    }

    /// Folds a number into a hash.
    static func mix(_ hash: UInt64, _ number: UInt64) -> UInt64 {
        let product = hash.multipliedFullWidth(by: number)
        return product.high ^ product.low
    }
}
