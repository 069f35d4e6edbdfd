// Fintraffic's Digitraffic, live over MQTT. Who and what stand in the topic alone; what a number means is told by a catalogue
// that is fetched elsewhere.
//
//   tms-v2/23001/5122       {"value":108.0,"time":1667972911,"start":1667966400,"end":1667970000}
//   weather-v2/1012/1       {"value":-3.1,"time":1667972911}             └ a fixed window: its end is the reading's time
//          └ station └ sensor, that is the quantity
//   tms-v2/status/…         about the service, not a reading

/// Reads Digitraffic's measurements.
enum DigitrafficDecoder: JSONPayloadDecoder {
    /// Whether a topic is one of theirs.
    static func recognises(_ topic: TopicLevels) -> Bool {
        topic.isLevel(0, "tms-v2") || topic.isLevel(0, "weather-v2")
    }

    static func decode(_ root: JSONValue, _ context: DecodingContext, into buffer: inout DecodingBuffer) {
        let topic = TopicLevels(context.topic)
        if topic.isLevel(1, "status") { return buffer.reject(.metadata, .description) }
        guard let value = root["value"] else {
            return buffer.reject(.malformed, .wrongType, detail: "a measurement is an object with value")
        }
        guard let channel = topic.fromEnd(0), let station = topic.fromEnd(1),
            let sensor = buffer.sensor(station), let names = buffer.names(sensor, quantity: channel)
        else { return buffer.reject(.undecoded, .noSensor) }
        let time = context.time(epoch: root["end"] ?? root["time"], decimalsOfSecond: 0)
        buffer.take(value, names, time)
        buffer.finish(orElse: .noValue)
    }

    /// A number of the catalogue is no name, so it gets a word in front.
    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand {
        let isNumber = names.quantity.first?.isNumber ?? false
        return Measurand(sensor: names.sensor, quantity: isNumber ? "sensor_\(names.quantity)" : names.quantity)
    }
}
