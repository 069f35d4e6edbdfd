// A city in which nothing happens that anybody has to be told of: days, weeks, weather that neighbours share, noise, and one message
// in five hundred lost. What is found in it is found without need. Its parameters were chosen before anything was looked at.
//
//   seed ─► weather of the city ─► of each zone ─┐
//           QuietPlan ─► QuietDevice: law, noise ─┴─► readings, second by second, in order of arrival

public import BelfryModel

/// A seeded stream of readings without an event.
public struct QuietCity: Sendable {
    /// The seed of the figures that the documentation gives.
    public static let usualSeed: UInt64 = 6
    /// 2026-03-02T00:00:00Z, a Monday.
    public static let usualStart = Timestamp(seconds: 1_772_409_600)
    /// All cadences divide it.
    private static let roundSeconds = 300

    /// What each series is; its number is its place.
    public let descriptors: [SeriesDescriptor]
    public let corridors: [Corridor]
    public let sensorCount: Int
    /// Up to where readings were given out.
    public private(set) var now: Timestamp
    private let start: Timestamp
    private var devices: [QuietDevice]
    /// Devices by the second of the round in which they speak.
    private let turns: [[Int32]]
    private var city = QuietWeather()
    private var zones: [QuietWeather]
    private var random: SplitMix64

    /// - Parameters:
    ///   - sensors: about so many, at least one of each family.
    ///   - shortestCadenceSeconds: a divisor of 300; no sensor speaks more often. 1 leaves each its own cadence.
    public init(
        seed: UInt64 = usualSeed,
        start: Timestamp = usualStart,
        sensors: Int = 10_000,
        shortestCadenceSeconds: Int = 1
    ) {
        let plan = QuietPlan(count: sensors, shortestCadenceSeconds: shortestCadenceSeconds)
        var descriptors: [SeriesDescriptor] = []
        var devices: [QuietDevice] = []
        var turns = [[Int32]](repeating: [], count: Self.roundSeconds)
        for sensor in plan.sensors {
            let seed = seed ^ StableHash.of(sensor.name)
            let device = QuietDevice(sensor, firstSeries: Int32(descriptors.count), seed: seed)
            for second in stride(from: device.phaseSeconds, to: Self.roundSeconds, by: device.cadenceSeconds) {
                turns[second].append(Int32(devices.count))
            }
            devices.append(device)
            for quantity in sensor.quantities {
                descriptors.append(Self.descriptor(descriptors.count, quantity, sensor))
            }
        }
        self.descriptors = descriptors
        self.devices = devices
        self.turns = turns
        corridors = plan.corridors
        sensorCount = plan.sensors.count
        zones = Array(repeating: QuietWeather(), count: plan.zones)
        random = SplitMix64(seed: seed)
        self.start = start
        now = start
    }

    private static func descriptor(_ number: Int, _ quantity: Quantity, _ sensor: QuietPlan.Sensor) -> SeriesDescriptor
    {
        SeriesDescriptor(
            id: SeriesID(Int32(number)),
            key: SeriesKey(agency: sensor.agency, sensor: sensor.name, quantity: quantity),
            unit: quantity.definition?.unit ?? .unknown,
            domain: sensor.domain,
            zone: "zone-\(sensor.zone + 1)",
            place: Place(kind: .site, name: sensor.site),
            cadenceNanoseconds: Int64(sensor.cadenceSeconds) * Nanoseconds.perSecond
        )
    }

    /// Appends the readings of the next second, in order of arrival.
    public mutating func nextSecond(into readings: inout [Reading]) {
        let second = Int(now.nanosecondsSince(start) / Nanoseconds.perSecond)
        if second % 60 == 0 { changeWeather() }
        let day = Nanoseconds.floorDivide(now.nanoseconds, by: Nanoseconds.perDay)
        // 1970-01-01 was a Thursday.
        let isWeekend = [2, 3].contains(((day % 7) + 7) % 7)
        for (place, index) in turns[second % Self.roundSeconds].enumerated() {
            let arrival = now.advanced(byNanoseconds: Int64(place) * Nanoseconds.perMicrosecond)
            let index = Int(index)
            let weather = zones[devices[index].zone]
            devices[index].speak(at: arrival, isWeekend: isWeekend, weather, into: &readings)
        }
        now = now.advanced(byNanoseconds: Nanoseconds.perSecond)
    }

    private mutating func changeWeather() {
        city.step(within: nil, &random)
        for index in zones.indices { zones[index].step(within: city, &random) }
    }
}
