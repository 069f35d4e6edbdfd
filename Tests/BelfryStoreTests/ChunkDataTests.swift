// A chunk gives back what went in, whatever that was, and in about a byte a reading where a sensor is one.

import BelfryModel
import Glibc
import Testing

@testable import BelfryStore

@Suite struct ChunkDataTests {
    private static let hour = Timestamp(seconds: 1_790_000_400)
    /// `BELFRY_CHUNK_POINTS=10000000` for the long run.
    private static let points = getenv("BELFRY_CHUNK_POINTS").flatMap { Int(String(cString: $0)) } ?? 200_000

    private static func isSame(_ left: [ChunkPoint], _ right: [ChunkPoint]) -> Bool {
        left.count == right.count
            && zip(left, right).allSatisfy {
                $0.eventTime == $1.eventTime && $0.value.bitPattern == $1.value.bitPattern && $0.stamp == $1.stamp
            }
    }

    private static let oddValues = [
        0.0, -0.0, .leastNonzeroMagnitude, 0x1p53, -0x1p53, 0x1p53 + 2, 1e300, -1e-300, 0.1,
    ]

    /// Values of every kind that a payload can hold, and some that none should.
    private static func value(_ kind: Int, _ last: Double, _ random: inout SeededRandom) -> Double {
        switch kind {
        case 0: 21.4
        case 1: (last * 10 + Double(Int.random(in: -3...3, using: &random))).rounded() / 10
        case 2: Double(Int.random(in: -1_000_000...1_000_000, using: &random)) / 1_000
        case 3: Double(Float.random(in: -50...50, using: &random))
        case 4: Double.random(in: -1...1, using: &random)
        case 5:
            oddValues[Int.random(in: 0..<oddValues.count, using: &random)]
        default: Double(Int.random(in: 0...3, using: &random))
        }
    }

    private static func time(_ kind: Int, _ last: Int64, _ random: inout SeededRandom) -> Int64 {
        switch kind {
        case 0: last + 10_000_000_000
        case 1: last + (10_000 + Int64.random(in: -40...40, using: &random)) * 1_000_000
        case 2: last + Int64.random(in: 0...3_000_000_000, using: &random)
        case 3: last
        default: last + (Int.random(in: 0..<20, using: &random) == 0 ? 300 : 1) * 1_000_000_000
        }
    }

    @Test func everyPointComesBackBitForBit() throws {
        var random = SeededRandom(seed: 4_711)
        var done = 0
        while done < Self.points {
            let count = Int.random(in: 1...700, using: &random)
            let kinds = (time: Int.random(in: 0..<5, using: &random), value: Int.random(in: 0..<7, using: &random))
            var points: [ChunkPoint] = []
            var (nanoseconds, value) = (Self.hour.nanoseconds + 1_000_000_000, 20.0)
            for _ in 0..<count {
                let isOdd = Int.random(in: 0..<50, using: &random) == 0
                nanoseconds = Self.time(
                    isOdd ? Int.random(in: 0..<5, using: &random) : kinds.time,
                    nanoseconds,
                    &random
                )
                value = Self.value(isOdd ? Int.random(in: 0..<7, using: &random) : kinds.value, value, &random)
                var stamp = ChunkStamp.usual
                if Int.random(in: 0..<30, using: &random) == 0 {
                    stamp = ChunkStamp(
                        quality: .suspect,
                        timeSource: .arrival,
                        flags: [.clock, .retained, .late]
                    )
                }
                points.append(ChunkPoint(eventTime: Timestamp(nanoseconds: nanoseconds), value: value, stamp: stamp))
            }
            let data = ChunkData.pack(points, hour: Self.hour)
            let back = try ChunkData.points(in: data, hour: Self.hour)
            guard Self.isSame(back, points) else {
                let at = zip(back, points).enumerated().first { $1.0 != $1.1 }
                Issue.record("kinds \(kinds), \(count) points: \(String(describing: at))")
                return
            }
            done += count
        }
    }

    @Test func theEndsOfTimeAndOfNumbersComeBack() throws {
        let numbers: [Int64] = [.min, .max, 0, -1, .max, .min, 1, .min]
        var writer = ByteWriter(capacity: 100)
        IntegerBlock.appendAll(numbers, to: &writer)
        var reader = try ByteReader(sealed: writer.sealed())
        var read: [Int64] = []
        try IntegerBlock.readAll(count: numbers.count, from: &reader, into: &read)
        #expect(read == numbers)
        let points = [Int64.min, .max, 0].map {
            ChunkPoint(eventTime: Timestamp(nanoseconds: $0), value: 1, stamp: .usual)
        }
        let data = ChunkData.pack(points, hour: Self.hour)
        #expect(Self.isSame(try ChunkData.points(in: data, hour: Self.hour), points))
    }

    @Test func blocksOfEveryWidthComeBack() throws {
        var random = SeededRandom(seed: 99)
        for width in 0...64 {
            for count in [1, 2, 63, 64] {
                let top = width == 64 ? UInt64.max : (UInt64(1) << UInt64(width)) - 1
                let numbers = (0..<count).map { _ in Int64(bitPattern: UInt64.random(in: 0...top, using: &random)) }
                var writer = ByteWriter(capacity: 600)
                IntegerBlock.appendAll(numbers, to: &writer)
                let bytes = writer.sealed()
                var reader = try ByteReader(sealed: bytes)
                var back: [Int64] = []
                try IntegerBlock.read(count: count, from: &reader, into: &back)
                #expect(back == numbers, "width \(width), \(count) numbers")
                #expect(reader.remainingCount == 0)
            }
        }
    }

    /// Two hours of a city: ten seconds, some decimals, half of the sensors with jitter.
    @Test func aCityTakesAboutAByteAReading() {
        var random = SeededRandom(seed: 7)
        var (bytes, readings) = (0, 0)
        for sensor in 0..<400 {
            var value = 200.0
            let points = (0..<360).map { index in
                value += Double(Int.random(in: -2...2, using: &random)) / 10
                let jitter = sensor % 2 == 0 ? 0 : Int64.random(in: -50...50, using: &random)
                let time = Self.hour.nanoseconds + (Int64(index) * 10_000 + 3_210 + jitter) * 1_000_000
                return ChunkPoint(
                    eventTime: Timestamp(nanoseconds: time),
                    value: (value * 10).rounded() / 10,
                    stamp: .usual
                )
            }
            bytes += ChunkData.pack(points, hour: Self.hour).count
            readings += points.count
        }
        print("\(Double(bytes) / Double(readings)) bytes a reading")
        #expect(bytes < readings * 5 / 4)
    }

    @Test func aSummaryIsWhatItsPointsSay() {
        let bad = ChunkStamp(quality: .bad, timeSource: .payload, flags: [])
        let values: [(Double, ChunkStamp)] = [(3, .usual), (999, bad), (5, .usual), (4, .usual)]
        let summary = ChunkSummary(values.map { ChunkPoint(eventTime: Self.hour, value: $0.0, stamp: $0.1) })
        #expect(summary.count == 3 && summary.badCount == 1)
        #expect(summary.minimum == 3 && summary.maximum == 5 && summary.first == 3 && summary.last == 4)
        #expect(summary.mean == 4 && summary.standardDeviation == (2.0 / 3).squareRoot())
    }

    @Test func damageIsFoundAndNothingElse() throws {
        var random = SeededRandom(seed: 5)
        let points = (0..<200).map {
            ChunkPoint(
                eventTime: Self.hour.advanced(byNanoseconds: Int64($0) * 1_000_000_000),
                value: 3.5,
                stamp: .usual
            )
        }
        let data = ChunkData.pack(points, hour: Self.hour)
        for _ in 0..<500 {
            var damaged = data
            damaged[Int.random(in: 0..<damaged.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            #expect(throws: JournalFault.self) { try ChunkData.points(in: damaged, hour: Self.hour) }
            #expect(throws: JournalFault.self) {
                try ChunkData.points(
                    in: Array(data.prefix(Int.random(in: 0..<data.count, using: &random))),
                    hour: Self.hour
                )
            }
        }
    }
}
