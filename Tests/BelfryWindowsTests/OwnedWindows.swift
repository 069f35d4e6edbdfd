import BelfryModel
import BelfryWindows

/// One series' windows with their memory and clock, fed the way a shard feeds them.
final class OwnedWindows {
    private let head: UnsafeMutablePointer<WindowHead>
    private let front: UnsafeMutablePointer<WindowFront>
    private let frontComponents: UnsafeMutableRawPointer
    private let cold: UnsafeMutableRawPointer
    private let layout: WindowLayout
    let windows: WindowSet
    private(set) var watermark = Watermark()
    let interval: Int64
    /// What is read off each telling.
    var aggregates: [WindowAggregate] = []
    /// The values of these, telling by telling.
    private(set) var values: [[[Double]]]
    /// Told so far, by definition.
    private(set) var told: [[ClosedWindow]]

    init(
        _ definitions: [WindowDefinition],
        lateness: Int64 = 0,
        interval: Int64 = 0,
        terms: OrderedTerms = OrderedTerms()
    ) {
        layout = WindowLayout(definitions, allowedLatenessNanoseconds: lateness, terms: terms)
        head = .allocate(capacity: 1)
        front = .allocate(capacity: 1)
        front.initialize(to: WindowFront())
        frontComponents = .allocate(
            byteCount: layout.plan.pointee.frontComponentBytes + 1,
            alignment: WindowSet.alignment
        )
        cold = .allocate(byteCount: layout.plan.pointee.coldBytes + 1, alignment: WindowSet.alignment)
        windows = WindowSet(head: head, front: front, frontComponents: frontComponents, cold: cold, plan: layout.plan)
        windows.lay()
        self.interval = interval
        told = definitions.map { _ in [] }
        values = told.map { _ in [] }
    }

    convenience init(lengths: [Int64], lateness: Int64 = 0, interval: Int64 = 0) {
        self.init(lengths.map(WindowDefinition.init(lengthNanoseconds:)), lateness: lateness, interval: interval)
    }

    deinit {
        head.deallocate()
        front.deallocate()
        frontComponents.deallocate()
        cold.deallocate()
    }

    func insert(_ value: Double, at time: Int64, arrival: Int64? = nil) {
        let eventTime = Timestamp(nanoseconds: time)
        let isRoutine = eventTime > watermark.newestEventTime && eventTime < head.pointee.limit
        var pace = pace
        _ = watermark.observe(
            eventTime: eventTime,
            arrival: Timestamp(nanoseconds: arrival ?? time),
            allowedLatenessNanoseconds: 0
        )
        if isRoutine { return front.pointee.add(value) }
        windows.close(by: watermark.newestEventTime, pace: pace, series: SeriesID(7), told: tell)
        pace.newestEventTime = watermark.newestEventTime
        windows.insert(value, eventTime: eventTime, pace: pace, series: SeriesID(7), told: tell)
    }

    func close(by clock: Timestamp) {
        windows.close(by: clock, pace: pace, series: SeriesID(7), told: tell)
    }

    /// Lets so much time pass that everything has ended.
    func closeAll() {
        while windows.nextDue != .distantFuture { close(by: windows.nextDue) }
    }

    /// The last telling of each window with values, in the order of time.
    func last(_ definition: Int = 0) -> [ClosedWindow] {
        var latest: [Timestamp: ClosedWindow] = [:]
        for window in told[definition] where window.count > 0 { latest[window.end] = window }
        return latest.values.sorted { $0.end < $1.end }
    }

    /// Goes on where another's windows stand.
    @discardableResult
    func adopt(_ other: OwnedWindows) -> [Int] {
        watermark = other.watermark
        return windows.adopt(from: other.windows, newestEventTime: watermark.newestEventTime)
    }

    private var pace: SeriesPace {
        SeriesPace(newestEventTime: watermark.newestEventTime, intervalNanoseconds: interval)
    }

    private func tell(_ definition: Int, _ telling: WindowTelling) {
        told[definition].append(telling.window)
        values[definition].append(aggregates.map(telling.value))
    }
}
