/// A node's message counter: 0 … 255 and 0 again, over all messages of the node and its devices but its own death.
struct SparkplugSequence: BitwiseCopyable {
    static let highest: UInt64 = 255

    private var last: UInt64
    private var lastMilliseconds: UInt64?

    /// - Parameter first: the number of the birth certificate.
    init(first: UInt64, milliseconds: UInt64?) {
        last = first
        lastMilliseconds = milliseconds
    }

    /// Whether a number is the next one, or the last message has come once more; counts on from it in any case.
    mutating func advance(to number: UInt64, milliseconds: UInt64?) -> Bool {
        let isRepeat = number == last && milliseconds != nil && milliseconds == lastMilliseconds
        let isNext = number == (last + 1) & Self.highest
        last = number
        lastMilliseconds = milliseconds
        return isNext || isRepeat
    }
}
