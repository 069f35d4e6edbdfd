import BelfryModel

/// One device of the quiet city at work.
struct QuietDevice: Sendable {
    enum Source: Sendable {
        case road(QuietRoad)
        case channels([QuietChannel])
    }

    /// One message in five hundred is lost on its way.
    private static let lossShare = 0.002

    let cadenceSeconds: Int
    /// Of the cadence, when it speaks.
    let phaseSeconds: Int
    let zone: Int
    private let firstSeries: Int32
    private var source: Source
    private var random: SplitMix64
    private let shiftNanoseconds: Int64

    init(_ sensor: QuietPlan.Sensor, firstSeries: Int32, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        cadenceSeconds = sensor.cadenceSeconds
        phaseSeconds = random.index(below: sensor.cadenceSeconds)
        zone = sensor.zone
        self.firstSeries = firstSeries
        shiftNanoseconds = Int64((2 * random.uniform() - 1) * 1_800e9)
        switch sensor.source {
        case .road(var road):
            road.busiest *= 0.7 + 0.3 * random.uniform()
            source = .road(road)
        case .channels(let channels):
            source = .channels(channels.map { $0.varied(&random) })
        }
        self.random = random
    }

    /// Appends what it says at an instant.
    mutating func speak(at arrival: Timestamp, isWeekend: Bool, _ weather: QuietWeather, into readings: inout [Reading])
    {
        // Some hundredths of a second from the measurement to the broker.
        let measured = arrival.advanced(byNanoseconds: -Int64((0.03 + 0.12 * random.uniform()) * 1e9))
        let moment = QuietMoment(
            time: measured.advanced(byNanoseconds: shiftNanoseconds),
            isWeekend: isWeekend,
            weather: weather
        )
        let isLost = random.uniform() < Self.lossShare
        let first = firstSeries
        func append(_ place: Int, _ value: Double) {
            guard !isLost else { return }
            readings.append(
                Reading(
                    series: SeriesID(first + Int32(place)),
                    value: value,
                    eventTime: measured,
                    arrivalTime: arrival
                )
            )
        }
        switch source {
        case .road(var road):
            let measure = road.measure(moment, &random)
            source = .road(road)
            append(0, measure.flow)
            guard road.isComplete else { return }
            append(1, measure.occupancy)
            if let speed = measure.speed { append(2, speed) }
        case .channels(var channels):
            source = .channels([])
            for place in channels.indices { append(place, channels[place].value(moment, &random)) }
            source = .channels(channels)
        }
    }
}
