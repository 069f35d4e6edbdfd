/// A set of identifiers that forgets the oldest beyond its capacity, in O(1) a call.
struct RecentIdentifiers: Sendable {
    private let capacity: Int
    private var members = Set<String>()
    /// Filled up to `capacity`, then overwritten in a circle.
    private var order: [String] = []
    private var oldest = 0

    init(capacity: Int) {
        self.capacity = capacity
    }

    func contains(_ identifier: String) -> Bool {
        members.contains(identifier)
    }

    /// Adds an identifier; false where it was there.
    @discardableResult
    mutating func insert(_ identifier: String) -> Bool {
        guard members.insert(identifier).inserted else { return false }
        guard order.count >= capacity else {
            order.append(identifier)
            return true
        }
        members.remove(order[oldest])
        order[oldest] = identifier
        oldest = (oldest + 1) % capacity
        return true
    }
}
