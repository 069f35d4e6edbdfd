/// Where the state of one detector lies, in memory that its owner gives out.
///
/// An enum would have room for the largest in every series, and Swift copies its payload out to change it and in again:
/// measured at three times the cost of a threshold.
///
/// Unsafe: the bytes are what ``DetectorTerms/layState(at:)`` made of them, and whoever reads them as a type has asked the
/// same terms which one it is.
struct DetectorState {
    let bytes: UnsafeMutableRawPointer

    var threshold: UnsafeMutablePointer<ThresholdDetector> { bytes.assumingMemoryBound(to: ThresholdDetector.self) }
    var rateOfChange: UnsafeMutablePointer<RateOfChangeDetector> {
        bytes.assumingMemoryBound(to: RateOfChangeDetector.self)
    }
    var silence: UnsafeMutablePointer<SilenceDetector> { bytes.assumingMemoryBound(to: SilenceDetector.self) }
    var flatLine: UnsafeMutablePointer<FlatLineDetector> { bytes.assumingMemoryBound(to: FlatLineDetector.self) }
    var grossRange: UnsafeMutablePointer<GrossRangeDetector> { bytes.assumingMemoryBound(to: GrossRangeDetector.self) }
    var anomaly: UnsafeMutablePointer<AnomalyDetector> { bytes.assumingMemoryBound(to: AnomalyDetector.self) }
    var clock: UnsafeMutablePointer<ClockDetector> { bytes.assumingMemoryBound(to: ClockDetector.self) }
}
