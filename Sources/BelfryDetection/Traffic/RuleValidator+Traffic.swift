// Which thresholds of traffic can be: calibrated by hand, so each of them may be mistyped.

import BelfryModel
import BelfryWindows

extension RuleValidator {
    func check(_ times: CorridorTimes) throws(RuleFault) {
        try checkDuration(times.forNanoseconds, "for", from: Nanoseconds.perSecond)
        try checkDuration(times.waveNanoseconds, "wave", from: Nanoseconds.perSecond)
        try checkDuration(times.clearAfterNanoseconds, "clear_after", from: Nanoseconds.perSecond)
        guard times.waveNanoseconds >= times.forNanoseconds else {
            throw fault("wave", "it is shorter than for", "a small loss has to last longer than a great one")
        }
    }

    func check(_ parameters: California7.Parameters) throws(RuleFault) {
        try checkDifferences(parameters.differencePercent, parameters.differenceShare)
        switch parameters.downstream {
        case .hasFallen(let share): try checkPercent(share * 100, "downstream_fall", 0...100)
        case .isAtMost(let percent): try checkPercent(percent, "downstream_at_most", 0...100)
        }
    }

    func check(_ parameters: California8.Parameters) throws(RuleFault) {
        try checkDifferences(parameters.differencePercent, parameters.differenceShare)
        try checkPercent(parameters.downstreamFallShare * 100, "downstream_fall", 0...100)
        try checkPercent(-parameters.waveFallShare * 100, "wave_rise", 1...1_000)
        try checkPercent(parameters.waveOccupancyPercent, "wave_occupancy", 1...100)
    }

    func check(_ parameters: McMaster.Parameters) throws(RuleFault) {
        try check(parameters.calibration, "capacity", "critical_occupancy")
        for station in parameters.stations.keys.sorted() {
            guard let calibration = parameters.stations[station] else { continue }
            try check(calibration, "stations", "stations")
        }
        guard (1...20).contains(parameters.persistenceIntervals) else {
            throw fault("intervals", "it is not between 1 and 20", "write for example intervals: 3")
        }
    }

    func check(_ parameters: LowVolumeIncident.Parameters) throws(RuleFault) {
        try checkFlow(parameters.highestFlowVehiclesPerHour, "highest_flow", 1...3_000, "600 1/h")
        guard (1...1_000).contains(parameters.missingVehicles) else {
            throw fault("missing", "it is not between 1 and 1000 vehicles", "write for example missing: 4")
        }
        try checkDuration(parameters.forNanoseconds, "for", from: Nanoseconds.perSecond)
        guard (60...86_400).contains(parameters.memorySeconds) else {
            throw fault("memory", "it is not between 1m and 1d", "write for example memory: 10m")
        }
    }

    /// The algorithms of traffic go interval by interval, each of which is a mean.
    func checkInterval(_ window: RuleWindow) throws(RuleFault) {
        guard case .tumbling = window.shape, window.aggregate == .mean else {
            throw fault(
                "window",
                "stations are compared by means of intervals that follow each other",
                "write for example tumbling: 30s with aggregate: mean"
            )
        }
    }

    func checkPercent(_ value: Double, _ key: String, _ range: ClosedRange<Double>) throws(RuleFault) {
        guard !range.contains(value) else { return }
        let (low, high) = (NumberText.text(of: range.lowerBound), NumberText.text(of: range.upperBound))
        throw fault(key, "it is not between \(low) and \(high) %", "give per cent, for example \(key): 30 %")
    }

    func checkFlow(
        _ value: Double,
        _ key: String,
        _ range: ClosedRange<Double>,
        _ example: String
    ) throws(RuleFault) {
        guard !range.contains(value) else { return }
        let (low, high) = (NumberText.text(of: range.lowerBound), NumberText.text(of: range.upperBound))
        throw fault(
            key,
            "it is not between \(low) and \(high) vehicles an hour",
            "write for example \(key): \(example)"
        )
    }

    private func checkDifferences(_ percent: Double, _ share: Double) throws(RuleFault) {
        try checkPercent(percent, "occupancy_difference", 1...100)
        try checkPercent(share * 100, "relative_difference", 1...100)
    }

    private func check(
        _ calibration: McMaster.Calibration,
        _ capacityKey: String,
        _ occupancyKey: String
    ) throws(RuleFault) {
        guard !calibration.capacityVehiclesPerHour.isNaN, !calibration.criticalOccupancyPercent.isNaN else {
            throw fault(
                calibration.capacityVehiclesPerHour.isNaN ? capacityKey : occupancyKey,
                "mcmaster has no template of the road without capacity and critical_occupancy",
                "give what the station's own data show, for example capacity: 5500 1/h and critical_occupancy: 12 %"
            )
        }
        try checkFlow(calibration.capacityVehiclesPerHour, capacityKey, 100...30_000, "5500 1/h")
        try checkPercent(calibration.criticalOccupancyPercent, occupancyKey, 1...60)
    }
}
