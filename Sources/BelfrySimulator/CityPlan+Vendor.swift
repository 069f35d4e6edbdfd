import BelfryModel

extension CityPlan {
    /// 24 low-cost nodes of a vendor who sends JSON of its own through its own cloud.
    mutating func addVendor() {
        for number in 0..<24 {
            let zone = number % Self.zones.count
            let channels = [
                // In ppb, as these devices do.
                Channel("no2", base: 12, swing: 16, profile: .traffic, noise: 2.2, minimum: 0.5),
                Channel("battery", base: 70 + Double(number), noise: 0.2),
            ]
            let sensor = SimulatedSensor(
                sensor: Self.name("acme", number + 1),
                agency: "acme",
                domain: .air,
                zone: Self.zones[zone],
                site: "Lamp post \(number + 1)",
                location: Self.point(in: zone, number: number + 101),
                cadenceNanoseconds: Nanoseconds.perMinute,
                format: .json,
                quantities: channels.map(\.quantity)
            )
            devices.append(Device(sensor: sensor, source: .channels(channels)))
        }
    }
}
