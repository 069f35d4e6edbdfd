// Aggregates against oracles that keep every value, on streams of chance and of malice; then through windows.

import BelfryModel
import Testing

@testable import BelfryWindows

@Suite struct AggregateTests {
    static let second = Nanoseconds.perSecond

    /// Streams that are hard on sums and sketches.
    static func values(_ round: Int, _ random: inout SeededRandom) -> [Double] {
        let count = Int.random(in: 1...700, using: &random)
        return switch round % 8 {
        case 0: (0..<count).map { _ in Double.random(in: 20...200, using: &random) }
        case 1: Array(repeating: 7.25, count: count)
        case 2: (0..<count).map { $0 % 2 == 0 ? 1e300 : -1e300 }
        case 3: (0..<count).map { Double($0) }
        case 4: (0..<count).map { _ in exp2(Double.random(in: -40...40, using: &random)) }
        case 5: (0..<count).map { _ in (Double.random(in: -20...35, using: &random) * 10).rounded() / 10 }
        case 6: (0..<count).map { _ in [0, -0.0, 0x1p53, 0x1p53 + 2, -3][Int.random(in: 0..<5, using: &random)] }
        default: (0..<count).map { 1_000 - Double($0) }
        }
    }

    private static func exp2(_ power: Double) -> Double {
        var result = 1.0
        for _ in 0..<Int(power.magnitude) { result *= power < 0 ? 0.5 : 2 }
        return result * (1 + power.magnitude.truncatingRemainder(dividingBy: 1))
    }

    static func sketch(_ values: some Sequence<Double>, _ spacing: QuantileSpacing) -> OwnedSketch {
        let sketch = OwnedSketch(spacing)
        for value in values { sketch.sketch.add(value) }
        return sketch
    }

    final class OwnedSketch {
        private let memory = UnsafeMutableRawPointer.allocate(byteCount: QuantileSketch.byteCount, alignment: 16)
        let sketch: QuantileSketch

        init(_ spacing: QuantileSpacing) {
            sketch = QuantileSketch(memory: memory, spacing: spacing)
            sketch.clear()
        }

        deinit { memory.deallocate() }

        var bytes: [UInt8] { Array(UnsafeRawBufferPointer(start: memory, count: QuantileSketch.byteCount)) }
    }

    @Test(arguments: 0..<64)
    func aQuantileIsAsNearAsItSays(round: Int) {
        let seed = UInt64(3_300 + round)
        var random = SeededRandom(seed: seed)
        let values = Self.values(round, &random)
        let sorted = values.sorted()
        for spacing in [QuantileSpacing.ratio, .level] {
            let owned = Self.sketch(values, spacing)
            let sketch = owned.sketch
            defer { withExtendedLifetime(owned) {} }
            for share in [0, 0.01, 0.1, 0.5, 0.9, 0.95, 0.99, 1] {
                let truth = sorted[Int(share * Double(sorted.count - 1))]
                let error = (sketch.quantile(share) - truth).magnitude
                let bound = spacing == .ratio ? sketch.errorBound * truth.magnitude + 1e-9 : sketch.errorBound
                // Beyond a thousand million tenths levels are all one.
                guard spacing == .ratio || truth.magnitude < 1e8 else { continue }
                #expect(error <= bound * (1 + 1e-9), "seed \(seed): \(share) of \(spacing) is \(truth)")
            }
        }
    }

    @Test(arguments: 0..<40)
    func aSketchIsTheSameInWhateverOrderAndParts(round: Int) {
        let seed = UInt64(4_400 + round)
        var random = SeededRandom(seed: seed)
        let values = Self.values(round, &random)
        for spacing in [QuantileSpacing.ratio, .level] {
            let whole = Self.sketch(values, spacing)
            #expect(Self.sketch(values.shuffled(using: &random), spacing).bytes == whole.bytes, "seed \(seed)")
            let cut = Int.random(in: 0...values.count, using: &random)
            let parts = Self.sketch(values[..<cut], spacing)
            let rest = Self.sketch(values[cut...], spacing)
            withExtendedLifetime(rest) { parts.sketch.merge(rest.sketch) }
            #expect(parts.bytes == whole.bytes, "seed \(seed), cut at \(cut)")
        }
    }

    @Test func realisticValuesAreToldToTheirFirstBound() {
        var random = SeededRandom(seed: 5)
        let air = Self.sketch((0..<5_000).map { _ in Double.random(in: 10...120, using: &random) }, .ratio)
        withExtendedLifetime(air) { #expect(air.sketch.errorBound < 0.0101) }
        let noise = Self.sketch((0..<5_000).map { _ in Double.random(in: 35...85, using: &random) }, .level)
        withExtendedLifetime(noise) { #expect(noise.sketch.errorBound <= 0.1) }
    }

    @Test(arguments: 0..<30)
    func distinctValuesAreCounted(round: Int) {
        let seed = UInt64(6_600 + round)
        var random = SeededRandom(seed: seed)
        let different = [1, 3, 50, 124, 125, 300, 1_000, 5_000, 50_000, 200_000][round % 10]
        let memory = UnsafeMutableRawPointer.allocate(byteCount: 2 * DistinctSketch.byteCount, alignment: 16)
        defer { memory.deallocate() }
        let (one, other) = (DistinctSketch(memory: memory), DistinctSketch(memory: memory + DistinctSketch.byteCount))
        one.clear()
        other.clear()
        let offset = Double(Int.random(in: 0...1_000_000, using: &random))
        for number in 0..<different {
            (Bool.random(using: &random) ? one : other).add(offset + Double(number) * 0.5)
            if number % 7 == 0 { one.add(offset + Double(number) * 0.5) }
        }
        one.merge(other)
        let error = (one.count - Double(different)).magnitude
        // Five standard errors of 1.04 / √1024.
        #expect(different <= 124 ? error == 0 : error < 0.163 * Double(different), "seed \(seed): \(one.count)")
    }

    @Test func zeroIsOneValueWhateverItsSign() {
        let memory = UnsafeMutableRawPointer.allocate(byteCount: DistinctSketch.byteCount, alignment: 16)
        defer { memory.deallocate() }
        let sketch = DistinctSketch(memory: memory)
        sketch.clear()
        sketch.add(0)
        sketch.add(-0.0)
        #expect(sketch.count == 1)
    }
}
