import BelfryModel
import BelfryWindows

/// One series' windows with their memory and clock, fed the way a shard feeds them.
final class OwnedWindows {
    private let hot: UnsafeMutableRawPointer
    private let cold: UnsafeMutableRawPointer
    var windows: WindowSet
    private(set) var watermark = Watermark()
    let lengths: [Int64]
    /// Closed so far, by length.
    private(set) var closed: [[ClosedWindow]]

    init(lengths: [Int64], lateness: Int64) {
        let definitions = lengths.map(WindowDefinition.init(lengthNanoseconds:))
        hot = .allocate(byteCount: WindowSet.hotByteCount(for: definitions), alignment: WindowSet.alignment)
        cold = .allocate(
            byteCount: WindowSet.coldByteCount(for: definitions, allowedLatenessNanoseconds: lateness),
            alignment: WindowSet.alignment
        )
        windows = WindowSet(hot: hot, cold: cold, definitions: definitions, allowedLatenessNanoseconds: lateness)
        self.lengths = lengths
        closed = lengths.map { _ in [] }
    }

    deinit {
        hot.deallocate()
        cold.deallocate()
    }

    func insert(_ value: Double, at time: Int64, arrival: Int64? = nil) {
        let eventTime = Timestamp(nanoseconds: time)
        let isNewest = eventTime > watermark.newestEventTime
        _ = watermark.observe(
            eventTime: eventTime,
            arrival: Timestamp(nanoseconds: arrival ?? time),
            allowedLatenessNanoseconds: 0
        )
        close(by: watermark.newestEventTime)
        windows.insert(
            value,
            eventTime: eventTime,
            newestEventTime: watermark.newestEventTime,
            isNewest: isNewest
        )
    }

    func close(by clock: Timestamp) {
        while let (index, window) = windows.popDue(by: clock, series: SeriesID(7)) { closed[index].append(window) }
    }

    func closeAll() {
        close(by: .distantFuture)
    }
}
