import BelfryDetection
import BelfryEngine
import BelfryIngest
import BelfryModel
import BelfryStore
import Synchronization

extension Import {
    /// How far back detectors are shown the history: five of each hour of the week.
    private static let learningNanoseconds = 35 * Nanoseconds.perDay
    /// Virtual time moves on in steps of this.
    private static let tickNanoseconds = Nanoseconds.perSecond

    /// Shows the history to the engine, as if it had arrived as it was measured, and keeps what it has learnt for the daemon's start.
    ///
    /// What it finds on the way is nobody's present and is not told; see ``Engine/rest()``.
    func learn() throws(Fault) -> Learning {
        let rules: RuleSet
        do {
            rules = try RuleSet(configuration.rules, corridors: configuration.corridors)
            try configuration.engineConfiguration(clock: nil).check(rules)
        } catch {
            throw Fault(kind: .configuration, description: "\(error)")
        }
        let image = Mutex<EngineImage?>(nil)
        let engine = Engine(
            configuration: configuration.engineConfiguration(clock: nil),
            rules: rules,
            describe: { [catalog] in catalog.descriptor(for: $0) },
            sink: { batch in if let made = batch.image { image.withLock { $0 = made } } }
        )
        do {
            let (count, newest) = try feed(engine)
            // Windows of the past end in the past.
            engine.tick(now)
            engine.step()
            engine.rest()
            engine.takeImage(now)
            engine.step()
            guard let image = image.withLock({ $0 }) else { return .tooMuch }
            // Without its groups: what zones and places have in common is gathered anew within an hour. As of the newest reading
            // and not of now, since this machine's clock may still have to be set.
            try store.keep(StoredImage(instant: newest, parts: [[]] + image.parts))
            return .learnt(readings: count)
        } catch let error as StoreError {
            throw Fault(error)
        } catch {
            throw Fault(kind: .inputOutput, description: "\(error)")
        }
    }

    /// - Returns: how many readings the engine was given, and the newest time among them.
    private func feed(_ engine: Engine) throws -> (count: Int, newest: Timestamp) {
        var count = 0
        var newest = store.statistics().newestArrival ?? .distantPast
        var nextTick = Timestamp.distantPast
        let start = now.advanced(byNanoseconds: -Self.learningNanoseconds)
        try store.forEachPart(from: start) { readings in
            for reading in readings where reading.eventTime <= now {
                if reading.eventTime >= nextTick {
                    engine.tick(reading.eventTime)
                    engine.step()
                    nextTick = reading.eventTime.advanced(byNanoseconds: Self.tickNanoseconds)
                }
                withUnsafePointer(to: reading) { pointer in
                    let one = UnsafeBufferPointer(start: pointer, count: 1)
                    while engine.submit(one) == 0 { engine.step() }
                }
                count += 1
                newest = max(newest, reading.eventTime)
            }
        }
        return (count, newest)
    }
}
