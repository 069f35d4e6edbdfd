/// The first and the last value of a span, by event time.
///
/// Of two values with one event time the one that arrived last is first and last.
struct SpanEdges: BitwiseCopyable {
    private(set) var first = 0.0
    private(set) var firstTime = Int64.max
    private(set) var last = 0.0
    private(set) var lastTime = Int64.min

    mutating func add(_ value: Double, time: Int64) {
        if time >= lastTime {
            last = value
            lastTime = time
        }
        if time <= firstTime {
            first = value
            firstTime = time
        }
    }

    /// Takes in the edges of a part of the span; parts share no instant.
    mutating func merge(_ part: SpanEdges) {
        if part.lastTime > lastTime {
            last = part.last
            lastTime = part.lastTime
        }
        if part.firstTime < firstTime {
            first = part.first
            firstTime = part.firstTime
        }
    }
}
