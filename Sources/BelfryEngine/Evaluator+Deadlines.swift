import BelfryDetection
import BelfryModel
import BelfryWindows

extension Evaluator {
    /// Lets time come to `instant`: every deadline of every series up to it fires.
    mutating func advance(to instant: Timestamp) {
        now = max(now, instant)
        newestInstant = max(newestInstant, now)
        while let state = heap.first(by: now) {
            settle(state)
            if state.pointee.routine.deadline <= now { fire(state, through: now) }
            heap.correctFirst()
        }
    }

    /// Fires a settled series' deadlines up to `limit` in order, each as of its own instant: first windows close, oldest
    /// first, then detectors speak.
    mutating func fire(_ state: State, through limit: Timestamp) {
        var rounds = 0
        while state.pointee.routine.deadline <= limit {
            let due = max(state.pointee.routine.deadline, state.pointee.instant)
            rounds = due == state.pointee.instant ? rounds + 1 : 1
            state.pointee.instant = due
            close(state, clock: state.pointee.routine.watermark.clock(at: due), pace: pace(of: state), at: due)
            advanceDetectors(state, to: due)
            findDeadline(state)
            if state.pointee.routine.deadline <= due, rounds >= EngineLimits.roundsPerInstant {
                assertionFailure("a detector of series \(state.pointee.series.index) never rests")
                state.pointee.routine.deadline = due.advanced(byNanoseconds: Nanoseconds.perSecond)
                return
            }
        }
    }

    private mutating func advanceDetectors(_ state: State, to due: Timestamp) {
        for index in 0..<state.readingFedCount {
            // What a sensor at fault has left behind is judged by nobody.
            if state.pointee.routine.isFaulty, !state.readingFedBinding(index).pointee.binding.isHeardInDoubt {
                continue
            }
            if state.pointee.shape.pointee.isScheduled,
                !isJudged(state.readingFedBinding(index).pointee.binding, at: due)
            {
                closeOff(state.readingFed(index), state, end: due, at: due)
                if state.readingFedBinding(index).pointee.binding.doubtsReadings {
                    followHealth(state, at: due, value: state.pointee.routine.lastValue)
                }
                continue
            }
            guard let verdict = state.readingFed(index).advance(to: due) else { continue }
            emit(verdict, at: due)
            if state.readingFedBinding(index).pointee.binding.doubtsReadings {
                followHealth(state, at: due, value: state.pointee.routine.lastValue)
            }
            findBand(state)
        }
    }

    /// Closes what is due on the series' clock and feeds it to the detectors of that window.
    ///
    /// - Parameter pace: as it was before the reading that brought the clock there, if one did.
    mutating func close(_ state: State, clock: Timestamp, pace: SeriesPace, at instant: Timestamp) {
        state.windows.close(by: clock, pace: pace, series: state.pointee.series) { definition, telling in
            take(telling, of: definition, state, at: instant)
        }
    }

    /// Feeds a window that has ended, or was revised, to its detectors.
    mutating func take(_ telling: WindowTelling, of definition: Int, _ state: State, at instant: Timestamp) {
        tally.count(telling.window)
        state.forEachFed(by: definition) { detector, binding in
            let value = telling.value(of: binding.aggregate)
            // Part of it was measured before the fault was found.
            let isInDoubt = state.pointee.routine.isFaulty && !binding.isHeardInDoubt
            guard !binding.isMember else {
                let hasEnough = binding.terms.hasEnough(telling.window) && !isInDoubt
                return tell(telling.window, value: hasEnough ? value : .nan, binding, at: instant)
            }
            guard !isInDoubt else { return }
            guard isJudged(binding, at: Self.judged(telling.window)) else {
                // One that is told anew is of the past.
                guard telling.window.revision == 0 else { return }
                return closeOff(detector, state, end: telling.window.start, at: instant)
            }
            if let verdict = detector.observe(telling.window, value: value, arrival: instant) {
                emit(verdict, at: instant)
            }
            assert(detector.deadline == .distantFuture, "a detector fed by windows is due between them")
        }
    }

    /// Hands a member's window on to its group.
    private mutating func tell(_ window: ClosedWindow, value: Double, _ binding: DetectorBinding, at instant: Timestamp)
    {
        let member = MemberWindow(window: window, value: value, rule: binding.rule)
        outbox.append(ShardOutput(verdict: nil, instant: instant, generation: generation, member: member))
    }

    /// Tells the groups of a series that it is there.
    mutating func join(_ state: State, _ series: SeriesID, at instant: Timestamp) {
        state.forEachDetector { _, binding in
            guard binding.isMember else { return }
            let none = ClosedWindow.empty(series, start: instant, end: instant, standing: .idle, coverage: .nan)
            let member = MemberWindow(window: none, value: .nan, rule: binding.rule, isJoining: true)
            outbox.append(ShardOutput(verdict: nil, instant: instant, generation: generation, member: member))
        }
    }

    /// What may be expected of a series as far as it has been heard.
    func pace(of state: State) -> SeriesPace {
        var interval = state.pointee.shape.pointee.intervalNanoseconds
        // Where the fleet names none, a silence detector has learnt one.
        for index in 0..<Int(state.pointee.routine.eagerCount) where interval == 0 {
            interval = state.readingFed(index).cadenceNanoseconds ?? 0
        }
        return SeriesPace(
            newestEventTime: state.pointee.routine.watermark.newestEventTime,
            intervalNanoseconds: interval
        )
    }

    /// Finds a series' next deadline from all that may have one: detectors fed by windows have none.
    func findDeadline(_ state: State) {
        var deadline = state.pointee.routine.watermark.arrival(ofClock: state.windows.nextDue)
        let isFaulty = state.pointee.routine.isFaulty
        for index in 0..<state.readingFedCount {
            if isFaulty, !state.readingFedBinding(index).pointee.binding.isHeardInDoubt { continue }
            deadline = min(deadline, state.readingFed(index).deadline)
        }
        state.pointee.routine.deadline = deadline
    }
}
