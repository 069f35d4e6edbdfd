import BelfryDetection

/// Where one detector of a layout lies, and what it belongs to.
struct DetectorPlace: BitwiseCopyable {
    let binding: DetectorBinding
    /// Of its state: in the hot block where it is fed by readings, else in the cold one.
    let offset: Int
}

extension UnsafePointer<DetectorPlace> {
    /// The terms stand first of all: a copy of them would cost as much as a threshold.
    @inline(__always)
    var terms: UnsafePointer<DetectorTerms> { UnsafeRawPointer(self).assumingMemoryBound(to: DetectorTerms.self) }
}
