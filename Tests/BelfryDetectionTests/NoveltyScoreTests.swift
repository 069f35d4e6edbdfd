import BelfryDetection
import BelfryModel
import Foundation
import Testing

/// One detector for any series, with one set of parameters.
@Suite struct NoveltyScoreTests {
    private static let start = Timestamp(seconds: 1_795_003_200)

    private func at(_ row: Int, every seconds: Int64 = 300) -> Timestamp {
        Self.start.advanced(byNanoseconds: Int64(row) * seconds * Nanoseconds.perSecond)
    }

    /// A day's rhythm with noise; the same for the same seed.
    private func value(_ row: Int, _ random: inout SeededGenerator) -> Double {
        50 + 20 * sin(Double(row) / 288 * 2 * .pi) + random.normal()
    }

    private func alarms(_ values: [Double], every seconds: Int64 = 300) -> [Int] {
        var score = NoveltyScore()
        return values.enumerated().compactMap { row, value in
            let result = score.observe(value, at: at(row, every: seconds))
            #expect(result.score >= 0 && result.score <= 1)
            #expect((result.score >= 0.5) == result.isAlarm)
            return result.isAlarm ? row : nil
        }
    }

    @Test func aSeriesTakesLessThanTwoKilobytes() {
        #expect(MemoryLayout<NoveltyScore>.size <= 2_048)
    }

    @Test("A step is told once, and what follows it is not", arguments: 1...6)
    func step(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let quiet = (0..<6_000).map { value($0, &random) }
        let before = alarms(quiet)
        #expect(before.count <= 1, "\(before)")
        var stepped = quiet
        for row in 5_000..<5_100 { stepped[row] += 45 }
        let told = alarms(stepped).filter { $0 >= 5_000 }
        #expect(told.first == 5_000)
        #expect(told.count <= 2, "\(told)")
    }

    @Test("Neither scale nor level matter", arguments: [1e-9, 1, 1e9])
    func scale(factor: Double) {
        var random = SeededGenerator(seed: 7)
        var values = (0..<4_000).map { value($0, &random) }
        values[3_500] += 60
        let usual = alarms(values)
        let scaled = alarms(values.map { $0 * factor })
        #expect(usual == scaled)
        #expect(usual.contains(3_500))
    }

    @Test("A sensor of a reading a second tells ten minutes and half a minute of something else", arguments: [600, 30])
    func fast(seconds: Int) {
        var random = SeededGenerator(seed: 11)
        let first = 3 * 86_400
        let values = (0..<first + 3_600).map { row in
            let usual = 50 + 10 * sin(Double(row) / 86_400 * 2 * .pi) + 2 * random.normal()
            return (first..<first + seconds).contains(row) ? usual + 30 : usual
        }
        let told = alarms(values, every: 1)
        #expect(told.contains { (first...first + 120).contains($0) }, "\(told)")
        #expect(told.allSatisfy { $0 >= first }, "\(told)")
    }

    @Test func whatNeverChangesIsQuietAndWhatIsNoNumberDoesNothing() {
        #expect(alarms(Array(repeating: 5, count: 5_000)).isEmpty)
        #expect(alarms(Array(repeating: 0, count: 5_000)).isEmpty)
        var score = NoveltyScore()
        for row in 0..<2_000 { _ = score.observe(Double(row % 7), at: at(row)) }
        var copy = score
        #expect(copy.observe(.nan, at: at(2_000)).strength == 0)
        #expect(copy.observe(.infinity, at: at(2_000)).strength == 0)
        #expect(copy.observe(3, at: at(2_001)) == score.observe(3, at: at(2_001)))
        // A glitch of the largest kind leaves no sensor deaf or mad.
        for row in 2_002..<4_000 {
            let result = score.observe(row == 2_500 ? 1e300 : Double(row % 7), at: at(row))
            #expect(result.strength.isFinite)
        }
    }

    @Test func timeThatStandsStillOrGoesBackIsNoFault() {
        var score = NoveltyScore()
        var random = SeededGenerator(seed: 3)
        for row in 0..<3_000 {
            let time = row % 50 == 49 ? at(row - 20) : row % 50 == 48 ? at(row - 1) : at(row)
            #expect(score.observe(value(row, &random), at: time).strength.isFinite)
        }
    }

    /// The published series: as many of the labelled windows are found, and as few rows are wrong, as the documentation says.
    @Test(.enabled(if: NumentaFiles.windows != nil, "the anomaly benchmark is not beside this repository"))
    func benchmark() throws {
        let files = try #require(NumentaFiles.windows)
        var found = 0
        var windows = 0
        var wrong = 0
        for (name, spans) in files {
            let rows = try NumentaFiles.rows(of: name)
            var score = NoveltyScore()
            // Nothing counts in the first 15 %, of 5,000 rows at the most.
            let first = Int(min(0.15 * Double(rows.count), 750))
            var hit = Set<Int>()
            for (row, reading) in rows.enumerated() {
                guard score.observe(reading.value, at: reading.time).isAlarm, row >= first else { continue }
                if let window = spans.firstIndex(where: { $0.contains(reading.time) }) {
                    hit.insert(window)
                } else {
                    wrong += 1
                }
            }
            windows += spans.count
            found += hit.count
        }
        print("\(found) of \(windows) windows found, \(wrong) rows wrong")
        #expect(windows == 116)
        #expect(found >= 92)
        #expect(wrong <= 62)
    }
}

extension SeededGenerator {
    /// Of mean 0 and deviation 1, nearly: twelve uniform ones.
    fileprivate mutating func normal() -> Double {
        (0..<12).reduce(-6) { sum, _ in sum + Double.random(in: 0..<1, using: &self) }
    }
}

/// The Numenta Anomaly Benchmark, where it lies beside a checkout.
private enum NumentaFiles {
    struct Row {
        var time: Timestamp
        var value: Double
    }

    static let windows: [String: [ClosedRange<Timestamp>]]? = {
        guard let data = SharedData.file("detection/nab/combined_windows.json"),
            let texts = try? JSONDecoder().decode([String: [[String]]].self, from: data)
        else { return nil }
        return texts.mapValues { spans in
            spans.compactMap { span in
                guard let first = time(span[0]), let last = time(span[1]) else { return nil }
                return first...last
            }
        }
    }()

    static func rows(of name: String) throws -> [Row] {
        let data = try #require(SharedData.file("detection/nab/data/\(name)"))
        return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).dropFirst().compactMap { line in
            let cells = line.split(separator: ",")
            guard cells.count == 2, let time = time(String(cells[0])), let value = Double(cells[1]) else { return nil }
            return Row(time: time, value: value)
        }
    }

    private static func time(_ text: String) -> Timestamp? { Timestamp(rfc3339: text, defaultOffsetSeconds: 0) }
}
