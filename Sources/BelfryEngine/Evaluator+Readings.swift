import BelfryDetection
import BelfryModel
import BelfryWindows

extension Evaluator {
    /// Evaluates a run of a shard's input in order: readings, and commands between them.
    mutating func evaluate(_ run: UnsafeBufferPointer<Reading>) {
        for index in run.indices {
            let number = run[index].series.index
            if number >= 0 {
                evaluate(run[index])
            } else {
                obey(Command(run[index]))
            }
        }
    }

    private mutating func evaluate(_ arrived: Reading) {
        let number = Int(arrived.series.index)
        let known = number < states.count ? states[number] : nil
        guard let state = known ?? admit(arrived.series) else { return }
        var reading = arrived
        // Arrival never decreases and no reading comes before a tick that it should have preceded. Should that happen
        // all the same, the reading counts as of now: nothing is ever evaluated in the past.
        reading.arrivalTime = max(arrived.arrivalTime, now, state.pointee.instant)
        if state.pointee.deadline <= reading.arrivalTime { fire(state, through: reading.arrivalTime) }
        state.pointee.instant = reading.arrivalTime
        // A retained reading is of unknown age: it may not move the clock, nor enter a window.
        if !reading.flags.contains(.retained) { window(reading, state) }
        observe(reading, state)
        remember(reading, state)
        tally.readings += 1
    }

    private mutating func window(_ reading: Reading, _ state: State) {
        let isLate = state.pointee.watermark.isLate(
            eventTime: reading.eventTime,
            arrival: reading.arrivalTime,
            allowedLatenessNanoseconds: latenessNanoseconds
        )
        if isLate { tally.late += 1 }
        state.pointee.watermark.observe(eventTime: reading.eventTime, arrival: reading.arrivalTime)
        let newest = state.pointee.watermark.newestEventTime
        if state.pointee.windows.nextDue <= newest { close(state, clock: newest, at: reading.arrivalTime) }
        guard reading.quality != .bad else { return }
        state.pointee.windows.insert(reading.value, eventTime: reading.eventTime, newestEventTime: newest)
    }

    /// Feeds the watches that look at readings, and notes when the series is due next.
    private mutating func observe(_ reading: Reading, _ state: State) {
        let watches = state.pointee.watches
        var deadline = min(
            state.pointee.windowFedDeadline,
            state.pointee.watermark.arrival(ofClock: state.pointee.windows.nextDue)
        )
        for index in 0..<Int(state.pointee.readingFedCount) {
            if let verdict = watches[index].detector.observe(reading) { emit(verdict, at: reading.arrivalTime) }
            deadline = min(deadline, watches[index].detector.deadline)
        }
        state.pointee.deadline = deadline
        if deadline < state.pointee.heapKey { heap.moveUp(state) }
    }

    private func remember(_ reading: Reading, _ state: State) {
        state.pointee.lastValue = reading.value
        state.pointee.lastEventTime = reading.eventTime
        state.pointee.lastArrival = reading.arrivalTime
        state.pointee.lastQuality = reading.quality
    }
}
