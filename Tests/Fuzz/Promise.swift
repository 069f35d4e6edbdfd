import BelfryIngest
import BelfryModel
import Glibc

/// Ends the process where a promise is broken, so that libFuzzer keeps the input.
func demand(_ isKept: Bool, _ promise: @autoclosure () -> String) {
    guard !isKept else { return }
    print("broken promise: \(promise())")
    fflush(nil)
    abort()
}

/// What holds for every decoded message, whatever came in.
enum Promise {
    /// The longest name of a sensor or an agency, in bytes.
    private static let nameBytes = 256
    /// The most readings of one message.
    private static let readings = 4_096

    /// Holds a message against what is promised of all.
    static func check(_ message: DecodedMessage, topic: UnsafeBufferPointer<UInt8>, payload: UnsafeRawBufferPointer) {
        let isReadings = message.outcome == .readings
        demand(isReadings == (message.reason == .none), "only readings need no reason: \(message.outcome.name)")
        demand(isReadings == !message.readings.isEmpty, "\(message.outcome.name) of \(message.readings.count)")
        demand(isReadings == message.explanation.isEmpty, "an explanation: \(message.explanation)")
        demand(message.readings.count <= readings, "\(message.readings.count) readings")
        for reading in message.readings {
            demand(reading.value.isFinite, "\(reading.value) of \(reading.key.identity)")
            demand(reading.key.quantity.isWellFormed, "the quantity \(reading.key.quantity.name)")
            demand(isUsable(reading.key.sensor), "the sensor \(reading.key.sensor)")
            demand(isUsable(reading.key.agency), "the agency \(reading.key.agency)")
            demand(
                !hasReplacement(reading.key.sensor) || holdsReplacement(payload) || holdsReplacement(topic),
                "a character of \(reading.key.sensor) is cut or no UTF-8"
            )
        }
    }

    private static func isUsable(_ name: String) -> Bool {
        (1...nameBytes).contains(name.utf8.count)
            && !name.unicodeScalars.contains {
                $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0.value == 0x2028 || $0.value == 0x2029
            }
    }

    /// Whether a name holds U+FFFD, which takes the place of bytes that are no UTF-8.
    private static func hasReplacement(_ name: String) -> Bool {
        name.unicodeScalars.contains("\u{FFFD}")
    }

    /// Whether U+FFFD came in, as it is or escaped.
    private static func holdsReplacement(_ payload: UnsafeRawBufferPointer) -> Bool {
        let escaped = Array("fffd".utf8)
        return payload.indices.contains { start in
            payload[start...].starts(with: [0xEF, 0xBF, 0xBD])
                || payload[start...].prefix(escaped.count).map { $0 | 0x20 } == escaped
        }
    }

    /// Whether U+FFFD is in a topic, or would have to be: brokers refuse such a topic.
    private static func holdsReplacement(_ topic: UnsafeBufferPointer<UInt8>) -> Bool {
        hasReplacement(String(decoding: topic, as: UTF8.self))
    }
}
