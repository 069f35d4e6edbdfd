/// A stream of values with a name that a failure can tell.
struct AggregateStream: CustomStringConvertible {
    var name: String
    var values: [Double]

    var description: String { "\(name), \(values.count) values" }

    /// Streams that a city sends and streams that it should not.
    static func all(seed: UInt64) -> [AggregateStream] {
        var random = SeededRandom(seed: seed)
        func many(_ count: Int, _ next: (inout SeededRandom) -> Double) -> [Double] {
            (0..<count).map { _ in next(&random) }
        }
        let speeds = many(1_000) { Double.random(in: 3...90, using: &$0) }
        return [
            AggregateStream(name: "one", values: [42.5]),
            AggregateStream(name: "speeds", values: speeds),
            AggregateStream(name: "sorted", values: speeds.sorted()),
            AggregateStream(name: "reversed", values: speeds.sorted(by: >)),
            AggregateStream(name: "constant", values: Array(repeating: 63.7, count: 500)),
            AggregateStream(name: "zeros of both signs", values: [0, -0.0, 0, 0, -0.0, 3]),
            AggregateStream(name: "mixed signs", values: many(900) { Double.random(in: -40...55, using: &$0) }),
            AggregateStream(name: "duplicates", values: many(900) { Double(Int.random(in: -9...9, using: &$0)) }),
            AggregateStream(name: "decibels", values: many(1_000) { Double.random(in: 31...98, using: &$0) }),
            AggregateStream(name: "near 2^53", values: many(500) { 0x1p53 - Double.random(in: 0...9, using: &$0) }),
            AggregateStream(name: "huge", values: many(300) { Double.random(in: 1e299...1e300, using: &$0) }),
            AggregateStream(name: "alternating", values: (0..<400).map { $0 % 2 == 0 ? 1e300 : -1e300 }),
            AggregateStream(name: "tiny", values: many(300) { Double.random(in: -1e-290...1e-290, using: &$0) }),
            AggregateStream(
                name: "all magnitudes",
                values: many(800) { random in
                    let exponent = Int.random(in: -1_070...1_023, using: &random)
                    let significand = Double.random(in: 1..<2, using: &random)
                    let sign: FloatingPointSign = Bool.random(using: &random) ? .plus : .minus
                    return Double(sign: sign, exponent: exponent, significand: significand)
                }
            ),
            AggregateStream(
                name: "ends of the range",
                values: [
                    .greatestFiniteMagnitude, -.greatestFiniteMagnitude, 0x1p1023, 1, -1, .leastNormalMagnitude,
                    .leastNonzeroMagnitude, -.leastNonzeroMagnitude,
                ]
            ),
            AggregateStream(
                name: "bursts",
                values: many(40) { Double.random(in: 1...9, using: &$0) }.flatMap {
                    Array(repeating: $0, count: 30) + [$0 * 1e6]
                }
            ),
        ]
    }

    /// The values in another order and cut into parts, some of them empty.
    func dealt(_ random: inout SeededRandom) -> [[Double]] {
        let shuffled = values.shuffled(using: &random)
        let cuts = (0..<Int.random(in: 0...12, using: &random)).map { _ in
            Int.random(in: 0...shuffled.count, using: &random)
        }
        let borders = [0] + cuts.sorted() + [shuffled.count]
        return zip(borders, borders.dropFirst()).map { Array(shuffled[$0..<$1]) }
    }
}

/// Merges neighbours in random order until one is left: any bracketing of a chain of merges.
func mergedInAnyOrder<Part>(
    _ parts: [Part],
    _ random: inout SeededRandom,
    _ merge: (inout Part, Part) -> Void
) -> Part {
    var parts = parts
    while parts.count > 1 {
        let index = Int.random(in: 0..<parts.count - 1, using: &random)
        let later = parts.remove(at: index + 1)
        merge(&parts[index], later)
    }
    return parts[0]
}
