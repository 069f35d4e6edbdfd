extension PayloadFormat {
    /// Decodes a payload in this format.
    func decode(
        _ payload: UnsafeRawBufferPointer,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    ) {
        switch self {
        case .auto: FormatRecognizer.decode(payload, context, into: &buffer)
        case .value: ValueDecoder.decode(payload, context, into: &buffer)
        case .json: MappedJSONDecoder.decode(payload, context, into: &buffer)
        case .senml: SenMLDecoder.decode(payload, context, into: &buffer)
        case .ngsi: NGSIDecoder.decode(payload, context, into: &buffer)
        }
    }

    /// What the names of a draft in this format mean.
    func measurand(of names: DraftText, _ feed: Feed) -> Measurand {
        switch self {
        case .auto, .value: ValueDecoder.measurand(of: names, feed)
        case .json: MappedJSONDecoder.measurand(of: names, feed)
        case .senml: SenMLDecoder.measurand(of: names, feed)
        case .ngsi: NGSIDecoder.measurand(of: names, feed)
        }
    }
}
