import BelfryDetection
import BelfryModel
import Testing

@Suite struct FindingTextTests {
    /// The findings that a watch has made of its story.
    private func texts(_ watch: Watch) -> [String] { watch.verdicts.map { watch.finding($0).text } }

    @Test func aThresholdTellsWhatWhereHowBadAndSinceWhen() throws {
        let watch = try play(
            Watch(.threshold(ThresholdParameters(above: 0.3))),
            every: 60,
            readings: "0.1 0.42 0.5 0.2",
            verdicts: ".   R    .   C"
        )
        #expect(
            texts(watch) == [
                "water_level at riverside-3: 0.42 m, above 0.3 m, since 2026-11-23T02:01:00Z",
                "water_level at riverside-3: back to 0.2 m after 2m",
            ]
        )
    }

    @Test func aSilenceTellsWhatWasExpected() throws {
        let watch = try play(
            Watch(.silence(SilenceParameters(cadenceNanoseconds: seconds(60)))),
            every: 60,
            readings: "0.1 0.12 - - - 0.2",
            verdicts: ".   .    . . R C"
        )
        #expect(
            texts(watch) == [
                "water_level at riverside-3: silent since 2026-11-23T02:01:00Z, expected every 1m; last value 0.12 m",
                "water_level at riverside-3: back after 4m of silence, 0.2 m",
            ]
        )
    }

    @Test func theOthersReadAsWell() throws {
        let stuck = try play(
            Watch(.flatLine(FlatLineParameters(durationNanoseconds: seconds(3), minimumReadings: 4))),
            readings: "0.4 0.4 0.4 0.4 0.5",
            verdicts: ".   .   .   R   C"
        )
        #expect(
            texts(stuck) == [
                "water_level at riverside-3: stuck at 0.4 m since 2026-11-23T02:00:00Z (4 readings), "
                    + "moved by no more than 0 m",
                "water_level at riverside-3: moves again after 4s, 0.5 m",
            ]
        )
        let impossible = try play(
            Watch(.grossRange(GrossRangeParameters())),
            readings: "99 99 1 1",
            verdicts: ".  R  . C"
        )
        #expect(
            texts(impossible) == [
                "water_level at riverside-3: 99 m cannot be, above 60 m, since 2026-11-23T02:00:00Z",
                "water_level at riverside-3: plausible again after 2s, 1 m",
            ]
        )
        let rising = try play(
            Watch(.rateOfChange(RateOfChangeParameters(risesBy: 0.3, perNanoseconds: minutes(10)))),
            every: 600,
            readings: "0.1 0.5 0.5",
            verdicts: ".   R   C"
        )
        #expect(
            texts(rising) == [
                "water_level at riverside-3: rises by 0.4 m per 10m, limit 0.3 m, now 0.5 m, since 2026-11-23T02:00:00Z",
                "water_level at riverside-3: steady again, now 0.5 m after 20m",
            ]
        )
    }

    @Test func theRulesOwnTextIsFilledIn() throws {
        let watch = try play(
            Watch(
                .threshold(ThresholdParameters(above: 200)),
                quantity: "no2",
                unit: "ug/m3",
                text: "NO2 {value} {unit} at {sensor} ({zone}, {agency}), limit {threshold}"
            ),
            readings: "201.3456 90",
            verdicts: "R        C"
        )
        #expect(
            texts(watch) == [
                "NO2 201.3 µg/m³ at riverside-3 (north, safety), limit 200",
                "Cleared: NO2 90 µg/m³ at riverside-3 (north, safety), limit 200",
            ]
        )
    }

    @Test func anEmptyFillingTakesItsBlankAlong() throws {
        let watch = try play(
            Watch(.threshold(ThresholdParameters(above: 3)), unit: "1", text: "{value} {unit} people at {place}"),
            readings: "4",
            verdicts: "R"
        )
        #expect(texts(watch) == ["4 people at riverside-3"])
    }

    @Test func valueAndLimitNeverLookEqual() throws {
        let watch = try play(
            Watch(.threshold(ThresholdParameters(above: 200)), text: "{value} over {threshold}"),
            readings: "200.04",
            verdicts: "R"
        )
        #expect(texts(watch) == ["200.04 over 200"])
    }

    @Test func theFindingCarriesWhatAPersonNeedsToCheckIt() throws {
        let watch = try play(
            Watch(.silence(SilenceParameters(cadenceNanoseconds: seconds(10)))),
            every: 30,
            readings: "0.5 -",
            verdicts: ".   R"
        )
        let finding = watch.finding(watch.verdicts[0])
        #expect(finding.kind == .sensorSilent)
        #expect(finding.threshold == nil)
        #expect(finding.detectedAt == Watch.start + 25)
        #expect(
            finding.evidence.map(\.name) == [
                "value", "last_seen", "silent_seconds", "configured_cadence_seconds", "timeout_seconds",
            ]
        )
        #expect(finding.evidence.map(\.value) == [0.5, 0.5, 25, 10, 25])
        #expect(finding.evidence.map(\.unit.code) == ["m", "m", "s", "s", "s"])
        #expect(finding.evidence[1].time == Watch.start)
    }
}
