/// An attribute of an entity, whichever way it is written: `69`, `{"value":69}`, `{"value":{"@value":…}}`.
struct NGSIField {
    let value: JSONValue
    private var declaredUnit: JSONValue?
    private var observedAt: JSONValue?
    private var metadata: JSONValue?

    /// Goes over the members once: an entity has many attributes, and each of them most of these keys.
    init(_ member: JSONValue) {
        var plain: JSONValue?
        var relationship: JSONValue?
        var typed: JSONValue?
        for (key, inner) in member.members {
            if key.isText("value") {
                plain = inner
            } else if key.isText("metadata") {
                metadata = inner
            } else if key.isText("unitCode") {
                declaredUnit = inner
            } else if key.isText("observedAt") {
                observedAt = inner
            } else if key.isText("object") {
                relationship = inner
            } else if key.isText("@value") {
                typed = inner
            }
        }
        guard let inner = plain ?? relationship ?? typed else {
            // An object of other keys is a value itself, and says nothing about itself.
            value = member
            (declaredUnit, observedAt, metadata) = (nil, nil, nil)
            return
        }
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
        Self.text(declaredUnit ?? item("unitCode"))
    }

    /// The attribute's own time, where it differs from the entity's.
    var time: JSONValue? {
        Self.text(observedAt ?? item("TimeInstant") ?? item("timestamp"))
    }

    /// A value of the metadata, wrapped or not.
    private func item(_ name: StaticString) -> JSONValue? {
        guard let metadata, metadata.count > 0, let item = metadata[name] else { return nil }
        return item.kind == .object ? item["value"] : item
    }

    private static func text(_ value: JSONValue?) -> JSONValue? {
        guard let value, value.kind == .string, !value.isEmptyText else { return nil }
        return value
    }
}
