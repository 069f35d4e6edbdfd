import BelfryModel

/// What a series of a station measures.
enum StationMeasure {
    case speed, occupancy, flow, count

    init?(_ quantity: Quantity) {
        switch quantity.name {
        case "speed": self = .speed
        case "occupancy": self = .occupancy
        case "flow": self = .flow
        case "vehicle_count": self = .count
        default: return nil
        }
    }
}
