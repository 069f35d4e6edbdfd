import BelfryModel

extension CityPlan {
    /// 60 air stations: 45 normalized NGSIv2, 15 key-values.
    mutating func addAir() {
        for number in 0..<60 {
            let zone = number % Self.zones.count
            let channels = Self.airChannels(number)
            let sensor = SimulatedSensor(
                sensor: Self.name("air", number + 1),
                agency: "environment",
                domain: .air,
                zone: Self.zones[zone],
                site: Self.site(number),
                location: Self.point(in: zone, number: number),
                cadenceNanoseconds: Nanoseconds.perMinute,
                format: number % 4 == 3 ? .ngsiKeyValues : .ngsiNormalized,
                quantities: channels.map(\.quantity)
            )
            devices.append(Device(sensor: sensor, source: .channels(channels)))
        }
    }

    /// Busy streets have more of everything but ozone; the numbers are those of a middling European city.
    private static func airChannels(_ number: Int) -> [Channel] {
        let busy = Double(number % 7) / 6
        return [
            Channel("no2", base: 14 + 8 * busy, swing: 25 + 30 * busy, profile: .traffic, noise: 3),
            Channel("pm10", base: 12 + 4 * busy, swing: 8, profile: .traffic, noise: 1.6, minimum: 1),
            Channel("pm2_5", base: 7 + 2 * busy, swing: 4, profile: .traffic, noise: 0.9, minimum: 0.5),
            Channel("o3", base: 28 - 10 * busy, swing: 50, profile: .sun, noise: 2.5, minimum: 2),
            Channel(
                "temperature",
                base: 7 + busy,
                swing: 6,
                profile: .sun,
                noise: 0.15,
                minimum: -40
            ),
            Channel("relative_humidity", base: 82, swing: -25, profile: .sun, noise: 0.8, minimum: 5),
        ]
    }
}
