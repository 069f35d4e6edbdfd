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
            // By length first: an entity has many keys, and all but a few are none of these.
            switch key.bytes.count {
            case 2 where key.isText("id"): isEntity = true
            case 4 where key.isText("body"): body = value
            case 8 where key.isText("metadata"): hasMetadata = true
            case 4 where key.isText("data"), 6 where key.isText("@graph"), 8 where key.isText("features"):
                if value.kind == .array { list = value }
                if value.kind == .object { single = value }
            default: break
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
