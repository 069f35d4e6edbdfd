// Home Assistant's discovery, retained on `homeassistant/<component>/[<node>/]<object>/config`: it describes what other topics
// carry, and is no reading itself.
//
//   {"state_topic":"zigbee2mqtt/lamp","unit_of_measurement":"lqi","value_template":"{{ value_json.linkquality }}",…}

/// Tells discovery messages from readings.
enum HomeAssistantDecoder: JSONPayloadDecoder {
    /// Whether a topic is one of theirs.
    static func recognises(_ topic: TopicLevels) -> Bool {
        let isConfiguration = topic.fromEnd(0).map { RawBytes.areEqual($0, "config") } ?? false
        return topic.isLevel(0, "homeassistant") && isConfiguration
            || topic.isLevel(0, "homeassistant") && topic.count == 2
    }

    static func decode(_ root: JSONValue, _ context: DecodingContext, into buffer: inout DecodingBuffer) {
        buffer.reject(.metadata, .description)
    }

    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand { Measurand() }
}
