/// A topic level by level, from the front or from the back: `application/17c8/device/0101/event/up`.
///
/// Unsafe because it points into the message; used only within the call that holds it.
struct TopicLevels {
    private let topic: UnsafeBufferPointer<UInt8>

    init(_ topic: UnsafeBufferPointer<UInt8>) {
        self.topic = topic
    }

    /// How many levels there are, at least 1.
    var count: Int { topic.reduce(into: 1) { $0 += $1 == UInt8(ascii: "/") ? 1 : 0 } }

    /// A level counted from the front, from 0 on; nil beyond the last.
    subscript(index: Int) -> UnsafeBufferPointer<UInt8>? {
        var start = 0
        for _ in 0..<max(0, index) {
            guard let slash = topic[start...].firstIndex(of: UInt8(ascii: "/")) else { return nil }
            start = slash + 1
        }
        let end = topic[start...].firstIndex(of: UInt8(ascii: "/")) ?? topic.count
        return UnsafeBufferPointer(rebasing: topic[start..<end])
    }

    /// A level counted from the back, from 0 on; nil before the first.
    func fromEnd(_ index: Int) -> UnsafeBufferPointer<UInt8>? {
        let position = count - 1 - index
        return position < 0 ? nil : self[position]
    }

    /// Whether a level is exactly a text.
    func isLevel(_ index: Int, _ text: StaticString) -> Bool {
        self[index].map { RawBytes.areEqual($0, text) } ?? false
    }
}
