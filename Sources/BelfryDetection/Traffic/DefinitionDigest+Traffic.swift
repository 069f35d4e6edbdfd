// The parameters of traffic algorithms in an order that never changes.

extension DefinitionDigest {
    mutating func combine(_ parameters: California7.Parameters) {
        combine(parameters.differencePercent)
        combine(parameters.differenceShare)
        switch parameters.downstream {
        case .hasFallen(let share): combine([0, Int64(bitPattern: share.bitPattern)])
        case .isAtMost(let percent): combine([1, Int64(bitPattern: percent.bitPattern)])
        }
    }

    mutating func combine(_ parameters: California8.Parameters) {
        combine(parameters.differencePercent)
        combine(parameters.waveFallShare)
        combine(parameters.differenceShare)
        combine(parameters.downstreamFallShare)
        combine(parameters.waveOccupancyPercent)
    }

    mutating func combine(_ parameters: McMaster.Parameters) {
        combine(parameters.calibration)
        combine(Int(parameters.persistenceIntervals))
        combine(parameters.stations.count)
        for (station, calibration) in parameters.stations.sorted(by: { $0.key < $1.key }) {
            combine(station)
            combine(calibration)
        }
    }

    mutating func combine(_ parameters: LowVolumeIncident.Parameters) {
        combine(parameters.highestFlowVehiclesPerHour)
        combine(parameters.missingVehicles)
        combine([parameters.forNanoseconds])
        combine(parameters.memorySeconds)
    }

    private mutating func combine(_ calibration: McMaster.Calibration) {
        combine(calibration.capacityVehiclesPerHour)
        combine(calibration.criticalOccupancyPercent)
    }
}
