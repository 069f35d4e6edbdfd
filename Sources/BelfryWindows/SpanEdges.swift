/// The first and the last value of a span, by event time.
///
/// Of two values with one event time the one that arrived last is first and last.
struct SpanEdges: BitwiseCopyable {
    var first: Double
    var firstTime: Int64
    var last: Double
    var lastTime: Int64

    /// The edges of a span with its first value.
    init(_ value: Double, time: Int64) {
        first = value
        firstTime = time
        last = value
        lastTime = time
    }

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
}
