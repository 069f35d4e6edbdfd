public import BelfryModel

/// Which detector a rule uses, with its parameters.
public enum DetectorDefinition: Sendable, Hashable {
    case threshold(ThresholdParameters)
    case rateOfChange(RateOfChangeParameters)
    case silence(SilenceParameters)
    case flatLine(FlatLineParameters)
    case grossRange(GrossRangeParameters)
    case clock(ClockParameters)
    case anomaly(AnomalyParameters)
    case disagreement(DisagreementParameters)
    case shift(ShiftParameters)
    case airStandard(AirStandardParameters)
    case airIndex(AirIndexParameters)
    case carbonMonoxideDose(CarbonMonoxideDoseParameters)
    case flood(FloodParameters)
    case crowd(CrowdParameters)
    case acoustic(AcousticParameters)
    case vibration(VibrationParameters)
    case noisePeriod(NoisePeriodParameters)
    case spike(SpikeParameters)
    case noise(NoiseParameters)
    case attenuated(AttenuatedParameters)
    case climatology(ClimatologyParameters)
    case noHits(NoHitsParameters)
    case declaredFault(DeclaredFaultParameters)
    case trafficIncident(TrafficIncidentParameters)
    case possibleFire(PossibleFireParameters)
    case wrongWay(WrongWayParameters)
    case stoppedVehicle(StoppedVehicleParameters)
    case occupancyWithoutFlow(OccupancyWithoutFlowParameters)

    private static let kinds: [any DetectorParameters.Type] = [
        ThresholdParameters.self,
        RateOfChangeParameters.self,
        SilenceParameters.self,
        FlatLineParameters.self,
        GrossRangeParameters.self,
        ClockParameters.self,
        AnomalyParameters.self,
        DisagreementParameters.self,
        ShiftParameters.self,
        AirStandardParameters.self,
        AirIndexParameters.self,
        CarbonMonoxideDoseParameters.self,
        FloodParameters.self,
        CrowdParameters.self,
        AcousticParameters.self,
        VibrationParameters.self,
        NoisePeriodParameters.self,
        SpikeParameters.self,
        NoiseParameters.self,
        AttenuatedParameters.self,
        ClimatologyParameters.self,
        NoHitsParameters.self,
        DeclaredFaultParameters.self,
        TrafficIncidentParameters.self,
        PossibleFireParameters.self,
        WrongWayParameters.self,
        StoppedVehicleParameters.self,
        OccupancyWithoutFlowParameters.self,
    ]

    /// The names that users write as `detector:`; the first is the default.
    public static let names = kinds.map { $0.name }

    /// What the rule asks of it.
    var parameters: any DetectorParameters {
        switch self {
        case .threshold(let parameters): parameters
        case .rateOfChange(let parameters): parameters
        case .silence(let parameters): parameters
        case .flatLine(let parameters): parameters
        case .grossRange(let parameters): parameters
        case .clock(let parameters): parameters
        case .anomaly(let parameters): parameters
        case .disagreement(let parameters): parameters
        case .shift(let parameters): parameters
        case .airStandard(let parameters): parameters
        case .airIndex(let parameters): parameters
        case .carbonMonoxideDose(let parameters): parameters
        case .flood(let parameters): parameters
        case .crowd(let parameters): parameters
        case .acoustic(let parameters): parameters
        case .vibration(let parameters): parameters
        case .noisePeriod(let parameters): parameters
        case .spike(let parameters): parameters
        case .noise(let parameters): parameters
        case .attenuated(let parameters): parameters
        case .climatology(let parameters): parameters
        case .noHits(let parameters): parameters
        case .declaredFault(let parameters): parameters
        case .trafficIncident(let parameters): parameters
        case .possibleFire(let parameters): parameters
        case .wrongWay(let parameters): parameters
        case .stoppedVehicle(let parameters): parameters
        case .occupancyWithoutFlow(let parameters): parameters
        }
    }

    /// The name that users write.
    public var name: String { type(of: parameters).name }

    /// The kind of its findings where the rule names none.
    public var defaultKind: FindingKind { parameters.findingKind }

    /// Whether it may be fed with closed windows; the others look at each reading.
    public var acceptsWindow: Bool { type(of: parameters).acceptsWindow }

    /// The window of a rule that names none; nil: every reading.
    public var usualWindow: RuleWindow? { parameters.usualWindow }

    /// What it has to be shown in order to say anything.
    public var needs: DetectorNeeds { parameters.needs }
}
