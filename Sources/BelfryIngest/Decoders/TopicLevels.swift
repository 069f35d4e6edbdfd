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
            start = slash(from: start) + 1
            guard start <= topic.count else { return nil }
        }
        return UnsafeBufferPointer(rebasing: topic[start..<slash(from: start)])
    }

    /// A level counted from the back, from 0 on; nil before the first.
    func fromEnd(_ index: Int) -> UnsafeBufferPointer<UInt8>? {
        var end = topic.count
        for _ in 0..<max(0, index) {
            end = lastSlash(before: end)
            guard end >= 0 else { return nil }
        }
        return UnsafeBufferPointer(rebasing: topic[lastSlash(before: end) + 1..<end])
    }

    /// Where the level ends that begins at a position.
    private func slash(from start: Int) -> Int {
        var position = start
        while position < topic.count, topic[position] != UInt8(ascii: "/") { position += 1 }
        return position
    }

    /// Where the slash stands in front of the level that ends at a position; −1 for the first level.
    private func lastSlash(before end: Int) -> Int {
        var position = end - 1
        while position >= 0, topic[position] != UInt8(ascii: "/") { position -= 1 }
        return position
    }

    /// Whether a level is exactly a text.
    func isLevel(_ index: Int, _ text: StaticString) -> Bool {
        self[index].map { RawBytes.areEqual($0, text) } ?? false
    }
}
