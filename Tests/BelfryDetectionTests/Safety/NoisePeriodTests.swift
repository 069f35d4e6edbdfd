import BelfryDetection
import BelfryModel
import Testing

@Suite struct NoisePeriodTests {
    private static let midnight = Timestamp(rfc3339: "2026-11-23T00:00:00Z")!

    private static func street(_ parameters: NoisePeriodParameters) throws -> Watch {
        try Watch(.noisePeriod(parameters), quantity: "laeq", unit: "dB(A)")
    }

    /// Feeds a level every ten minutes from one hour to another, counted from the first midnight.
    private static func play(_ watch: inout Watch, from first: Double, to last: Double, _ level: (Double) -> Double) {
        for step in 0..<Int((last - first) * 6) {
            let hour = first + Double(step) / 6
            watch.receive(level(hour.truncatingRemainder(dividingBy: 24)), at: midnight + hour * 3_600)
        }
    }

    /// 65 by day, 60 in the evening, 55 at night: an Lden of 65.
    private static func usual(_ hour: Double) -> Double {
        switch hour {
        case 7..<19: 65
        case 19..<23: 60
        default: 55
        }
    }

    @Test("65, 60 and 55 dB are an Lden of 65, told in the morning")
    func dayEveningNight() throws {
        var watch = try Self.street(NoisePeriodParameters(above: 53))
        Self.play(&watch, from: 7, to: 31, Self.usual)
        #expect(watch.verdicts.isEmpty)
        let told = watch.pass(to: Self.midnight + 32 * 3_600)
        #expect(told.map(\.value) == [65])
        #expect(told.first?.detectedAt == Self.midnight + 31 * 3_600)
        #expect(told.first?.from == Self.midnight + 7 * 3_600)
        #expect(
            told.first.map { watch.finding($0).text }
                == "laeq at riverside-3: Lden 65 dB(A), above 53 dB(A), 100 % known, since 2026-11-23T07:00:00Z"
        )
    }

    @Test func energiesAreAdded() throws {
        var watch = try Self.street(NoisePeriodParameters(measure: .night, above: 45))
        // 59 of 60 parts at 50 dB and one at 90, as of a goods train.
        Self.play(&watch, from: 23, to: 31) { hour in hour == 2 ? 90 : 50 }
        let told = watch.pass(to: Self.midnight + 32 * 3_600)
        #expect(abs((told.first?.value ?? 0) - 73.19) < 0.02, "\(told.map(\.value))")
        #expect(told.first?.from == Self.midnight + 23 * 3_600)
    }

    @Test("A quiet night ends it, one that is hardly known does not")
    func nights() throws {
        var watch = try Self.street(NoisePeriodParameters(measure: .night, above: 45))
        Self.play(&watch, from: 20, to: 34) { _ in 50 }
        Self.play(&watch, from: 47, to: 50) { _ in 30 }
        #expect(watch.pass(to: Self.midnight + 60 * 3_600).isEmpty, "three hours of a night are not known enough")
        Self.play(&watch, from: 68, to: 82) { _ in 40 }
        #expect(watch.verdicts.map(\.phase) == [.raised, .cleared])
        #expect(watch.verdicts[1].to == Self.midnight + 79 * 3_600)
    }

    @Test func hoursAreThoseOfTheClockAndOfTheState() throws {
        let periods = try #require(NoiseDay(dayStartHour: 7, eveningStartHour: 21, nightStartHour: 23))
        let zone = TimeZoneRule(offsetSeconds: 3_600)
        var watch = try Self.street(
            NoisePeriodParameters(measure: .evening, above: 50, periods: periods, timeZone: zone)
        )
        Self.play(&watch, from: 0, to: 23) { hour in (20..<22).contains(hour) ? 55 : 40 }
        #expect(watch.verdicts.map(\.value) == [55])
        #expect(watch.verdicts.map(\.detectedAt) == [Self.midnight + 22 * 3_600])
    }

    @Test func parametersAreChecked() throws {
        let none = try #require(NoiseDay(dayStartHour: 7, eveningStartHour: 22, nightStartHour: 22))
        let refused = [
            NoisePeriodParameters(above: .nan), NoisePeriodParameters(above: 50, minimumCapture: 2),
            NoisePeriodParameters(measure: .evening, above: 50, periods: none),
        ]
        for parameters in refused {
            #expect(throws: RuleFault.self) {
                try Rule(name: "r", detector: .noisePeriod(parameters), severity: .minor)
            }
        }
        // Without an evening there is an Lden all the same.
        var watch = try Self.street(NoisePeriodParameters(above: 53, periods: none))
        Self.play(&watch, from: 7, to: 32) { _ in 60 }
        #expect(watch.verdicts.count == 1)
    }
}
