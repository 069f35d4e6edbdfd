// The invented city of Rivertown: five zones, twelve corridors, sixty sites. What stands where is the same for every
// seed; what it measures is not.

import BelfryModel

/// Who stands where, and by what law it measures.
struct CityPlan {
    /// A device and its law.
    struct Device {
        var sensor: SimulatedSensor
        var source: Source
    }

    /// Where a device's numbers come from.
    enum Source: Sendable {
        case traffic(TrafficStation)
        case channels([Channel])
    }

    var devices: [Device] = []
    var corridors: [SimulatedCorridor] = []

    /// Longitude and latitude of the market square.
    static let centre = Location(longitude: 4.3517, latitude: 50.8466)
    static let zones = ["centre", "north", "east", "south", "west"]

    init(hasHazardSensors: Bool = false) {
        addTraffic()
        addAir()
        addSafety()
        addVendor()
        if hasHazardSensors { addHazards() }
    }

    /// The middle of a zone: about 3 km from the market square.
    static func middle(of zone: Int) -> Location {
        let offsets = [(0.0, 0.0), (0.0, 0.027), (0.043, 0.0), (0.0, -0.027), (-0.043, 0.0)]
        let (east, north) = offsets[zone % offsets.count]
        return Location(longitude: centre.longitude + east, latitude: centre.latitude + north)
    }

    /// A point in a zone, spread over a square of about 2 km by the golden ratio's steps, which leave no heaps.
    static func point(in zone: Int, number: Int) -> Location {
        let middle = middle(of: zone)
        let east = (Double(number) * 0.618_033_988_749_895).truncatingRemainder(dividingBy: 1) - 0.5
        let north = (Double(number) * 0.754_877_666_246_693).truncatingRemainder(dividingBy: 1) - 0.5
        return Location(longitude: middle.longitude + 0.028 * east, latitude: middle.latitude + 0.018 * north)
    }

    /// The name of a site: 60 different ones.
    static func site(_ number: Int) -> String {
        let first = [
            "Market", "Castle", "Station", "Mill", "Harbour", "Church", "Park", "Bridge", "Garden", "Tower", "School",
            "Canal",
        ]
        let second = ["Square", "Street", "Gate", "Hill", "Yard"]
        return "\(first[number % first.count]) \(second[number / first.count % second.count])"
    }

    /// `air-07`: two digits at least.
    static func name(_ prefix: String, _ number: Int) -> String {
        prefix + (number < 10 ? "-0" : "-") + String(number)
    }
}
