import BelfryModel

/// The state of one rule on one series, as those know it who feed it: a pure machine that a kind of detector supplies.
///
/// ```
///   quiet ──► raised ──► quiet        a transition says that something began or ended,
///     Transition      Transition      verdict(_:at:_:) says it in full
/// ```
/// What nearly every detector does the same way has an answer below; a new one says what it looks for (`observe`), what it
/// amounts to (`verdict`), and what happens to it when its owner restarts.
protocol DetectorMachine: BitwiseCopyable {
    /// What series of a kind share, with limits in their unit.
    associatedtype Terms: Hashable & BitwiseCopyable

    /// Whether ``quietBand(_:)`` never spares it anything.
    static var needsEveryReading: Bool { get }
    /// Whether a reading whose unit nobody knows tells it something: it looks at more than how high a value is.
    static var readsWithoutUnit: Bool { get }

    /// One that has seen nothing.
    init(_ terms: Terms)

    var phase: DetectorPhase { get }
    /// The beginning of what is raised, or was last.
    var since: Timestamp { get }

    /// Takes in a reading of any quality, in order of arrival.
    mutating func observe(_ reading: UnsafePointer<Reading>, _ terms: Terms) -> Transition
    /// Takes in a good reading, or what a rule reads off a window.
    mutating func observe(_ sample: Sample, _ terms: Terms) -> Transition
    /// Takes in a window that ended or was revised.
    mutating func observe(_ window: ClosedWindow, as sample: Sample, _ terms: Terms) -> Transition
    /// What a transition that `sample` brought about amounts to.
    func verdict(_ transition: Transition, at sample: Sample, _ terms: Terms) -> Verdict

    /// When on the arrival clock ``advance(to:_:)`` has something to do.
    func deadline(_ terms: Terms) -> Timestamp
    /// Lets time pass.
    mutating func advance(to now: Timestamp, _ terms: Terms) -> Verdict?

    /// The values of good readings that change nothing but ``follow(eventTime:arrival:)``.
    func quietBand(_ terms: Terms) -> QuietBand
    /// Takes note of the newest of the readings that were not shown.
    mutating func follow(eventTime: Timestamp, arrival: Timestamp)

    /// After a restart: it is already raised, since `activeSince`.
    mutating func restore(activeSince: Timestamp, value: Double, _ terms: Terms)
    /// What was raised or under way is neither any more; what has been learnt stays.
    mutating func rest()
    /// Belfry or its broker was away until `now`.
    mutating func resume(at now: Timestamp)
    /// The arrival clock was moved.
    mutating func follow(_ shift: ClockShift)
    /// The sensor's clock was set back.
    mutating func followSetBack(to eventTime: Timestamp, arrival: Timestamp)

    /// The interval that it expects of the sensor, where that is what it watches.
    func cadenceNanoseconds(_ terms: Terms) -> Int64?
    /// How unusual the reading of an event time was, in [0, 1], where that is what it watches; 0 of one that it did not take.
    func anomalyScore(at eventTime: Timestamp) -> Double?
}

extension DetectorMachine {
    static var needsEveryReading: Bool { true }
    static var readsWithoutUnit: Bool { false }

    /// A retained reading is of unknown age, a bad one speaks of its sensor, and one of unknown unit goes with no limit.
    @inline(__always)
    mutating func observe(_ reading: UnsafePointer<Reading>, _ terms: Terms) -> Transition {
        guard !reading.pointee.flags.contains(.retained), reading.pointee.isComparable else { return .none }
        return observe(Sample(reading), terms)
    }

    mutating func observe(_ sample: Sample, _ terms: Terms) -> Transition { .none }
    mutating func observe(_ window: ClosedWindow, as sample: Sample, _ terms: Terms) -> Transition { .none }
    @inline(__always)
    func deadline(_ terms: Terms) -> Timestamp { .distantFuture }
    mutating func advance(to now: Timestamp, _ terms: Terms) -> Verdict? { nil }
    func quietBand(_ terms: Terms) -> QuietBand { .nothing }
    mutating func follow(eventTime: Timestamp, arrival: Timestamp) {}
    mutating func resume(at now: Timestamp) {}
    mutating func followSetBack(to eventTime: Timestamp, arrival: Timestamp) {}
    func cadenceNanoseconds(_ terms: Terms) -> Int64? { nil }
    func anomalyScore(at eventTime: Timestamp) -> Double? { nil }
}

/// The terms of a detector that asks nothing in particular.
struct NoTerms: Hashable, BitwiseCopyable {}
