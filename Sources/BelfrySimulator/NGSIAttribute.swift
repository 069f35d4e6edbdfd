import BelfryModel

/// How AirQualityObserved calls a quantity, and how the values are written.
struct NGSIAttribute {
    let name: String
    /// UN/CEFACT; nil where the model fixes the unit.
    let unitCode: String?
    private let isFraction: Bool
    private let decimals: Int

    /// nil for a quantity that the model does not have.
    init?(_ quantity: Quantity) {
        isFraction = quantity.name == "relative_humidity"
        switch quantity.name {
        case "no2": (name, unitCode, decimals) = ("NO2", "GQ", 1)
        case "o3": (name, unitCode, decimals) = ("O3", "GQ", 1)
        case "pm10": (name, unitCode, decimals) = ("PM10", "GQ", 1)
        case "pm2_5": (name, unitCode, decimals) = ("PM25", "GQ", 1)
        case "temperature": (name, unitCode, decimals) = ("temperature", "CEL", 2)
        // The model wants 0...1 and no unit.
        case "relative_humidity": (name, unitCode, decimals) = ("relativeHumidity", nil, 3)
        default: return nil
        }
    }

    func text(_ value: Double) -> String {
        DecimalText.text(isFraction ? value / 100 : value, decimals: decimals)
    }
}
