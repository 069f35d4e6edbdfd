import BelfryDetection
import BelfryModel

extension Evaluator {
    /// Does what stands between the readings.
    mutating func obey(_ command: Command) {
        switch command {
        case .tick(let instant):
            advance(to: instant)
            outbox.append(ShardOutput(verdict: nil, instant: now, generation: generation))
        case .resume(let since, let instant):
            advance(to: since)
            resume(at: max(now, instant))
        case .clock(let from, let to):
            advance(to: from)
            moveClock(byNanoseconds: to.nanosecondsSince(from))
        case .rules(let number, let instant):
            advance(to: instant)
            replaceRules(with: book.rules(of: number), generation: number)
        case .image(let number, let instant):
            advance(to: instant)
            if let image = image() { images.put(image, of: number) }
            outbox.append(ShardOutput(verdict: nil, instant: now, generation: generation, image: number))
        }
    }

    /// Nothing could arrive until `instant`: silences count from there.
    ///
    /// What a tick has fired before stays said.
    private mutating func resume(at instant: Timestamp) {
        for case let state? in states {
            settle(state)
            state.forEachDetector { detector, _ in detector.resume(at: instant) }
            findDeadline(state)
            if state.pointee.routine.deadline < state.pointee.heapKey { heap.moveUp(state) }
        }
    }

    /// See ``Engine/rest()``.
    mutating func rest() {
        for case let state? in states {
            settle(state)
            state.forEachDetector { detector, _ in detector.rest() }
            state.pointee.routine.isFaulty = false
            findDeadline(state)
            findBand(state)
        }
    }

    /// See ``Engine/anomalyScore(of:at:)``.
    func anomalyScore(of series: SeriesID, at eventTime: Timestamp) -> Double? {
        guard let state = state(of: series) else { return nil }
        var highest: Double?
        state.forEachDetector { detector, _ in
            if let score = detector.anomalyScore(at: eventTime) { highest = max(highest ?? score, score) }
        }
        return highest
    }
}
