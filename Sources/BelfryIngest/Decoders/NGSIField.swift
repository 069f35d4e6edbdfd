/// An attribute of an entity, whichever way it is written: `69`, `{"value":69}`, `{"value":{"@value":…}}`, expanded as
/// `{"https://uri.etsi.org/ngsi-ld/hasValue":[{"@value":69}]}`, or a list of the latter three with a `datasetId` each.
struct NGSIField {
    let value: JSONValue
    private var declaredUnit: JSONValue?
    private(set) var observedAt: JSONValue?
    private var metadata: JSONValue?

    init(_ attribute: JSONValue) {
        let member = Self.instance(of: attribute)
        var plain: JSONValue?
        var relationship: JSONValue?
        var typed: JSONValue?
        var wordedUnit: JSONValue?
        // Goes over the members once: an entity has many attributes, and each of them most of these keys.
        for (key, inner) in member.members {
            if let term = NGSIVocabulary.expandedTerm(key.bytes) {
                switch term {
                case .value: plain = inner
                case .object: relationship = inner
                case .unitCode: declaredUnit = inner
                case .observedAt: observedAt = inner
                }
            } else if key.isText("value") {
                plain = inner
            } else if key.isText("metadata") {
                metadata = inner
            } else if key.isText("unitCode") {
                declaredUnit = inner
            } else if key.isText("unitText") || key.isText("unit") {
                wordedUnit = wordedUnit ?? inner
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
            value = attribute
            (declaredUnit, observedAt, metadata) = (nil, nil, nil)
            return
        }
        declaredUnit = declaredUnit ?? wordedUnit
        let only = inner.kind == .array && inner.count == 1 && inner.first.kind == .object ? inner.first : inner
        value = only.kind == .object ? only["@value"] ?? only["@id"] ?? only : inner
    }

    /// NGSI-LD, section 4.5.5: an attribute may have several instances, of which the one without a dataset is the default.
    private static func instance(of attribute: JSONValue) -> JSONValue {
        guard attribute.kind == .array, attribute.count > 0, attribute.first.kind == .object else { return attribute }
        for element in attribute.elements
        where element.kind == .object && (element["datasetId"]?.kind ?? .null) == .null {
            return element
        }
        return attribute.first
    }

    /// Whether an attribute is a list of what it has been, each with its own time, as NGSI-LD's temporal form has it.
    static func isHistory(_ attribute: JSONValue) -> Bool {
        guard attribute.kind == .array, attribute.count > 1 else { return false }
        return attribute.elements.allSatisfy {
            $0.kind == .object && ($0["datasetId"]?.kind ?? .null) == .null && $0["observedAt"] != nil
        }
    }

    /// Whether the attribute has just been deleted: NGSI-LD, section 4.5.0, whose null is no JSON null.
    var isDeleted: Bool { value.isText("urn:ngsi-ld:null") }

    /// The value where it is text, or the first text of a list.
    var text: JSONValue? {
        switch value.kind {
        case .string: value.isEmptyText ? nil : value
        case .array: value.elements.first { $0.kind == .string && !$0.isEmptyText }
        default: nil
        }
    }

    /// The unit by the attribute itself or by its metadata.
    var unit: NGSIUnit {
        NGSIUnit(declaredUnit ?? metadata.flatMap { $0["unitCode"] ?? $0["unitText"] ?? $0["unit"] })
    }

    /// When a broker or an agent took the value, by the metadata.
    var recordedAt: JSONValue? {
        guard let metadata, metadata.count > 0,
            let item = metadata["observedAt"] ?? metadata["TimeInstant"] ?? metadata["timestamp"]
        else { return nil }
        return item.kind == .object ? item["value"] : item
    }
}
