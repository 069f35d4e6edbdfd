/// What a key of an entity is good for.
enum NGSIRole: Equatable {
    case identity, type
    /// The station itself, which names itself better than the entity does.
    case station
    /// The device or place that the entity is about; stable where the entity's id is not.
    case device, pointOfInterest
    case observedTo, observed, observedFrom
    /// `["NO2, 69, PPB, Nitrogen Dioxide", …]`, the older way to give units.
    case measurand
    /// An attribute of ``NGSIAttribute/all``, by its index.
    case attribute(Int)
    case other

    /// The role of a key.
    init(_ key: JSONValue) {
        self = NGSIVocabulary.shared.role(of: key.bytes)
    }

    /// The index in ``NGSIAttribute/all`` of an attribute's name.
    static func attributeTerm(_ name: UnsafeBufferPointer<UInt8>) -> Int? {
        if case .attribute(let term) = NGSIVocabulary.shared.role(of: name) { term } else { nil }
    }
}

/// The keys that mean something, in an open hash table: devices write them in any case.
struct NGSIVocabulary: Sendable {
    static let shared = NGSIVocabulary()

    private struct Word {
        /// Lower case.
        var name: StaticString
        var role: NGSIRole
    }

    /// Fields that are not attributes.
    private static let fields: [Word] = [
        Word(name: "id", role: .identity), Word(name: "type", role: .type), Word(name: "stationid", role: .station),
        Word(name: "refdevice", role: .device), Word(name: "refpointofinterest", role: .pointOfInterest),
        Word(name: "dateobservedto", role: .observedTo), Word(name: "dateobserved", role: .observed),
        Word(name: "observationdatetime", role: .observed), Word(name: "observedat", role: .observed),
        Word(name: "timeinstant", role: .observed), Word(name: "dateobservedfrom", role: .observedFrom),
        Word(name: "measurand", role: .measurand),
    ]
    private static let slotCount = 256

    private var slots: [Word?] = Array(repeating: nil, count: Self.slotCount)

    private init() {
        let attributes = NGSIAttribute.all.enumerated().map { Word(name: $1.name, role: .attribute($0)) }
        for word in Self.fields + attributes {
            var slot = Self.slot(UnsafeBufferPointer(start: word.name.utf8Start, count: word.name.utf8CodeUnitCount))
            while slots[slot] != nil { slot = (slot + 1) % Self.slotCount }
            slots[slot] = word
        }
    }

    /// The role of a key, case folded away.
    func role(of key: UnsafeBufferPointer<UInt8>) -> NGSIRole {
        var slot = Self.slot(key)
        while let word = slots[slot] {
            if Self.isFolded(key, word.name) { return word.role }
            slot = (slot + 1) % Self.slotCount
        }
        return .other
    }

    /// Where a key belongs; the words leave most slots free, so a search is short.
    private static func slot(_ key: UnsafeBufferPointer<UInt8>) -> Int {
        var hash = key.count
        for byte in key { hash = hash &* 31 &+ Int(lower(byte)) }
        return Int(UInt(bitPattern: hash) % UInt(slotCount))
    }

    private static func isFolded(_ key: UnsafeBufferPointer<UInt8>, _ name: StaticString) -> Bool {
        guard key.count == name.utf8CodeUnitCount else { return false }
        for index in key.indices where lower(key[index]) != name.utf8Start[index] { return false }
        return true
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
    }
}
