/// What a key of an entity is good for.
enum NGSIRole: Equatable {
    case identity, type
    /// The station itself, which names itself better than the entity does.
    case station
    /// The device or place that the entity is about; stable where the entity's id is not.
    case device, pointOfInterest
    case observedAt, observedTo, observed, observedFrom
    /// When an agent or a broker took it.
    case recordedAt
    case location
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

/// The keys that mean something.
struct NGSIVocabulary: Sendable {
    static let shared = NGSIVocabulary()

    /// Fields that are not attributes.
    private static let fields: [(word: StaticString, meaning: NGSIRole)] = [
        ("id", .identity), ("@id", .identity), ("type", .type), ("@type", .type), ("stationid", .station),
        ("refdevice", .device), ("refpointofinterest", .pointOfInterest),
        ("dateobservedto", .observedTo), ("dateobserved", .observed),
        ("observationdatetime", .observed), ("observedat", .observedAt),
        ("timeinstant", .recordedAt), ("dateobservedfrom", .observedFrom),
        ("measurand", .measurand), ("location", .location),
    ]

    private let words = Vocabulary(
        Self.fields + NGSIAttribute.all.enumerated().map { (word: $1.name, meaning: .attribute($0)) }
    )

    /// The role of a key, case folded away.
    func role(of key: UnsafeBufferPointer<UInt8>) -> NGSIRole { words.meaning(of: Self.shortName(key)) ?? .other }

    /// The name that a URI is long for: `https://smartdatamodels.org/dataModel.Environment/no2` is `no2`.
    static func shortName(_ name: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        let scheme: StaticString = "http"
        guard name.count > scheme.utf8CodeUnitCount,
            RawBytes.areEqual(UnsafeBufferPointer(rebasing: name[..<scheme.utf8CodeUnitCount]), scheme),
            let last = name.lastIndex(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "#") })
        else { return name }
        return UnsafeBufferPointer(rebasing: name[(last + 1)...])
    }
}
