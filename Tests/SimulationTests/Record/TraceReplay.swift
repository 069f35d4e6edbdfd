import BelfryDetection
import BelfryEngine
import BelfryIngest
import BelfryModel
import BelfrySimulator

/// A trace through a fresh ingest and a fresh engine, as `belfry replay` does it.
struct TraceReplay: ~Copyable {
    private static let tickNanoseconds = Nanoseconds.perSecond

    private let engine: Engine
    private let tray = FindingTray()
    private var ingest: Ingest
    private var batch = IngestBatch()
    private var nextTick: Timestamp?
    private var last = Timestamp.distantPast

    init(town: Town, rules: RuleSet) throws {
        let catalog = SeriesCatalog(fleet: town.fleet)
        ingest = Ingest(configuration: try SimulatedDaemon.ingestConfiguration(), catalog: catalog)
        engine = SimulatedDaemon.engine(shards: 1, rules: rules, restoring: [], catalog: catalog, tray: tray)
    }

    /// The findings up to `end`.
    mutating func findings(of trace: [InputRecord.TraceStep], through end: Timestamp) throws -> [Finding] {
        for step in trace {
            switch step {
            case .message(let record):
                // As it stands in the file.
                let read = try TraceRecord(line: Array(record.line.utf8))
                advance(to: read.arrival)
                take(read)
            case .pause(let pause):
                let read = try TracePause(line: Array(pause.line.utf8))
                advance(to: read.unheardSince ?? read.arrival)
                guard let since = read.unheardSince, read.arrival >= since else { continue }
                engine.resume(read.arrival, since: since)
                last = read.arrival
            case .clock(let clock):
                let read = try TraceClock(line: Array(clock.line.utf8))
                let distance = read.to.nanosecondsSince(read.from)
                engine.moveClock(from: read.from, to: read.to)
                ingest.moveClock(byNanoseconds: distance)
                last = read.to
                nextTick = nextTick?.advanced(byNanoseconds: distance)
            case .rules(let rules, let instant):
                advance(to: instant)
                engine.replaceRules(rules)
                engine.tick(instant)
                engine.step()
            }
        }
        engine.tick(max(last, end))
        engine.step()
        return tray.take().filter { $0.detectedAt <= end }
    }

    private mutating func advance(to time: Timestamp) {
        last = time
        if let tick = nextTick, time >= tick {
            engine.tick(tick)
            engine.step()
        }
        if nextTick.map({ time >= $0 }) ?? true { nextTick = time.advanced(byNanoseconds: Self.tickNanoseconds) }
    }

    private mutating func take(_ record: TraceRecord) {
        let topic = Array(record.topic.utf8)
        topic.withUnsafeBufferPointer { topic in
            record.payload.withUnsafeBytes { payload in
                let message = InboundMessage(
                    topic: topic,
                    payload: payload,
                    arrival: record.arrival,
                    isRetained: record.isRetained
                )
                ingest.process(message, into: &batch)
            }
        }
        engine.submitAll(batch.evaluate[...])
        batch.removeAll()
    }
}
