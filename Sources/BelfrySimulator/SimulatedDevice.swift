import BelfryModel

/// One device at work: when it speaks next, what it says, and what is wrong with it.
struct SimulatedDevice: Sendable {
    private let sensor: SimulatedSensor
    private var source: CityPlan.Source
    private let disturbances: [Disturbance]
    private let firstDue: Timestamp
    /// At which instant of a day it always is; nil follows the clock.
    private let instantOfDay: Timestamp?
    private var random: SplitMix64
    private var sent: Int64 = 0
    /// What a stuck device repeats.
    private var frozen: [Double]?
    private(set) var due: Timestamp

    init(
        _ device: CityPlan.Device,
        disturbances: [Disturbance],
        start: Timestamp,
        hourOfDay: Int?,
        seed: UInt64
    ) {
        sensor = device.sensor
        source = device.source
        self.disturbances = disturbances
        instantOfDay = hourOfDay.map { Timestamp(seconds: Int64($0) * 3_600) }
        random = SplitMix64(seed: seed)
        let phase = Int64(random.uniform() * Double(device.sensor.cadenceNanoseconds))
        firstDue = start.advanced(byNanoseconds: phase)
        due = firstDue
    }

    /// Appends the messages before `end`.
    mutating func send(until end: Timestamp, into messages: inout [SimulatedMessage]) {
        while due < end {
            let now = due
            // Some hundredths of a second from the measurement to the broker.
            let measuredAt = now.advanced(byNanoseconds: -Int64((0.03 + 0.12 * random.uniform()) * 1e9))
            let values = values(at: measuredAt)
            if !isSilent(at: now) {
                for (topic, payload) in PayloadText.messages(of: sensor, values: values, time: measuredAt) {
                    messages.append(
                        SimulatedMessage(time: now, topic: topic, payload: payload, isRetained: false, qos: 1)
                    )
                }
            }
            sent += 1
            due = firstDue.advanced(byNanoseconds: sent * sensor.cadenceNanoseconds + jitter())
        }
    }

    /// Up to 2 % of the cadence either way: clocks of devices are not exact, and do not drift off either.
    private mutating func jitter() -> Int64 {
        Int64((random.uniform() - 0.5) * 0.04 * Double(sensor.cadenceNanoseconds))
    }

    private func isSilent(at time: Timestamp) -> Bool {
        disturbances.contains { $0.effect == .silence && $0.isActive(at: time) }
    }

    /// What the device reports, in the order of its quantities.
    ///
    /// The law goes on behind a stuck value, so that afterwards everything is as if it had never been stuck.
    private mutating func values(at time: Timestamp) -> [Double] {
        let measured = measure(at: time)
        guard disturbances.contains(where: { $0.effect == .freeze && $0.isActive(at: time) }) else {
            frozen = nil
            return measured
        }
        let repeated = frozen ?? measured
        frozen = repeated
        return repeated
    }

    private mutating func measure(at time: Timestamp) -> [Double] {
        let instantOfDay = instantOfDay ?? time
        switch source {
        case .traffic(var station):
            let state = station.state(
                at: instantOfDay,
                congestion: strength(of: .congestion, at: time),
                starvation: strength(of: .starvation, at: time),
                random: &random
            )
            source = .traffic(station)
            return [state.flow, state.speed, state.occupancy]
        case .channels(var channels):
            var values = channels.indices.map { channels[$0].value(at: instantOfDay, random: &random) }
            source = .channels(channels)
            for disturbance in disturbances {
                guard case .raise(let channel, let amount) = disturbance.effect else { continue }
                values[channel] += amount * disturbance.strength(at: time)
            }
            return values
        }
    }

    private func strength(of effect: Disturbance.Effect, at time: Timestamp) -> Double {
        disturbances.filter { $0.effect == effect }.map { $0.strength(at: time) }.max() ?? 0
    }
}
