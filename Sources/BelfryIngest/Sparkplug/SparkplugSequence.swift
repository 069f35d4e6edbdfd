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
    ///
    /// Where messages have no time, the same number twice is a repeat as well: that 255 messages were lost in between is far
    /// less likely than that a broker sent one again.
    mutating func advance(to number: UInt64, milliseconds: UInt64?) -> Bool {
        let isRepeat = number == last && milliseconds == lastMilliseconds
        let isNext = number == (last + 1) & Self.highest
        last = number
        lastMilliseconds = milliseconds
        return isNext || isRepeat
    }
}
