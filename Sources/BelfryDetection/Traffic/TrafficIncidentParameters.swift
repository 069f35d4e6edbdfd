/// An incident on a corridor of the configuration: `algorithm`, and what that one asks for.
///
/// Looks at the stations of the corridor together, at whichever of speed, occupancy and flow or count the algorithm asks for. A
/// sensor is a station where the corridor names it, or the site that it stands at; several of a station add up. It belongs to the
/// first corridor that names it.
public struct TrafficIncidentParameters: Sendable, Hashable {
    /// How an incident is told.
    public enum Algorithm: Sendable, Hashable {
        /// ``CorridorWatch``: times alone, since what counts as a loss is a share of what each station shows itself.
        case corridor(CorridorTimes)
        case california7(California7.Parameters)
        case california8(California8.Parameters)
        case mcMaster(McMaster.Parameters)
        case lowVolume(LowVolumeIncident.Parameters)

        /// The name that users write.
        public var name: String {
            switch self {
            case .corridor: "corridor"
            case .california7: "california_7"
            case .california8: "california_8"
            case .mcMaster: "mcmaster"
            case .lowVolume: "low_volume"
            }
        }
    }

    public var algorithm: Algorithm

    public init(_ algorithm: Algorithm = .corridor(CorridorTimes())) {
        self.algorithm = algorithm
    }
}
