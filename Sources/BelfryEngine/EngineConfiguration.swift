public import BelfryDetection
public import BelfryModel
public import BelfryRing
public import BelfryWindows

/// How an engine is set up.
public struct EngineConfiguration: Sendable {
    /// Threads that evaluate, 1...``EngineLimits/shards``; findings do not depend on it.
    public var shards: Int
    /// Readings that fit between the producer and one shard; rounded up to a power of two.
    public var ringCapacity: Int
    /// How long after its end, on the series' clock, a window still takes a reading and is told anew.
    ///
    /// Rules may want another lateness for their own windows.
    public var allowedLatenessNanoseconds: Int64
    /// Windows that every series keeps besides those that its rules look at, so that a rule to come finds them open.
    public var windows: [WindowDefinition]
    /// Series that are evaluated; numbers from here on are refused and counted.
    public var seriesLimit: Int
    /// How threads wait for work.
    public var wait: WaitStrategy
    /// Tells this build of Belfry from others: an image fits the build that made it.
    public var build: UInt64
    /// The arrival clock, for the latency histogram alone; nil, or answering nil, measures nothing (a replay).
    ///
    /// No decision of the engine looks at it.
    public var clock: (@Sendable () -> Timestamp?)?
    /// Called when a finding waits for the next tick to be told, once for all that came together; on the thread of the
    /// correlation stage, so it must not wait for anything.
    ///
    /// Whoever ticks seldom can tick at once then. What is told does not depend on it.
    public var wantsTick: (@Sendable () -> Void)?

    public init(
        shards: Int = 1,
        ringCapacity: Int = 1 << 12,
        allowedLatenessNanoseconds: Int64 = 10 * Nanoseconds.perSecond,
        windows: [WindowDefinition] = [],
        seriesLimit: Int = 100_000,
        wait: WaitStrategy = WaitStrategy(),
        build: UInt64 = 0,
        clock: (@Sendable () -> Timestamp?)? = nil,
        wantsTick: (@Sendable () -> Void)? = nil
    ) {
        self.shards = min(max(1, shards), EngineLimits.shards)
        self.ringCapacity = ringCapacity
        self.allowedLatenessNanoseconds = max(0, allowedLatenessNanoseconds)
        self.windows = windows
        self.seriesLimit = min(max(0, seriesLimit), EngineLimits.series)
        self.wait = wait
        self.build = build
        self.clock = clock
        self.wantsTick = wantsTick
    }

    /// Checks that every rule's window can be kept open for the allowed lateness.
    ///
    /// - Throws: the first fault, with the rule's name. Unchecked, such a window keeps as much lateness as fits.
    public func check(_ rules: RuleSet) throws(WindowRuleFault) {
        for rule in rules.rules {
            guard let window = rule.window else { continue }
            do throws(WindowFault) {
                try window.definition.check(allowedLatenessNanoseconds: allowedLatenessNanoseconds)
            } catch {
                throw WindowRuleFault(rule: rule.name, fault: error)
            }
        }
    }
}

/// A rule whose window does not go with the allowed lateness.
public struct WindowRuleFault: Error, Hashable, Sendable, CustomStringConvertible {
    public var rule: String
    public var fault: WindowFault

    public var description: String { "rule \(rule): \(fault)" }
}
