// One quantity, many spellings: `PM2.5`, `pm25`, `windSpeed`, `wind-speed`, `humidity`. Case and separators never tell
// quantities apart, so they are folded away before the look-up.

import BelfryModel

/// Finds the taxonomy's name for a quantity as others write it.
enum QuantityName {
    /// The longest name that is looked at, in bytes.
    static let byteLimit = 64

    /// The taxonomy's name, or the folded name where the taxonomy has none: `vehicle-class` → `vehicle_class`.
    static func canonical(_ name: String) -> String {
        let folded = folded(name)
        return byKey[key(folded)] ?? folded
    }

    /// Whether the taxonomy knows the quantity.
    static func isKnown(_ name: String) -> Bool {
        byKey[key(folded(name))] != nil
    }

    /// Lower case, and one `_` for each run of anything that is neither letter nor digit.
    static func folded(_ name: String) -> String {
        guard name.utf8.count <= byteLimit else { return "" }
        var folded = ""
        for scalar in name.unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9": folded.unicodeScalars.append(scalar)
            case "A"..."Z": folded.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value) | 0x20))
            default: if !folded.isEmpty, folded.last != "_" { folded += "_" }
            }
        }
        if folded.last == "_" { folded.removeLast() }
        return folded
    }

    private static func key(_ folded: String) -> String {
        folded.filter { $0 != "_" }
    }

    private static let byKey: [String: String] = {
        var names: [String: String] = [:]
        for definition in QuantityDefinition.all { names[key(definition.quantity.name)] = definition.quantity.name }
        for (spelling, name) in spellings { names[spelling] = name }
        return names
    }()

    /// Spellings beyond case and separators.
    private static let spellings: [String: String] = [
        "intensity": "flow", "vehicleflow": "flow", "vehicleflowrate": "flow", "trafficflow": "flow",
        "vehiclespeed": "speed", "averagevehiclespeed": "speed", "averagespeed": "speed",
        "averageheadwaytime": "headway", "averagegapdistance": "gap", "averagevehiclelength": "vehicle_length",
        "queuelength": "queue", "occupancyrate": "occupancy",
        "availablespotnumber": "free_parking_spaces", "freespaces": "free_parking_spaces",

        "particulatematter25": "pm2_5", "particulatematter10": "pm10",
        "nitrogendioxide": "no2", "nitrogenmonoxide": "no", "ozone": "o3", "03": "o3", "sulphurdioxide": "so2",
        "sulfurdioxide": "so2", "carbonmonoxide": "co", "carbondioxide": "co2", "ammonia": "nh3", "sh2": "h2s",
        "c6h6": "benzene", "bc": "black_carbon", "aqi": "air_quality_index",
        "temp": "temperature", "airtemperature": "temperature", "ambienttemperature": "temperature",
        "humidity": "relative_humidity", "rh": "relative_humidity", "hum": "relative_humidity",
        "airpressure": "pressure", "atmosphericpressure": "pressure", "barometricpressure": "pressure",
        "barometer": "pressure", "dewpointtemperature": "dew_point",
        "windfromdirection": "wind_direction", "lux": "illuminance", "light": "illuminance",
        "irradiance": "solar_radiation", "uvi": "uv_index",

        "waterlevel": "water_level", "currentlevel": "water_level", "rain": "precipitation",
        "rainfall": "precipitation", "rainrate": "rain_rate", "noise": "laeq", "laeqt": "laeq",
        "soundlevel": "laeq", "noiselevel": "laeq", "lafmax": "lamax", "la10": "l10", "la90": "l90",
        "peoplecount": "people_count", "people": "people_count", "crowddensity": "people_density",
        "vibrationppv": "vibration", "ppv": "vibration",

        "batterylevel": "battery", "batteryvoltage": "battery_voltage", "signalstrength": "rssi",
    ]
}
