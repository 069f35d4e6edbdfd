/// An incident on a corridor of the configuration: no parameters, since one set of them serves every freeway.
///
/// Looks at the speed, the occupancy and the flow or count of the corridor's stations together, whichever of them there are; see
/// ``CorridorWatch`` for how it tells an incident from every day's congestion, and its limits. A sensor is a station where the
/// corridor names it, or the site that it stands at; several of a station add up. It belongs to the first corridor that names it.
public struct TrafficIncidentParameters: Sendable, Hashable {
    public init() {}
}
