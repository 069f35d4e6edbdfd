import Synchronization

/// What a shard has done, for any thread to read; the shard writes them once a round.
final class ShardCounters: Sendable {
    private let series = Atomic<Int>(0)
    private let stateBytes = Atomic<Int>(0)
    private let readings = Atomic<Int>(0)
    private let late = Atomic<Int>(0)
    private let mistimed = Atomic<Int>(0)
    private let clocksSetBack = Atomic<Int>(0)
    private let windowsClosed = Atomic<Int>(0)
    private let windowsIncomplete = Atomic<Int>(0)
    private let windowsRevised = Atomic<Int>(0)
    private let windowsEmpty = Atomic<Int>(0)

    /// Shows a new tally.
    func publish(_ tally: Evaluator.Tally) {
        // relaxed throughout: numbers to look at, which hand nothing over.
        series.store(tally.series, ordering: .relaxed)
        stateBytes.store(tally.stateBytes, ordering: .relaxed)
        readings.store(tally.readings, ordering: .relaxed)
        late.store(tally.late, ordering: .relaxed)
        mistimed.store(tally.mistimed, ordering: .relaxed)
        clocksSetBack.store(tally.clocksSetBack, ordering: .relaxed)
        windowsClosed.store(tally.windowsClosed, ordering: .relaxed)
        windowsIncomplete.store(tally.windowsIncomplete, ordering: .relaxed)
        windowsRevised.store(tally.windowsRevised, ordering: .relaxed)
        windowsEmpty.store(tally.windowsEmpty, ordering: .relaxed)
    }

    /// The last tally shown; its numbers may be a round apart.
    var tally: Evaluator.Tally {
        Evaluator.Tally(
            series: series.load(ordering: .relaxed),
            stateBytes: stateBytes.load(ordering: .relaxed),
            readings: readings.load(ordering: .relaxed),
            late: late.load(ordering: .relaxed),
            mistimed: mistimed.load(ordering: .relaxed),
            clocksSetBack: clocksSetBack.load(ordering: .relaxed),
            windowsClosed: windowsClosed.load(ordering: .relaxed),
            windowsIncomplete: windowsIncomplete.load(ordering: .relaxed),
            windowsRevised: windowsRevised.load(ordering: .relaxed),
            windowsEmpty: windowsEmpty.load(ordering: .relaxed)
        )
    }
}
