// How much room a detector's state takes, and what is in it at first.

extension DetectorTerms {
    /// What the state of one series takes, in whole words.
    public var stateBytes: Int {
        switch kind {
        case .threshold: MemoryLayout<ThresholdDetector>.stride
        case .rateOfChange: MemoryLayout<RateOfChangeDetector>.stride
        case .silence: MemoryLayout<SilenceDetector>.stride
        case .flatLine: MemoryLayout<FlatLineDetector>.stride
        case .grossRange: MemoryLayout<GrossRangeDetector>.stride
        case .clock: MemoryLayout<ClockDetector>.stride
        case .anomaly: (MemoryLayout<AnomalyDetector>.size + 7) / 8 * 8
        }
    }

    /// Makes ``stateBytes`` bytes, aligned for words, the state of a series that has seen nothing.
    public func layState(at bytes: UnsafeMutableRawPointer) {
        switch kind {
        case .threshold: bytes.initializeMemory(as: ThresholdDetector.self, to: ThresholdDetector())
        case .rateOfChange: bytes.initializeMemory(as: RateOfChangeDetector.self, to: RateOfChangeDetector())
        case .silence(let terms): bytes.initializeMemory(as: SilenceDetector.self, to: SilenceDetector(terms))
        case .flatLine: bytes.initializeMemory(as: FlatLineDetector.self, to: FlatLineDetector())
        case .grossRange: bytes.initializeMemory(as: GrossRangeDetector.self, to: GrossRangeDetector())
        case .clock: bytes.initializeMemory(as: ClockDetector.self, to: ClockDetector())
        case .anomaly: bytes.initializeMemory(as: AnomalyDetector.self, to: AnomalyDetector())
        }
    }

    /// Changes with how states lie in memory, so that what another build wrote down is not taken for this one's.
    public static let memoryFormat: Int =
        [
            MemoryLayout<LoneDetector.State>.stride, MemoryLayout<ThresholdDetector>.size,
            MemoryLayout<RateOfChangeDetector>.size,
            MemoryLayout<SilenceDetector>.size, MemoryLayout<FlatLineDetector>.size,
            MemoryLayout<GrossRangeDetector>.size, MemoryLayout<ClockDetector>.size,
            MemoryLayout<AnomalyDetector>.size,
        ].reduce(0) { $0 &* 1_000_003 &+ $1 }
}
