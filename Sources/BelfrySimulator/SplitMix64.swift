/// SplitMix64 (Steele, Lea, Flood: "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014).
///
/// The same numbers from the same seed on every machine and in every release, which the standard generators do not
/// promise.
public struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) {
        state = seed
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number in [0, 1), evenly spread.
    mutating func uniform() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// A number around 0 with standard deviation 1, between -3.47 and 3.47.
    ///
    /// The sum of four even numbers (Irwin–Hall): close enough to a bell, and unlike a logarithm the same to the last
    /// bit everywhere.
    mutating func bell() -> Double {
        let sum = uniform() + uniform() + uniform() + uniform()
        return (sum - 2) * 1.732_050_807_568_877_2
    }

    /// An index below `count`, which is at least 1.
    mutating func index(below count: Int) -> Int {
        Int(next() % UInt64(max(count, 1)))
    }
}
