import BelfryDetection
import BelfryModel
import Testing

struct LoneTrafficDetectorTests {
    private func second(_ seconds: Int64) -> Timestamp { Timestamp(seconds: 1_772_409_600 + seconds) }

    @Test func twoSpeedsAgainstTheDirectionAreAWrongWayDriver() {
        var detector = WrongWay()
        func raised(_ speed: Double, _ at: Int64) -> Bool {
            detector.observe(speed: speed, at: second(at), .init())
        }
        #expect(!raised(-60, 0))
        #expect(!raised(90, 5))
        #expect(!raised(-60, 70), "more than a minute apart: two glitches")
        #expect(raised(-55, 80))
        #expect(detector.since == second(70))
        #expect(raised(95, 200))
        #expect(!raised(95, 400), "gone for five minutes")
    }

    @Test func manoeuvringIsNoWrongWayDriver() {
        var detector = WrongWay()
        for at in Int64(0)..<10 {
            for speed in [-9.9, .nan] {
                let isRaised = detector.observe(speed: speed, at: second(at), .init())
                #expect(!isRaised)
            }
        }
    }

    @Test func aCoveredLoopThatCountsNobodyHasAVehicleOnIt() {
        var detector = StoppedVehicle()
        func raised(_ occupancy: Double, _ flow: Double, _ at: Int64) -> Bool {
            detector.observe(
                from: second(at),
                to: second(at + 20),
                occupancyPercent: occupancy,
                flowVehiclesPerHour: flow,
                .init()
            )
        }
        #expect(!raised(97, 600, 0), "a queue that moves")
        #expect(!raised(100, 0, 20))
        #expect(raised(100, 0, 40))
        #expect(detector.since == second(20))
        #expect(raised(.nan, .nan, 60))
        #expect(raised(70, 0, 80))
        #expect(!raised(10, 600, 100))
    }

    @Test func vehiclesThatDoNotArriveAreMissing() {
        var detector = LowVolumeIncident()
        func raised(_ up: Double, _ down: Double, _ minute: Int64) -> Bool {
            detector.observe(
                from: second(60 * minute),
                to: second(60 * minute + 60),
                upstreamCount: up,
                downstreamCount: down,
                .init()
            )
        }
        for minute in Int64(0)..<30 { #expect(!raised(3, minute % 2 == 0 ? 2 : 4, minute)) }
        #expect(!raised(3, 0, 30))
        #expect(!raised(3, 0, 31))
        #expect(raised(2, 0, 32))
        #expect(!raised(.nan, 0, 33), "nothing is known")
        #expect(!raised(40, 10, 34), "too many vehicles for counting")
    }
}
