/// Reads one format whose payloads are JSON documents.
protocol JSONPayloadDecoder: PayloadDecoder {
    /// Reads a document that is parsed already.
    static func decode(_ root: JSONValue, _ context: DecodingContext, into buffer: inout DecodingBuffer)
}

extension JSONPayloadDecoder {
    static func decode(
        _ payload: UnsafeRawBufferPointer,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    ) {
        decodeDocument(payload, context, into: &buffer)
    }

    /// Parses a payload and reads it; for decoders whose topics carry other things as well.
    static func decodeDocument(
        _ payload: UnsafeRawBufferPointer,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    ) {
        do throws(JSONFault) {
            let root = try buffer.document.parse(payload)
            decode(root, context, into: &buffer)
        } catch {
            buffer.reject(.malformed, error.reason, detail: error.detail)
        }
    }
}
