public import BelfryModel

extension Detector {
    /// The same as ``deadline``, asked for after every reading.
    ///
    /// Mutating only in its convention: a getter is handed a copy of the detector, which right after an observation makes
    /// the processor wait for the bytes just written (8 ns, measured); this is handed its address.
    public mutating func findDeadline() -> Timestamp {
        switch state.kind {
        case .threshold: state.withThreshold { $0.deadline }
        case .silence: state.withSilence { $0.deadline }
        case .rateOfChange, .flatLine, .grossRange: .distantFuture
        }
    }
}
