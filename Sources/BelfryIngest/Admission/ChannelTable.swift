// A message on a known topic has the values that the one before it had, in the same order, and the first of them were
// entered one after the other. So a channel is looked for where it should be before it is looked for by its hash: that
// saves the hash, and a miss of the processor's caches for each value.
//
//   route ─► its first channel ─► the next ─► the next …          else: hash ─► channel

/// What the names of values mean, remembered.
struct ChannelTable {
    private var table: TextTable<(key: ChannelKey, channel: Channel)>
    /// Where the next value's channel should be.
    private var next = -1
    /// Where the channel of the message's first value is; −1 where none is known.
    private(set) var first: Int32 = -1

    /// A table that starts anew beyond `limit` channels.
    init(limit: Int) {
        table = TextTable(limit: limit)
    }

    /// Begins with a message.
    ///
    /// - Parameter first: what ``first`` was after the last message on the topic, or any guess.
    mutating func begin(expecting first: Int32) {
        next = Int(first)
        self.first = -1
    }

    /// The channel of a value's names, if it is known.
    ///
    /// O(1) expected.
    mutating func find(_ key: ChannelKey, _ text: UnsafeBufferPointer<UInt8>) -> Channel? {
        var index = next
        if !table.isFound(text, at: index, where: { $0.key == key }) {
            guard let found = table.find(text, hash: key.hash(of: text), where: { $0.key == key }) else { return nil }
            index = found
        }
        note(index)
        return table[index].channel
    }

    /// Remembers a channel that ``find(_:_:)`` did not know.
    mutating func insert(_ key: ChannelKey, _ text: UnsafeBufferPointer<UInt8>, _ channel: Channel) {
        note(table.insert(text, hash: key.hash(of: text), (key, channel)))
    }

    /// Forgets every channel.
    mutating func removeAll() {
        table.removeAll()
    }

    private mutating func note(_ index: Int) {
        next = index + 1
        if first < 0 { first = Int32(truncatingIfNeeded: index) }
    }
}
