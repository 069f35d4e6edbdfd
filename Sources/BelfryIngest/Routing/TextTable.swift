// What a text means, looked up by its hash. Entries and texts lie in the order in which they were first seen, which is
// about the order in which a city's sensors send: of the blocks below, the processor's caches hold what is needed next.
//
//   hash ─► slots │ −1 │ 2 │ 0 │ −1 │ …      entries │ 0 │ 1 │ 2 │ …      texts │ city/a city/b …

/// Values by texts: an open hash table with the texts in one block.
///
/// It is a memory, not a registry: at its limit it starts anew, and what a text means is worked out again as it comes by.
/// A million invented names cost time and no memory beyond the limit.
struct TextTable<Value> {
    private struct Entry {
        var hash: UInt64
        var textStart: UInt32
        var textLength: UInt32
        var value: Value
    }

    /// Bytes of text for each entry of the limit; longer texts have their share of the shorter ones.
    private static var bytesPerEntry: Int { 128 }
    /// So that 32 bits tell each place of a text.
    private static var entryLimit: Int { 1 << 24 }

    private var entries: [Entry] = []
    private var texts: [UInt8] = []
    /// Indexes into `entries`, −1 where empty; a power of two of them, at most half full.
    private var slots: [Int32]
    private let limit: Int

    /// A table of at most `limit` entries and 128 bytes of text for each.
    init(limit: Int) {
        self.limit = min(max(1, limit), Self.entryLimit)
        self.slots = Array(repeating: -1, count: 1_024)
    }

    /// The value at an index that ``find(_:hash:where:)`` or ``insert(_:hash:_:)`` told.
    subscript(index: Int) -> Value {
        get { entries[index].value }
        set { entries[index].value = newValue }
    }

    /// Whether a text stands at an index, which may be any.
    @inline(__always)
    func isFound(_ text: UnsafeBufferPointer<UInt8>, at index: Int, where isWanted: (Value) -> Bool) -> Bool {
        entries.indices.contains(index) && isWanted(entries[index].value) && hasText(index, text)
    }

    /// Where a text stands, if it is known.
    ///
    /// O(1) expected.
    ///
    /// - Parameter isWanted: tells entries of one text and one hash from each other.
    @inline(__always)
    func find(_ text: UnsafeBufferPointer<UInt8>, hash: UInt64, where isWanted: (Value) -> Bool) -> Int? {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] >= 0 {
            let index = Int(slots[slot])
            if entries[index].hash == hash, isFound(text, at: index, where: isWanted) { return index }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// Remembers a value that ``find(_:hash:where:)`` did not know; returns where it stands.
    @discardableResult
    mutating func insert(_ text: UnsafeBufferPointer<UInt8>, hash: UInt64, _ value: Value) -> Int {
        if entries.count >= limit || texts.count + text.count > limit * Self.bytesPerEntry { removeAll() }
        if (entries.count + 1) * 2 > slots.count { grow() }
        place(Int32(truncatingIfNeeded: entries.count), hash: hash)
        entries.append(
            Entry(
                hash: hash,
                textStart: UInt32(truncatingIfNeeded: texts.count),
                textLength: UInt32(truncatingIfNeeded: text.count),
                value: value
            )
        )
        texts.append(contentsOf: text)
        return entries.count - 1
    }

    /// Forgets every text.
    mutating func removeAll() {
        entries.removeAll(keepingCapacity: true)
        texts.removeAll(keepingCapacity: true)
        for slot in slots.indices { slots[slot] = -1 }
    }

    private func hasText(_ index: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let (start, length) = (Int(entries[index].textStart), Int(entries[index].textLength))
        guard length == text.count else { return false }
        return texts.withUnsafeBytes { texts in
            RawBytes.areEqual(
                UnsafeRawBufferPointer(rebasing: texts[start..<start + length]),
                UnsafeRawBufferPointer(text)
            )
        }
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 2)
        for index in entries.indices { place(Int32(truncatingIfNeeded: index), hash: entries[index].hash) }
    }

    private mutating func place(_ index: Int32, hash: UInt64) {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] >= 0 { slot = (slot + 1) & mask }
        slots[slot] = index
    }
}
