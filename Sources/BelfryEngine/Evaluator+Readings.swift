import BelfryDetection
import BelfryModel
import BelfryWindows

// Readings are handed on by pointer into the ring: a copy that is built field by field and then moved as a block was
// measured to cost more than the windows, since the processor cannot forward such stores.

extension Evaluator {
    /// Evaluates a run of a shard's input in order: readings, and commands between them.
    mutating func evaluate(_ run: UnsafeBufferPointer<Reading>) {
        guard let first = run.baseAddress else { return }
        for reading in first..<first + run.count {
            if let state = state(of: reading.pointee.series),
                reading.pointee.arrivalTime >= max(now, state.pointee.instant)
            {
                evaluate(reading, state)
            } else {
                take(reading)
            }
        }
    }

    /// The rarer input: commands, series never seen before, and what arrived in the past.
    @inline(never)
    private mutating func take(_ reading: UnsafePointer<Reading>) {
        guard reading.pointee.series.index >= 0 else { return obey(Command(reading.pointee)) }
        guard let state = state(of: reading.pointee.series) ?? admit(reading.pointee.series) else { return }
        // Arrival never decreases and no reading comes before a tick that it should have preceded. Should that happen all
        // the same, the reading counts as of now: nothing is ever evaluated in the past.
        var moved = reading.pointee
        moved.arrivalTime = max(moved.arrivalTime, now, state.pointee.instant)
        evaluate(&moved, state)
    }

    @inline(__always)
    private func state(of series: SeriesID) -> State? {
        // A negative number, that of a command, becomes a large one.
        let number = UInt(bitPattern: Int(series.index))
        return number < UInt(bitPattern: states.count) ? states[Int(bitPattern: number)] : nil
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
        let isNewest = reading.pointee.eventTime > state.pointee.watermark.newestEventTime
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
            newestEventTime: newest,
            isNewest: isNewest
        )
    }

    /// Feeds the detectors that look at readings, and notes when the series is due next.
    @inline(__always)
    private mutating func observe(_ reading: UnsafePointer<Reading>, _ state: State) {
        state.pointee.deadline = state.pointee.watermark.arrival(ofClock: state.pointee.windows.nextDue)
        let detectors = state.readingFed
        for index in 0..<Int(state.pointee.readingFedCount) where !detectors[index].staysQuiet(reading) {
            observe(reading, detectors + index, state)
        }
        if state.pointee.deadline < state.pointee.heapKey { heap.moveUp(state) }
    }

    /// Feeds a detector that may have something to say.
    ///
    /// Not in line: a verdict is large, and the usual reading would pay for its room.
    @inline(never)
    private mutating func observe(
        _ reading: UnsafePointer<Reading>,
        _ detector: UnsafeMutablePointer<Detector>,
        _ state: State
    ) {
        if let verdict = detector.pointee.observe(reading, deadline: &state.pointee.deadline) {
            emit(verdict, at: reading.pointee.arrivalTime)
        }
    }
}
