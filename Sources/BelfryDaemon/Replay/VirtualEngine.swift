import BelfryDetection
import BelfryEngine
import BelfryModel
import Synchronization

/// Readings through an engine in virtual time and without a thread; decoding before it and incidents behind it are others' affair.
///
/// Findings are those of a daemon that received the same, whatever the shards and wherever the ticks fall.
struct VirtualEngine: ~Copyable {
    private let engine: Engine
    private let findings: FindingBuffer
    private let tickNanoseconds: Int64
    private var nextTick: Timestamp?
    private var last = Timestamp.distantPast

    /// - Parameters:
    ///   - tickNanoseconds: virtual time moves on in steps of this; findings do not depend on it.
    ///   - describe: what each series is.
    init(
        _ configuration: EngineConfiguration,
        rules: RuleSet,
        tickNanoseconds: Int64 = Nanoseconds.perSecond,
        describe: @escaping @Sendable (SeriesID) -> SeriesDescriptor?
    ) {
        let findings = FindingBuffer()
        self.findings = findings
        self.tickNanoseconds = tickNanoseconds
        engine = Engine(
            configuration: configuration,
            rules: rules,
            describe: describe,
            sink: { findings.append($0.findings) }
        )
    }

    /// Takes in a reading, in order of arrival, and says what came of all that was due by then.
    mutating func take(_ reading: Reading) -> [Finding] {
        let time = max(last, reading.arrivalTime)
        if let tick = nextTick, time >= tick { step(to: tick) }
        if nextTick.map({ time >= $0 }) ?? true { nextTick = time.advanced(byNanoseconds: tickNanoseconds) }
        last = time
        withUnsafePointer(to: reading) { reading in
            let one = UnsafeBufferPointer(start: reading, count: 1)
            while engine.submit(one) == 0 { engine.step() }
        }
        return findings.take()
    }

    /// Lets time come to an instant, and says what came of it.
    mutating func advance(to now: Timestamp) -> [Finding] {
        guard now >= last else { return [] }
        last = now
        step(to: now)
        return findings.take()
    }

    /// Every series as it stands.
    var snapshots: [SeriesSnapshot] { engine.seriesSnapshots() }

    private func step(to now: Timestamp) {
        engine.tick(now)
        engine.step()
    }
}

/// Findings between the engine's sink and whoever asked.
final class FindingBuffer: Sendable {
    private let findings = Mutex<[Finding]>([])

    func append(_ new: [Finding]) {
        findings.withLock { $0 += new }
    }

    func take() -> [Finding] {
        findings.withLock { findings in
            defer { findings = [] }
            return findings
        }
    }
}
