/// One thing that is done with a detector whatever its kind; see `visit(_:at:)`.
protocol DetectorVisitor {
    associatedtype Outcome
    func visit<Machine: DetectorMachine>(_ machine: UnsafeMutablePointer<Machine>, _ terms: Machine.Terms) -> Outcome
}

extension UnsafePointer<DetectorTerms> {
    /// Calls a visitor with the state as the type that it is.
    ///
    /// An enum of states would have room for the largest in every series, and Swift copies its payload out to change it and in
    /// again: measured at three times the cost of a threshold.
    ///
    /// Unsafe: the bytes are what `layState(at:)` of the same terms made of them, or are to be made it now.
    @inline(__always)
    func visit<Visitor: DetectorVisitor>(_ visitor: Visitor, at bytes: UnsafeMutableRawPointer) -> Visitor.Outcome {
        // Unsafe: what is asked stands first in the terms.
        let asked = UnsafeRawPointer(self).assumingMemoryBound(to: KindTerms.self)
        return switch asked.pointee.kind {
        case .threshold: asked.visit(visitor, ThresholdDetector.self, at: bytes)
        case .rateOfChange: asked.visit(visitor, RateOfChangeDetector.self, at: bytes)
        case .silence: asked.visit(visitor, SilenceDetector.self, at: bytes)
        case .flatLine: asked.visit(visitor, FlatLineDetector.self, at: bytes)
        case .grossRange: asked.visit(visitor, GrossRangeDetector.self, at: bytes)
        case .clock: asked.visit(visitor, ClockDetector.self, at: bytes)
        case .anomaly: asked.visit(visitor, AnomalyDetector.self, at: bytes)
        case .member: asked.visit(visitor, GroupMember.self, at: bytes)
        case .shift: asked.visit(visitor, ShiftDetector.self, at: bytes)
        case .airStandard: asked.visit(visitor, AirStandardDetector.self, at: bytes)
        case .airIndex: asked.visit(visitor, AirIndexDetector.self, at: bytes)
        case .carbonMonoxideDose: asked.visit(visitor, CarbonMonoxideDoseDetector.self, at: bytes)
        case .flood: asked.visit(visitor, FloodDetector.self, at: bytes)
        case .crowd: asked.visit(visitor, CrowdDetector.self, at: bytes)
        case .acoustic: asked.visit(visitor, AcousticDetector.self, at: bytes)
        case .noisePeriod: asked.visit(visitor, NoisePeriodDetector.self, at: bytes)
        case .spike: asked.visit(visitor, SpikeDetector.self, at: bytes)
        case .variation: asked.visit(visitor, VariationDetector.self, at: bytes)
        case .climatology: asked.visit(visitor, ClimatologyDetector.self, at: bytes)
        case .noHits: asked.visit(visitor, NoHitsDetector.self, at: bytes)
        case .declaredFault: asked.visit(visitor, DeclaredFaultDetector.self, at: bytes)
        case .wrongWay: asked.visit(visitor, WrongWayDetector.self, at: bytes)
        }
    }
}

extension UnsafePointer<KindTerms> {
    @inline(__always)
    fileprivate func visit<Visitor: DetectorVisitor, Machine: DetectorMachine>(
        _ visitor: Visitor,
        _ machine: Machine.Type,
        at bytes: UnsafeMutableRawPointer
    ) -> Visitor.Outcome {
        visitor.visit(bytes.assumingMemoryBound(to: machine), terms(Machine.Terms.self))
    }
}

extension KindTerms.Kind {
    /// The type of its state.
    var machine: any DetectorMachine.Type {
        switch self {
        case .threshold: ThresholdDetector.self
        case .rateOfChange: RateOfChangeDetector.self
        case .silence: SilenceDetector.self
        case .flatLine: FlatLineDetector.self
        case .grossRange: GrossRangeDetector.self
        case .clock: ClockDetector.self
        case .anomaly: AnomalyDetector.self
        case .member: GroupMember.self
        case .shift: ShiftDetector.self
        case .airStandard: AirStandardDetector.self
        case .airIndex: AirIndexDetector.self
        case .carbonMonoxideDose: CarbonMonoxideDoseDetector.self
        case .flood: FloodDetector.self
        case .crowd: CrowdDetector.self
        case .acoustic: AcousticDetector.self
        case .noisePeriod: NoisePeriodDetector.self
        case .spike: SpikeDetector.self
        case .variation: VariationDetector.self
        case .climatology: ClimatologyDetector.self
        case .noHits: NoHitsDetector.self
        case .declaredFault: DeclaredFaultDetector.self
        case .wrongWay: WrongWayDetector.self
        }
    }
}
