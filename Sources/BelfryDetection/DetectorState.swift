/// One of the detectors, and which one: an enum with payloads that can be changed in place.
///
/// Swift copies an enum's payload out to change it and in again, a hundred bytes each way for every reading; that was
/// measured at three times the cost of a threshold. So the payload lies in plain words and `kind` says what it is.
///
/// Unsafe: `kind` is set together with the words and never again, and each kind is read as its own type only, here.
struct DetectorState: BitwiseCopyable {
    enum Kind: UInt8, BitwiseCopyable {
        case threshold, rateOfChange, silence, flatLine, grossRange, clock
    }

    /// Room for the largest detector, 112 bytes, aligned for its numbers.
    private typealias Words = (
        UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64
    )

    private var words: Words = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    let kind: Kind

    init(_ detector: ThresholdDetector) { self.init(detector, kind: .threshold) }
    init(_ detector: RateOfChangeDetector) { self.init(detector, kind: .rateOfChange) }
    init(_ detector: SilenceDetector) { self.init(detector, kind: .silence) }
    init(_ detector: FlatLineDetector) { self.init(detector, kind: .flatLine) }
    init(_ detector: GrossRangeDetector) { self.init(detector, kind: .grossRange) }
    init(_ detector: ClockDetector) { self.init(detector, kind: .clock) }

    private init<Payload: BitwiseCopyable>(_ payload: Payload, kind: Kind) {
        precondition(MemoryLayout<Payload>.size <= MemoryLayout<Words>.size, "a detector outgrew its room")
        self.kind = kind
        withUnsafeMutableBytes(of: &words) { $0.storeBytes(of: payload, as: Payload.self) }
    }
}

extension DetectorState {
    // Of the wrong kind these would read one detector's bits as another's, so they check.

    @inline(__always)
    mutating func withThreshold<Result>(_ body: (inout ThresholdDetector) -> Result) -> Result {
        with(.threshold, body)
    }

    @inline(__always)
    mutating func withRateOfChange<Result>(_ body: (inout RateOfChangeDetector) -> Result) -> Result {
        with(.rateOfChange, body)
    }

    @inline(__always)
    mutating func withSilence<Result>(_ body: (inout SilenceDetector) -> Result) -> Result {
        with(.silence, body)
    }

    @inline(__always)
    mutating func withFlatLine<Result>(_ body: (inout FlatLineDetector) -> Result) -> Result {
        with(.flatLine, body)
    }

    @inline(__always)
    mutating func withGrossRange<Result>(_ body: (inout GrossRangeDetector) -> Result) -> Result {
        with(.grossRange, body)
    }

    @inline(__always)
    mutating func withClock<Result>(_ body: (inout ClockDetector) -> Result) -> Result {
        with(.clock, body)
    }

    var threshold: ThresholdDetector { load(.threshold) }
    var rateOfChange: RateOfChangeDetector { load(.rateOfChange) }
    var silence: SilenceDetector { load(.silence) }
    var flatLine: FlatLineDetector { load(.flatLine) }
    var grossRange: GrossRangeDetector { load(.grossRange) }
    var clock: ClockDetector { load(.clock) }

    @inline(__always)
    private mutating func with<Payload: BitwiseCopyable, Result>(
        _ kind: Kind,
        _ body: (inout Payload) -> Result
    ) -> Result {
        precondition(kind == self.kind, "not this kind of detector")
        return withUnsafeMutablePointer(to: &words) { words in
            words.withMemoryRebound(to: Payload.self, capacity: 1) { body(&$0.pointee) }
        }
    }

    @inline(__always)
    private func load<Payload: BitwiseCopyable>(_ kind: Kind) -> Payload {
        precondition(kind == self.kind, "not this kind of detector")
        return withUnsafeBytes(of: words) { $0.load(as: Payload.self) }
    }
}

extension Detector {
    /// Changes with how detectors lie in memory, so that what another build wrote down is not taken for this one's.
    public static let memoryFormat: Int =
        [
            MemoryLayout<Detector>.stride, MemoryLayout<ThresholdDetector>.size,
            MemoryLayout<RateOfChangeDetector>.size,
            MemoryLayout<SilenceDetector>.size, MemoryLayout<FlatLineDetector>.size,
            MemoryLayout<GrossRangeDetector>.size, MemoryLayout<ClockDetector>.size,
        ].reduce(0) { $0 &* 1_000_003 &+ $1 }
}
