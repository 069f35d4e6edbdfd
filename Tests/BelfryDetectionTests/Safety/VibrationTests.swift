import BelfryDetection
import BelfryModel
import Testing

@Suite struct VibrationTests {
    @Test(
        "DIN 4150-3, table 1",
        arguments: [
            (VibrationParameters.Building.dwelling, nil as Double?, 5.0), (.dwelling, 5, 5), (.dwelling, 10, 5),
            (.dwelling, 30, 10),
            (.dwelling, 50, 15), (.dwelling, 75, 17.5), (.dwelling, 100, 20), (.dwelling, 200, 20),
            (.commercial, nil, 20), (.commercial, 30, 30), (.commercial, 50, 40), (.commercial, 100, 50),
            (.sensitive, nil, 3), (.sensitive, 30, 5.5), (.sensitive, 50, 8), (.sensitive, 100, 10),
        ]
    )
    func table(building: VibrationParameters.Building, hertz: Double?, guide: Double) {
        #expect(VibrationParameters(building: building, frequencyHertz: hertz).guideMillimetresPerSecond == guide)
    }

    @Test func itIsRaisedAboveTheGuideValueInAnyUnit() throws {
        let metres = try Watch(
            .vibration(VibrationParameters(building: .sensitive)),
            quantity: "vibration",
            unit: "m/s"
        )
        let watch = play(metres, readings: "0.001 0.0031 0.0028 0.0023", verdicts: ". R . C")
        #expect(
            watch.finding(watch.verdicts[0]).text
                == "vibration at riverside-3: 0.0031 m/s, above 0.003 m/s (DIN 4150-3, sensitive, frequency unknown: strictest band), since 2026-11-23T02:00:01Z"
        )
        try play(
            Watch(.vibration(VibrationParameters(frequencyHertz: 30)), quantity: "vibration", unit: "mm/s"),
            readings: "6 9.9 10.1 8",
            verdicts: ". . R C"
        )
    }

    @Test func frequenciesAreChecked() {
        for hertz in [0, -1, 1e6, .nan] {
            #expect(throws: RuleFault.self) {
                try Rule(
                    name: "r",
                    detector: .vibration(VibrationParameters(frequencyHertz: hertz)),
                    severity: .minor
                )
            }
        }
    }
}
