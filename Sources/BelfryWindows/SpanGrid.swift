import BelfryModel

/// Where the spans of a window begin and end: one after the other, without a gap.
enum SpanGrid: BitwiseCopyable, Equatable {
    /// Of one length, aligned to the epoch.
    case fixed(length: Int64)

    /// The end of the span that holds `time`.
    func end(after time: Int64) -> Int64 {
        switch self {
        case .fixed(let length): (Nanoseconds.floorDivide(time, by: length) + 1) * length
        }
    }

    /// The end of the span that begins at `end`, the end of another.
    func next(after end: Int64) -> Int64 {
        switch self {
        case .fixed(let length): end + length
        }
    }

    /// The beginning of the span that ends at `end`.
    func start(endingAt end: Int64) -> Int64 {
        switch self {
        case .fixed(let length): end - length
        }
    }
}
