/// Words that mean something to a format, found whatever their case: devices write keys in any.
///
/// An open hash table, at most a quarter full, so that a search is short; O(bytes of the word).
struct Vocabulary<Meaning: Sendable>: Sendable {
    private struct Entry: Sendable {
        /// Lower case.
        var word: StaticString
        var meaning: Meaning
    }

    private var slots: [Entry?]
    private let longestWord: Int

    /// - Parameter words: each in lower case, once.
    init(_ words: [(word: StaticString, meaning: Meaning)]) {
        var slotCount = 16
        while slotCount < words.count * 4 { slotCount *= 2 }
        slots = Array(repeating: nil, count: slotCount)
        longestWord = words.reduce(0) { max($0, $1.word.utf8CodeUnitCount) }
        for (word, meaning) in words {
            var slot = slot(of: word.bytes)
            while slots[slot] != nil { slot = (slot + 1) & (slotCount - 1) }
            slots[slot] = Entry(word: word, meaning: meaning)
        }
    }

    /// What a word means; nil where it means nothing here.
    func meaning(of word: UnsafeBufferPointer<UInt8>) -> Meaning? {
        // A key may be as long as a payload.
        guard word.count <= longestWord else { return nil }
        var slot = slot(of: word)
        while let entry = slots[slot] {
            if Self.isFolded(word, entry.word) { return entry.meaning }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    private func slot(of word: UnsafeBufferPointer<UInt8>) -> Int {
        var hash: UInt32 = UInt32(truncatingIfNeeded: word.count)
        for byte in word { hash = hash &* 31 &+ UInt32(Self.lower(byte)) }
        return Int(hash ^ (hash >> 15)) & (slots.count - 1)
    }

    private static func isFolded(_ word: UnsafeBufferPointer<UInt8>, _ folded: StaticString) -> Bool {
        guard word.count == folded.utf8CodeUnitCount else { return false }
        for index in word.indices where lower(word[index]) != folded.utf8Start[index] { return false }
        return true
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
    }
}

extension Vocabulary where Meaning == Void {
    /// Words that are known or not.
    init(of words: [StaticString]) {
        self.init(words.map { ($0, ()) })
    }

    /// Whether a word is one of them.
    func holds(_ word: UnsafeBufferPointer<UInt8>) -> Bool { meaning(of: word) != nil }
}
