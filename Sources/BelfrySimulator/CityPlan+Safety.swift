import BelfryModel

extension CityPlan {
    /// A family of safety sensors, all of which send SenML.
    struct Family: Sendable {
        var prefix: String
        var count: Int
        var cadenceSeconds: Int64
        /// Where the family's sites begin in the list of sites; nil for sites of its own.
        var firstSite: Int?
        var ownSite: String
        var channels: @Sendable (Int) -> [Channel]
    }

    private static let families: [Family] = [
        Family(prefix: "noise", count: 50, cadenceSeconds: 10, firstSite: 0, ownSite: "") { number in
            [Channel("laeq", base: 47 + Double(number % 6), swing: 16, profile: .traffic, noise: 1.1)]
        },
        // Water on a street: none, and the device's own unrest of some millimetres.
        Family(prefix: "flood", count: 20, cadenceSeconds: 15, firstSite: nil, ownSite: "Underpass") { _ in
            [Channel("water_level", base: 0.004, noise: 0.001)]
        },
        Family(prefix: "river", count: 10, cadenceSeconds: 15, firstSite: nil, ownSite: "River gauge") { number in
            [Channel("water_level", base: 1.1 + 0.05 * Double(number), swing: 0.2, profile: .tide, noise: 0.003)]
        },
        Family(prefix: "co", count: 20, cadenceSeconds: 30, firstSite: nil, ownSite: "Car park") { _ in
            [Channel("co", base: 0.8, swing: 4, profile: .traffic, noise: 0.3, minimum: 0.05)]
        },
        Family(prefix: "crowd", count: 20, cadenceSeconds: 5, firstSite: 10, ownSite: "") { _ in
            [Channel("people_density", base: 0.1, swing: 1.1, profile: .people, noise: 0.07)]
        },
    ]

    /// 120 sensors for noise, water, carbon monoxide and crowds.
    ///
    /// Every tenth noise meter listens each second.
    mutating func addSafety() {
        for family in Self.families { add(family) }
    }

    mutating func add(_ family: Family) {
        for number in 0..<family.count {
            let zone = number % Self.zones.count
            let isQuick = family.prefix == "noise" && number % 10 == 9
            let channels = family.channels(number)
            let sensor = SimulatedSensor(
                sensor: Self.name(family.prefix, number + 1),
                agency: "safety",
                domain: .safety,
                zone: Self.zones[zone],
                site: family.firstSite.map { Self.site($0 + number) } ?? "\(family.ownSite) \(number + 1)",
                location: Self.point(in: zone, number: family.firstSite.map { $0 + number } ?? number + 61),
                cadenceNanoseconds: (isQuick ? 1 : family.cadenceSeconds) * Nanoseconds.perSecond,
                format: .senml,
                quantities: channels.map(\.quantity)
            )
            devices.append(Device(sensor: sensor, source: .channels(channels)))
        }
    }
}
