// `auto`: which format a payload is in, by what is in it and what its topic can say, in the order of how surely it can
// be told:
//
//   {"subscriptionId":…,"data":[…]}   ngsi      [{"n":…,"v":…}]      senml     {…} and a mapping    json
//   a vendor's topic, such as tele/lamp/SENSOR or zigbee2mqtt/lamp             a vendor's fields, such as deviceInfo.devEui
//   {"id":…,"type":…}                 ngsi      [{"id":…,"type":…}]  ngsi      21.5 and {quantity}  value
//   air,station=a-7 no2=31.5          influx    82 A3 21 …             senml_cbor
//   temp=21.5;hum=40                  csv
//
// Before them all goes a topic below spBv1.0/, which nobody but Sparkplug uses. A mapping goes before all that vendors have
// in common. What a discovery message of Home Assistant says of a topic goes before a vendor's fields, and behind a vendor's
// topic, whose decoder knows better. id and type come last, since many messages have them.

/// Reads payloads of a format that nobody has declared.
enum FormatRecognizer {
    /// Recognises the format and decodes the payload in it; the buffer says which one it was and on what grounds.
    static func decode(
        _ payload: UnsafeRawBufferPointer,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    ) {
        if SparkplugTopic.isNamespace(of: context.topic) {
            buffer.recognise(.sparkplug, because: "the topic is below spBv1.0/")
            return SparkplugDecoder.decode(payload, context, into: &buffer)
        }
        let text = PlainText.trimmed(payload)
        guard let first = text.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
            if let (format, grounds) = recogniseBare(TopicLevels(context.topic)) {
                buffer.recognise(format, because: grounds)
                return format.decode(payload, context, into: &buffer)
            }
            if HomeAssistantDecoder.takeText(text, context, into: &buffer) { return }
            if let (format, grounds) = recogniseState(context) {
                buffer.recognise(format, because: grounds)
                return format.decode(payload, context, into: &buffer)
            }
            if SenMLCBORDecoder.recognises(payload) {
                buffer.recognise(.senmlCBOR, because: "CBOR, an array of records with SenML labels")
                return SenMLCBORDecoder.decode(payload, context, into: &buffer)
            }
            if LineProtocolDecoder.recognises(payload) {
                buffer.recognise(.influx, because: "a line of a measurement and fields, as line protocol has it")
                return LineProtocolDecoder.decode(payload, context, into: &buffer)
            }
            if DelimitedDecoder.recognises(payload) {
                buffer.recognise(.csv, because: "numbers with names, in pairs or below a header")
                return DelimitedDecoder.decode(payload, context, into: &buffer)
            }
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
        let surely = recognise(root, context)
        if surely == nil, HomeAssistantDecoder.takeDocument(root, context, into: &buffer) { return }
        guard let (format, grounds) = surely ?? recogniseByFields(root) else {
            return buffer.reject(
                .undecoded,
                .unknownFormat,
                detail: "JSON of no known format; a mapping would say how to read it"
            )
        }
        buffer.recognise(format, because: grounds)
        format.decode(root, context, into: &buffer)
    }

    /// The format of a document by what only one has, and on what grounds.
    private static func recognise(
        _ root: JSONValue,
        _ context: DecodingContext
    ) -> (PayloadFormat, StaticString)? {
        if root["subscriptionId"]?.kind == .string, root["data"]?.kind == .array {
            return (.ngsi, "a notification with subscriptionId and data")
        }
        // Devices of an IoT Agent call what they measure t and v.
        if looksLikeSenML(root), !IoTAgentDecoder.recognises(TopicLevels(context.topic)) {
            return (.senml, "an array of records with SenML labels")
        }
        if context.feed.subscription.mapping != nil { return (.json, "JSON, and the subscription has a mapping") }
        return recogniseByTopic(root, context)
    }

    private static func recogniseByTopic(
        _ root: JSONValue,
        _ context: DecodingContext
    ) -> (PayloadFormat, StaticString)? {
        let topic = TopicLevels(context.topic)
        if HomeAssistantDecoder.recognises(topic) { return (.homeAssistant, "a topic homeassistant/…/config") }
        if ZigbeeDecoder.recognises(topic) { return (.zigbee, "a topic zigbee2mqtt/…") }
        if TasmotaDecoder.recognises(context.topic) { return (.tasmota, "a topic tele/… or stat/…") }
        if FrigateDecoder.recognises(topic) { return (.frigate, "a topic frigate/…") }
        if SmartCitizenDecoder.recognises(topic) { return (.smartCitizen, "a topic device/sck/…") }
        if DigitrafficDecoder.recognises(topic) { return (.digitraffic, "a topic tms-v2/… or weather-v2/…") }
        if IoTAgentDecoder.recognises(topic) { return (.iotAgent, "a topic /json/KEY/DEVICE/attrs") }
        if AirGradientDecoder.recognises(topic) { return (.airGradient, "a topic airgradient/readings/…") }
        if ChirpStackDecoder.recognises(root, topic) { return (.chirpStack, "deviceInfo with devEui, or its topic") }
        if ThingsStackDecoder.recognises(topic) { return (.thingsStack, "a topic v3/…/devices/…/down") }
        if SentiloDecoder.recognises(topic) { return (.sentilo, "a topic /order/…, /alarm/…, /alert/… or /catalog/…") }
        if SensorThingsDecoder.recognises(root, topic) { return (.sensorThings, "an Observation with result") }
        return nil
    }

    private static func recogniseByFields(_ root: JSONValue) -> (PayloadFormat, StaticString)? {
        if ThingsStackDecoder.recognises(root) { return (.thingsStack, "end_device_ids with device_id") }
        if RSMPDecoder.recognises(root) { return (.rsmp, "mType rSMsg") }
        if SensorCommunityDecoder.recognises(root) { return (.sensorCommunity, "sensordatavalues") }
        if AirGradientDecoder.recognises(root) { return (.airGradient, "serialno beside AirGradient's measures") }
        if SentiloDecoder.recognises(root) { return (.sentilo, "observations of sensors, or a push of one") }
        if root["linkquality"]?.kind == .number { return (.zigbee, "linkquality") }
        if root["StatusSNS"]?.kind == .object { return (.tasmota, "StatusSNS") }
        if NGSIMessage.recognises(root) { return (.ngsi, "objects with id and type") }
        return nil
    }

    /// Vendors whose topics carry bare numbers and words as well.
    private static func recogniseBare(_ topic: TopicLevels) -> (PayloadFormat, StaticString)? {
        if FrigateDecoder.recognises(topic) { return (.frigate, "a topic frigate/…") }
        if IoTAgentDecoder.recognises(topic) { return (.iotAgent, "a topic /json/KEY/DEVICE/attrs") }
        return nil
    }

    /// Vendors whose topics carry words that say how a device fares: behind what discovery knows to make of them.
    private static func recogniseState(_ context: DecodingContext) -> (PayloadFormat, StaticString)? {
        let topic = TopicLevels(context.topic)
        if ZigbeeDecoder.recognises(topic) { return (.zigbee, "a topic zigbee2mqtt/…") }
        if TasmotaDecoder.recognisesBare(context.topic) { return (.tasmota, "a topic tele/… or stat/…") }
        if ChirpStackDecoder.recognises(topic) { return (.chirpStack, "a topic gateway/EUI/…") }
        if topic.count == 2, topic.isLevel(0, "homeassistant"), topic.isLevel(1, "status") {
            return (.homeAssistant, "the topic homeassistant/status")
        }
        return nil
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
