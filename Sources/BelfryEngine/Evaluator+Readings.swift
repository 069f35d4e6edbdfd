import BelfryDetection
import BelfryModel
import BelfryWindows
import CPrefetch

// Readings are handed on by pointer into the ring: a copy that is built field by field and then moved as a block was
// measured to cost more than the windows, since the processor cannot forward such stores.

extension Evaluator {
    /// Evaluates a run of a shard's input in order: readings, and commands between them.
    mutating func evaluate(_ run: UnsafeBufferPointer<Reading>) {
        guard var reading = run.baseAddress else { return }
        let end = reading + run.count
        while reading < end {
            if end - reading > 2 * EngineLimits.readingsAhead {
                prefetchPlace(of: (reading + 2 * EngineLimits.readingsAhead).pointee.series)
                state(of: (reading + EngineLimits.readingsAhead).pointee.series)?.prefetch()
            }
            if !takeRoutine(reading) { take(reading) }
            reading += 1
        }
    }

    /// The long way: commands, series never seen before, and readings with more to them.
    @inline(never)
    private mutating func take(_ reading: UnsafePointer<Reading>) {
        guard reading.pointee.series.index >= 0 else { return obey(Command(reading.pointee)) }
        guard
            let state = state(of: reading.pointee.series)
                ?? admit(reading.pointee.series, at: max(now, reading.pointee.arrivalTime))
        else { return }
        settle(state)
        let instant = max(now, state.pointee.instant)
        if reading.pointee.arrivalTime >= instant {
            evaluate(reading, state)
        } else {
            // Arrival never decreases and no reading comes before a tick that it should have preceded. Should that happen
            // all the same, the reading counts as of now: nothing is ever evaluated in the past.
            var moved = reading.pointee
            moved.arrivalTime = instant
            evaluate(&moved, state)
        }
    }

    /// Asks for the cache line that says where a series' state lies: with a million series they are eight megabytes.
    @inline(__always)
    private func prefetchPlace(of series: SeriesID) {
        guard let places = states.baseAddress else { return }
        belfry_prefetch(places + Int(series.index))
    }

    /// The state of a series that is known.
    @inline(__always)
    func state(of series: SeriesID) -> State? {
        // A negative number, that of a command, becomes a large one.
        let number = UInt(bitPattern: Int(series.index))
        return number < UInt(bitPattern: states.count) ? states[Int(bitPattern: number)] : nil
    }

    private mutating func evaluate(_ reading: UnsafePointer<Reading>, _ state: State) {
        let arrival = reading.pointee.arrivalTime
        newestInstant = max(newestInstant, arrival)
        if state.pointee.routine.deadline <= arrival { fire(state, through: arrival) }
        state.pointee.instant = arrival
        let wasCatchingUp = state.pointee.routine.isCatchingUp
        // A retained reading is of unknown age: it may not move the clock, nor enter a window.
        if !reading.pointee.flags.contains(.retained) { window(reading, state) }
        observe(reading, state, detectors: state.readingFedCount)
        followUnit(reading, state)
        isBelated = false
        if wasCatchingUp, !state.pointee.routine.isCatchingUp { tellPresent(state, at: arrival) }
        if mayChangeBand(reading, state) { findBand(state) }
        state.pointee.routine.lastValue = reading.pointee.value
        state.pointee.routine.lastQuality = reading.pointee.quality
        state.pointee.lastEventTime = reading.pointee.eventTime
        state.pointee.lastArrival = arrival
        tally.readings &+= 1
        if reading.pointee.timeSource == .arrival, reading.pointee.flags.contains(.clock) { tally.mistimed &+= 1 }
    }

    /// Whether a reading says something to a detector that is spared others: what says nothing leaves them as they are.
    private func mayChangeBand(_ reading: UnsafePointer<Reading>, _ state: State) -> Bool {
        !reading.pointee.isComparable || !state.pointee.routine.band.contains(reading.pointee.value)
            || !reading.pointee.flags.isDisjoint(with: .noteworthy)
            || !rules.quietDelays.contains(reading.pointee.arrivalTime.nanosecondsSince(reading.pointee.eventTime))
    }

    private mutating func window(_ reading: UnsafePointer<Reading>, _ state: State) {
        var pace = pace(of: state)
        let former = state.pointee.routine.watermark
        let isLate = state.pointee.routine.watermark.observe(
            eventTime: reading.pointee.eventTime,
            arrival: reading.pointee.arrivalTime,
            allowedLatenessNanoseconds: latenessNanoseconds
        )
        if reading.pointee.eventTime > former.newestEventTime {
            followBacklog(reading.pointee.arrivalTime, state, isLate: isLate, after: former)
        } else {
            isBelated = state.pointee.routine.isCatchingUp
        }
        if isLate {
            tally.late &+= 1
            followClockSetBack(reading, state)
        } else {
            state.pointee.routine.suspicions = 0
        }
        let newest = state.pointee.routine.watermark.newestEventTime
        close(state, clock: newest, pace: pace, at: reading.pointee.arrivalTime)
        guard reading.pointee.isComparable, !state.pointee.routine.isFaulty else { return }
        pace.newestEventTime = newest
        let isTaken = state.windows.insert(
            reading.pointee.value,
            eventTime: reading.pointee.eventTime,
            pace: pace,
            series: state.pointee.series
        ) { definition, telling in take(telling, of: definition, state, at: reading.pointee.arrivalTime) }
        if !isTaken, !isLate { tally.late &+= 1 }
    }

    /// Begins anew where late readings show that the sensor's clock was set back: its windows would wait for it to catch up.
    ///
    /// What was open is given up, since nobody knows which of its times were right.
    private mutating func followClockSetBack(_ reading: UnsafePointer<Reading>, _ state: State) {
        let (eventTime, arrival) = (reading.pointee.eventTime, reading.pointee.arrivalTime)
        guard eventTime < state.pointee.routine.watermark.newestEventTime else {
            state.pointee.routine.suspicions = 0
            return
        }
        let delay = arrival.nanosecondsSince(eventTime)
        guard
            state.pointee.suspicion.confirms(
                delayNanoseconds: delay,
                arrival: arrival,
                previous: state.pointee.lastArrival,
                count: &state.pointee.routine.suspicions
            )
        else { return }
        state.windows.lay()
        state.forEachDetector { detector, _ in detector.followSetBack(to: eventTime, arrival: arrival) }
        state.pointee.routine.watermark = Watermark(newestEventTime: eventTime, offsetNanoseconds: delay)
        tally.clocksSetBack += 1
    }

    /// Feeds the first of the detectors that look at readings, and notes when the series is due next.
    ///
    /// Not in line: the loop over routine readings stays small, most of which come to no detector.
    @inline(never)
    mutating func observe(_ reading: UnsafePointer<Reading>, _ state: State, detectors count: Int) {
        let isFaulty = state.pointee.routine.isFaulty
        var mayChangeHealth = false
        var deadline = state.pointee.routine.watermark.arrival(ofClock: state.windows.nextDue)
        let isScheduled = state.pointee.shape.pointee.isScheduled
        for index in 0..<count {
            if isFaulty, !state.readingFedBinding(index).pointee.binding.isHeardInDoubt { continue }
            let detector = state.readingFed(index)
            if isScheduled, isOutsideHours(reading, state, detector: index) {
                // One that is over no longer doubts; one that only saw an old reading may still be due.
                mayChangeHealth = mayChangeHealth || state.readingFedBinding(index).pointee.binding.doubtsReadings
                deadline = min(deadline, detector.deadline)
                continue
            }
            let transition = detector.transition(by: reading)
            deadline = min(deadline, detector.deadline)
            guard transition != .none else { continue }
            emit(transition, of: detector, by: reading)
            mayChangeHealth = mayChangeHealth || state.readingFedBinding(index).pointee.binding.doubtsReadings
        }
        state.pointee.routine.deadline = deadline
        if deadline < state.pointee.heapKey { heap.moveUp(state) }
        if mayChangeHealth { followHealth(state, at: reading.pointee.arrivalTime, value: reading.pointee.value) }
    }

    /// Not in line: a verdict is large, and every reading would pay for its room.
    @inline(never)
    private mutating func emit(
        _ transition: Transition,
        of detector: Detector,
        by reading: UnsafePointer<Reading>
    ) {
        emit(detector.verdict(transition, by: reading), at: reading.pointee.arrivalTime)
    }
}
