import BelfryModel

extension CityPlan {
    private static let hazards: [Family] = [
        // At sites of air stations, which tell the particles.
        Family(prefix: "smoke", count: 6, cadenceSeconds: 10, firstSite: 30, ownSite: "") { _ in
            [
                Channel("smoke", base: 0.3, noise: 0.08),
                Channel("co", base: 0.6, swing: 1.5, profile: .traffic, noise: 0.15, minimum: 0.05),
                Channel("temperature", base: 15, swing: 6, profile: .sun, noise: 0.2, minimum: -40),
            ]
        },
        // Traffic and trams at the foundations of old houses, in mm/s.
        Family(prefix: "vibration", count: 6, cadenceSeconds: 10, firstSite: nil, ownSite: "Listed house") { _ in
            [Channel("vibration", base: 0.3, swing: 0.4, profile: .traffic, noise: 0.09, minimum: 0.02)]
        },
    ]

    /// 12 sensors for what is rare: fires, and what shakes old houses.
    mutating func addHazards() {
        for family in Self.hazards { add(family) }
    }
}
