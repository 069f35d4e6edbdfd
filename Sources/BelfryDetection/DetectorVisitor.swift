/// One thing that is done with a detector whatever its kind; see ``DetectorTerms/visit(_:at:)``.
protocol DetectorVisitor {
    associatedtype Outcome
    func visit<Machine: DetectorMachine>(_ machine: UnsafeMutablePointer<Machine>, _ terms: Machine.Terms) -> Outcome
}

extension DetectorTerms {
    /// Calls a visitor with the state as the type that it is.
    ///
    /// An enum of states would have room for the largest in every series, and Swift copies its payload out to change it and in
    /// again: measured at three times the cost of a threshold.
    ///
    /// Unsafe: the bytes are what ``layState(at:)`` of the same terms made of them, or are to be made it now.
    @inline(__always)
    func visit<Visitor: DetectorVisitor>(_ visitor: Visitor, at bytes: UnsafeMutableRawPointer) -> Visitor.Outcome {
        switch kind {
        case .threshold(let terms): visitor.visit(bytes.assumingMemoryBound(to: ThresholdDetector.self), terms)
        case .rateOfChange(let terms): visitor.visit(bytes.assumingMemoryBound(to: RateOfChangeDetector.self), terms)
        case .silence(let terms): visitor.visit(bytes.assumingMemoryBound(to: SilenceDetector.self), terms)
        case .flatLine(let terms): visitor.visit(bytes.assumingMemoryBound(to: FlatLineDetector.self), terms)
        case .grossRange(let terms): visitor.visit(bytes.assumingMemoryBound(to: GrossRangeDetector.self), terms)
        case .clock(let terms): visitor.visit(bytes.assumingMemoryBound(to: ClockDetector.self), terms)
        case .anomaly(let terms): visitor.visit(bytes.assumingMemoryBound(to: AnomalyDetector.self), terms)
        case .member(let terms): visitor.visit(bytes.assumingMemoryBound(to: GroupMember.self), terms)
        case .shift(let terms): visitor.visit(bytes.assumingMemoryBound(to: ShiftDetector.self), terms)
        case .airStandard(let terms): visitor.visit(bytes.assumingMemoryBound(to: AirStandardDetector.self), terms)
        case .airIndex(let terms): visitor.visit(bytes.assumingMemoryBound(to: AirIndexDetector.self), terms)
        case .flood(let terms): visitor.visit(bytes.assumingMemoryBound(to: FloodDetector.self), terms)
        case .crowd(let terms): visitor.visit(bytes.assumingMemoryBound(to: CrowdDetector.self), terms)
        case .acoustic(let terms): visitor.visit(bytes.assumingMemoryBound(to: AcousticDetector.self), terms)
        case .noisePeriod(let terms): visitor.visit(bytes.assumingMemoryBound(to: NoisePeriodDetector.self), terms)
        case .carbonMonoxideDose(let terms):
            visitor.visit(bytes.assumingMemoryBound(to: CarbonMonoxideDoseDetector.self), terms)
        case .spike(let terms): visitor.visit(bytes.assumingMemoryBound(to: SpikeDetector.self), terms)
        case .variation(let terms): visitor.visit(bytes.assumingMemoryBound(to: VariationDetector.self), terms)
        case .climatology(let terms): visitor.visit(bytes.assumingMemoryBound(to: ClimatologyDetector.self), terms)
        case .noHits(let terms): visitor.visit(bytes.assumingMemoryBound(to: NoHitsDetector.self), terms)
        case .declaredFault(let terms):
            visitor.visit(bytes.assumingMemoryBound(to: DeclaredFaultDetector.self), terms)
        case .wrongWay(let terms): visitor.visit(bytes.assumingMemoryBound(to: WrongWayDetector.self), terms)
        }
    }
}

extension DetectorTerms.Kind {
    /// The types of state, each once.
    static var machines: [any DetectorMachine.Type] {
        [
            ThresholdDetector.self,
            RateOfChangeDetector.self,
            SilenceDetector.self,
            FlatLineDetector.self,
            GrossRangeDetector.self,
            ClockDetector.self,
            AnomalyDetector.self,
            GroupMember.self,
            ShiftDetector.self,
            AirStandardDetector.self,
            AirIndexDetector.self,
            CarbonMonoxideDoseDetector.self,
            FloodDetector.self,
            CrowdDetector.self,
            AcousticDetector.self,
            NoisePeriodDetector.self,
            SpikeDetector.self,
            VariationDetector.self,
            ClimatologyDetector.self,
            NoHitsDetector.self,
            DeclaredFaultDetector.self,
            WrongWayDetector.self,
        ]
    }

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
