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
}

/// What a value is, by its payload's own account.
struct Measurand {
    /// Empty where the payload names no sensor, so that the topic has to.
    var sensor = ""
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
    /// Hashes of the names that the subscription gives units to, as written.
    private let declaredNames: Set<UInt64>

    init(_ subscription: Subscription, index: Int, city: Location? = nil) {
        self.subscription = subscription
        self.index = index
        self.city = city
        declaredNames = Set(
            subscription.declaredNames.map { name in
                var name = name
                return name.withUTF8 { ByteHash.of(UnsafeRawBufferPointer($0)) }
            }
        )
    }

    /// Whether the subscription gives a unit to values of this name: then the operator knows what they are.
    func isDeclared(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        !declaredNames.isEmpty && declaredNames.contains(ByteHash.of(UnsafeRawBufferPointer(name)))
    }
}
