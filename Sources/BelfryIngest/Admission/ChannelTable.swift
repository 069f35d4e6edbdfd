/// Channels by their names: an open hash table with the names in one block.
///
/// It is a memory, not a registry: at its limit it starts anew, and channels are worked out again as they come by.
struct ChannelTable {
    private struct Entry {
        var key: ChannelKey
        var textStart: Int
        var textLength: Int
        var channel: Channel
    }

    private var entries: [Entry] = []
    private var names: [UInt8] = []
    /// Indexes into `entries`, −1 where empty; a power of two of them, at most half full.
    private var slots: [Int32]
    private let limit: Int

    init(limit: Int) {
        self.limit = max(1, limit)
        self.slots = Array(repeating: -1, count: 1_024)
    }

    /// The channel of a value's names, if it is known.
    ///
    /// O(1) expected.
    func find(_ key: ChannelKey, _ text: UnsafeBufferPointer<UInt8>) -> Channel? {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: key.hash) & mask
        while slots[slot] >= 0 {
            let entry = entries[Int(slots[slot])]
            if entry.key.hash == key.hash, entry.key.shape == key.shape, entry.key.routeHash == key.routeHash,
                hasText(entry, text)
            {
                return entry.channel
            }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// Remembers a channel that ``find(_:_:)`` did not know.
    mutating func insert(_ key: ChannelKey, _ text: UnsafeBufferPointer<UInt8>, _ channel: Channel) {
        if entries.count >= limit { removeAll() }
        if (entries.count + 1) * 2 > slots.count { grow() }
        place(Int32(truncatingIfNeeded: entries.count), hash: key.hash)
        entries.append(Entry(key: key, textStart: names.count, textLength: text.count, channel: channel))
        names.append(contentsOf: text)
    }

    /// Forgets every channel.
    mutating func removeAll() {
        entries.removeAll(keepingCapacity: true)
        names.removeAll(keepingCapacity: true)
        for slot in slots.indices { slots[slot] = -1 }
    }

    private func hasText(_ entry: Entry, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard entry.textLength == text.count else { return false }
        return names.withUnsafeBytes { names in
            RawBytes.areEqual(
                UnsafeRawBufferPointer(rebasing: names[entry.textStart..<entry.textStart + entry.textLength]),
                UnsafeRawBufferPointer(text)
            )
        }
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 2)
        for index in entries.indices {
            place(Int32(truncatingIfNeeded: index), hash: entries[index].key.hash)
        }
    }

    private mutating func place(_ index: Int32, hash: UInt64) {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] >= 0 { slot = (slot + 1) & mask }
        slots[slot] = index
    }
}
