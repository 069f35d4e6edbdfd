import BelfryDetection
import BelfryEngine
import BelfryIncidents
import BelfryModel

/// The same input through an engine of another shape.
struct Rerun: CustomStringConvertible {
    var shards: Int
    /// Readings handed over at once; they may come from between several ticks.
    var batch: Int
    /// Of ticks in a row every so many-th is given: findings do not depend on where ticks fall.
    var tickStride: Int
    var ringCapacity = 1 << 8

    var description: String { "\(shards) shards, batches of \(batch), every \(tickStride). tick" }

    /// What came of it.
    struct Outcome {
        var findings: [Finding] = []
        var events: [IncidentEvent] = []
        var snapshot: EngineSnapshot
        /// Every window, detector and group as it stands at the end, in one order however many shards there were.
        var state: EngineImage?
    }

    /// The findings and incident events of a life, once more.
    func outcome(of record: InputRecord) -> Outcome {
        let tray = FindingTray()
        let engine = SimulatedDaemon.engine(
            shards: shards,
            ringCapacity: ringCapacity,
            rules: record.rules,
            restoring: record.restoring,
            catalog: record.catalog,
            tray: tray
        )
        if let image = record.image { _ = engine.restore(image) }
        var findings: [Finding] = []
        var events: [IncidentEvent] = []
        var flow = record.flow
        func tell() {
            engine.step()
            let new = tray.take()
            findings += new
            events += flow.take(new)
        }
        var given = 0
        var come = 0
        var ticksHeldBack = 0
        func give(atLeast least: Int) {
            while come - given >= max(1, least) {
                let end = min(given + batch, come)
                engine.submitAll(record.readings[given..<end])
                given = end
            }
        }
        for (index, step) in record.steps.enumerated() {
            switch step {
            case .readings(let count):
                come += count
                give(atLeast: batch)
            case .tick(let instant):
                ticksHeldBack += 1
                if ticksHeldBack < tickStride, record.isTickBetweenTicks(index) { continue }
                ticksHeldBack = 0
                give(atLeast: 1)
                engine.tick(instant)
                tell()
            case .resume(let now, let since):
                give(atLeast: 1)
                engine.resume(now, since: since)
            case .clock(let from, let to):
                give(atLeast: 1)
                engine.moveClock(from: from, to: to)
            case .rules(let rules): engine.replaceRules(rules)
            case .live(let end):
                tell()
                events += flow.goLive(end, engine)
            }
        }
        engine.step()
        let snapshot = engine.snapshot()
        // What came after the last tick was told by nobody, and still is in the windows.
        give(atLeast: 1)
        return Outcome(
            findings: findings,
            events: events,
            snapshot: snapshot,
            state: state(of: engine, tray, record)
        )
    }

    /// Written down, taken up by an engine of one shard, and written down again.
    private func state(of engine: Engine, _ tray: FindingTray, _ record: InputRecord) -> EngineImage? {
        guard let image = image(of: engine, tray, record) else { return nil }
        let other = FindingTray()
        let alone = SimulatedDaemon.engine(
            shards: 1,
            rules: record.lastRules,
            restoring: [],
            catalog: record.catalog,
            tray: other
        )
        guard alone.restore(image).isWhole else { return nil }
        return self.image(of: alone, other, record)
    }

    private func image(of engine: Engine, _ tray: FindingTray, _ record: InputRecord) -> EngineImage? {
        engine.takeImage(record.lastTick)
        engine.step()
        return tray.takeImage()
    }
}

extension InputRecord {
    /// Whether nothing but readings stands between a tick and those beside it: elsewhere ticks have a meaning.
    fileprivate func isTickBetweenTicks(_ index: Int) -> Bool {
        func isTick(_ step: Step?) -> Bool {
            if case .tick? = step { true } else { false }
        }
        func isReadings(_ step: Step) -> Bool {
            if case .readings = step { true } else { false }
        }
        return isTick(steps[..<index].last { !isReadings($0) })
            && isTick(steps[(index + 1)...].first { !isReadings($0) })
    }
}

extension Engine {
    /// Submits by hand until all is taken.
    func submitAll(_ readings: ArraySlice<Reading>) {
        readings.withUnsafeBufferPointer { readings in
            var rest = readings
            while !rest.isEmpty {
                rest = UnsafeBufferPointer(rebasing: rest[submit(rest)...])
                if !rest.isEmpty { step() }
            }
        }
    }
}
