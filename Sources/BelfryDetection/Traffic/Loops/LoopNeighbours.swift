import BelfryModel

/// What the loops beside one tell of an interval: the other lanes of its station.
struct LoopNeighbours {
    /// Whether one of them is not covered to the brim by standing vehicles: traffic moves beside the loop.
    var anyMoves = false
    /// How many told an occupancy or a flow.
    var count = 0
    /// Vehicles beyond the usual of those that tell it; NaN where none does.
    var extraFlow = Double.nan
    /// Points of occupancy beyond the usual, on the mean; NaN where none tells it.
    var extraOccupancy = Double.nan

    /// - Parameter others: what each of them tells, and what is usual for it.
    init(
        _ others: [(measures: StationMeasures, loop: LoopState)],
        _ parameters: StoppedVehicle.Parameters
    ) {
        var occupancies = 0.0
        for (measures, loop) in others {
            let (flow, occupancy) = (measures.flowVehiclesPerHour, measures.occupancyPercent)
            guard !flow.isNaN || !occupancy.isNaN else { continue }
            count += 1
            let isStanding = occupancy >= parameters.occupancyPercent && !(flow >= parameters.flowVehiclesPerHour)
            if !isStanding { anyMoves = true }
            let (extraFlow, extraOccupancy) = (flow - loop.usualFlow, occupancy - loop.usualOccupancy)
            if !extraFlow.isNaN { self.extraFlow = (self.extraFlow.isNaN ? 0 : self.extraFlow) + extraFlow }
            guard !extraOccupancy.isNaN else { continue }
            self.extraOccupancy = (self.extraOccupancy.isNaN ? 0 : self.extraOccupancy) + extraOccupancy
            occupancies += 1
        }
        if occupancies > 0 { extraOccupancy /= occupancies }
    }
}
