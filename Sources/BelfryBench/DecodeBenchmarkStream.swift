import BelfryIngest
import BelfryModel

/// The messages of one format in one block, ready to be read.
struct DecodeBenchmarkStream {
    private static let sensors = 300
    /// The most payload; of longer messages there are fewer.
    private static let byteLimit = 64 << 20
    /// The time of the first message of each sensor.
    static let start = Timestamp(seconds: 1_790_000_000)

    private let topics: [[UInt8]]
    private let payloads: [UInt8]
    /// Where each payload ends.
    private let ends: [Int]
    private let messageID: UInt16

    private let introductions: [(topic: [UInt8], payload: [UInt8])]

    var count: Int { ends.count }
    /// Of all payloads.
    var byteCount: Int { payloads.count }

    init(_ format: DecodeBenchmarkFormat, messages: Int) {
        topics = (0..<Self.sensors).map { Array(format.topic(sensor: $0).utf8) }
        messageID = format.isAcknowledged ? 1 : 0
        var payloads: [UInt8] = []
        var ends: [Int] = []
        introductions = (0..<Self.sensors).compactMap { format.introduction(sensor: $0) }
            .map { (Array($0.topic.utf8), $0.payload) }
        for number in 0..<messages where payloads.count < Self.byteLimit {
            let second = Int(Self.start.seconds) + number / Self.sensors
            payloads += format.payload(sensor: number % Self.sensors, second: second, number: number)
            ends.append(payloads.count)
        }
        self.payloads = payloads
        self.ends = ends
    }

    /// What has to be said before the first message.
    func forEachIntroduction(_ body: (borrowing InboundMessage) -> Void) {
        for introduction in introductions {
            introduction.topic.withUnsafeBufferPointer { topic in
                introduction.payload.withUnsafeBytes { payload in
                    body(InboundMessage(topic: topic, payload: payload, arrival: Self.start))
                }
            }
        }
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
