// Home Assistant's discovery, retained on `homeassistant/<component>/[<node>/]<object>/config`: it describes what other topics
// carry, and is no reading itself. What it says is remembered, and messages on those topics are read by it:
//
//   …/config       {"state_topic":"garden/air","value_template":"{{ value_json.t }}","unit_of_measurement":"°C",…}
//   garden/air     {"t":21.5}                  ─► temperature 21.5 °C
//   …/config       (empty)                     ─► forgotten
//
// What came before its discovery message was read as far as it could be, and stays so.

/// Reads discovery messages, and the messages that they speak of.
enum HomeAssistantDecoder: JSONPayloadDecoder {
    /// Whether a topic is one of theirs.
    static func recognises(_ topic: TopicLevels) -> Bool {
        topic.isLevel(0, "homeassistant") && (isConfiguration(topic) || topic.count == 2)
    }

    static func decode(
        _ payload: UnsafeRawBufferPointer,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    ) {
        let topic = TopicLevels(context.topic)
        let isConfiguration = isConfiguration(topic)
        guard isConfiguration || !recognises(topic) else { return buffer.reject(.metadata, .description) }
        if !isConfiguration, buffer.discovery.topic(context) == nil {
            return buffer.reject(.undecoded, .unknownFormat, detail: "no discovery message speaks of this topic")
        }
        let text = PlainText.trimmed(payload)
        guard isConfiguration || text.first == UInt8(ascii: "{") || text.first == UInt8(ascii: "[") else {
            if takeText(text, context, into: &buffer) { return }
            return buffer.reject(.undecoded, .notANumber, detail: "not what its discovery message says")
        }
        do throws(JSONFault) {
            let root = try buffer.document.parse(payload)
            if isConfiguration { return decode(root, context, into: &buffer) }
            if !takeDocument(root, context, into: &buffer) {
                buffer.reject(.undecoded, .noKnownQuantity, detail: "nothing where its discovery message says")
            }
        } catch {
            buffer.reject(.malformed, error.reason, detail: error.detail)
        }
    }

    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand {
        // Where the operator's template names the sensor, an identifier beside it is no conflict.
        let isNamed = feed.subscription.template.captures.contains(.sensor)
        return Measurand(sensor: isNamed ? "" : names.sensor, quantity: names.quantity, unitText: names.unit)
    }

    /// Takes a discovery message.
    static func decode(_ root: JSONValue, _ context: DecodingContext, into buffer: inout DecodingBuffer) {
        guard isConfiguration(TopicLevels(context.topic)), context.lane != .bypass else {
            return buffer.reject(.metadata, .description)
        }
        let message = DiscoveryMessage(root, topic: TopicLevels(context.topic))
        let hasRoom = buffer.discovery.learn(message, context)
        let unclear = message.unclearCount
        buffer.reject(
            .metadata,
            .description,
            detail: !hasRoom
                ? "not remembered: \(DiscoveryMemory.messageLimit) discovery messages, or as many values, are known"
                : unclear > 0 ? "\(unclear) of its values not understood; a mapping would say how to read them" : ""
        )
    }

    /// Whether an empty message takes a discovery message back.
    static func isTakenBack(_ format: PayloadFormat, _ context: DecodingContext) -> Bool {
        let topic = TopicLevels(context.topic)
        return isConfiguration(topic) && (format == .homeAssistant || format == .auto && recognises(topic))
    }

    /// Takes the empty message that takes a discovery message back.
    static func takeBack(_ context: DecodingContext, into buffer: inout DecodingBuffer) {
        if context.lane != .bypass { buffer.discovery.forget(context) }
        buffer.reject(.metadata, .description)
    }

    /// Reads a document on a topic that a discovery message speaks of; false where there is none, or nothing it says.
    static func takeDocument(_ root: JSONValue, _ context: DecodingContext, into buffer: inout DecodingBuffer) -> Bool {
        guard let topic = buffer.discovery.topic(context), DiscoveredState.append(topic, root, into: &buffer) else {
            return false
        }
        finish(context, into: &buffer)
        return true
    }

    /// Reads a bare value on a topic that a discovery message speaks of; false where there is none, or nothing it says.
    static func takeText(
        _ text: UnsafeBufferPointer<UInt8>,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    ) -> Bool {
        guard let topic = buffer.discovery.topic(context), DiscoveredState.append(topic, text, into: &buffer) else {
            return false
        }
        finish(context, into: &buffer)
        return true
    }

    /// Whether a topic is one of discovery messages.
    static func isConfiguration(_ topic: TopicLevels) -> Bool {
        topic.count >= 4 && topic.fromEnd(0).map { RawBytes.areEqual($0, "config") } ?? false
    }

    private static func finish(_ context: DecodingContext, into buffer: inout DecodingBuffer) {
        if context.feed.subscription.format == .auto {
            buffer.recognise(.homeAssistant, because: "a discovery message of Home Assistant speaks of its topic")
        }
        buffer.finish(orElse: .noKnownQuantity)
    }
}
