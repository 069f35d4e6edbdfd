/// Keys of discovery messages, each with the abbreviation that small devices write.
enum DiscoveryKey {
    case base
    case components
    case platform
    case stateTopic
    case valueTemplate
    case unit
    case deviceClass
    case stateClass
    case name
    case device
    case identifiers
    case payloadOn
    case payloadOff

    private var texts: (long: StaticString, short: StaticString) {
        switch self {
        case .base: ("~", "~")
        case .components: ("components", "cmps")
        case .platform: ("platform", "p")
        case .stateTopic: ("state_topic", "stat_t")
        case .valueTemplate: ("value_template", "val_tpl")
        case .unit: ("unit_of_measurement", "unit_of_meas")
        case .deviceClass: ("device_class", "dev_cla")
        case .stateClass: ("state_class", "stat_cla")
        case .name: ("name", "name")
        case .device: ("device", "dev")
        case .identifiers: ("identifiers", "ids")
        case .payloadOn: ("payload_on", "pl_on")
        case .payloadOff: ("payload_off", "pl_off")
        }
    }

    /// The key's value; nil where the object has none, or null.
    func value(in object: JSONValue) -> JSONValue? {
        guard let value = object[texts.long] ?? object[texts.short], value.kind != .null else { return nil }
        return value
    }

    /// The key's text without blanks around it; empty where there is none.
    func text(in object: JSONValue) -> String {
        guard let text = value(in: object)?.string else { return "" }
        return Array(text.utf8).withUnsafeBytes { String(decoding: PlainText.trimmed($0), as: UTF8.self) }
    }
}
