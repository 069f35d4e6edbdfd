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
    /// What a device measures, where the entity has one value under a name that says nothing.
    case property
    case propertyValue, propertyUnit
    /// Whether the device takes its value for one to be looked at.
    case outlier
    /// An attribute of ``NGSIAttribute/all``, by its index.
    case attribute(Int)
    case other

    /// The role of a key.
    init(_ key: JSONValue) {
        self = NGSIVocabulary.shared.role(of: key.bytes)
    }

    /// The index in ``NGSIAttribute/all`` of an attribute's name, as entities like this one mean it.
    static func attributeTerm(_ name: UnsafeBufferPointer<UInt8>, of entity: NGSIEntity) -> Int? {
        guard case .attribute(let first) = NGSIVocabulary.shared.role(of: name) else { return nil }
        return NGSIAttribute.term(first, of: entity)
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
        ("measurand", .measurand), ("location", .location), ("controlledproperty", .property),
        ("numvalue", .propertyValue), ("value", .propertyValue), ("unit", .propertyUnit), ("outlier", .outlier),
    ]

    private let words = Vocabulary(Self.fields + Self.attributes)

    /// Each name once, with the first attribute that has it; NGSIAttribute knows the others.
    private static let attributes: [(word: StaticString, meaning: NGSIRole)] = {
        var seen: Set<String> = []
        return NGSIAttribute.all.enumerated().compactMap { index, attribute in
            seen.insert(attribute.name.description).inserted ? (attribute.name, .attribute(index)) : nil
        }
    }()

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

    /// What the members of an attribute are called where nothing has shortened them.
    enum ExpandedTerm {
        case value, object, unitCode, observedAt
    }

    /// The term of NGSI-LD that a URI is; nil for every other key.
    static func expandedTerm(_ key: UnsafeBufferPointer<UInt8>) -> ExpandedTerm? {
        guard key.count > namespace.utf8CodeUnitCount, key.first == UInt8(ascii: "h"),
            RawBytes.areEqual(UnsafeBufferPointer(rebasing: key[..<namespace.utf8CodeUnitCount]), namespace)
        else { return nil }
        let name = UnsafeBufferPointer(rebasing: key[namespace.utf8CodeUnitCount...])
        return expandedTerms.first { RawBytes.areEqual(name, $0.name) }?.term
    }

    private static let namespace: StaticString = "https://uri.etsi.org/ngsi-ld/"
    private static let expandedTerms: [(name: StaticString, term: ExpandedTerm)] = [
        ("hasValue", .value), ("hasObject", .object), ("unitCode", .unitCode), ("observedAt", .observedAt),
    ]
}
