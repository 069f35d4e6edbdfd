/// A version of the protocol, as people write it.
public enum MQTTVersion: String, Sendable, Hashable, CaseIterable {
    case five = "5"
    case threeOneOne = "3.1.1"
}

/// Which version to speak to a broker.
public enum MQTTVersionPolicy: String, Sendable, Hashable, CaseIterable {
    /// 5, and 3.1.1 to a broker that does not know it.
    case auto
    case five = "5"
    case threeOneOne = "3.1.1"
}
