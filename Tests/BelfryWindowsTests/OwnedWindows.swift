import BelfryModel
import BelfryWindows

/// One series' windows with their memory and clock, fed the way a shard feeds them.
final class OwnedWindows {
    private let head: UnsafeMutablePointer<WindowHead>
    private let hot: UnsafeMutableRawPointer
    private let cold: UnsafeMutableRawPointer
    let windows: WindowSet
    private(set) var watermark = Watermark()
    let lengths: [Int64]
    /// Closed so far, by length.
    private(set) var closed: [[ClosedWindow]]
    /// The last value that the windows have not been told of.
    private var unsettled: Double?

    init(lengths: [Int64], lateness: Int64) {
        let definitions = lengths.map(WindowDefinition.init(lengthNanoseconds:))
        head = .allocate(capacity: 1)
        head.initialize(to: WindowHead(lengths: lengths.count))
        hot = .allocate(byteCount: WindowSet.hotByteCount(lengths: lengths.count), alignment: WindowSet.alignment)
        cold = .allocate(
            byteCount: WindowSet.coldByteCount(for: definitions, allowedLatenessNanoseconds: lateness),
            alignment: WindowSet.alignment
        )
        windows = WindowSet(head: head, hot: hot, cold: cold)
        windows.lay(definitions, allowedLatenessNanoseconds: lateness)
        self.lengths = lengths
        closed = lengths.map { _ in [] }
    }

    deinit {
        head.deallocate()
        hot.deallocate()
        cold.deallocate()
    }

    func insert(_ value: Double, at time: Int64, arrival: Int64? = nil) {
        let eventTime = Timestamp(nanoseconds: time)
        let isRoutine = eventTime > watermark.newestEventTime && eventTime < head.pointee.limit
        if !isRoutine { settle() }
        _ = watermark.observe(
            eventTime: eventTime,
            arrival: Timestamp(nanoseconds: arrival ?? time),
            allowedLatenessNanoseconds: 0
        )
        guard !isRoutine else {
            windows.addToNewest(value)
            unsettled = value
            return
        }
        close(by: watermark.newestEventTime)
        windows.insert(value, eventTime: eventTime, newestEventTime: watermark.newestEventTime)
    }

    func close(by clock: Timestamp) {
        settle()
        while let (index, window) = windows.popDue(by: clock, series: SeriesID(7)) { closed[index].append(window) }
    }

    func closeAll() {
        close(by: .distantFuture)
    }

    func settle() {
        guard let value = unsettled else { return }
        windows.settle(last: value, eventTime: watermark.newestEventTime)
        unsettled = nil
    }
}
