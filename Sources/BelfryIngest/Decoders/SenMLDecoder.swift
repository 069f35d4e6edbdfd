// SenML, RFC 8428, in JSON:
//
//   [{"bn":"urn:dev:ow:10e2073a:","bt":1276020076,"n":"voltage","u":"V","v":120.1},{"n":"current","t":-5,"u":"A","v":1.2}]
//      └ base fields hold from here on                                                └ resolved: bn+n, bt+t, u
//
// A resolved time below 2^28 is relative to now (section 4.5.3). Strings, booleans and data are not measured values:
// records of them are counted and left.

import BelfryModel

/// Reads SenML packs.
enum SenMLDecoder: PayloadDecoder {
    static func decode(
        _ payload: UnsafeRawBufferPointer,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    ) {
        do throws(JSONFault) {
            let root = try buffer.document.parse(payload)
            decode(root, into: &buffer)
        } catch {
            buffer.reject(.malformed, error.reason, detail: error.detail)
        }
    }

    /// Reads a document that is parsed already.
    static func decode(_ root: JSONValue, into buffer: inout DecodingBuffer) {
        guard root.kind == .array else {
            return buffer.reject(
                .malformed,
                .wrongType,
                detail: "a SenML pack is an array of records, this is \(root.kind.name)"
            )
        }
        var pack = SenMLPack()
        for element in root.elements {
            do throws(SenMLFault) {
                try pack.read(element, into: &buffer)
            } catch {
                return buffer.reject(error.outcome, error.reason, detail: error.detail)
            }
        }
        buffer.finish(orElse: pack.otherValues > 0 ? .notANumber : .mappingFoundNothing)
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
}

/// Why a pack is refused as a whole.
enum SenMLFault: Error {
    case notARecord(JSONKind)
    case wrongType(SenMLLabel, JSONKind)
    case severalValues
    case newerVersion
    case mustUnderstand

    var outcome: Outcome {
        switch self {
        case .notARecord, .wrongType, .severalValues: .malformed
        case .newerVersion, .mustUnderstand: .undecoded
        }
    }

    var reason: Reason {
        switch self {
        case .notARecord, .wrongType: .wrongType
        case .severalValues: .brokenRule
        case .newerVersion: .unsupportedVersion
        case .mustUnderstand: .mustUnderstand
        }
    }

    var detail: String {
        switch self {
        case .notARecord(let kind): "a SenML record is an object, this is \(kind.name)"
        case .wrongType(let label, let kind): "SenML's \(label.text) cannot be \(kind.name)"
        case .severalValues: "a SenML record has more than one of v, vs, vb and vd"
        case .newerVersion: "SenML version above \(SenMLPack.version)"
        case .mustUnderstand: "a SenML label that ends with _ and is not known"
        }
    }
}
