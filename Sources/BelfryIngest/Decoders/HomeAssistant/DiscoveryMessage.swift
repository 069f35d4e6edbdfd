// One discovery message, of a single component or of a device with several:
//
//   homeassistant/sensor/garden/temp/config     {"~":"garden","stat_t":"~/state","val_tpl":"{{ value_json.t }}",
//                                                "unit_of_meas":"°C","dev_cla":"temperature","dev":{"ids":["garden-7"]}}
//   homeassistant/device/garden/config          {"dev":{…},"stat_t":"garden/state","cmps":{"t":{"p":"sensor",…},…}}
//
// Only sensors and binary sensors measure. What else there is, lights and buttons, is none of ours.

/// What a discovery message says, topic by topic.
struct DiscoveryMessage {
    /// The most values of one message.
    static let valueLimit = 256
    /// The longest state topic, in bytes.
    static let topicByteLimit = 512

    private(set) var values: [(topic: [UInt8], value: DiscoveredValue)] = []
    /// Values of sensors that are not understood: a template that is more than a path, a key that says nothing.
    private(set) var unclearCount = 0

    /// - Parameter topic: of the message itself: `PREFIX/COMPONENT/[NODE/]OBJECT/config`.
    init(_ root: JSONValue, topic: TopicLevels) {
        guard root.kind == .object else { return }
        guard let components = DiscoveryKey.components.value(in: root) else {
            let component = topic[1].map { String(decoding: $0, as: UTF8.self) } ?? ""
            let object = topic.fromEnd(1).map { String(decoding: $0, as: UTF8.self) } ?? ""
            take(root, component: component, name: object, of: root)
            return
        }
        for member in components.members where member.value.kind == .object {
            take(
                member.value,
                component: DiscoveryKey.platform.text(in: member.value),
                name: member.key.string ?? "",
                of: root
            )
        }
    }

    private mutating func take(_ part: JSONValue, component: String, name: String, of root: JSONValue) {
        guard component == "sensor" || component == "binary_sensor" else { return }
        // Options that a device's values share stand beside its components.
        let topic = Self.stateTopic(of: part, root)
        guard !topic.isEmpty else { return }
        guard values.count < Self.valueLimit, topic.utf8.count <= Self.topicByteLimit,
            let template = Self.template(of: part)
        else { return unclearCount += 1 }
        guard let value = Self.value(part, template, isSwitch: component == "binary_sensor", topic, name, root) else {
            return unclearCount += 1
        }
        values.append((Array(topic.utf8), value))
    }

    private static func value(
        _ part: JSONValue,
        _ template: ValueTemplate,
        isSwitch: Bool,
        _ topic: String,
        _ name: String,
        _ root: JSONValue
    ) -> DiscoveredValue? {
        let deviceClass = DiscoveryKey.deviceClass.text(in: part)
        let unit = isSwitch ? "1" : DiscoveryKey.unit.text(in: part)
        let keys = keys(template, topic, [name, DiscoveryKey.name.text(in: part)])
        let path = path(template, topic)
        let quantity =
            isSwitch
            ? DiscoveredQuantity(switch: keys, path: path, deviceClass: deviceClass)
            : DiscoveredQuantity(
                sensor: keys,
                path: path,
                deviceClass: deviceClass,
                unit: unit,
                isMeasured: DiscoveryKey.stateClass.value(in: part) != nil
            )
        guard let quantity, unit.utf8.count <= UnitName.byteLimit else { return nil }
        return DiscoveredValue(
            template: template,
            sensor: DiscoveredSensor.name(root),
            quantity: Array(quantity.name.utf8),
            ownName: Array(quantity.ownName.utf8),
            unit: Array(unit.utf8),
            states: isSwitch ? states(part) : nil
        )
    }

    /// nil where there is a template that is not understood.
    private static func template(of part: JSONValue) -> ValueTemplate? {
        let text = DiscoveryKey.valueTemplate.text(in: part)
        return text.isEmpty ? .payload : ValueTemplate(text)
    }

    /// The words that may name the quantity: the path's last key, or the topic's last level and what the value is called;
    /// none that holds what may be a MAC address.
    private static func keys(_ template: ValueTemplate, _ topic: String, _ names: [String]) -> [String] {
        let keys =
            if case .path(let pointer) = template, let key = pointer.steps.last(where: { $0.index == nil })?.key {
                [String(decoding: key, as: UTF8.self)]
            } else {
                // Two at least, so that they are told from a path's one.
                Array(levels(of: topic).suffix(1)) + names
            }
        return keys.map { HardwareAddress.isHeld(in: $0) ? "" : $0 }
    }

    /// All steps of a path in one word, or the end of the topic.
    private static func path(_ template: ValueTemplate, _ topic: String) -> String {
        let path =
            if case .path(let pointer) = template {
                pointer.steps.map { String(decoding: $0.key, as: UTF8.self) }.joined(separator: "_")
            } else {
                levels(of: topic).suffix(2).joined(separator: "_")
            }
        return HardwareAddress.isHeld(in: path) ? "" : path
    }

    /// The levels of a topic that say something.
    private static func levels(of topic: String) -> [String] {
        topic.split(separator: "/").map(String.init).filter { !["state", "value", "status", "sensor"].contains($0) }
    }

    /// `~` at either end of a topic stands for the base.
    private static func stateTopic(of part: JSONValue, _ root: JSONValue) -> String {
        let own = DiscoveryKey.stateTopic.text(in: part)
        let topic = own.isEmpty ? DiscoveryKey.stateTopic.text(in: root) : own
        let ownBase = DiscoveryKey.base.text(in: part)
        let base = ownBase.isEmpty ? DiscoveryKey.base.text(in: root) : ownBase
        guard !base.isEmpty else { return topic }
        if topic.hasPrefix("~") { return base + topic.dropFirst() }
        return topic.hasSuffix("~") ? topic.dropLast() + base : topic
    }

    private static func states(_ part: JSONValue) -> DiscoveredValue.SwitchStates {
        func word(_ key: DiscoveryKey, orElse standard: String) -> [UInt8] {
            guard let value = key.value(in: part) else { return Array(standard.utf8) }
            switch value.kind {
            case .true: return Array("true".utf8)
            case .false: return Array("false".utf8)
            default: return Array(value.bytes)
            }
        }
        return DiscoveredValue.SwitchStates(
            on: word(.payloadOn, orElse: "ON"),
            off: word(.payloadOff, orElse: "OFF")
        )
    }
}
