/// What the sensors of a zone share: each a deviation from what is usual at the time, most within -3 and 3.
///
/// Weather is the whole city's for the greater part, so that zones move together and yet apart.
struct QuietWeather: Sendable {
    private static let cityShare = 0.8
    private static let zoneShare = 0.6
    private static let stepsPerHour = 60.0

    /// Warmer or colder than the hour's mean; lasts for half a day.
    private(set) var warmth = 0.0
    /// Still air keeps what is emitted; lasts for ten hours.
    private(set) var stagnation = 0.0
    /// Rain, 0 for five hours of six; comes and goes within three.
    private(set) var rain = 0.0
    /// More people under way or fewer; lasts for five hours.
    private(set) var demand = 0.0

    private var wanders = [12, 10, 3, 5].map { Wander(memorySteps: $0 * stepsPerHour) }

    /// A minute passes.
    ///
    /// - Parameter city: what the zone has from the whole city; nil for the city itself.
    mutating func step(within city: QuietWeather?, _ random: inout SplitMix64) {
        for index in wanders.indices { wanders[index].step(&random) }
        let own = wanders.map(\.value)
        let shared = city?.wanders.map(\.value) ?? own
        let (cityShare, zoneShare) = city == nil ? (0, 1) : (Self.cityShare, Self.zoneShare)
        let mixed = zip(shared, own).map { cityShare * $0 + zoneShare * $1 }
        (warmth, stagnation, rain, demand) = (mixed[0], mixed[1], max(0, mixed[2] - 1), mixed[3])
    }
}
