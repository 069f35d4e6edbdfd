import BelfryDetection
import BelfryEngine
import BelfryIncidents
import BelfryIngest
import BelfryModel
import BelfrySimulator

/// One replay under way.
struct ReplayRun: ~Copyable {
    /// Virtual time moves on in steps of this; results do not depend on it.
    private static let tickNanoseconds = Nanoseconds.perSecond

    private(set) var summary = Replay.Summary()
    private let engine: Engine
    private let catalog: SeriesCatalog
    private let findings: FindingBuffer
    private var ingest: Ingest
    private var batch = IngestBatch()
    private var incidents: IncidentMachine
    /// The brokers' places in the configuration.
    private let sources: [String: Int]
    private let gasReferenceCelsius: Double
    private let latenessNanoseconds: Int64
    private var nextTick: Timestamp?
    private var last = Timestamp.distantPast

    init(configuration: Configuration, rules: RuleSet) {
        let catalog = SeriesCatalog(
            limit: configuration.engine.seriesLimit,
            fleet: configuration.fleet,
            corridors: configuration.corridors
        )
        let findings = FindingBuffer()
        self.catalog = catalog
        self.findings = findings
        sources = Dictionary(configuration.brokers.enumerated().map { ($1.name, $0) }) { first, _ in first }
        gasReferenceCelsius = configuration.ingest.gasReferenceCelsius
        latenessNanoseconds = configuration.engine.allowedLatenessNanoseconds
        incidents = IncidentMachine(corridors: configuration.corridors)
        ingest = Ingest(configuration: configuration.ingestConfiguration, catalog: catalog)
        engine = Engine(
            configuration: configuration.engineConfiguration(clock: nil),
            rules: rules,
            describe: { catalog.descriptor(for: $0) },
            sink: { findings.append($0.findings) }
        )
    }

    /// Goes through a trace.
    mutating func trace(_ file: String, _ output: (Replay.Output) throws -> Void) throws {
        var lines = try LineFile(file)
        var number = 0
        while let line = try lines.next() {
            number += 1
            if line.isEmpty { continue }
            let entry: TraceEntry
            do throws(TraceLineFault) {
                entry = try TraceEntry(line: line)
            } catch {
                throw FileFault(file: file, line: number, reason: error.reason)
            }
            switch entry {
            case .message(let record):
                try advance(to: record.arrival, file: file, line: number, output)
                take(record)
                try evaluate(output)
            case .pause(let pause):
                try advance(to: pause.unheardSince ?? pause.arrival, file: file, line: number, output)
                guard let since = pause.unheardSince, pause.arrival >= since else { continue }
                engine.resume(pause.arrival, since: since)
                last = pause.arrival
            case .clock(let clock):
                try advance(to: clock.from, file: file, line: number, output)
                setClock(clock)
            }
        }
    }

    /// Goes through a table of readings.
    mutating func table(
        _ file: String,
        scores: inout ScoreSheet?,
        _ output: (Replay.Output) throws -> Void
    ) throws {
        var rows = try ReadingFile(file)
        let defaults = TableSeries.Defaults(agency: "replay", gasReferenceCelsius: gasReferenceCelsius)
        var series = TableSeries(file: file, catalog: catalog, defaults: defaults)
        var order = TableOrder(file: file, latenessNanoseconds: latenessNanoseconds)
        while let (row, line) = try rows.next() {
            let reading = try series.reading(row, line: line)
            let arrival = try order.arrival(of: row.time, reading?.series, after: last, line: line)
            try advance(to: arrival, file: file, line: line, output)
            guard var reading else {
                try scores?.write(row, score: 0)
                continue
            }
            reading.arrivalTime = arrival
            summary.readings += 1
            submit([reading])
            if scores != nil {
                engine.step()
                let score = engine.anomalyScore(of: reading.series, at: reading.eventTime)
                try scores?.write(row, score: score ?? 0)
            }
            try tell(output)
        }
        try order.check()
        if let disorder = order.disorder { summary.disorder.append(disorder) }
    }

    /// Lets the last findings out.
    mutating func finish(_ output: (Replay.Output) throws -> Void) throws {
        guard last != .distantPast else { return }
        engine.tick(last)
        engine.step()
        try tell(output)
    }

    private mutating func advance(
        to time: Timestamp,
        file: String,
        line: Int,
        _ output: (Replay.Output) throws -> Void
    ) throws {
        guard time >= last else {
            throw FileFault(
                file: file,
                line: line,
                reason: "\(time.rfc3339) comes after \(last.rfc3339); sort by time"
            )
        }
        last = time
        if let tick = nextTick, time >= tick {
            engine.tick(tick)
            engine.step()
            try tell(output)
        }
        if nextTick.map({ time >= $0 }) ?? true { nextTick = time.advanced(byNanoseconds: Self.tickNanoseconds) }
    }

    /// The arrival clock is set as it was then.
    private mutating func setClock(_ clock: TraceClock) {
        let distance = clock.to.nanosecondsSince(clock.from)
        engine.moveClock(from: clock.from, to: clock.to)
        ingest.moveClock(byNanoseconds: distance)
        last = clock.to
        nextTick = nextTick?.advanced(byNanoseconds: distance)
    }

    private mutating func take(_ record: TraceRecord) {
        summary.messages += 1
        let topic = Array(record.topic.utf8)
        topic.withUnsafeBufferPointer { topic in
            record.payload.withUnsafeBytes { payload in
                let message = InboundMessage(
                    topic: topic,
                    payload: payload,
                    arrival: record.arrival,
                    isRetained: record.isRetained,
                    source: record.broker.flatMap { sources[$0] } ?? 0
                )
                _ = ingest.process(message, into: &batch)
            }
        }
    }

    private mutating func evaluate(_ output: (Replay.Output) throws -> Void) throws {
        summary.readings += batch.evaluate.count
        submit(batch.evaluate)
        batch.removeAll()
    }

    private func submit(_ readings: [Reading]) {
        readings.withUnsafeBufferPointer { readings in
            var rest = UnsafeBufferPointer(rebasing: readings[...])
            while !rest.isEmpty {
                rest = UnsafeBufferPointer(rebasing: rest[engine.submit(rest)...])
                if !rest.isEmpty { engine.step() }
            }
        }
    }

    private mutating func tell(_ output: (Replay.Output) throws -> Void) throws {
        for finding in findings.take() where finding.rule != ScoreSheet.rule {
            summary.findings += 1
            try output(.finding(finding))
            for event in incidents.apply(finding, now: finding.detectedAt) { try output(.incident(event)) }
        }
    }
}
