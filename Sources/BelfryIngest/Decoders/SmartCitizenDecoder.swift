// The Smart Citizen Kit, on `device/sck/<token>/readings`:
//
//   {"data":[{"recorded_at":"2016-06-08 10:30:00Z","sensors":[{"id":55,"value":21}]}]}
//                                                             └ a number of the platform's catalogue
//
// The token lets anybody publish as the device, so it is a secret: the sensor is named by a hash of it. `/raw` beside it
// looks like JSON and is none.

import BelfryModel

/// Reads the readings of Smart Citizen kits.
enum SmartCitizenDecoder: JSONPayloadDecoder {
    /// Whether a topic is one of theirs.
    static func recognises(_ topic: TopicLevels) -> Bool { topic.isLevel(0, "device") && topic.isLevel(1, "sck") }

    static func decode(_ root: JSONValue, _ context: DecodingContext, into buffer: inout DecodingBuffer) {
        let topic = TopicLevels(context.topic)
        guard let records = root["data"], records.kind == .array else {
            let isReading = topic.fromEnd(0).map { RawBytes.areEqual($0, "readings") } ?? false
            if !isReading { return buffer.reject(.metadata, .description) }
            return buffer.reject(.malformed, .wrongType, detail: "readings have an array under data")
        }
        guard let sensor = sensor(topic[2], into: &buffer) else { return buffer.reject(.undecoded, .noSensor) }
        for record in records.elements {
            let time = time(record["recorded_at"], context)
            for item in record["sensors"]?.elements ?? JSONElements(of: root) {
                guard let identity = item["id"]?.number, let id = Int16(exactly: identity), id >= 0,
                    let value = item["value"]
                else { continue }
                if SmartCitizenCatalogue.positions.contains(Int(id)) {
                    buffer.skipEmptyValue()
                    continue
                }
                buffer.take(value, term: id, of: sensor, time)
            }
        }
        buffer.finish(orElse: .noKnownQuantity)
    }

    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand {
        guard let entry = SmartCitizenCatalogue.entries[names.term] else {
            return Measurand(sensor: names.sensor, quantity: "sensor_\(names.term)")
        }
        var measurand = Measurand(sensor: names.sensor, quantity: entry.quantity.description)
        measurand.part = entry.part.description
        measurand.unit = Unit(entry.unit.description)
        return measurand
    }

    /// `sck-` and 16 hexadecimal digits of the token's hash.
    private static func sensor(_ token: UnsafeBufferPointer<UInt8>?, into buffer: inout DecodingBuffer) -> DraftNames? {
        guard let token, !token.isEmpty else { return nil }
        var hash = ByteHash.of(UnsafeRawBufferPointer(token), seed: 0x5343_4b00)
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { name in
            for (index, byte) in "sck-".utf8.enumerated() { name[index] = byte }
            for index in 4..<20 {
                let digit = UInt8(truncatingIfNeeded: hash & 0xF)
                name[index] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
                hash >>= 4
            }
            return buffer.sensor(UnsafeBufferPointer(name))
        }
    }

    /// `2016-06-08 10:30:00Z`: RFC 3339 lets a blank stand for the T.
    private static func time(_ value: JSONValue?, _ context: DecodingContext) -> DraftTime { context.time(value) }
}
