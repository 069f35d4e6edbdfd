import BelfryDetection
import Foundation
import Testing

struct CaliforniaTests {
    private struct Vector: Decodable {
        var up: [Double]
        var down: [Double]
        var trace: [[Cell]?]

        enum CodingKeys: String, CodingKey {
            case up = "up_occ_percent"
            case down = "down_occ_percent"
            case trace = "trace_OCCDF_OCCRDF_DOCCTD_state"
        }
    }

    private enum Cell: Decodable {
        case number(Double)
        case state(String)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Double.self) {
                self = .number(number)
            } else {
                self = .state(try container.decode(String.self))
            }
        }
    }

    private static let data = SharedData.file("california7_vector.json")

    @Test(.enabled(if: data != nil, "shared/data/california7_vector.json is not beside this repository"))
    func theTraceOfNumberSeven() throws {
        let vector = try JSONDecoder().decode(Vector.self, from: #require(Self.data))
        var detector = California7()
        for (index, (up, down)) in zip(vector.up, vector.down).enumerated() {
            let state = detector.observe(upstream: up, downstream: down, .init())
            guard let row = vector.trace[index] else {
                #expect(state == .free && detector.comparison.differencePercent.isNaN, "\(index)")
                continue
            }
            let seen = detector.comparison
            let numbers = [seen.differencePercent, seen.differenceShare, seen.downstreamFallShare]
            for (cell, number) in zip(row, numbers) {
                guard case .number(let expected) = cell else { continue }
                #expect(abs(number - expected) <= 0.0005 + 1e-12, "\(index)")
            }
            guard case .state(let expected) = row[3] else { continue }
            #expect("\(state)" == expected, "\(index)")
        }
    }

    @Test func anUnknownOccupancyEndsASuspicion() {
        var detector = California7()
        for down in [10.0, 10] { _ = detector.observe(upstream: 10, downstream: down, .init()) }
        let states = [5, .nan].map { detector.observe(upstream: 30, downstream: $0, .init()) }
        #expect(states == [.tentative, .free])
    }

    @Test func theOriginalTestAsksForALowDownstreamOccupancy() {
        var parameters = California7.Parameters()
        parameters.downstream = .isAtMost(percent: 25)
        var detector = California7()
        for _ in 0..<3 { _ = detector.observe(upstream: 40, downstream: 10, parameters) }
        #expect(detector.state == .tentative)
        _ = detector.observe(upstream: 40, downstream: 10, parameters)
        #expect(detector.state == .confirmed)
    }

    /// A wave reaches the downstream station; five intervals later the pair is looked at again.
    @Test func numberEightWaitsForAWaveToPass() {
        var detector = California8()
        let downstream = [20.0, 20, 35, 50, 20, 10, 5, 5, 3, 2]
        let states = downstream.map { detector.observe(upstream: 40, downstream: $0, .init()) }
        #expect(states == [.free, .free, .wave1, .wave1, .wave2, .wave3, .wave4, .wave5, .free, .tentative])
        let later = [(40.0, 2.0), (40, 2), (4, 2), (4, 3)].map {
            detector.observe(upstream: $0, downstream: $1, .init())
        }
        #expect(later == [.confirmed, .continuing, .continuing, .free])
    }

    @Test func mcMasterTellsAnIncidentFromABottleneck() {
        let template = McMaster.Template(capacityVehiclesPerHour: 5_500, criticalOccupancyPercent: 12)
        func isRaised(flow: Double, occupancy: Double, nextFlow: Double, nextOccupancy: Double) -> Bool {
            var detector = McMaster()
            for _ in 0..<3 {
                _ = detector.observe(
                    here: template.area(flowVehiclesPerHour: flow, occupancyPercent: occupancy),
                    downstream: template.area(flowVehiclesPerHour: nextFlow, occupancyPercent: nextOccupancy),
                    downstreamFlow: nextFlow,
                    downstreamTemplate: template
                )
            }
            return detector.isRaised
        }
        #expect(isRaised(flow: 1_200, occupancy: 60, nextFlow: 1_200, nextOccupancy: 3))
        #expect(!isRaised(flow: 4_000, occupancy: 25, nextFlow: 5_000, nextOccupancy: 11), "the next discharges")
        #expect(!isRaised(flow: 3_000, occupancy: 6, nextFlow: 3_000, nextOccupancy: 6), "no queue")
    }
}
