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
        /// Vehicles in the observation's period, in spite of the name "intensity".
        case countInPeriod
        case count
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

    private init(
        _ name: StaticString,
        _ quantity: StaticString,
        _ unit: StaticString?,
        _ kind: Kind = .plain,
        only entityType: StaticString? = nil,
        isOfRoads: Bool = false
    ) {
        self.name = name
        self.quantity = quantity
        self.unit = unit
        self.kind = kind
        self.entityType = entityType
        self.isOfRoads = isOfRoads
    }

    /// Whether two attributes are spellings of one quantity.
    func isSameQuantity(as other: NGSIAttribute) -> Bool {
        RawBytes.areEqual(
            UnsafeBufferPointer(start: quantity.utf8Start, count: quantity.utf8CodeUnitCount),
            other.quantity
        )
    }

    /// Whether entities of this type have the attribute as a reading.
    func appliesTo(_ entity: NGSIEntity) -> Bool {
        if isOfRoads, Self.typesBesideRoads.contains(where: { entity.isOfType($0) }) { return false }
        guard let entityType else { return true }
        return entity.isOfType(entityType)
    }

    /// Whether a value in a declared unit is one that ``meaning(of:declared:entity:_:term:)`` knows to read.
    func accepts(_ unit: Unit?) -> Bool {
        guard let dimension = unit?.scale?.dimension else { return false }
        switch kind {
        case .plain: return true
        case .fraction: return dimension == .fraction || dimension == .count
        case .countInPeriod, .count: return dimension == .count || dimension == .frequency
        }
    }

    private static let typesBesideRoads: [StaticString] = [
        "CrowdFlowObserved", "OffStreetParking", "OnStreetParking", "ParkingGroup", "ParkingSpot",
    ]

    /// Whether a value says that there is none: −1 is what stands for "unknown" where nothing can be negative.
    func saysNoValue(_ value: Double) -> Bool { isOfRoads && value < 0 }

    /// The term of a number of vehicles without a known period.
    static let countTerm = 0

    /// Every attribute that is read.
    ///
    /// Models: AirQualityObserved, WeatherObserved, TrafficFlowObserved, NoiseLevelObserved, FloodMonitoring,
    /// WaterLevel, CrowdFlowObserved, OffStreetParking.
    static let all: [NGSIAttribute] = [
        // Not an attribute: what `intensity` becomes when nobody says of which period.
        NGSIAttribute("\u{0}", "vehicle_count", "1", .count),
        NGSIAttribute("intensity", "flow", "1/h", .countInPeriod, isOfRoads: true),
        NGSIAttribute("occupancy", "occupancy", "%", .fraction, isOfRoads: true),
        NGSIAttribute("averagevehiclespeed", "speed", "km/h", isOfRoads: true),
        NGSIAttribute("averageheadwaytime", "headway", "s", isOfRoads: true),
        NGSIAttribute("averagegapdistance", "gap", "m", isOfRoads: true),
        NGSIAttribute("averagevehiclelength", "vehicle_length", "m", isOfRoads: true),
        NGSIAttribute("availablespotnumber", "free_parking_spaces", "1"),

        NGSIAttribute("co", "co", "mg/m3"), NGSIAttribute("no", "no", "ug/m3"), NGSIAttribute("no2", "no2", "ug/m3"),
        NGSIAttribute("nox", "nox", "ug/m3"), NGSIAttribute("o3", "o3", "ug/m3"), NGSIAttribute("so2", "so2", "ug/m3"),
        NGSIAttribute("nh3", "nh3", "ug/m3"), NGSIAttribute("sh2", "h2s", "ug/m3"),
        NGSIAttribute("h2s", "h2s", "ug/m3"),
        NGSIAttribute("c6h6", "benzene", "ug/m3"), NGSIAttribute("co2", "co2", nil),
        NGSIAttribute("volatileorganiccompoundstotal", "tvoc", nil), NGSIAttribute("pm1.0", "pm1", "ug/m3"),
        NGSIAttribute("pm1_0", "pm1", "ug/m3"), NGSIAttribute("pm1", "pm1", "ug/m3"),
        NGSIAttribute("pm10", "pm10", "ug/m3"),
        NGSIAttribute("pm25", "pm2_5", "ug/m3"), NGSIAttribute("pm2.5", "pm2_5", "ug/m3"),
        NGSIAttribute("pm2_5", "pm2_5", "ug/m3"), NGSIAttribute("03", "o3", "ug/m3"),
        NGSIAttribute("airqualityindex", "air_quality_index", "1"),

        NGSIAttribute("temperature", "temperature", "Cel"),
        NGSIAttribute("relativehumidity", "relative_humidity", "%", .fraction),
        NGSIAttribute("atmosphericpressure", "pressure", "hPa"), NGSIAttribute("dewpoint", "dew_point", "Cel"),
        NGSIAttribute("windspeed", "wind_speed", "m/s"), NGSIAttribute("winddirection", "wind_direction", "deg"),
        NGSIAttribute("precipitation", "precipitation", "mm", only: "WeatherObserved"),
        NGSIAttribute("illuminance", "illuminance", "lx"), NGSIAttribute("solarradiation", "solar_radiation", "W/m2"),

        NGSIAttribute("lafmax", "lamax", "dB(A)"), NGSIAttribute("laeq", "laeq", "dB(A)"),
        NGSIAttribute("lamax", "lamax", "dB(A)"),
        NGSIAttribute("laeq_d", "laeq_d", "dB(A)"), NGSIAttribute("las", "las", "dB(A)"),
        NGSIAttribute("la10", "l10", "dB(A)"), NGSIAttribute("la90", "l90", "dB(A)"),
        NGSIAttribute("l10", "l10", "dB(A)"), NGSIAttribute("l90", "l90", "dB(A)"),
        NGSIAttribute("currentlevel", "water_level", "m"), NGSIAttribute("waterlevel", "water_level", "m"),
        NGSIAttribute("measureddistance", "measured_distance", "m"),
        NGSIAttribute("peoplecount", "people_count", "1"),
    ]
}

extension NGSIAttribute {
    /// A value in the sense of its model: as it is, or brought to percent or to vehicles an hour.
    struct Meaning {
        var value: Double
        var term: Int
        var flags: QualityFlags = []
    }

    /// What a number of this attribute means.
    func meaning(
        of value: Double,
        declared unit: NGSIUnit,
        entity: NGSIEntity,
        _ context: DecodingContext,
        term: Int
    ) -> Meaning {
        switch kind {
        case .plain, .count: return Meaning(value: value, term: term)
        case .fraction:
            let declaredPercent = unit.isPercent
            let isFraction = value <= 1
            // Models say 0...1; devices also send 54, and declare 0.54 to be percent. Either way one of them is wrong.
            let contradicts = isFraction == declaredPercent && value != 0
            return Meaning(
                value: isFraction ? value * 100 : value,
                term: term,
                flags: contradicts ? .contradiction : []
            )
        case .countInPeriod:
            guard let period = entity.periodSeconds(context) else {
                return Meaning(value: value, term: Self.countTerm)
            }
            return Meaning(value: value * 3_600 / period, term: term)
        }
    }
}
