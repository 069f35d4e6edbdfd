// RSMP 3, the road side message protocol of the Nordic countries, bridged to MQTT. Most of its messages are about alarms,
// lamps and plans; traffic data are statuses with known codes.
//
//   {"mType":"rSMsg","type":"StatusUpdate","cId":"AB+84001=860DL001","sTs":"…","sS":[{"sCI":"S0202","n":"speed","s":"47","q":"recent"}]}
//                                           └ component                                └ code         └ value      └ quality
//
// The time is sTs, when the status was taken: where counting began (start, starttime) is the window's other end.
// S0201 to S0204 are those of one detector. S0205 to S0208 are those of all detectors of a controller, by comma, and read
// as components below it: "3,14,0" of C are C/1, C/2 and C/3. −1 is what a broken detector says.

import BelfryModel

/// Reads RSMP messages.
enum RSMPDecoder: JSONPayloadDecoder {
    /// Whether a document can only be one of these.
    static func recognises(_ root: JSONValue) -> Bool { root["mType"]?.isText("rSMsg") ?? false }

    static func decode(_ root: JSONValue, _ context: DecodingContext, into buffer: inout DecodingBuffer) {
        guard let type = root["type"], type.kind == .string else {
            return buffer.reject(.malformed, .wrongType, detail: "an RSMP message has a type")
        }
        switch true {
        case type.isText("StatusUpdate"), type.isText("StatusResponse"): takeStatuses(root, context, into: &buffer)
        case type.isText("Alarm") && isRequest(root): buffer.reject(.command, .deviceCommand)
        case type.isText("Alarm"), type.isText("AggregatedStatus"), type.isText("CommandResponse"):
            buffer.reject(.event, .deviceEvent)
        case type.isText("CommandRequest"), type.isText("StatusRequest"), type.isText("StatusSubscribe"),
            type.isText("StatusUnsubscribe"), type.isText("AggregatedStatusRequest"):
            buffer.reject(.command, .deviceCommand)
        default: buffer.reject(.metadata, .description)
        }
    }

    /// Whether an alarm message is what a supervisor asks for (Request, Acknowledge, Suspend, Resume): what a site says of an
    /// alarm has its state.
    private static func isRequest(_ alarm: JSONValue) -> Bool {
        guard let specialization = alarm["aSp"], alarm["aS"] == nil else { return false }
        return !specialization.isText("Issue")
    }

    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand { RSMPStatus.measurand(of: names, feed) }

    private static func takeStatuses(_ root: JSONValue, _ context: DecodingContext, into buffer: inout DecodingBuffer) {
        guard let component = root["cId"], let sensor = JSONName.append(component, to: &buffer.text) else {
            return buffer.reject(.undecoded, .noSensor)
        }
        let sent = context.time(root["sTs"])
        for status in root["sS"]?.elements ?? JSONElements(of: root) {
            guard let name = status["n"], let value = status["s"],
                let number = status["sCI"].flatMap({ RSMPStatus.number(of: $0) }),
                let term = RSMPStatus.term(of: name, in: number)
            else { continue }
            guard let flags = quality(status["q"]) else {
                buffer.skipEmptyValue()
                continue
            }
            var names = sensor
            names.term = term
            if RSMPStatus.isOfAllDetectors(number) {
                takeList(value, names, sent, flags, into: &buffer)
            } else {
                take(value, names, sent, flags, into: &buffer)
            }
        }
        buffer.finish(orElse: .noKnownQuantity)
        // A status that is no measured value is no fault: it tells how the device is.
        if buffer.outcome == .undecoded, buffer.reason == .noKnownQuantity { buffer.reject(.event, .deviceEvent) }
    }

    private static func take(
        _ value: JSONValue,
        _ names: DraftNames,
        _ time: DraftTime,
        _ flags: QualityFlags,
        into buffer: inout DecodingBuffer
    ) {
        if case .number(-1) = JSONQuantityValue(value) { return buffer.skipEmptyValue() }
        buffer.take(value, names, time, flags: flags)
    }

    /// Takes a value for each detector.
    private static func takeList(
        _ list: JSONValue,
        _ names: DraftNames,
        _ time: DraftTime,
        _ flags: QualityFlags,
        into buffer: inout DecodingBuffer
    ) {
        if list.kind == .array { return takeList(list.elements, names, time, flags, into: &buffer) }
        guard list.kind == .string else { return take(list, names, time, flags, into: &buffer) }
        var detector = 1
        var rest = list.bytes[...]
        while true {
            let comma = rest.firstIndex(of: UInt8(ascii: ",")) ?? rest.endIndex
            let bytes = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: rest[..<comma]))
            let text = PlainText.trimmed(bytes)
            if let number = DecimalNumber.double(text), number != -1 {
                guard let qualified = buffer.qualified(names, by: detector) else {
                    return buffer.skipValue(.unusableName)
                }
                buffer.append(ReadingDraft(value: number, time: time, names: qualified, flags: flags))
            } else if text.isEmpty || DecimalNumber(text) != nil || PlainText.saysNoValue(text) {
                buffer.skipEmptyValue()
            } else {
                buffer.skipValue(.notANumber)
            }
            guard comma < rest.endIndex, !buffer.isOverfull else { return }
            rest = rest[(comma + 1)...]
            detector += 1
        }
    }

    /// Takes a list that is one in JSON as well, which RSMP 3.2 allows.
    private static func takeList(
        _ values: JSONElements,
        _ names: DraftNames,
        _ time: DraftTime,
        _ flags: QualityFlags,
        into buffer: inout DecodingBuffer
    ) {
        var detector = 0
        for value in values where !buffer.isOverfull {
            detector += 1
            guard let qualified = buffer.qualified(names, by: detector) else { return buffer.skipValue(.unusableName) }
            take(value, qualified, time, flags, into: &buffer)
        }
    }

    /// `recent` is good, `old` is doubtful, `undefined` and `unknown` say that there is no value.
    private static func quality(_ value: JSONValue?) -> QualityFlags? {
        guard let value, value.kind == .string else { return [] }
        if value.isText("recent") { return [] }
        return value.isText("old") ? [.deviceStatus] : nil
    }
}
