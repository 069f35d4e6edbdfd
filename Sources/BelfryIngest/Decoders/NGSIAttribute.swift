import BelfryModel

/// One attribute of the Smart Data Models that is a reading.
///
/// The list is the gate: what is not in it is not read. Texts are static, so that looking at an attribute counts no
/// references.
struct NGSIAttribute {
    /// What the number means.
    enum Kind {
        case plain
        /// The model says 0...1.
        case fraction
        /// A percentage by the habit of devices; what is no more than 1 is a fraction.
        case percentage
        /// Vehicles in the observation's period, in spite of the name "intensity".
        case countInPeriod
        case count
        /// `free` or `occupied`, as a parking spot says it.
        case spotState
    }

    /// Which of the levels that hold each other in bounds.
    enum Level {
        case none, mean, maximum
    }

    /// Lower case.
    let name: StaticString
    let quantity: StaticString
    /// The unit that the model fixes or recommends; without one, a value that declares none is a reading of unknown unit,
    /// and only in an observation.
    let unit: StaticString?
    let kind: Kind
    /// The only entity type that has it as a reading; nil for every type.
    let entityType: StaticString?
    /// Whether it is of vehicles on a road: crowds and car parks have the same names for other things.
    let isOfRoads: Bool
    /// What it is among sound levels.
    let level: Level
    /// Whether no model fixes what its numbers are: in an observation it then takes a declared unit to be a reading.
    let isOfNoModel: Bool

    init(
        _ name: StaticString,
        _ quantity: StaticString,
        _ unit: StaticString?,
        _ kind: Kind = .plain,
        only entityType: StaticString? = nil,
        isOfRoads: Bool = false,
        isOfNoModel: Bool = false
    ) {
        self.name = name
        self.quantity = quantity
        self.unit = unit
        self.kind = kind
        self.entityType = entityType
        self.isOfRoads = isOfRoads
        self.isOfNoModel = isOfNoModel
        switch quantity.description {
        case "laeq": level = .mean
        case "lamax": level = .maximum
        default: level = .none
        }
    }

    /// Whether two attributes are spellings of one quantity.
    func isSameQuantity(as other: NGSIAttribute) -> Bool {
        RawBytes.areEqual(
            quantity.bytes,
            other.quantity
        )
    }

    /// Whether entities of this type have the attribute as a reading.
    func appliesTo(_ entity: NGSIEntity) -> Bool {
        if isOfRoads, Self.typesBesideRoads.contains(where: { entity.isOfType($0) }) { return false }
        guard let entityType else { return true }
        return entity.isOfType(entityType)
    }

    /// Whether a value without a unit is a reading in such an entity.
    ///
    /// In an observation it is a value of unknown unit; elsewhere it may be anything.
    func isMeantWithoutUnit(in entity: NGSIEntity) -> Bool {
        if isOfNoModel { return !entity.isObservation && !entity.isOfType("Vehicle") }
        return unit != nil || entity.isObservation
    }

    /// Whether a value in a declared unit is one that ``meaning(of:declared:entity:_:term:)`` knows to read.
    func accepts(_ unit: Unit?) -> Bool {
        guard let dimension = unit?.scale?.dimension else { return false }
        switch kind {
        case .plain, .spotState: return true
        case .fraction, .percentage: return dimension == .fraction || dimension == .count
        case .countInPeriod, .count: return dimension == .count || dimension == .frequency
        }
    }

    private static let typesBesideRoads: [StaticString] = [
        "CrowdFlowObserved", "OffStreetParking", "OnStreetParking", "ParkingGroup", "ParkingSpot",
    ]

    /// Whether a value says that there is none: −1 is what stands for "unknown" where nothing can be negative.
    func saysNoValue(_ value: Double) -> Bool {
        if isOfRoads { return value < 0 }
        switch kind {
        case .fraction, .percentage, .count: return value == -1
        case .plain, .countInPeriod, .spotState: return false
        }
    }

    /// The term of a number of vehicles without a known period.
    static let countTerm = 0
    /// The term of a flow that is declared as one.
    static let rateTerm = 1

    /// The first attribute of a name's that entities of this type have; nil where they have none.
    ///
    /// - Parameter first: the one that ``NGSIVocabulary`` finds by the name.
    static func term(_ first: Int, of entity: NGSIEntity) -> Int? {
        var term = first
        while term >= 0 {
            if all[term].appliesTo(entity) { return term }
            term = nextOfName[term]
        }
        return nil
    }

    /// Of each attribute the next one that has its name in entities of other types; −1 at the end.
    private static let nextOfName: [Int] = all.indices.map { index in
        all[(index + 1)...].firstIndex { $0.name.description == all[index].name.description } ?? -1
    }
}
