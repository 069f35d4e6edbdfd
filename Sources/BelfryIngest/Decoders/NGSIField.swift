/// An attribute of an entity, whichever way it is written: `69`, `{"value":69}`, `{"value":{"@value":…}}`.
struct NGSIField {
    let value: JSONValue
    private let wrapper: JSONValue?

    init(_ member: JSONValue) {
        guard member.kind == .object, let inner = member["value"] ?? member["object"] ?? member["@value"] else {
            value = member
            wrapper = nil
            return
        }
        wrapper = member
        value = inner.kind == .object ? inner["@value"] ?? inner : inner
    }

    /// The value where it is text, or the first text of a list.
    var text: JSONValue? {
        switch value.kind {
        case .string: value.isEmptyText ? nil : value
        case .array: value.elements.first { $0.kind == .string && !$0.isEmptyText }
        default: nil
        }
    }

    /// The unit code of the attribute's metadata.
    var unitCode: JSONValue? {
        let code = wrapper?["unitCode"] ?? metadata("unitCode")
        guard let code, code.kind == .string, !code.isEmptyText else { return nil }
        return code
    }

    /// The attribute's own time, where it differs from the entity's.
    var time: JSONValue? {
        let time = wrapper?["observedAt"] ?? metadata("TimeInstant") ?? metadata("timestamp")
        guard let time, time.kind == .string, !time.isEmptyText else { return nil }
        return time
    }

    private func metadata(_ name: StaticString) -> JSONValue? {
        guard let item = wrapper?["metadata"]?[name] else { return nil }
        return item.kind == .object ? item["value"] : item
    }
}
