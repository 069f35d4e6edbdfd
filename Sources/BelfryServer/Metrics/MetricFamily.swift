/// A metric with its samples, as the daemon hands it to the server; rendered by ``MetricText``.
public struct MetricFamily: Hashable, Sendable {
    /// What the numbers mean.
    public enum Kind: Hashable, Sendable {
        /// Only ever grows, until a restart. The family's name carries no `_total`; the sample's gets it.
        case counter
        /// Goes up and down.
        case gauge
        /// Quantiles, as samples with the label `quantile`.
        case summary
        /// Facts as labels, with the value 1. The family's name carries no `_info`; the sample's gets it.
        case info
    }

    /// `belfry_` and snake_case, the unit last: `belfry_store_bytes`.
    public var name: String
    public var kind: Kind
    /// One sentence.
    public var help: String
    public var samples: [MetricSample]

    /// A family with any number of samples.
    public init(_ name: String, _ kind: Kind, help: String, samples: [MetricSample]) {
        self.name = name
        self.kind = kind
        self.help = help
        self.samples = samples
    }

    /// A family with one sample that has no labels.
    public init(_ name: String, _ kind: Kind, help: String, value: Double) {
        self.init(name, kind, help: help, samples: [MetricSample(value)])
    }
}

/// One number of a metric and the labels that tell it from the others.
public struct MetricSample: Hashable, Sendable {
    /// One label.
    public struct Label: Hashable, Sendable {
        /// snake_case.
        public var name: String
        /// Any text.
        public var value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// In the order in which they are shown.
    public var labels: [Label]
    public var value: Double

    /// A number with its labels: `MetricSample(3, ["severity": "major"])`.
    public init(_ value: Double, _ labels: KeyValuePairs<String, String> = [:]) {
        self.labels = labels.map { Label($0.key, $0.value) }
        self.value = value
    }
}
