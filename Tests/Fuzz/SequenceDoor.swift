import BelfryIngest

/// Several messages an input, each `topic, line end, length in two bytes, payload`: what comes later leans on what came
/// before, so each input starts with nothing remembered.
final class SequenceDoor: FuzzDoor {
    private let subscriptions: [Subscription]

    init(_ format: PayloadFormat) throws {
        subscriptions = try MessageDoor.subscriptions(format)
    }

    func take(_ input: UnsafeRawBufferPointer) {
        var probe = MessageProbe(subscriptions)
        var rest = input
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")), end + 2 < rest.count {
            let length = Int(rest[end + 1]) << 8 | Int(rest[end + 2])
            let start = end + 3
            let stop = min(start + length, rest.count)
            probe.take(
                topic: UnsafeBufferPointer(rebasing: rest.assumingMemoryBound(to: UInt8.self)[..<end]),
                payload: UnsafeRawBufferPointer(rebasing: rest[start..<stop])
            )
            rest = UnsafeRawBufferPointer(rebasing: rest[stop...])
        }
    }
}
