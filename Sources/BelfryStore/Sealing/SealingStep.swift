import BelfryModel

/// One turn of the hour: everything that has arrived goes into chunks, but what lies in the hour that has begun.
struct SealingStep: Equatable {
    /// The last row that it covers.
    let row: Int64
    /// The hour that stays out; nil where memory must be freed.
    let heldHour: Int64?
    let epoch: Int64
    /// Series below this number are done.
    var nextSeries = 0

    /// What is due; nil where nothing is.
    ///
    /// - Parameters:
    ///   - now: the wall clock.
    ///   - isCurrent: whether all rows of the journal are in hand, so that the wall clock says more than the last of them.
    ///   - delayNanoseconds: how long after its end an hour is waited for.
    static func next(
        _ progress: SealingProgress,
        _ open: OpenReadings,
        now: Timestamp,
        isCurrent: Bool,
        delayNanoseconds: Int64
    ) -> SealingStep? {
        guard !open.isEmpty, let arrival = open.clock else { return nil }
        let clock = isCurrent ? max(arrival, now) : arrival
        let epoch = clock.advanced(byNanoseconds: -delayNanoseconds).hour
        if open.isFull { return SealingStep(row: open.loadedThrough, heldHour: nil, epoch: epoch) }
        // While rows of before the last step are read again, no hour turns. Before the first step it is that of the first arrival.
        let last = progress.epoch ?? open.firstClock.map { $0.advanced(byNanoseconds: -delayNanoseconds).hour }
        guard open.loadedThrough >= progress.reached, epoch != last else { return nil }
        return SealingStep(row: open.loadedThrough, heldHour: epoch, epoch: epoch)
    }
}
