/// Where in a topic the captures of its template stand: byte ranges, so that a match copies nothing.
struct TopicCaptures: BitwiseCopyable, Equatable {
    struct Span: BitwiseCopyable, Equatable {
        var start: UInt16 = 0
        /// 0 where the template has no such capture.
        var length: UInt16 = 0
    }

    var agency = Span()
    var zone = Span()
    var domain = Span()
    var sensor = Span()
    var quantity = Span()
    /// What `#` stands for.
    var rest = Span()

    mutating func set(_ capture: TopicTemplate.Capture, _ span: Span) {
        switch capture {
        case .agency: agency = span
        case .zone: zone = span
        case .domain: domain = span
        case .sensor: sensor = span
        case .quantity: quantity = span
        }
    }
}

extension TopicTemplate {
    /// Whether a topic is covered.
    ///
    /// O(bytes of the topic).
    public func matches(_ topic: String) -> Bool {
        guard topic.utf8.count <= 65_535 else { return false }
        return Array(topic.utf8).withUnsafeBufferPointer { match($0) != nil }
    }

    /// The captures of a topic, or nil where it does not match.
    ///
    /// O(bytes of the topic).
    ///
    /// - Parameter topic: at most 65,535 bytes.
    func match(_ topic: UnsafeBufferPointer<UInt8>) -> TopicCaptures? {
        // MQTT 5, section 4.7.2: a filter that starts with a wildcard does not match topics that start with $.
        if topic.first == UInt8(ascii: "$") {
            guard case .text = levels[0] else { return nil }
        }
        var captures = TopicCaptures()
        var start = 0
        for (index, level) in levels.enumerated() {
            if case .rest = level {
                guard start <= topic.count else { return captures }
                captures.rest = Self.span(start, topic.count)
                return captures
            }
            // One past the end means that the topic has run out of levels.
            guard start <= topic.count else { return nil }
            let end = Self.endOfLevel(topic, from: start)
            switch level {
            case .text(let bytes):
                let isSame = bytes.withUnsafeBufferPointer {
                    RawBytes.areEqual($0, UnsafeBufferPointer(rebasing: topic[start..<end]))
                }
                guard isSame else { return nil }
            case .capture(let capture): captures.set(capture, Self.span(start, end))
            case .any, .rest: break
            }
            start = end + 1
            if index == levels.count - 1 { return end == topic.count ? captures : nil }
        }
        return nil
    }

    private static func endOfLevel(_ topic: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var end = start
        while end < topic.count, topic[end] != UInt8(ascii: "/") { end += 1 }
        return end
    }

    private static func span(_ start: Int, _ end: Int) -> TopicCaptures.Span {
        TopicCaptures.Span(start: UInt16(clamping: start), length: UInt16(clamping: end - start))
    }
}
