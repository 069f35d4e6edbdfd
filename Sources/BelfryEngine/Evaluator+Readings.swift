import BelfryDetection
import BelfryModel
import BelfryWindows

// Readings are handed on by pointer into the ring: a copy that is built field by field and then moved as a block was
// measured to cost more than the windows, since the processor cannot forward such stores.

extension Evaluator {
    /// Evaluates a run of a shard's input in order: readings, and commands between them.
    mutating func evaluate(_ run: UnsafeBufferPointer<Reading>) {
        guard let first = run.baseAddress else { return }
        for index in run.indices {
            if run[index].series.index >= 0 {
                evaluate(first + index)
            } else {
                obey(Command(run[index]))
            }
        }
    }

    private mutating func evaluate(_ reading: UnsafePointer<Reading>) {
        let number = Int(reading.pointee.series.index)
        let known = number < states.count ? states[number] : nil
        guard let state = known ?? admit(reading.pointee.series) else { return }
        let instant = max(now, state.pointee.instant)
        guard reading.pointee.arrivalTime < instant else { return evaluate(reading, state) }
        // Arrival never decreases and no reading comes before a tick that it should have preceded. Should that happen all
        // the same, the reading counts as of now: nothing is ever evaluated in the past.
        var moved = reading.pointee
        moved.arrivalTime = instant
        evaluateMoved(&moved, state)
    }

    @inline(never)
    private mutating func evaluateMoved(_ reading: UnsafePointer<Reading>, _ state: State) {
        evaluate(reading, state)
    }

    @inline(__always)
    private mutating func evaluate(_ reading: UnsafePointer<Reading>, _ state: State) {
        let arrival = reading.pointee.arrivalTime
        if state.pointee.deadline <= arrival { fire(state, through: arrival) }
        state.pointee.instant = arrival
        // A retained reading is of unknown age: it may not move the clock, nor enter a window.
        if !reading.pointee.flags.contains(.retained) { window(reading, state) }
        observe(reading, state)
        state.pointee.lastValue = reading.pointee.value
        state.pointee.lastEventTime = reading.pointee.eventTime
        state.pointee.lastArrival = arrival
        state.pointee.lastQuality = reading.pointee.quality
        tally.readings &+= 1
    }

    @inline(__always)
    private mutating func window(_ reading: UnsafePointer<Reading>, _ state: State) {
        let isLate = state.pointee.watermark.observe(
            eventTime: reading.pointee.eventTime,
            arrival: reading.pointee.arrivalTime,
            allowedLatenessNanoseconds: latenessNanoseconds
        )
        if isLate { tally.late &+= 1 }
        let newest = state.pointee.watermark.newestEventTime
        if state.pointee.windows.nextDue <= newest { close(state, clock: newest, at: reading.pointee.arrivalTime) }
        guard reading.pointee.isComparable else { return }
        state.pointee.windows.insert(
            reading.pointee.value,
            eventTime: reading.pointee.eventTime,
            newestEventTime: newest
        )
    }

    /// Feeds the detectors that look at readings, and notes when the series is due next.
    @inline(__always)
    private mutating func observe(_ reading: UnsafePointer<Reading>, _ state: State) {
        var deadline = min(
            state.pointee.windowFedDeadline,
            state.pointee.watermark.arrival(ofClock: state.pointee.windows.nextDue)
        )
        let detectors = state.readingFed
        for index in 0..<Int(state.pointee.readingFedCount) {
            if let verdict = detectors[index].observe(reading, deadline: &deadline) {
                emit(verdict, at: reading.pointee.arrivalTime)
            }
        }
        state.pointee.deadline = deadline
        if deadline < state.pointee.heapKey { heap.moveUp(state) }
    }
}
