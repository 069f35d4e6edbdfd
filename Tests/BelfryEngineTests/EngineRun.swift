import BelfryDetection
import BelfryEngine
import BelfryModel
import BelfryRing
import Testing

/// What a run came to: findings in order, as text that differs where any bit does.
struct EngineOutcome: Sendable {
    var findings: [Finding] = []
    var through: [Timestamp] = []

    var lines: [String] {
        findings.map { finding in
            let evidence = finding.evidence.map { "\($0.name)=\($0.value.bitPattern)@\($0.time?.nanoseconds ?? -1)" }
            return "\(finding.detectedAt.nanoseconds) \(finding.series.identity) \(finding.rule) \(finding.phase) "
                + "\(finding.id) \(finding.from.nanoseconds) \(finding.to?.nanoseconds ?? -1) "
                + "\(finding.value.bitPattern) \(finding.threshold?.bitPattern ?? 0) \(finding.text) \(evidence)"
        }
    }
}

/// Gathers what the sink is given.
final class Collector: Sendable {
    private let outcome = Guarded(EngineOutcome())

    /// What came so far; to be asked for while nothing comes.
    ///
    /// A copy shares its arrays' memory until one side writes, and ThreadSanitizer does not see the reference counts that
    /// make this safe.
    var current: EngineOutcome { outcome.withLock { $0 } }

    /// The last tick that was handed over; to be asked for at any time.
    var through: Timestamp? { outcome.withLock { $0.through.last } }

    func take(_ batch: FindingBatch) {
        outcome.withLock {
            $0.findings += batch.findings
            $0.through.append(batch.through)
        }
    }
}

/// One way of running the same input through an engine.
struct EngineRun: Sendable, CustomTestStringConvertible {
    enum Worker { case threads, step }

    var shards = 1
    var worker = Worker.step
    /// Readings handed over at once.
    var batch = 1_000
    var tickMilliseconds: Int64 = 1_000
    var ringCapacity = 1 << 14

    var testDescription: String {
        "\(shards) shards, \(worker), batches of \(batch), ticks of \(tickMilliseconds) ms, rings of \(ringCapacity)"
    }

    /// Drives the city's hour on a virtual clock and lets two more hours of quiet pass.
    ///
    /// - Parameter reload: other rules with the first tick of the grid from so many seconds on.
    func outcome(
        of city: SmallCity,
        rules: RuleSet,
        reload: (after: Int64, rules: RuleSet)? = nil
    ) -> (EngineOutcome, EngineSnapshot) {
        let collector = Collector()
        let engine = engine(city, rules: rules, into: collector)
        if worker == .threads { engine.start() }
        var reload = reload
        let interval = tickMilliseconds * Nanoseconds.perMillisecond
        var nextTick = SmallCity.start.advanced(by: interval)
        var waiting: [Reading] = []
        for reading in city.readings {
            while reading.arrivalTime > nextTick {
                submitAll(&waiting, to: engine)
                if let due = reload, nextTick >= SmallCity.start.advanced(by: due.after * Nanoseconds.perSecond) {
                    engine.replaceRules(due.rules)
                    reload = nil
                }
                engine.tick(nextTick)
                if worker == .step { engine.step() }
                nextTick = nextTick.advanced(by: interval)
            }
            waiting.append(reading)
            if waiting.count >= batch { submitAll(&waiting, to: engine) }
        }
        submitAll(&waiting, to: engine)
        engine.tick(SmallCity.start.advanced(by: (city.seconds + 7_200) * Nanoseconds.perSecond))
        if worker == .threads { engine.stop() } else { engine.step() }
        return (collector.current, engine.snapshot())
    }

    func engine(_ city: SmallCity, rules: RuleSet, into collector: Collector) -> Engine {
        let descriptors = city.descriptors
        return Engine(
            configuration: EngineConfiguration(
                shards: shards,
                ringCapacity: ringCapacity,
                allowedLatenessNanoseconds: SmallCity.lateness
            ),
            rules: rules,
            describe: { descriptors[Int($0.index)] },
            sink: collector.take
        )
    }

    /// Submits until all is taken; a full ring is waited out.
    private func submitAll(_ readings: inout [Reading], to engine: Engine) {
        readings.withUnsafeBufferPointer { readings in
            var taken = 0
            while taken < readings.count {
                taken += engine.submit(UnsafeBufferPointer(rebasing: readings[taken...]))
                if worker == .step { engine.step() }
            }
        }
        readings.removeAll(keepingCapacity: true)
    }
}
