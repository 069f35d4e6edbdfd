// The engine: readings in, findings out, the same findings whatever the shards, the batches and the ticks.
//
//               submit, tick                                  sink
//   producer ──► Intake ──┬─► ring ─► Shard ─► ring ──┬─► CorrelationStage ──► FindingBatch
//                         └─► ring ─► Shard ─► ring ──┘
//                  (placement)    (Evaluator)            (Correlator: merge, sort)
//
// Threads: the producer's own, one a shard, one for correlation; or, by hand, the caller's alone (`step`).
// What we did not do: work stealing (a series has one owner, so its state needs no lock), and releasing findings before
// the tick (a finding waits for the next tick, and gets an order that no thread can change).

public import BelfryDetection
public import BelfryModel
import BelfryRing

/// Windows, detectors and their findings over all series.
public final class Engine: Sendable {
    let configuration: EngineConfiguration
    let registry = SeriesRegistry()
    private let describe: @Sendable (SeriesID) -> SeriesDescriptor?
    let book: RuleBook
    let clockJumps = ClockJumps()
    let shards: [Shard]
    let stage: CorrelationStage
    let intake: Intake
    /// Who works: threads, or whoever calls `step`.
    ///
    /// Held by `start`, `stop`, `step` and readers of series.
    let crew = Guarded<Crew?>(nil)

    /// An engine that has seen nothing.
    ///
    /// - Parameters:
    ///   - restoring: what was raised before a restart; taken up when its series is first seen.
    ///   - describe: called once a series, on the thread that submits; nil refuses the reading.
    ///   - sink: called in order on the correlation thread, for each tick that all shards have passed; also without
    ///     findings. Slow sinks are felt by the producer as full rings. It must not call the engine but for `snapshot`.
    public init(
        configuration: EngineConfiguration,
        rules: RuleSet,
        restoring: [ActiveFinding] = [],
        describe: @escaping @Sendable (SeriesID) -> SeriesDescriptor?,
        sink: @escaping @Sendable (FindingBatch) -> Void
    ) {
        let registry = registry
        let book = RuleBook(rules)
        let doorbell = Doorbell()
        let inputs = InputRings(count: configuration.shards, capacity: configuration.ringCapacity)
        let imageFormat = ImageFormat(build: configuration.build)
        let shards = (0..<configuration.shards).map { index in
            let own = restoring.filter { Placement.shard(of: $0.identity, among: configuration.shards) == index }
            let images = ImageDesk()
            let evaluator = Evaluator(
                latenessNanoseconds: configuration.allowedLatenessNanoseconds,
                windows: configuration.windows,
                restoring: own,
                registry: registry,
                book: book,
                images: images,
                imageFormat: imageFormat
            )
            return Shard(index, inputs: inputs, evaluator: evaluator, images: images, downstream: doorbell)
        }
        self.configuration = configuration
        self.describe = describe
        self.book = book
        self.shards = shards
        self.stage = CorrelationStage(
            shards: shards,
            doorbell: doorbell,
            correlator: Correlator(
                shards: shards.count,
                registry: registry,
                book: book,
                clockJumps: clockJumps,
                imageFormat: imageFormat,
                restoring: restoring
            ),
            clock: configuration.clock,
            wantsTick: configuration.wantsTick,
            sink: sink
        )
        self.intake = Intake(
            inputs: inputs,
            doorbells: shards.map(\.doorbell),
            seriesLimit: configuration.seriesLimit,
            registry: registry,
            describe: describe
        )
    }

    deinit {
        stop()
    }

    /// Hands readings over in order of arrival, from the first on.
    ///
    /// One thread at a time may submit and tick.
    ///
    /// - Returns: how many were accepted, 0...readings.count. The rest did not fit: submit it again before anything else,
    ///   and do not tick past it.
    public func submit(_ readings: UnsafeBufferPointer<Reading>) -> Int {
        intake.submit(readings)
    }

    /// Lets time come to `now`, which never decreases; every reading that arrived by then has been submitted.
    ///
    /// Fires what is due and lets the findings up to `now` out. Never lost: where a ring is full it waits in front of
    /// later readings.
    public func tick(_ now: Timestamp) {
        if let generation = book.takeWish(at: now) { intake.send(.rules(generation: generation, now: now)) }
        intake.send(.tick(now: now))
    }

    /// Says that nothing could arrive between two instants through no fault of the sensors, so that no silence is counted
    /// from before `now`; to be called by the submitting thread after an outage of the broker or of Belfry itself.
    ///
    /// What was due by `since` is fired first, wherever the last tick was.
    public func resume(_ now: Timestamp, since: Timestamp = .distantPast) {
        intake.send(.resume(since: since, now: now))
    }

    /// Says that the arrival clock was set from one instant to a later one while no time passed; to be called by the
    /// submitting thread, after everything that arrived up to `from` and before everything that arrives from `to` on.
    ///
    /// What was due by `from` is fired. All else that waits for an instant of the clock waits as long as it would have, so
    /// findings are those of a run whose clock was right from the start, but for the instants in them. A series whose
    /// event times are the arrival's own jumps along: its windows end, as far as they do, with what they have.
    public func moveClock(from: Timestamp, to: Timestamp) {
        guard to > from else { return }
        clockJumps.append((from: from, to: to))
        intake.send(.clock(from: from, to: to))
    }

    /// Puts other rules in force with the next tick; any thread.
    ///
    /// Rules whose name and version stay keep their state, windows of lengths that stay keep theirs. What a rule that
    /// changes or leaves had raised is cleared with a text that says so.
    ///
    /// What each series is, is asked for again, so that a changed place, interval or service of a sensor counts as well.
    public func replaceRules(_ rules: RuleSet) {
        registry.describeAnew(describe)
        book.wish(for: rules)
    }

    /// Whether rules wait for the tick that puts them in force: once none do, whatever is submitted meets the new ones.
    public var areRulesWaiting: Bool { book.isWishWaiting }

    /// Whether a reload is over: every shard follows the new rules.
    public var areRulesSettled: Bool { book.isSettled }

    /// Series whose window began anew with the last reload, by rule, told once; any thread.
    ///
    /// Windows begin anew that were not there before, or did not keep what is read off them now.
    public func takeWindowsBegunAnew() -> [String: Int] { registry.takeBegunAnew() }
}
