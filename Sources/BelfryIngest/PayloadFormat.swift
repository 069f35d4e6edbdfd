/// How a subscription's payloads are written.
public enum PayloadFormat: UInt8, CaseIterable, Sendable, BitwiseCopyable {
    /// Whichever of the others fits; see ``FormatRecognizer``.
    case auto
    /// One plain number; sensor and quantity stand in the topic.
    case value
    /// Any JSON, read through a ``JSONMapping``.
    case json
    /// Sensor Measurement Lists in JSON, RFC 8428.
    case senml
    /// FIWARE NGSIv2: entities, normalized or key-values, alone or in a notification.
    case ngsi

    /// The name that users write: `auto`, `value`, `json`, `senml`, `ngsi`.
    public var name: String {
        switch self {
        case .auto: "auto"
        case .value: "value"
        case .json: "json"
        case .senml: "senml"
        case .ngsi: "ngsi"
        }
    }

    /// The format of a name, or nil where there is none such.
    public init?(name: some StringProtocol) {
        guard let match = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = match
    }
}
