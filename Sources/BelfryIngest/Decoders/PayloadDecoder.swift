// A decoder knows one format and nothing else:
//
//   payload ─► decode ─► drafts (names as written) ─► measurand, once per channel ─► quantity, sensor, unit
//
// Both halves are pure. A further format is one more file with both, a case of PayloadFormat, and a line in
// PayloadFormat+Decoding.swift; one that needs earlier messages keeps a bounded memory of them in the buffer.

import BelfryModel

/// Reads one format.
protocol PayloadDecoder {
    /// Reads a payload into drafts, or rejects it with a reason; never traps, whatever the bytes.
    static func decode(
        _ payload: UnsafeRawBufferPointer,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    )

    /// What the names of a draft mean; asked once per channel.
    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand
}

/// What a decoder may know beside the payload.
struct DecodingContext {
    /// The subscription that the message belongs to.
    let feed: Feed
    /// The topic's UTF-8 bytes, valid during the call.
    let topic: UnsafeBufferPointer<UInt8>
    /// The hash of topic and broker.
    let topicHash: UInt64
    let arrival: Timestamp
    /// Whether the topic names a quantity.
    let topicNamesQuantity: Bool
    /// The way on which the message came.
    let lane: MessageLane
    /// How far apart two accounts of one time may be before one of them is wrong.
    var allowedLatenessNanoseconds = 2 * Nanoseconds.perMinute
    /// Times before this instant are of a clock that was never set.
    var earliestEventTime = Timestamp(seconds: 946_684_800)
}

/// What a value is, by its payload's own account.
struct Measurand {
    /// Empty where the payload names no sensor, so that the topic has to.
    var sensor = ""
    /// What of the sensor measured, where it has several of a kind; empty where it is the sensor itself.
    ///
    /// Stands behind the sensor's name wherever that comes from.
    var part = ""
    /// A name as the payload writes it or a name of the taxonomy; empty where the topic has to say.
    var quantity = ""
    /// The unit as written, in any of the vocabularies of ``UnitName``; empty where the payload names none.
    var unitText = ""
    /// A unit that format or mapping fix; goes before `unitText`.
    var unit: Unit?
    /// What the value is multiplied with before its unit is looked at.
    var scale = 1.0
    /// Why the names cannot be used; nil where they can.
    var fault: Reason?
}

/// One subscription, ready for decoding: what is looked up per message lies behind one reference.
final class Feed: Sendable {
    let subscription: Subscription
    let index: Int
    /// Where the sensors are, roughly; nil where nobody says.
    let city: Location?
    /// Numbers of the names that the subscription gives units to, by the hash of the name as written.
    private let declaredNames: [UInt64: Int]

    init(_ subscription: Subscription, index: Int, city: Location? = nil) {
        self.subscription = subscription
        self.index = index
        self.city = city
        var numbers: [UInt64: Int] = [:]
        for var name in subscription.declaredNames {
            numbers[name.withUTF8 { ByteHash.of(UnsafeRawBufferPointer($0)) }] = numbers.count
        }
        declaredNames = numbers
    }

    /// A number for a name that the subscription gives a unit to, so that the operator knows what it is; nil for any other.
    ///
    /// Which number it is means nothing, and differs from start to start.
    func declaredNumber(of name: UnsafeBufferPointer<UInt8>) -> Int? {
        declaredNames.isEmpty ? nil : declaredNames[ByteHash.of(UnsafeRawBufferPointer(name))]
    }
}
