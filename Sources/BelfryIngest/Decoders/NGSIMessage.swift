/// What is around the entities of a message.
enum NGSIMessage {
    /// Whether a document can only be a message of entities.
    static func recognises(_ root: JSONValue) -> Bool {
        let entities = entities(of: root)
        guard entities.kind == .object || entities.kind == .array && entities.count > 0 else { return false }
        let first = entities.kind == .array ? entities.first : entities
        let holder = properties(of: first) ?? first
        guard (first["id"] ?? first["@id"])?.kind == .string, let type = holder["type"] ?? holder["@type"] else {
            return false
        }
        return type.kind == .string || type.kind == .array && type.count > 0 && type.first.kind == .string
    }

    /// The entities of a message: a list of them, or the one.
    static func entities(of root: JSONValue) -> JSONValue {
        guard root.kind == .object else { return root }
        var list: JSONValue?
        var single: JSONValue?
        var body: JSONValue?
        var isEntity = false
        var hasMetadata = false
        for (key, value) in root.members {
            if key.isText("data") || key.isText("@graph") || key.isText("features") {
                if value.kind == .array { list = value }
                if value.kind == .object { single = value }
            } else if key.isText("id") {
                isEntity = true
            } else if key.isText("body") {
                body = value
            } else if key.isText("metadata") {
                hasMetadata = true
            }
        }
        if let list { return list }
        // An entity may have attributes of these names.
        if isEntity { return root }
        // NGSI-LD, section 7.2: over MQTT what is a header in HTTP stands beside the body.
        if hasMetadata, let body, body.kind == .object { return body["data"] ?? body }
        return single ?? root
    }

    /// The members of an entity that is written as GeoJSON; nil for one that is not.
    static func properties(of element: JSONValue) -> JSONValue? {
        guard let type = element["type"], type.isText("Feature"), let properties = element["properties"],
            properties.kind == .object
        else { return nil }
        return properties
    }
}
