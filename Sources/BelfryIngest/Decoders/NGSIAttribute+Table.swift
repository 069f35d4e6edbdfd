// The attributes of the Smart Data Models that are readings, with the units that the models fix or recommend.

extension NGSIAttribute {
    /// Every attribute that is read.
    ///
    /// Where a name means another thing in one type of entity, that one stands first.
    static let all: [NGSIAttribute] = ofTraffic + ofPlaces + ofWater + ofAir + ofNoise + ofDevices

    /// TrafficFlowObserved, ItemFlowObserved.
    private static let ofTraffic: [NGSIAttribute] = [
        // Not an attribute: what `intensity` becomes when nobody says of which period.
        NGSIAttribute("\u{0}", "vehicle_count", "1", .count),
        // Nor is this: what it is where its unit says that it is a rate.
        NGSIAttribute("\u{1}", "flow", "1/h"),
        NGSIAttribute("intensity", "flow", "1/h", .countInPeriod, isOfRoads: true),
        NGSIAttribute("occupancy", "occupancy", "%", .fraction, isOfRoads: true),
        NGSIAttribute("averagevehiclespeed", "speed", "km/h", isOfRoads: true),
        NGSIAttribute("averageheadwaytime", "headway", "s", isOfRoads: true),
        NGSIAttribute("averagegapdistance", "gap", "m", isOfRoads: true),
        NGSIAttribute("averagevehiclelength", "vehicle_length", "m", isOfRoads: true),
        NGSIAttribute("averagespeed", "speed", "km/h", isOfRoads: true),
        NGSIAttribute("vehiclecount", "vehicle_count", "1", .count, isOfRoads: true),
        NGSIAttribute("averagelength", "vehicle_length", "m", only: "ItemFlowObserved"),
    ]

    /// OffStreetParking, OnStreetParking, ParkingSpot, BikeHireDockingStation, CrowdFlowObserved, WasteContainer.
    private static let ofPlaces: [NGSIAttribute] = [
        NGSIAttribute("availablespotnumber", "free_parking_spaces", "1"),
        NGSIAttribute("occupiedspotnumber", "occupied_parking_spaces", "1"),
        NGSIAttribute("percentageoccupancy", "parking_occupancy", "%", only: "OffStreetParking"),
        NGSIAttribute("occupancy", "parking_occupancy", "%", .fraction, only: "OffStreetParking"),
        NGSIAttribute("status", "parking_spot_occupied", "1", .spotState, only: "ParkingSpot"),
        NGSIAttribute("peoplecount", "people_count", "1"),
        NGSIAttribute("peoplecountaway", "people_count_away", "1", only: "CrowdFlowObserved"),
        NGSIAttribute("peoplecounttowards", "people_count_towards", "1", only: "CrowdFlowObserved"),
        NGSIAttribute("averageheadwaytime", "people_headway", "s", only: "CrowdFlowObserved"),
        NGSIAttribute("averagecrowdspeed", "people_speed", "km/h", only: "CrowdFlowObserved"),
        NGSIAttribute("occupancy", "people_occupancy", "%", .fraction, only: "CrowdFlowObserved"),
        NGSIAttribute("availablebikenumber", "available_bikes", "1", only: "BikeHireDockingStation"),
        NGSIAttribute("freeslotnumber", "free_bike_docks", "1", only: "BikeHireDockingStation"),
        NGSIAttribute("fillinglevel", "filling_level", "%", .fraction),
    ]

    /// WaterQualityObserved, in which formulas mean what is dissolved; WaterObserved; FloodMonitoring; WaterLevel.
    private static let ofWater: [NGSIAttribute] = [
        NGSIAttribute("no2", "nitrite", "mg/L", only: "WaterQualityObserved"),
        NGSIAttribute("no3", "nitrate", "mg/L", only: "WaterQualityObserved"),
        NGSIAttribute("nh3", "ammonia", "mg/L", only: "WaterQualityObserved"),
        NGSIAttribute("nh4", "ammonium", "mg/L", only: "WaterQualityObserved"),
        NGSIAttribute("po4", "phosphate", "mg/L", only: "WaterQualityObserved"),
        NGSIAttribute("cl-", "chloride", "mg/L", only: "WaterQualityObserved"),
        NGSIAttribute("o2", "dissolved_oxygen", "mg/L", only: "WaterQualityObserved"),
        NGSIAttribute("tss", "suspended_solids", "mg/L", only: "WaterQualityObserved"),
        NGSIAttribute("bod", "biochemical_oxygen_demand", "mg/L", only: "WaterQualityObserved"),
        NGSIAttribute("cod", "chemical_oxygen_demand", "mg/L", only: "WaterQualityObserved"),
        NGSIAttribute("chla", "chlorophyll_a", "ug/L", only: "WaterQualityObserved"),
        NGSIAttribute("ph", "ph", "[pH]", only: "WaterQualityObserved"),
        NGSIAttribute("conductivity", "conductivity", "S/m", only: "WaterQualityObserved"),
        NGSIAttribute("conductance", "conductance", "S/m", only: "WaterQualityObserved"),
        NGSIAttribute("turbidity", "turbidity", nil, only: "WaterQualityObserved"),
        NGSIAttribute("salinity", "salinity", nil, only: "WaterQualityObserved"),
        NGSIAttribute("orp", "redox_potential", "mV", only: "WaterQualityObserved"),
        NGSIAttribute("flow", "water_flow", "m3/h", only: "WaterQualityObserved"),
        NGSIAttribute("flow", "water_flow", nil, only: "WaterObserved"),
        NGSIAttribute("height", "water_level", "m", only: "WaterObserved"),
        NGSIAttribute("waveheight", "wave_height", "m", only: "WaterObserved"),
        NGSIAttribute("swellheight", "swell_height", "m", only: "WaterObserved"),
        NGSIAttribute("currentlevel", "water_level", "m"), NGSIAttribute("waterlevel", "water_level", "m"),
        NGSIAttribute("measureddistance", "measured_distance", "m"),
    ]

    /// AirQualityObserved, WeatherObserved, IndoorEnvironmentObserved.
    private static let ofAir: [NGSIAttribute] = [
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
        NGSIAttribute("humidity", "relative_humidity", "%", .percentage),
        NGSIAttribute("atmosphericpressure", "pressure", "hPa"),
        // In the model without a unit, so that only a declared one tells what the numbers are.
        NGSIAttribute("pm4", "pm4", nil, isOfNoModel: true), NGSIAttribute("tsp", "tsp", nil, isOfNoModel: true),
        // In no model: rooms have 720 of it, which nobody says to be millimetres of mercury.
        NGSIAttribute("pressure", "pressure", nil, isOfNoModel: true),
        NGSIAttribute("dewpoint", "dew_point", "Cel"),
        NGSIAttribute("windspeed", "wind_speed", "m/s"), NGSIAttribute("winddirection", "wind_direction", "deg"),
        NGSIAttribute("gustspeed", "wind_gust", "m/s"),
        NGSIAttribute("precipitation", "precipitation", "mm", only: "WeatherObserved"),
        NGSIAttribute("illuminance", "illuminance", "lx"),
        NGSIAttribute("solarradiation", "solar_radiation", "kW/m2", only: "AirQualityMonitoring"),
        NGSIAttribute("solarradiation", "solar_radiation", "W/m2"),
    ]

    /// NoiseLevelObserved and NoisePollution, which has levels of two hours and of the night.
    private static let ofNoise: [NGSIAttribute] = [
        NGSIAttribute("lafmax", "lamax", "dB(A)"), NGSIAttribute("laeq", "laeq", "dB(A)"),
        NGSIAttribute("lamax", "lamax", "dB(A)"),
        NGSIAttribute("laeq2", "laeq", "dB(A)", only: "NoisePollution"),
        NGSIAttribute("lamax2", "lamax", "dB(A)", only: "NoisePollution"),
        NGSIAttribute("lanight", "lnight", "dB(A)", only: "NoisePollution"),
        NGSIAttribute("laeq_d", "laeq_d", "dB(A)"), NGSIAttribute("las", "las", "dB(A)"),
        NGSIAttribute("la10", "l10", "dB(A)"), NGSIAttribute("la90", "l90", "dB(A)"),
        NGSIAttribute("l10", "l10", "dB(A)"), NGSIAttribute("l90", "l90", "dB(A)"),
    ]

    /// Device, and what others say of theirs.
    private static let ofDevices: [NGSIAttribute] = [
        NGSIAttribute("batterylevel", "battery", "%", .fraction), NGSIAttribute("rssi", "rssi", nil),
    ]
}
