import BelfryIngest
import BelfryModel

/// The messages of one format in one block, ready to be read.
struct DecodeBenchmarkStream {
    private static let sensors = 300
    private static let start = Timestamp(seconds: 1_790_000_000)

    private let topics: [[UInt8]]
    private let payloads: [UInt8]
    /// Where each payload ends.
    private let ends: [Int]
    private let messageID: UInt16

    var count: Int { ends.count }

    init(_ format: DecodeBenchmarkFormat, messages: Int) {
        topics = (0..<Self.sensors).map { Array(format.topic(sensor: $0).utf8) }
        messageID = format.isAcknowledged ? 1 : 0
        var payloads: [UInt8] = []
        var ends: [Int] = []
        for number in 0..<messages {
            let second = Int(Self.start.seconds) + number / Self.sensors
            payloads += format.payload(sensor: number % Self.sensors, second: second, number: number).utf8
            ends.append(payloads.count)
        }
        self.payloads = payloads
        self.ends = ends
    }

    func forEachMessage(_ body: (borrowing InboundMessage) -> Void) {
        payloads.withUnsafeBytes { bytes in
            var begin = 0
            for (number, end) in ends.enumerated() {
                let second = Int64(number / Self.sensors)
                topics[number % Self.sensors].withUnsafeBufferPointer { topic in
                    body(
                        InboundMessage(
                            topic: topic,
                            payload: UnsafeRawBufferPointer(rebasing: bytes[begin..<end]),
                            arrival: Self.start.advanced(byNanoseconds: second * Nanoseconds.perSecond + Int64(number)),
                            messageID: messageID == 0 ? 0 : UInt16(truncatingIfNeeded: number | 1)
                        )
                    )
                }
                begin = end
            }
        }
    }
}
