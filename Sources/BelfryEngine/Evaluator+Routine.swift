import BelfryDetection
import BelfryModel
import BelfryWindows

// The short way of nearly every reading. It comes to the same as the long way, see Evaluator+Readings, but touches a third
// of the memory: with ten thousand series that is what a reading costs.

extension Evaluator {
    /// Takes a reading in, if it is a routine one.
    ///
    /// - Returns: false where there is more to it; nothing has happened then.
    @inline(__always)
    mutating func takeRoutine(_ reading: UnsafePointer<Reading>) -> Bool {
        guard let state = state(of: reading.pointee.series), isRoutine(reading, state), keepsPace(reading, state) else {
            return false
        }
        newestInstant = reading.pointee.arrivalTime
        state.pointee.routine.watermark.newestEventTime = reading.pointee.eventTime
        state.pointee.routine.lastValue = reading.pointee.value
        state.pointee.routine.lastQuality = reading.pointee.quality
        state.pointee.routine.isOpen = true
        state.pointee.front.add(reading.pointee.value)
        tally.readings &+= 1
        let eagerCount = Int(state.pointee.routine.eagerCount)
        if eagerCount > 0 { observe(reading, state, detectors: eagerCount) }
        return true
    }

    @inline(__always)
    private func isRoutine(_ reading: UnsafePointer<Reading>, _ state: State) -> Bool {
        reading.pointee.arrivalTime >= newestInstant
            && reading.pointee.arrivalTime < state.pointee.routine.deadline
            && reading.pointee.eventTime > state.pointee.routine.watermark.newestEventTime
            && reading.pointee.eventTime < state.pointee.routine.windows.limit
            && reading.pointee.isComparable
            && reading.pointee.flags.isDisjoint(with: .noteworthy)
            && state.pointee.routine.band.contains(reading.pointee.value)
    }

    /// Sets the series' clock by a reading that is newer than all before, unless that is late.
    @inline(__always)
    private mutating func keepsPace(_ reading: UnsafePointer<Reading>, _ state: State) -> Bool {
        let arrival = reading.pointee.arrivalTime.nanoseconds
        let (delay, isEndless) = arrival.subtractingReportingOverflow(reading.pointee.eventTime.nanoseconds)
        if isEndless { return false }
        return delay == state.pointee.routine.watermark.offsetNanoseconds || changePace(to: delay, state)
    }

    @inline(never)
    private mutating func changePace(to delay: Int64, _ state: State) -> Bool {
        let (limit, isEndless) = state.pointee.routine.watermark.offsetNanoseconds
            .addingReportingOverflow(latenessNanoseconds)
        if delay > limit, !isEndless { return false }
        // What the clock watches have to see goes the long way; what they have seen and found right may stay as it is.
        guard rules.quietDelays.contains(delay) else { return false }
        let previous = state.pointee.routine.deadline
        state.pointee.routine.watermark.offsetNanoseconds = delay
        let deadline = state.pointee.routine.watermark.arrival(ofClock: state.pointee.routine.windows.nextDue)
        state.pointee.routine.deadline = deadline
        if deadline < previous, deadline < state.pointee.heapKey { heap.moveUp(state) }
        return true
    }

    /// Writes down what routine readings have left open.
    func settle(_ state: State) {
        guard state.pointee.routine.isOpen else { return }
        state.pointee.routine.isOpen = false
        let eventTime = state.pointee.routine.watermark.newestEventTime
        let arrival = eventTime.advanced(byNanoseconds: state.pointee.routine.watermark.offsetNanoseconds)
        state.pointee.instant = arrival
        state.pointee.lastArrival = arrival
        state.pointee.lastEventTime = eventTime
        for index in Int(state.pointee.routine.eagerCount)..<state.readingFedCount {
            state.readingFed(index).follow(eventTime: eventTime, arrival: arrival)
        }
    }

    /// Finds which values are routine from here on.
    func findBand(_ state: State) {
        var band = QuietBand.everything
        for index in Int(state.pointee.routine.eagerCount)..<state.readingFedCount {
            band = band.intersection(state.readingFed(index).quietBand)
        }
        // What is in doubt, of the past, or the first to have a unit takes the long way.
        let isSpecial =
            state.pointee.routine.isFaulty || state.pointee.routine.isCatchingUp
            || (!withoutUnit.isEmpty && withoutUnit.contains(state.pointee.series))
        state.pointee.routine.band = isSpecial ? .nothing : band
    }
}
