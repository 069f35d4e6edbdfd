import BelfryDetection
import BelfryModel
import Testing

/// QARTOD's tests, held against the reference implementation: on random series of ours, and on the published ones where they are.
@Suite struct QartodTests {
    struct Series: CustomTestStringConvertible {
        var name: String
        var start: Timestamp
        var stepSeconds: Double
        var values: [Double?]
        var flags: [String]

        var testDescription: String { name }

        func time(_ index: Int) -> Timestamp {
            start.advanced(byNanoseconds: Int64(Double(index) * stepSeconds) * Nanoseconds.perSecond)
        }

        /// What a test says of each value, in digits.
        func digits(_ flag: (Double?, Timestamp) -> QartodFlag) -> String {
            values.indices.map { "\(flag(values[$0], time($0)).rawValue)" }.joined()
        }

        func digits(_ test: QartodSpike) -> String {
            var test = test
            var flags = values.compactMap { test.flag(before: $0) }
            if let last = test.flagOfLast() { flags.append(last) }
            return flags.map { "\($0.rawValue)" }.joined()
        }
    }

    private static let oracle: [Series] = QartodOracle.lines.split(separator: "\n").enumerated().map { number, line in
        let parts = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        return Series(
            name: "series \(number)",
            start: Timestamp(seconds: Int64(parts[0]) ?? 0),
            stepSeconds: Double(parts[1]) ?? 1,
            values: parts[2].split(separator: ",", omittingEmptySubsequences: false).map { Double($0) },
            flags: Array(parts.dropFirst(3))
        )
    }

    private static let climatology = QartodClimatology([
        .init(.month, 1...6, usual: 10...30, possible: 0...40),
        .init(.quarter, 3...3, usual: 15...25),
        .init(.dayOfWeek, 5...6, usual: 18...22, possible: 5...45),
        .init(.dayOfYear, 200...260, usual: 19...21),
        .init(.hour, 0...2, usual: 12...28, possible: -10...60),
    ])

    @Test("Random series get the flags that the reference gives them", arguments: oracle)
    func random(_ series: Series) {
        let step = series.stepSeconds
        let range = QartodGrossRange(failing: -50...500, suspect: 0...60)
        var rate = QartodRateOfChange(suspectPerSecond: 3 / step, failPerSecond: 20 / step)
        var flat = QartodFlatLine(
            suspectSeconds: 3 * step,
            failSeconds: 6 * step,
            tolerance: 0.05,
            intervalSeconds: step
        )
        func attenuated(_ measure: QartodAttenuatedSignal.Measure) -> String {
            var test = QartodAttenuatedSignal(
                measure,
                suspectBelow: 2,
                failBelow: 0.5,
                spanNanoseconds: Int64(6 * step) * Nanoseconds.perSecond,
                minimumReadings: 3
            )
            return series.digits { test.flag($0, at: $1) }
        }
        let told = [
            series.digits { value, _ in range.flag(value) },
            series.digits(QartodSpike(suspectThreshold: 3, failThreshold: 25)),
            series.digits(QartodSpike(suspectThreshold: 3, failThreshold: 25, method: .differential)),
            series.digits { rate.flag($0, at: $1) },
            series.digits { flat.flag($0, at: $1) },
            attenuated(.range),
            attenuated(.standardDeviation),
            series.digits { Self.climatology.flag($0, at: $1) },
        ]
        let names = ["range", "average", "differential", "rate", "flat", "attenuated", "deviation", "climatology"]
        for (name, (told, expected)) in zip(names, zip(told, series.flags)) where expected != "-" {
            // Of one or two values the reference calls a missing one good, and so it does in every season.
            let isLenient = name == "climatology" || series.values.count < 3
            let meant = zip(expected, series.values).map { isLenient && $1 == nil ? "9" : $0 }
            #expect(told == String(meant), "\(name)")
        }
    }

    @Test func aGapIsToldByWhatEndsIt() {
        var test = QartodTimeGap(suspectNanoseconds: 90 * Nanoseconds.perSecond, failNanoseconds: Nanoseconds.perHour)
        let start = Timestamp(seconds: 1_795_003_200)
        let flags = [0, 60, 150, 241, 4_000].map { seconds in
            test.flag(at: start.advanced(byNanoseconds: seconds * Nanoseconds.perSecond)).rawValue
        }
        #expect(flags == [2, 1, 1, 3, 4])
    }

    @Test func theWorstFlagCounts() {
        #expect(QartodFlag.combined([.good, .notEvaluated, .missing]) == .good)
        #expect(QartodFlag.combined([.good, .suspect, .fail]) == .fail)
        #expect(QartodFlag.combined([.missing, .notEvaluated]) == .notEvaluated)
        #expect(QartodFlag.combined([]) == .missing)
    }
}
