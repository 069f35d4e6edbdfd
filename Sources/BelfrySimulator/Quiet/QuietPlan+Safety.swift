import BelfryModel

extension QuietPlan {
    /// Sound, water, carbon monoxide, people, vibration; sound and people share squares.
    mutating func addSafety() {
        add("noise", 900, of: "safety", .safety, site: "Square", perSite: 1, everySeconds: 60) { cadence in
            .channels([Self.sound(memoryReadings: 1_200 / Double(cadence))])
        }
        add("crowd", 500, of: "safety", .safety, site: "Square", perSite: 1, everySeconds: 60) { _ in
            .channels([Self.people, Self.density])
        }
        add("listener", 100, of: "safety", .safety, site: "Corner", perSite: 1, everySeconds: 1) { cadence in
            .channels([Self.sound(memoryReadings: 1_200 / Double(cadence))])
        }
        add("flood", 400, of: "safety", .safety, site: "Underpass", perSite: 1, everySeconds: 60) { _ in
            var water = QuietChannel(
                "water_level",
                base: 0.004,
                slow: 0.001,
                memoryReadings: 60,
                quick: 0.001,
                resolution: 0.001
            )
            water.rain = 0.002
            return .channels([water])
        }
        add("river", 100, of: "safety", .safety, site: "Gauge", perSite: 1, everySeconds: 300) { _ in
            var water = QuietChannel(
                "water_level",
                base: 1.2,
                slow: 0.02,
                memoryReadings: 100,
                quick: 0.003,
                resolution: 0.001
            )
            (water.swing, water.profile, water.rain) = (0.2, .tide, 0.05)
            return .channels([water])
        }
        add("car-park", 300, of: "safety", .safety, site: "Car park", perSite: 1, everySeconds: 60) { _ in
            var gas = QuietChannel("co", base: 0.6, slow: 0.2, memoryReadings: 20, quick: 0.15, resolution: 0.1)
            (gas.swing, gas.profile, gas.weekendShare) = (2.5, .traffic, 0.6)
            return .channels([gas])
        }
        add("bridge", 200, of: "safety", .safety, site: "Bridge", perSite: 1, everySeconds: 60) { _ in
            var shaking = QuietChannel(
                "vibration",
                base: 0.1,
                slow: 0.03,
                memoryReadings: 10,
                quick: 0.05,
                resolution: 0.01
            )
            (shaking.swing, shaking.profile) = (0.4, .traffic)
            return .channels([shaking])
        }
    }

    private static func sound(memoryReadings: Double) -> QuietChannel {
        var sound = QuietChannel("laeq", base: 43, slow: 1, memoryReadings: memoryReadings, quick: 1.2, resolution: 0.1)
        (sound.swing, sound.profile, sound.weekendShare, sound.rain) = (12, .traffic, 0.8, 1.5)
        return sound
    }

    private static var people: QuietChannel {
        var people = QuietChannel("people_count", base: 3, slow: 4, memoryReadings: 30, quick: 3, resolution: 1)
        (people.swing, people.profile, people.weekendShare, people.rain) = (70, .people, 1.2, -6)
        return people
    }

    private static var density: QuietChannel {
        var density = QuietChannel(
            "people_density",
            base: 0.05,
            slow: 0.06,
            memoryReadings: 30,
            quick: 0.05,
            resolution: 0.01
        )
        (density.swing, density.profile, density.weekendShare, density.rain) = (0.9, .people, 1.2, -0.1)
        return density
    }
}
