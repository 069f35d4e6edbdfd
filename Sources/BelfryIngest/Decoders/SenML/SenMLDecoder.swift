// SenML, RFC 8428, in JSON:
//
//   [{"bn":"urn:dev:ow:10e2073a:","bt":1276020076,"n":"voltage","u":"V","v":120.1},{"n":"current","t":-5,"u":"A","v":1.2}]
//      └ base fields hold from here on                                                └ resolved: bn+n, bt+t, u
//
// A resolved time below 2^28 is relative to now (section 4.5.3). Strings, booleans and data are not measured values:
// records of them are counted and left.

import BelfryModel

/// Reads SenML packs.
enum SenMLDecoder: JSONPayloadDecoder {
    static func decode(_ root: JSONValue, _ context: DecodingContext, into buffer: inout DecodingBuffer) {
        var pack = SenMLPack()
        do throws(SenMLFault) {
            guard root.kind == .array else { throw .notAPack(root.kindName) }
            for element in root.elements { try read(element, &pack, into: &buffer) }
            try pack.finish(&buffer)
        } catch {
            buffer.reject(error.outcome, error.reason, detail: error.detail)
        }
    }

    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand {
        SenMLName.measurand(
            base: names.sensor,
            name: names.quantity,
            unit: names.unit,
            isSum: names.term == SenMLPack.sumTerm,
            topicNamesSensor: feed.subscription.template.captures.contains(.sensor)
        )
    }
    private static func read(
        _ element: JSONValue,
        _ pack: inout SenMLPack,
        into buffer: inout DecodingBuffer
    ) throws(SenMLFault) {
        guard element.kind == .object else { throw .notARecord(element.kindName) }
        var record = SenMLRecord()
        for member in element.members {
            try pack.take(SenMLLabel(member.key), member.value, into: &record, &buffer.text)
        }
        try pack.take(record, into: &buffer)
    }
}
