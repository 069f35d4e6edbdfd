import BelfryModel

/// One quantity that follows the day, the week, the weather, and noise of its own.
///
/// value = (base + swing · profile + slow · wander + quick · push) · (1 + still air) + warmth + rain, in steps of the device's
/// resolution. One push in twenty is two and a half times as strong, since noise of sensors has heavier tails than a bell.
struct QuietChannel: Sendable {
    let quantity: Quantity
    var base: Double
    var swing = 0.0
    var profile = DailyProfile.constant
    /// What is left of the swing on Saturdays and Sundays.
    var weekendShare = 1.0
    /// By how much the value moves with one unit of weather; still air multiplies it.
    var warmth = 0.0
    var stagnation = 0.0
    var rain = 0.0
    var slow: Double
    var wander: Wander
    var quick: Double
    var resolution: Double
    var range: ClosedRange<Double> = 0...10_000

    /// - Parameter memoryReadings: of the slow part of the noise.
    init(
        _ quantity: String,
        base: Double,
        slow: Double,
        memoryReadings: Double,
        quick: Double,
        resolution: Double
    ) {
        self.quantity = Quantity(quantity)
        self.base = base
        self.slow = slow
        self.quick = quick
        self.resolution = resolution
        wander = Wander(memorySteps: memoryReadings)
    }

    /// The next value; one call a reading.
    mutating func value(_ moment: QuietMoment, _ random: inout SplitMix64) -> Double {
        wander.step(&random)
        let tail = random.uniform() < 0.05 ? 2.5 : 1
        let share = moment.isWeekend ? weekendShare : 1
        let own =
            base + swing * share * profile.value(at: moment.time) + slow * wander.value
            + quick * tail * random.bell()
        let weather = moment.weather
        let value = own * max(0.3, 1 + stagnation * weather.stagnation) + warmth * weather.warmth + rain * weather.rain
        return min(max((value / resolution).rounded() * resolution, range.lowerBound), range.upperBound)
    }

    /// The same law at another place: up to a quarter more or less of everything that is not noise.
    func varied(_ random: inout SplitMix64) -> QuietChannel {
        var other = self
        other.base *= 1 + 0.1 * (2 * random.uniform() - 1)
        other.swing *= 1 + 0.25 * (2 * random.uniform() - 1)
        return other
    }
}

/// When a device measures, by its own habits: the time is shifted by up to half an hour, as streets differ.
struct QuietMoment {
    var time: Timestamp
    var isWeekend: Bool
    var weather: QuietWeather
}
