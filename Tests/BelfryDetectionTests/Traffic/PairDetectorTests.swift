// The published algorithms as detectors of a corridor: alarms, silence, restarts.

import BelfryDetection
import BelfryModel
import Foundation
import Testing

struct PairDetectorTests {
    private typealias Algorithm = TrafficIncidentParameters.Algorithm

    private static let california = Algorithm.california7(California7.Parameters())

    private static func watch(
        _ algorithm: Algorithm = california,
        corridor: Corridor = JointWatch.corridor
    ) throws -> JointWatch {
        try JointWatch(
            .trafficIncident(TrafficIncidentParameters(algorithm)),
            corridor.stations.map { (sensor: $0, quantity: "occupancy") },
            corridor: corridor
        )
    }

    /// Free traffic, then a queue at `s2` that stops before `s3`.
    private static func block(_ watch: inout JointWatch, windows: Int) {
        for _ in 0..<windows { watch.tell { sensor, _ in sensor == "s2" ? 40 : sensor == "s3" ? 4 : 12 } }
    }

    private static func free(_ watch: inout JointWatch, windows: Int) {
        for _ in 0..<windows { watch.tell { _, _ in 12 } }
    }

    private struct Vector: Decodable {
        var upstream: [Double]
        var downstream: [Double]

        enum CodingKeys: String, CodingKey {
            case upstream = "up_occ_percent"
            case downstream = "down_occ_percent"
        }
    }

    private static let vector = SharedData.file("california7_vector.json")

    /// The interval in which the machine by itself confirms is the one in which the rule raises, by the same three numbers.
    @Test(.enabled(if: vector != nil, "shared/data/california7_vector.json is not beside this repository"))
    func theRuleRaisesWhereTheTraceConfirms() throws {
        let vector = try JSONDecoder().decode(Vector.self, from: #require(Self.vector))
        var watch = try Self.watch(corridor: Corridor(id: "ring", stations: ["up", "down"]))
        var machine = California7()
        var isTold = false
        for (up, down) in zip(vector.upstream, vector.downstream) {
            let state = machine.observe(upstream: up, downstream: down, California7.Parameters())
            let said = watch.tell { sensor, _ in sensor == "up" ? up : down }
            if state == .confirmed, !isTold {
                isTold = true
                let evidence = watch.finding(try #require(said.first)).evidence
                func value(_ name: String) -> Double { evidence.first { $0.name == name }?.value ?? .nan }
                #expect(value("occupancy_difference") == machine.comparison.differencePercent)
                #expect(value("relative_occupancy_difference") == machine.comparison.differenceShare * 100)
                #expect(value("downstream_occupancy_fall") == machine.comparison.downstreamFallShare * 100)
            } else {
                #expect(said.allSatisfy { $0.verdict.phase == .cleared })
            }
        }
        #expect(isTold)
    }

    @Test func anIncidentIsOneAlarmAndEndsThreeMinutesAfterItWasSeen() throws {
        var watch = try Self.watch()
        Self.free(&watch, windows: 10)
        let start = watch.time
        Self.block(&watch, windows: 8)
        // The queue goes for a minute and comes back.
        Self.free(&watch, windows: 2)
        Self.block(&watch, windows: 4)
        let end = watch.time
        Self.free(&watch, windows: 5)
        #expect(watch.phases == [.raised])
        Self.free(&watch, windows: 1)
        #expect(watch.phases == [.raised, .cleared], "\(watch.texts)")
        #expect(watch.verdicts.map(\.subject) == [.section(1), .section(1)])
        #expect(watch.verdicts[0].verdict.from == start && watch.verdicts[1].verdict.to == end)
        #expect(watch.texts[0].hasPrefix("Incident on ring s2-s3 since "))
        #expect(watch.texts[0].contains("occupancy 40 and 4 %, 36 points or 90 % apart; look"), "\(watch.texts[0])")
    }

    @Test func silenceEndsNoIncidentBeforeHalfAnHour() throws {
        var watch = try Self.watch()
        Self.free(&watch, windows: 5)
        Self.block(&watch, windows: 4)
        for _ in 0..<59 { watch.tell { sensor, _ in sensor == "s3" ? nil : 12 } }
        #expect(watch.phases == [.raised])
        // It is seen again, as it was before; the downstream occupancy need not fall once more.
        Self.block(&watch, windows: 10)
        #expect(watch.phases == [.raised])
        for _ in 0..<60 { watch.tell { sensor, _ in sensor == "s3" ? nil : 12 } }
        #expect(watch.phases == [.raised, .cleared])
    }

    @Test func anOutageIsNoInterval() throws {
        var watch = try Self.watch()
        Self.free(&watch, windows: 5)
        watch.pause(seconds: 600)
        // The fall would be against what was ten minutes ago.
        Self.block(&watch, windows: 20)
        #expect(watch.phases == [])
    }

    @Test func whatWasRaisedBeforeARestartStandsWhileItIsThere() throws {
        var watch = try Self.watch()
        let since = Watch.start + -600
        watch.detector.restore(.section(1), activeSince: since, value: 40)
        Self.block(&watch, windows: 20)
        #expect(watch.phases == [] && watch.detector.activeSince(.section(1)) == since)
        Self.free(&watch, windows: 6)
        #expect(watch.phases == [.cleared] && watch.verdicts[0].verdict.from == since)
    }

    @Test func anImageIsTakenUpByTheSameStationsOnly() throws {
        var watch = try Self.watch()
        Self.free(&watch, windows: 5)
        Self.block(&watch, windows: 1)
        var other = try Self.watch()
        let isTaken = other.detector.take(watch.detector.image)
        #expect(isTaken)
        other.pause(seconds: 180)
        Self.block(&other, windows: 1)
        #expect(other.phases == [.raised], "the suspicion was taken along")
        var reversed = try Self.watch(corridor: Corridor(id: "ring", stations: ["s3", "s2", "s1"]))
        let isReversedTaken = reversed.detector.take(watch.detector.image)
        #expect(!isReversedTaken)
    }

    @Test func mcMasterKnowsItsStationsApart() throws {
        func phases(_ stations: [String: McMaster.Calibration]) throws -> [Finding.Phase] {
            let usual = McMaster.Calibration(capacityVehiclesPerHour: 5_500, criticalOccupancyPercent: 15)
            var watch = try JointWatch(
                .trafficIncident(
                    TrafficIncidentParameters(.mcMaster(McMaster.Parameters(usual, stations: stations)))
                ),
                JointWatch.corridor.stations.flatMap { [($0, "occupancy"), ($0, "flow")] }
            )
            for _ in 0..<6 {
                watch.tell { sensor, quantity in
                    if quantity == "flow" { return 3_400 }
                    return sensor == "s2" ? 45 : 9
                }
            }
            if let first = watch.verdicts.first {
                let evidence = watch.finding(first).evidence
                #expect(evidence.first { $0.name == "upstream_area" }?.value == 3)
                #expect(evidence.first { $0.name == "downstream_flow" }?.unit == Unit("1/h"))
            }
            return watch.phases
        }
        #expect(try phases([:]) == [.raised])
        // Where the next one has fewer lanes it discharges: the bottleneck of every day.
        let narrow = McMaster.Calibration(capacityVehiclesPerHour: 3_600, criticalOccupancyPercent: 15)
        #expect(try phases(["s3": narrow]) == [])
    }

    @Test func aSensorThatTellsFlowAndCountIsCountedOnce() throws {
        var watch = try JointWatch(
            .trafficIncident(TrafficIncidentParameters(.lowVolume(LowVolumeIncident.Parameters()))),
            ["s1", "s2"].flatMap { [($0, "flow"), ($0, "vehicle_count")] } + [("s3", "flow")]
        )
        for _ in 0..<12 { watch.tell { sensor, quantity in quantity == "flow" ? 240 : 2 } }
        #expect(watch.phases == [], "\(watch.texts)")
        for _ in 0..<8 { watch.tell { sensor, quantity in sensor == "s3" ? 0 : quantity == "flow" ? 240 : 2 } }
        #expect(watch.phases == [.raised] && watch.verdicts[0].subject == .section(1))
        #expect(watch.texts[0].contains("vehicles have not arrived, flow 240 and 0 vehicles/h"), "\(watch.texts)")
    }

    @Test func thresholdsAreInTheVersionOfTheRule() throws {
        func version(_ algorithm: Algorithm) throws -> String {
            try Rule(
                name: "r",
                detector: .trafficIncident(TrafficIncidentParameters(algorithm)),
                severity: .major
            ).version
        }
        var parameters = California7.Parameters()
        parameters.downstream = .isAtMost(percent: 0.3)
        let versions = try [
            version(.corridor(CorridorTimes())), version(Self.california), version(.california7(parameters)),
            version(.california8(California8.Parameters())), version(.lowVolume(LowVolumeIncident.Parameters())),
        ]
        #expect(Set(versions).count == versions.count)
    }
}
