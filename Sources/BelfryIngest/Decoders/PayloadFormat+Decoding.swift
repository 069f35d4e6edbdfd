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
        case .airGradient: AirGradientDecoder.decode(payload, context, into: &buffer)
        case .sensorCommunity: SensorCommunityDecoder.decode(payload, context, into: &buffer)
        case .smartCitizen: SmartCitizenDecoder.decode(payload, context, into: &buffer)
        case .sentilo: SentiloDecoder.decode(payload, context, into: &buffer)
        case .digitraffic: DigitrafficDecoder.decode(payload, context, into: &buffer)
        case .rsmp: RSMPDecoder.decode(payload, context, into: &buffer)
        case .sensorThings: SensorThingsDecoder.decode(payload, context, into: &buffer)
        case .frigate: FrigateDecoder.decode(payload, context, into: &buffer)
        case .iotAgent: IoTAgentDecoder.decode(payload, context, into: &buffer)
        case .chirpStack: ChirpStackDecoder.decode(payload, context, into: &buffer)
        case .thingsStack: ThingsStackDecoder.decode(payload, context, into: &buffer)
        case .tasmota: TasmotaDecoder.decode(payload, context, into: &buffer)
        case .zigbee: ZigbeeDecoder.decode(payload, context, into: &buffer)
        case .homeAssistant: HomeAssistantDecoder.decode(payload, context, into: &buffer)
        case .influx: LineProtocolDecoder.decode(payload, context, into: &buffer)
        case .senmlCBOR: SenMLCBORDecoder.decode(payload, context, into: &buffer)
        case .csv: DelimitedDecoder.decode(payload, context, into: &buffer)
        case .sparkplug: SparkplugDecoder.decode(payload, context, into: &buffer)
        }
    }

    /// What the names of a draft in this format mean.
    func measurand(of names: DraftText, _ feed: Feed) -> Measurand {
        switch self {
        case .auto, .value: ValueDecoder.measurand(of: names, feed)
        case .json: MappedJSONDecoder.measurand(of: names, feed)
        case .senml: SenMLDecoder.measurand(of: names, feed)
        case .ngsi: NGSIDecoder.measurand(of: names, feed)
        case .airGradient: AirGradientDecoder.measurand(of: names, feed)
        case .sensorCommunity: SensorCommunityDecoder.measurand(of: names, feed)
        case .smartCitizen: SmartCitizenDecoder.measurand(of: names, feed)
        case .sentilo: SentiloDecoder.measurand(of: names, feed)
        case .digitraffic: DigitrafficDecoder.measurand(of: names, feed)
        case .rsmp: RSMPDecoder.measurand(of: names, feed)
        case .sensorThings: SensorThingsDecoder.measurand(of: names, feed)
        case .frigate: FrigateDecoder.measurand(of: names, feed)
        case .iotAgent: IoTAgentDecoder.measurand(of: names, feed)
        case .chirpStack: ChirpStackDecoder.measurand(of: names, feed)
        case .thingsStack: ThingsStackDecoder.measurand(of: names, feed)
        case .tasmota: TasmotaDecoder.measurand(of: names, feed)
        case .zigbee: ZigbeeDecoder.measurand(of: names, feed)
        case .homeAssistant: HomeAssistantDecoder.measurand(of: names, feed)
        case .influx: LineProtocolDecoder.measurand(of: names, feed)
        case .senmlCBOR: SenMLCBORDecoder.measurand(of: names, feed)
        case .csv: DelimitedDecoder.measurand(of: names, feed)
        case .sparkplug: SparkplugDecoder.measurand(of: names, feed)
        }
    }

    /// Decodes a document that `auto` has parsed already.
    func decode(_ root: JSONValue, _ context: DecodingContext, into buffer: inout DecodingBuffer) {
        switch self {
        case .senml: SenMLDecoder.decode(root, context, into: &buffer)
        case .json: MappedJSONDecoder.decode(root, context, into: &buffer)
        case .ngsi: NGSIDecoder.decode(root, context, into: &buffer)
        case .airGradient: AirGradientDecoder.decode(root, context, into: &buffer)
        case .sensorCommunity: SensorCommunityDecoder.decode(root, context, into: &buffer)
        case .smartCitizen: SmartCitizenDecoder.decode(root, context, into: &buffer)
        case .sentilo: SentiloDecoder.decode(root, context, into: &buffer)
        case .digitraffic: DigitrafficDecoder.decode(root, context, into: &buffer)
        case .rsmp: RSMPDecoder.decode(root, context, into: &buffer)
        case .sensorThings: SensorThingsDecoder.decode(root, context, into: &buffer)
        case .frigate: FrigateDecoder.decode(root, context, into: &buffer)
        case .iotAgent: IoTAgentDecoder.decode(root, context, into: &buffer)
        case .chirpStack: ChirpStackDecoder.decode(root, context, into: &buffer)
        case .thingsStack: ThingsStackDecoder.decode(root, context, into: &buffer)
        case .tasmota: TasmotaDecoder.decode(root, context, into: &buffer)
        case .zigbee: ZigbeeDecoder.decode(root, context, into: &buffer)
        case .homeAssistant: HomeAssistantDecoder.decode(root, context, into: &buffer)
        // The others are no JSON: `auto` tells them by their first bytes.
        default: buffer.reject(.undecoded, .unknownFormat)
        }
    }
}
