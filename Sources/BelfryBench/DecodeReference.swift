/// The same message in the simplest Swift: a dictionary by topic, and the number that follows a marker in the text.
///
/// It validates nothing, knows neither time nor unit, and stands beside the figure for scale.
struct DecodeReference {
    private let marker: [UInt8]
    private var sums: [String: Double] = [:]

    init(marker: String) {
        self.marker = Array(marker.utf8)
    }

    mutating func take(topic: UnsafeBufferPointer<UInt8>, payload: UnsafeRawBufferPointer) {
        var start = 0
        while start + marker.count < payload.count, !payload[start...].starts(with: marker) { start += 1 }
        let number = payload[(start + marker.count)...].prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "}") }
        sums[String(decoding: topic, as: UTF8.self), default: 0] += Double(String(decoding: number, as: UTF8.self)) ?? 0
    }
}
