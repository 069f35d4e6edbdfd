import BelfryDetection
import BelfryModel
import Testing

@Suite struct FlatLineTests {
    private func watch(
        tolerance: Double = 0,
        ignored: [Double]? = nil,
        quantity: String = "no2",
        unit: String = "ug/m3"
    ) throws -> Watch {
        let parameters = FlatLineParameters(
            tolerance: tolerance,
            durationNanoseconds: seconds(3),
            minimumReadings: 4,
            ignoredValues: ignored
        )
        return try Watch(.flatLine(parameters), quantity: quantity, unit: unit)
    }

    @Test func aValueThatDoesNotMoveIsStuckUntilItMoves() throws {
        let watch = try play(
            watch(),
            readings: "7 5 5 5 5 5 5 6 6",
            verdicts: ". . . . R . . C ."
        )
        #expect(watch.verdicts[0].from == Watch.start + 1)
        #expect(watch.verdicts[1].from == Watch.start + 1)
        #expect(watch.verdicts[1].to == Watch.start + 7)
    }

    @Test func whatASensorHadKeptNeitherEndsNorBeginsARun() throws {
        var watch = try watch()
        for second in 0..<5 { watch.receive(5, at: Watch.start + 7_200 + Double(second)) }
        #expect(watch.verdicts.map(\.phase) == [.raised])
        for step in 0..<6 { watch.receive(Double(step), at: Watch.start + Double(step) * 600, late: 7_240) }
        #expect(watch.verdicts.count == 1)
        watch.receive(6, at: Watch.start + 7_205, late: 3_100)
        #expect(watch.verdicts.map(\.phase) == [.raised, .cleared])
    }

    @Test func theRangeCountsAndNotTheStep() throws {
        // A slow drift whose neighbours differ by 0.1 leaves a tolerance of 0.2 before long.
        try play(
            watch(tolerance: 0.2),
            readings: "5 5.1 5.2 5.3 5.4 5.5 5.6 5.7 5.7 5.8",
            verdicts: ". .   .   .   .   .   .   .   .   R"
        )
    }

    @Test func fewReadingsProveNothing() throws {
        try play(watch(), every: 2, readings: "5 5 5 5", verdicts: ". . . R")
        try play(watch(), every: 60, readings: "5 5 5 6", verdicts: ". . . .")
    }

    @Test func silenceIsNotFlat() throws {
        try play(watch(), readings: "5 5 - - - - 5 5", verdicts: ". . . . . . . R")
    }

    @Test func noRainIsNoFault() throws {
        try play(
            watch(quantity: "rain_rate", unit: "mm/h"),
            readings: "0 0 0 0 0 0 0 2 2 2 2 2 0",
            verdicts: ". . . . . . . . . . R . C"
        )
    }

    @Test func fogIsNoFault() throws {
        try play(
            watch(quantity: "relative_humidity", unit: "%"),
            readings: "100 100 100 100 100 0 0 0 0",
            verdicts: ".   .   .   .   .   . . . R"
        )
    }

    @Test func aTemperatureOfZeroIsAsSuspectAsAnyOther() throws {
        try play(watch(quantity: "temperature", unit: "Cel"), readings: "0 0 0 0", verdicts: ". . . R")
    }

    @Test func whatToIgnoreMayBeSaid() throws {
        try play(watch(ignored: []), readings: "0 0 0 0", verdicts: ". . . R")
        try play(watch(tolerance: 0.5, ignored: [20]), readings: "20.4 20 20.2 20 20 20", verdicts: ". . . . . .")
    }

    @Test func badReadingsAreStuckToo() throws {
        var watch = try watch()
        for step in 0..<5 { watch.receive(9_999, at: Watch.start + Double(step), quality: .bad) }
        #expect(watch.verdicts.count == 1)
    }

    @Test func restoredItClearsAtTheFirstOtherValue() throws {
        var watch = try watch()
        watch.detector.restore(activeSince: Watch.start + -60, value: 5)
        #expect(watch.receive(5, at: Watch.start).isEmpty)
        #expect(watch.receive(6, at: Watch.start + 1).map(\.from) == [Watch.start + -60])
    }
}

@Suite struct GrossRangeTests {
    private func watch(low: Double? = nil, high: Double? = nil, quantity: String = "no2") throws -> Watch {
        try Watch(.grossRange(GrossRangeParameters(low: low, high: high)), quantity: quantity, unit: "ug/m3")
    }

    @Test func oneGlitchIsNoFaultTwoInARowAre() throws {
        let watch = try play(
            watch(),
            readings: "40 9999 40 9999 -5 40 -5 40 41 42",
            verdicts: ".  .    .  .    R  .  .  .  C  ."
        )
        #expect(watch.verdicts[0].from == Watch.start + 3)
        #expect(watch.verdicts[0].threshold == 0)
        #expect(watch.verdicts[1].to == Watch.start + 7)
    }

    @Test func theRuleMayNarrowTheRange() throws {
        try play(watch(low: 5), readings: "4 4 900 900", verdicts: ". R .   C")
    }

    @Test func badReadingsAreWhatItIsFor() throws {
        var watch = try watch()
        watch.receive(-1, at: Watch.start, quality: .bad)
        #expect(watch.receive(-1, at: Watch.start + 1, quality: .bad).count == 1)
    }

    @Test func theEdgesAreGood() throws {
        try play(watch(), readings: "0 0 2000 2000", verdicts: ". . .    .")
    }
}
