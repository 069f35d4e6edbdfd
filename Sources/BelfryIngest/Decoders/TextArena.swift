/// Text that a message's drafts refer to; kept from message to message, so that the steady state allocates nothing.
///
/// Unsafe because an `Array` costs a uniqueness check per append; every write is preceded by a check of the capacity.
struct TextArena: ~Copyable {
    private var storage: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int = 4_096) {
        self.storage = .allocate(capacity: capacity)
        self.capacity = capacity
    }

    deinit {
        storage.deallocate()
    }

    /// Forgets the text.
    mutating func removeAll() {
        count = 0
    }

    /// Adds bytes at the end.
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let base = bytes.baseAddress else { return }
        if count + bytes.count > capacity { grow(to: count + bytes.count) }
        (storage + count).update(from: base, count: bytes.count)
        count += bytes.count
    }

    /// Repeats bytes that are in the arena already.
    mutating func append(copyOf start: Int, length: Int) {
        guard length > 0 else { return }
        if count + length > capacity { grow(to: count + length) }
        (storage + count).update(from: storage + start, count: length)
        count += length
    }

    /// Adds the text of a JSON string, unescaped.
    mutating func append(_ value: JSONValue) {
        guard value.node.pointee.hasEscapes else { return append(value.bytes) }
        // Unescaping only ever shortens.
        let most = count + value.bytes.count
        if most > capacity { grow(to: most) }
        let storage = storage
        var end = count
        value.forEachTextByte { byte in
            storage[end] = byte
            end += 1
        }
        count = end
    }

    /// Cuts the text back to an earlier length.
    mutating func truncate(to length: Int) {
        count = min(count, length)
    }

    /// Bytes of the text; valid until the next append.
    func bytes(_ start: Int, _ length: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: storage + start, count: length)
    }

    private mutating func grow(to needed: Int) {
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: max(needed, capacity * 2))
        larger.update(from: storage, count: count)
        storage.deallocate()
        storage = larger
        capacity = max(needed, capacity * 2)
    }
}
