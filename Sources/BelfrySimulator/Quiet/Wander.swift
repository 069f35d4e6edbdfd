/// A value that wanders around 0 with standard deviation 1 (a first-order autoregressive walk).
struct Wander: Sendable {
    private let keep: Double
    private let push: Double
    private(set) var value = 0.0

    /// - Parameter memorySteps: after so many steps a third of a deviation is left.
    init(memorySteps: Double) {
        keep = memorySteps / (memorySteps + 1)
        push = (1 - keep * keep).squareRoot()
    }

    mutating func step(_ random: inout SplitMix64) {
        value = keep * value + push * random.bell()
    }
}
