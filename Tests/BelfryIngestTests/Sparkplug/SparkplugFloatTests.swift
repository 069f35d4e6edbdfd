import BelfryModel
import Testing

@testable import BelfryIngest

/// Floats are read as the decimals that somebody wrote, whichever way those are found.
@Suite struct SparkplugFloatTests {
    @Test(arguments: [3, 4_711, 20_261_125] as [UInt64])
    func theyAreWhatTheirShortestTextSays(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        func expectShortest(_ value: Float) {
            // What is whole is kept as it is.
            guard value.isFinite, value.rounded() != value else { return }
            #expect(SparkplugValue.written(value) == Double(value.description), "\(value), seed \(seed)")
        }
        for _ in 0..<20_000 {
            expectShortest(Float(bitPattern: UInt32(truncatingIfNeeded: generator.next())))
            expectShortest(Float(Int64(generator.next() % 4_000_000) - 2_000_000) / 1_000)
            expectShortest(Float(Int64(generator.next() % 100_000_000)) / 8)
        }
    }

    @Test func edgesKeepTheirValue() {
        let fractions: [Float] = [0.1, -0.1, 21.3, 310_533.625, 8_388_607.5, .leastNonzeroMagnitude]
        for value in fractions { #expect(SparkplugValue.written(value) == Double(value.description)) }
        #expect(SparkplugValue.written(.greatestFiniteMagnitude) == Double(Float.greatestFiniteMagnitude))
        #expect(SparkplugValue.written(.infinity) == .infinity)
        #expect(SparkplugValue.written(.nan).isNaN)
    }
}
