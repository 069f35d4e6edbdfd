// What an operator reads of an incident: the numbers that the algorithm decided by, behind one another.

import BelfryModel

extension TrafficIncidentParameters {
    func sentence(_ text: FindingText) -> String {
        switch text.verdict.phase {
        case .raised:
            "Incident on \(text.series.place.name) since \(text.since)\(grounds(text)); look before you send"
        case .cleared: "Incident on \(text.series.place.name): no longer seen after \(text.lasted)\(text.speeds)"
        }
    }

    private func grounds(_ text: FindingText) -> String {
        switch algorithm {
        case .corridor: "\(text.speeds)\(text.occupancies)\(text.loss)"
        case .california7, .california8: "\(text.occupancies)\(text.comparison)"
        case .mcMaster: "\(text.occupancies)\(text.flows)\(text.discharge)"
        case .lowVolume: "\(text.missing)\(text.flows)"
        }
    }
}

extension FindingText {
    private func whole(_ code: VerdictEvidence.Code) -> String? {
        number(code).map { NumberText.text(of: $0.rounded()) }
    }

    /// `: 24 km/h upstream, 96 km/h downstream`.
    fileprivate var speeds: String {
        guard let upstream = whole(.upstreamSpeed) else { return "" }
        let downstream = whole(.downstreamSpeed).map { ", \($0) km/h downstream" } ?? ""
        return ": \(upstream) km/h upstream\(downstream)"
    }

    /// `, occupancy 38 and 6 %`.
    fileprivate var occupancies: String {
        guard let upstream = whole(.upstreamOccupancy), let downstream = whole(.downstreamOccupancy) else { return "" }
        return ", occupancy \(upstream) and \(downstream) %"
    }

    /// `, 45 % of its capacity lost`.
    fileprivate var loss: String { whole(.lostCapacityPercent).map { ", \($0) % of its capacity lost" } ?? "" }

    /// `, 32 points or 84 % apart`.
    fileprivate var comparison: String {
        guard let difference = whole(.occupancyDifference), let share = whole(.relativeOccupancyDifference) else {
            return ""
        }
        return ", \(difference) points or \(share) % apart"
    }

    /// `, flow 1200 and 1180 vehicles/h`.
    fileprivate var flows: String {
        guard let upstream = whole(.upstreamFlow), let downstream = whole(.downstreamFlow) else { return "" }
        return ", flow \(upstream) and \(downstream) vehicles/h"
    }

    /// `, downstream below the 4400 of a bottleneck`.
    fileprivate var discharge: String {
        whole(.criticalFlow).map { ", downstream below the \($0) of a bottleneck" } ?? ""
    }

    /// `, 5 vehicles have not arrived`.
    fileprivate var missing: String { whole(.missingVehicles).map { ", \($0) vehicles have not arrived" } ?? "" }
}
