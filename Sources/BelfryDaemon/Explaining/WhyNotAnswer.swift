public import BelfryDetection
public import BelfryModel

/// Why a rule stayed silent, step by step.
public struct WhyNotAnswer: Sendable {
    public var rule: Rule
    public var series: SeriesDescriptor
    /// In order; the last is the one that stopped it.
    public var steps: [Step] = []

    /// One condition that had to be met.
    public struct Step: Sendable {
        public var name: Name
        public var isStop: Bool
        /// One clause.
        public var text: String
        /// What the rule does raise over these readings.
        public var finding: Finding?

        static func pass(_ name: Name, _ text: String) -> Step { Step(name: name, isStop: false, text: text) }

        static func stop(_ name: Name, _ text: String, finding: Finding? = nil) -> Step {
            Step(name: name, isStop: true, text: text, finding: finding)
        }
    }

    /// What a step is about.
    public enum Name: String, Sendable {
        case match, when, unit, readings, quality, raised
        case holding = "for"
        case enough = "window"
        case limit
    }
}
