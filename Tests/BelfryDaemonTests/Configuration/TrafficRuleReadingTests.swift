import BelfryDetection
import BelfryModel
import Testing

@testable import BelfryDaemon

@Suite("Reading the rules of traffic")
struct TrafficRuleReadingTests {
    private func detector(_ keys: String) throws -> DetectorDefinition {
        let folder = try TemporaryFolder()
        let file = try folder.write("rules: [ { name: r, severity: minor, \(keys) } ]", to: "rules.yaml")
        return try #require(try RuleFiles.rules(inFile: file, environment: [:]).first).detector
    }

    private func incident(_ keys: String) throws -> DetectorDefinition {
        try detector("detector: traffic_incident, \(keys)")
    }

    @Test("Every parameter of every algorithm")
    func algorithms() throws {
        #expect(try detector("detector: traffic_incident") == .trafficIncident(TrafficIncidentParameters()))
        #expect(try incident("algorithm: corridor") == .trafficIncident(TrafficIncidentParameters()))
        var seven = California7.Parameters()
        (seven.differencePercent, seven.differenceShare) = (5, 0.4)
        seven.downstream = .hasFallen(byShare: 0.25)
        #expect(
            try incident(
                "algorithm: california_7, occupancy_difference: 5 %, relative_difference: 40 %, downstream_fall: 25%"
            ) == .trafficIncident(TrafficIncidentParameters(.california7(seven)))
        )
        seven.downstream = .isAtMost(percent: 25)
        #expect(
            try incident(
                "algorithm: california_7, occupancy_difference: 5, relative_difference: 40, downstream_at_most: 25 %"
            ) == .trafficIncident(TrafficIncidentParameters(.california7(seven)))
        )
        var eight = California8.Parameters()
        (eight.differencePercent, eight.differenceShare) = (6, 0.5)
        (eight.downstreamFallShare, eight.waveFallShare, eight.waveOccupancyPercent) = (0.25, -0.5, 25)
        #expect(
            try incident(
                "algorithm: california_8, occupancy_difference: 6 %, relative_difference: 50 %, downstream_fall: 25 %, "
                    + "wave_rise: 50 %, wave_occupancy: 25 %"
            ) == .trafficIncident(TrafficIncidentParameters(.california8(eight)))
        )
        let usual = McMaster.Calibration(capacityVehiclesPerHour: 5_400, criticalOccupancyPercent: 12)
        let narrow = McMaster.Calibration(capacityVehiclesPerHour: 3_600, criticalOccupancyPercent: 14)
        let template = McMaster.Parameters(usual, stations: ["s03": narrow], persistenceIntervals: 2)
        #expect(
            try incident(
                "algorithm: mcmaster, capacity: 90 1/min, critical_occupancy: 12 %, intervals: 2, "
                    + "stations: { s03: { capacity: 3600 1/h, critical_occupancy: 14 % } }"
            ) == .trafficIncident(TrafficIncidentParameters(.mcMaster(template)))
        )
        var low = LowVolumeIncident.Parameters()
        (low.highestFlowVehiclesPerHour, low.missingVehicles) = (400, 3)
        (low.forNanoseconds, low.memorySeconds) = (3 * Nanoseconds.perMinute, 900)
        #expect(
            try incident("algorithm: low_volume, highest_flow: 400 1/h, missing: 3, for: 3m, memory: 15m")
                == .trafficIncident(TrafficIncidentParameters(.lowVolume(low)))
        )
    }

    @Test("Every parameter of the detectors on one station")
    func stations() throws {
        var way = WrongWay.Parameters()
        (way.against, way.detections) = (36, 3)
        (way.withinNanoseconds, way.clearNanoseconds) = (2 * Nanoseconds.perMinute, 10 * Nanoseconds.perMinute)
        #expect(
            try detector("detector: wrong_way, against: 10 m/s, detections: 3, within: 2m, clear_after: 10m")
                == .wrongWay(WrongWayParameters(way))
        )
        var stopped = StoppedVehicle.Parameters()
        (stopped.occupancyPercent, stopped.flowVehiclesPerHour, stopped.clearOccupancyPercent) = (90, 60, 50)
        stopped.forNanoseconds = Nanoseconds.perMinute
        let parameters = StoppedVehicleParameters(stopped, stuckAfterNanoseconds: Nanoseconds.perHour)
        #expect(
            try detector(
                "detector: stopped_vehicle, occupancy: 90 %, flow_below: 60 1/h, for: 1m, clear_below: 50 %, stuck_after: 1h"
            ) == .stoppedVehicle(parameters)
        )
        #expect(
            try detector("detector: occupancy_without_flow, occupancy_above: 3 %, for: 1h")
                == .occupancyWithoutFlow(
                    OccupancyWithoutFlowParameters(leastPercent: 3, forNanoseconds: Nanoseconds.perHour)
                )
        )
    }

    private static let head = "name: r, severity: minor, detector: traffic_incident"

    @Test(
        "What cannot be is refused where it stands",
        arguments: [
            FaultCase(
                "rules: [ { \(head), algorithm: ▸california, occupancy_difference: 8 % } ]",
                "\"algorithm\" must be one of corridor, california_7, california_8, mcmaster, low_volume, not \"california\"; "
                    + "did you mean \"california_7\"?"
            ),
            FaultCase(
                "rules: [ { \(head), capacity: ▸5500 1/h } ]",
                "\"capacity\" belongs to mcmaster, and the rule's algorithm is corridor; "
                    + "remove it, or write algorithm: mcmaster"
            ),
            FaultCase(
                "rules: [ { \(head), algorithm: california_7, wave_rise: ▸40 % } ]",
                "\"wave_rise\" belongs to california_8, and the rule's algorithm is california_7; "
                    + "remove it, or write algorithm: california_8"
            ),
            FaultCase(
                "rules: [ { \(head), algorithm: low_volume, downstream_fall: ▸40 % } ]",
                "\"downstream_fall\" belongs to california_7 and california_8, and the rule's algorithm is low_volume; "
                    + "remove it, or write algorithm: california_7"
            ),
            FaultCase(
                "rules: [ { \(head), algorithm: california_7, downstream_fall: 30 %, downstream_at_most: ▸25 % } ]",
                "the downstream occupancy is asked either for its fall or for its height; "
                    + "keep one of downstream_fall and downstream_at_most"
            ),
            FaultCase(
                "rules: [ { \(head), algorithm: california_7, relative_difference: ▸150 % } ]",
                "\"relative_difference\" of rule \"r\": it is not between 1 and 100 %; "
                    + "give per cent, for example relative_difference: 30 %"
            ),
            FaultCase(
                "rules: [ { \(head), algorithm: california_8, wave_occupancy: ▸30 km/h } ]",
                "\"wave_occupancy\" must be a number in per cent such as 30 %, not \"30 km/h\""
            ),
            FaultCase(
                "rules: [ ▸{ \(head), algorithm: mcmaster, critical_occupancy: 12 % } ]",
                "\"capacity\" of rule \"r\": mcmaster has no template of the road without capacity and critical_occupancy; "
                    + "give what the station's own data show, for example capacity: 5500 1/h and critical_occupancy: 12 %"
            ),
            FaultCase(
                "rules: [ { \(head), algorithm: mcmaster, capacity: 5500, critical_occupancy: 12, stations: { s1: { ▸lanes: 3 } } } ]",
                "unknown key \"lanes\" in station s1; known are capacity, critical_occupancy"
            ),
            FaultCase(
                "rules: [ { \(head), algorithm: low_volume, missing: ▸0 } ]",
                "\"missing\" of rule \"r\": it is not between 1 and 1000 vehicles; write for example missing: 4"
            ),
            FaultCase(
                "rules: [ { \(head), window: ▸{ sliding: 1m, every: 30s } } ]",
                "\"window\" of rule \"r\": stations are compared by means of intervals that follow each other; "
                    + "write for example tumbling: 30s with aggregate: mean"
            ),
            FaultCase(
                "rules: [ { name: r, severity: minor, detector: wrong_way, against: ▸300 km/h } ]",
                "\"against\" of rule \"r\": it is not between 0 and 250 km/h; give the amount: against: 10 km/h"
            ),
            FaultCase(
                "rules: [ { name: r, severity: minor, detector: stopped_vehicle, for: 5m, stuck_after: ▸4m } ]",
                "\"stuck_after\" of rule \"r\": whatever stands there is a stuck loop before it is told; give more than for"
            ),
            FaultCase(
                "rules: [ { name: r, severity: minor, detector: occupancy_without_flow, occupancy_above: ▸120 % } ]",
                "\"occupancy_above\" of rule \"r\": it is not between 0 and 100 %; "
                    + "give per cent, for example occupancy_above: 30 %"
            ),
        ]
    )
    func faults(faulty: FaultCase) throws {
        let found = try BelfryDaemonTests.faults(of: ["belfry.yaml": soundBroker, "rules.d/r.yaml": faulty.yaml])
        #expect(found == ["rules.d/r.yaml:\(faulty.place): \(faulty.fault)"])
    }
}
