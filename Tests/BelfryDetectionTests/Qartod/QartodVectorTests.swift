import BelfryDetection
import BelfryModel
import Foundation
import Testing

/// The published vectors, where they are.
@Suite struct QartodVectorTests {
    private struct File: Decodable {
        struct Spike: Decodable {
            var suspect: Double
            var fail: Double
            var flags: [UInt8]
        }
        struct Range: Decodable {
            var fail: [Double]
            var suspect: [Double]
            var flags: [UInt8]
        }
        struct Rate: Decodable {
            var thresholdPerSecond: Double
            var flags: [UInt8]
            enum CodingKeys: String, CodingKey {
                case thresholdPerSecond = "threshold_per_s"
                case flags
            }
        }
        struct Flat: Decodable {
            var suspectSeconds: Double
            var failSeconds: Double
            var tolerance: Double
            var flags: [UInt8]
            enum CodingKeys: String, CodingKey {
                case suspectSeconds = "suspect_s"
                case failSeconds = "fail_s"
                case tolerance, flags
            }
        }
        struct Attenuated: Decodable {
            var suspect: Double
            var fail: Double
            var spanSeconds: Int64
            var flags: [UInt8]
            enum CodingKeys: String, CodingKey {
                case suspect, fail, flags
                case spanSeconds = "test_period_s"
            }
        }
        struct Series: Decodable {
            var name: String
            var stepSeconds: Double
            var values: [Double?]
            var grossRange: Range
            var spikeAverage: Spike
            var spikeDifferential: Spike
            var rateOfChange: Rate
            var flatLine: Flat
            var attenuated: Attenuated
            enum CodingKeys: String, CodingKey {
                case name, values, attenuated
                case stepSeconds = "step_s"
                case grossRange = "gross_range"
                case spikeAverage = "spike_average"
                case spikeDifferential = "spike_differential"
                case rateOfChange = "rate_of_change"
                case flatLine = "flat_line"
            }
        }
        var series: [Series]
    }

    private static let data = SharedData.file("qartod_vectors.json")

    @Test(.enabled(if: data != nil, "shared/data/qartod_vectors.json is not beside this repository"))
    func published() throws {
        let file = try JSONDecoder().decode(File.self, from: #require(Self.data))
        for series in file.series {
            func flags(_ flag: (Double?, Timestamp) -> QartodFlag) -> [UInt8] {
                series.values.enumerated().map { index, value in
                    let seconds = Int64(Double(index) * series.stepSeconds)
                    return flag(value, Timestamp(seconds: 1_795_003_200 + seconds)).rawValue
                }
            }
            func spikes(_ vector: File.Spike, _ method: QartodSpike.Method) -> [UInt8] {
                var test = QartodSpike(suspectThreshold: vector.suspect, failThreshold: vector.fail, method: method)
                return series.values.compactMap { test.flag(before: $0)?.rawValue } + [test.flagOfLast()?.rawValue ?? 0]
            }
            let range = series.grossRange
            let gross = QartodGrossRange(
                failing: range.fail[0]...range.fail[1],
                suspect: range.suspect[0]...range.suspect[1]
            )
            #expect(flags { value, _ in gross.flag(value) } == range.flags, "\(series.name)")
            #expect(spikes(series.spikeAverage, .average) == series.spikeAverage.flags, "\(series.name)")
            #expect(spikes(series.spikeDifferential, .differential) == series.spikeDifferential.flags, "\(series.name)")
            var rate = QartodRateOfChange(suspectPerSecond: series.rateOfChange.thresholdPerSecond)
            #expect(flags { rate.flag($0, at: $1) } == series.rateOfChange.flags, "\(series.name)")
            var flat = QartodFlatLine(
                suspectSeconds: series.flatLine.suspectSeconds,
                failSeconds: series.flatLine.failSeconds,
                tolerance: series.flatLine.tolerance,
                intervalSeconds: series.stepSeconds
            )
            #expect(flags { flat.flag($0, at: $1) } == series.flatLine.flags, "\(series.name)")
            var attenuated = QartodAttenuatedSignal(
                .range,
                suspectBelow: series.attenuated.suspect,
                failBelow: series.attenuated.fail,
                spanNanoseconds: series.attenuated.spanSeconds * Nanoseconds.perSecond,
                minimumReadings: 3
            )
            #expect(flags { attenuated.flag($0, at: $1) } == series.attenuated.flags, "\(series.name)")
        }
    }
}
