// RSMP 3, the road side message protocol of the Nordic countries, bridged to MQTT. Most of its messages are about alarms,
// lamps and plans; traffic data are statuses with known codes.
//
//   {"mType":"rSMsg","type":"StatusUpdate","cId":"AB+84001=860DL001","sTs":"…","sS":[{"sCI":"S0202","n":"speed","s":"47","q":"recent"}]}
//                                           └ component                                └ code         └ value      └ quality

import BelfryModel

/// Reads RSMP messages.
enum RSMPDecoder: JSONPayloadDecoder {
    /// The measured ones among the statuses of the traffic light controllers' list (SXL 1.2): `code` + `n`.
    private static let statuses: [(code: StaticString, name: StaticString, term: Int16)] = [
        ("S0201", "vehicles", 0), ("S0202", "speed", 1), ("S0203", "occupancy", 2),
        ("S0205", "vehicles", 0), ("S0206", "speed", 1), ("S0207", "occupancy", 2),
    ]
    private static let terms = TermTable([
        PayloadTerm("vehicles", "vehicle_count", "1"), PayloadTerm("speed", "speed", "km/h"),
        PayloadTerm("occupancy", "occupancy", "%"),
    ])

    /// Whether a document can only be one of these.
    static func recognises(_ root: JSONValue) -> Bool { root["mType"]?.isText("rSMsg") ?? false }

    static func decode(_ root: JSONValue, _ context: DecodingContext, into buffer: inout DecodingBuffer) {
        guard let type = root["type"], type.kind == .string else {
            return buffer.reject(.malformed, .wrongType, detail: "an RSMP message has a type")
        }
        switch true {
        case type.isText("StatusUpdate"), type.isText("StatusResponse"): takeStatuses(root, context, into: &buffer)
        case type.isText("Alarm"), type.isText("AggregatedStatus"): buffer.reject(.event, .deviceEvent)
        case type.isText("CommandRequest"), type.isText("StatusRequest"), type.isText("StatusSubscribe"),
            type.isText("StatusUnsubscribe"):
            buffer.reject(.command, .deviceCommand)
        default: buffer.reject(.metadata, .description)
        }
    }

    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand { terms.measurand(of: names, feed) }

    private static func takeStatuses(_ root: JSONValue, _ context: DecodingContext, into buffer: inout DecodingBuffer) {
        guard let component = root["cId"], let sensor = JSONName.append(component, to: &buffer.text) else {
            return buffer.reject(.undecoded, .noSensor)
        }
        let time = context.time(root["sTs"])
        for status in root["sS"]?.elements ?? JSONElements(of: root) {
            guard let code = status["sCI"], let name = status["n"], let value = status["s"],
                let known = statuses.first(where: { code.isText($0.code) && name.isText($0.name) })
            else { continue }
            var names = sensor
            names.term = known.term
            switch quality(status["q"]) {
            case .none: buffer.skipEmptyValue()
            case .some(let flags): buffer.take(value, names, time, flags: flags)
            }
        }
        buffer.finish(orElse: .noKnownQuantity)
        // A status that is no measured value is no fault: it tells how the device is.
        if buffer.outcome == .undecoded, buffer.reason == .noKnownQuantity { buffer.reject(.event, .deviceEvent) }
    }

    /// `recent` is good, `old` is doubtful, `undefined` and `unknown` say that there is no value.
    private static func quality(_ value: JSONValue?) -> QualityFlags? {
        guard let value, value.kind == .string else { return [] }
        if value.isText("recent") { return [] }
        return value.isText("old") ? [.deviceStatus] : nil
    }
}
