// `auto`: which format a payload is in, by what is in it and what its topic can say, in the order of how surely it can
// be told:
//
//   {"subscriptionId":…,"data":[…]}   ngsi      [{"n":…,"v":…}]      senml     {…} and a mapping    json
//   {"id":…,"type":…}                 ngsi      [{"id":…,"type":…}]  ngsi      21.5 and {quantity}  value
//
// A mapping goes before an object with id and type, since many vendors' messages have those two fields as well.

/// Reads payloads of a format that nobody has declared.
enum FormatRecognizer {
    /// Recognises the format and decodes the payload in it; the buffer says which one it was and on what grounds.
    static func decode(
        _ payload: UnsafeRawBufferPointer,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    ) {
        let text = PlainText.trimmed(payload)
        guard let first = text.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
            if context.topicNamesQuantity {
                buffer.recognise(.value, because: "no JSON, and the topic names a quantity")
                return ValueDecoder.decode(payload, context, into: &buffer)
            }
            return reject(payload, text, into: &buffer)
        }
        do throws(JSONFault) {
            let root = try buffer.document.parse(payload)
            decode(root, context, into: &buffer)
        } catch {
            buffer.reject(.malformed, error.reason, detail: error.detail)
        }
    }

    private static func decode(_ root: JSONValue, _ context: DecodingContext, into buffer: inout DecodingBuffer) {
        if root["subscriptionId"]?.kind == .string, root["data"]?.kind == .array {
            buffer.recognise(.ngsi, because: "a notification with subscriptionId and data")
            NGSIDecoder.decode(root, context, into: &buffer)
        } else if looksLikeSenML(root) {
            buffer.recognise(.senml, because: "an array of records with SenML labels")
            SenMLDecoder.decode(root, into: &buffer)
        } else if context.feed.subscription.mapping != nil {
            buffer.recognise(.json, because: "JSON, and the subscription has a mapping")
            MappedJSONDecoder.decode(root, context, into: &buffer)
        } else if isEntity(root.kind == .array && root.count > 0 ? root.first : root) {
            buffer.recognise(.ngsi, because: "objects with id and type")
            NGSIDecoder.decode(root, context, into: &buffer)
        } else {
            buffer.reject(
                .undecoded,
                .unknownFormat,
                detail: "JSON, but neither NGSI nor SenML; a mapping would say how to read it"
            )
        }
    }

    private static func isEntity(_ value: JSONValue) -> Bool {
        value["id"]?.kind == .string && value["type"]?.kind == .string
    }

    /// Whether the first record has a name, a value or a base field as SenML has them, and no label that is long.
    private static func looksLikeSenML(_ root: JSONValue) -> Bool {
        guard root.kind == .array, root.count > 0 else { return false }
        var labels = 0
        for member in root.first.members {
            switch SenMLLabel(member.key) {
            case .unknown: break
            case .mustUnderstand: return false
            default: labels += 1
            }
        }
        return labels >= 1 && labels * 2 >= root.first.count
    }

    private static func reject(
        _ payload: UnsafeRawBufferPointer,
        _ text: UnsafeBufferPointer<UInt8>,
        into buffer: inout DecodingBuffer
    ) {
        guard UTF8Sequence.isValid(payload) else { return buffer.reject(.malformed, .notUTF8) }
        if DecimalNumber(text) != nil {
            buffer.reject(.undecoded, .noQuantity, detail: "a plain value needs a topic template with {quantity}")
        } else {
            buffer.reject(.undecoded, .unknownFormat, detail: "neither JSON nor a number")
        }
    }
}
