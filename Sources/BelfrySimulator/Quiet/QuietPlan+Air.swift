import BelfryModel

extension QuietPlan {
    /// Stations of the environment agency, and low-cost nodes, two on a lamp post.
    mutating func addAir() {
        add("station", 500, of: "environment", .air, site: "Station", perSite: 1, everySeconds: 300) { _ in
            .channels(Self.pollutants(noise: 1) + [Self.ozone, Self.temperature, Self.humidity])
        }
        add("node", 2_000, of: "nodes", .air, site: "Lamp post", perSite: 2, everySeconds: 300) { _ in
            .channels(Self.pollutants(noise: 2) + [Self.temperature, Self.humidity])
        }
    }

    /// A middling European city; no mean of an hour or a day comes near a limit.
    private static func pollutants(noise: Double) -> [QuietChannel] {
        var no2 = QuietChannel("no2", base: 9, slow: 2, memoryReadings: 12, quick: 0.8 * noise, resolution: 0.1)
        (no2.swing, no2.profile, no2.weekendShare, no2.stagnation) = (22, .traffic, 0.7, 0.3)
        var pm10 = QuietChannel("pm10", base: 9, slow: 1.5, memoryReadings: 24, quick: 0.6 * noise, resolution: 0.1)
        (pm10.swing, pm10.profile, pm10.weekendShare, pm10.stagnation, pm10.rain) = (6, .traffic, 0.8, 0.3, -1.5)
        var pm25 = QuietChannel("pm2_5", base: 5, slow: 0.8, memoryReadings: 24, quick: 0.3 * noise, resolution: 0.1)
        (pm25.swing, pm25.profile, pm25.weekendShare, pm25.stagnation, pm25.rain) = (3, .traffic, 0.8, 0.3, -0.8)
        return [no2, pm10, pm25].map { channel in
            var channel = channel
            channel.range = 0.5...1_000
            return channel
        }
    }

    private static var ozone: QuietChannel {
        var channel = QuietChannel("o3", base: 22, slow: 3, memoryReadings: 18, quick: 1, resolution: 0.1)
        (channel.swing, channel.profile, channel.warmth) = (40, .sun, 4)
        channel.range = 1...1_000
        return channel
    }

    private static var temperature: QuietChannel {
        var channel = QuietChannel("temperature", base: 8, slow: 0.3, memoryReadings: 12, quick: 0.08, resolution: 0.1)
        (channel.swing, channel.profile, channel.warmth, channel.rain) = (7, .sun, 2.5, -0.8)
        channel.range = -60...80
        return channel
    }

    private static var humidity: QuietChannel {
        var channel = QuietChannel(
            "relative_humidity",
            base: 80,
            slow: 1.5,
            memoryReadings: 12,
            quick: 0.5,
            resolution: 0.1
        )
        (channel.swing, channel.profile, channel.warmth, channel.rain) = (-25, .sun, -3, 6)
        channel.range = 5...100
        return channel
    }
}
