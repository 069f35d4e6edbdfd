import BelfryDetection
import Testing

struct TrafficMeasuresTests {
    @Test func flowTimesHeadwayIsAnHour() {
        let flow = TrafficMeasures.flowVehiclesPerHour(count: 17, seconds: 30)
        #expect(flow == 2_040)
        #expect(abs(flow * TrafficMeasures.headwaySeconds(flowVehiclesPerHour: flow) - 3_600) < 1e-9)
        #expect(TrafficMeasures.headwaySeconds(flowVehiclesPerHour: 0) == .infinity)
        #expect(TrafficMeasures.flowVehiclesPerHour(count: 1, seconds: 0).isNaN)
    }

    @Test func theSpaceMeanIsNeverAboveTheTimeMean() {
        let speeds = [60.0, 90, 120]
        #expect(TrafficMeasures.timeMeanSpeed(speeds) == 90)
        let spaceMean = TrafficMeasures.spaceMeanSpeed(speeds)
        #expect(abs(spaceMean - 83.076_923) < 1e-5)
        #expect(TrafficMeasures.spaceMeanSpeed([50, 50]) == 50)
        #expect(TrafficMeasures.spaceMeanSpeed([]).isNaN)
    }

    @Test func densityFromFlowAndFromOccupancy() {
        let byFlow = TrafficMeasures.densityVehiclesPerKilometre(
            flowVehiclesPerHour: 1_800,
            spaceMeanSpeedKilometresPerHour: 90
        )
        #expect(byFlow == 20)
        #expect(TrafficMeasures.densityVehiclesPerKilometre(occupancyPercent: 13) == 20)
        #expect(TrafficMeasures.densityVehiclesPerKilometre(occupancyPercent: 130).isNaN)
    }

    /// The limits in passenger cars a kilometre and lane: 6.8, 11.2, 16.2, 21.7 and 28.0.
    @Test(arguments: zip([6.8, 6.9, 11.3, 16.2, 21.8, 28.1], [LevelOfService.a, .b, .c, .d, .e, .f]))
    func freewayLevels(density: Double, level: LevelOfService) {
        #expect(LevelOfService.freeway(vehiclesPerKilometreAndLane: density) == level)
    }

    @Test(arguments: zip([0.86, 0.85, 0.6, 0.5, 0.35, 0.3], [LevelOfService.a, .b, .c, .d, .e, .f]))
    func urbanLevels(share: Double, level: LevelOfService) {
        #expect(LevelOfService.urbanStreet(speedShare: share) == level)
    }

    @Test func unknownHasNoLevel() {
        #expect(LevelOfService.freeway(vehiclesPerKilometreAndLane: .nan) == nil)
        #expect(LevelOfService.urbanStreet(speedShare: .nan) == nil)
        #expect(LevelOfService.allCases.map(\.letter).joined() == "ABCDEF")
    }

    /// Free traffic of 3,600 veh/h at 100 km/h runs into a queue that lets 1,200 pass at 5 km/h.
    @Test func aQueueGrowsUpstream() {
        let speed = ShockWave.speedKilometresPerHour(
            upstreamFlowVehiclesPerHour: 3_600,
            upstreamDensityVehiclesPerKilometre: 36,
            downstreamFlowVehiclesPerHour: 1_200,
            downstreamDensityVehiclesPerKilometre: 240
        )
        #expect(abs(speed + 11.764_7) < 1e-3)
    }
}
