import BelfryModel

/// Assigns scenarios to sensors: who feels what from when, and what is true.
struct ScenarioPlan {
    /// By the index of the device.
    private(set) var disturbances: [Int: [Disturbance]] = [:]
    private(set) var truth: [TruthEvent] = []
    private let plan: CityPlan
    private let start: Timestamp
    private var random: SplitMix64
    private var taken: Set<Int> = []

    init(_ scenarios: [Scenario], plan: CityPlan, start: Timestamp, seed: UInt64) {
        self.plan = plan
        self.start = start
        // A stream of its own, so that a scenario more or less does not change the weather.
        random = SplitMix64(seed: seed ^ 0x5CE7_A210)
        for scenario in scenarios { add(scenario) }
        truth.sort { ($0.from, $0.place) < ($1.from, $1.place) }
    }

    private mutating func add(_ scenario: Scenario) {
        switch scenario.kind {
        case .trafficCrash: addCrash(scenario)
        case .airExceedance: addRise(scenario, prefix: "air-", by: 260, ramp: 15)
        case .flood: addRise(scenario, prefix: "flood-", by: 0.9, ramp: 60)
        case .crowdSurge: addRise(scenario, prefix: "crowd-", by: 5, ramp: 40)
        case .pileDriving: addRise(scenario, prefix: "vibration-", by: 9, ramp: 4)
        case .deadSensor: addFault(scenario, prefix: "noise-", effect: .silence)
        case .stuckSensor: addFault(scenario, prefix: "air-", effect: .freeze)
        case .bang: addBang(scenario)
        case .fire: addFire(scenario)
        }
    }

    /// The first channel of a sensor rises by so much.
    private mutating func addRise(_ scenario: Scenario, prefix: String, by amount: Double, ramp: Int64) {
        guard let index = choose(scenario.target, prefix: prefix) else { return }
        disturb(index, .raise(channel: 0, by: amount), scenario, ramp: ramp)
        addTruth(scenario, sensors: [index])
    }

    private mutating func addFault(_ scenario: Scenario, prefix: String, effect: Disturbance.Effect) {
        guard let index = choose(scenario.target, prefix: prefix) else { return }
        disturb(index, effect, scenario, ramp: 0)
        addTruth(scenario, sensors: [index])
    }

    /// Heard by a meter that listens each second: the others mostly miss what takes two.
    private mutating func addBang(_ scenario: Scenario) {
        let longest = 2 * Nanoseconds.perSecond
        var bang = scenario
        bang.durationNanoseconds = min(longest, scenario.durationNanoseconds)
        let plan = plan
        let index = choose(scenario.target, prefix: "noise-") {
            plan.devices[$0].sensor.cadenceNanoseconds <= longest / 2
        }
        guard let index else { return }
        disturb(index, .raise(channel: 0, by: 50), bang, ramp: 0)
        addTruth(bang, sensors: [index])
    }

    /// A smoke node tells smoke, gas and heat, and the air station of its site the particles.
    private mutating func addFire(_ scenario: Scenario) {
        let (plan, taken) = (plan, taken)
        func airStation(besides node: Int) -> Int? {
            plan.devices.indices.first { index in
                let sensor = plan.devices[index].sensor
                return sensor.site == plan.devices[node].sensor.site && sensor.sensor.hasPrefix("air-")
                    && !taken.contains(index)
            }
        }
        let chosen = choose(scenario.target, prefix: "smoke-") { airStation(besides: $0) != nil }
        guard let node = chosen, let station = airStation(besides: node) else { return }
        for (channel, amount) in [14.0, 40, 30].enumerated() {
            disturb(node, .raise(channel: channel, by: amount), scenario, ramp: 15)
        }
        for (quantity, amount) in [("pm10", 500.0), ("pm2_5", 400.0)] {
            let channel = plan.devices[station].sensor.quantities.firstIndex { $0.name == quantity }
            guard let channel else { continue }
            disturb(station, .raise(channel: channel, by: amount), scenario, ramp: 15)
        }
        addTruth(scenario, sensors: [node, station])
    }

    /// The crash blocks the road before the last station of a section; the queue grows back over the others.
    private mutating func addCrash(_ scenario: Scenario) {
        // Unless told otherwise on the ring: where traffic is fast a collapse cannot be missed.
        let corridors = plan.corridors.filter { corridor in
            scenario.target.map { $0 == corridor.id } ?? corridor.id.hasPrefix("ring-")
        }
        guard !corridors.isEmpty else { return }
        let corridor = corridors[random.index(below: corridors.count)]
        let sections = corridor.stations.count / CityPlan.stationsPerSection
        let first = random.index(below: sections) * CityPlan.stationsPerSection
        let section = corridor.stations[first..<first + CityPlan.stationsPerSection].compactMap { index(of: $0) }
        guard let downstream = section.last else { return }
        let upstream = section.dropLast()
        for (distance, index) in upstream.reversed().enumerated() {
            disturb(index, .congestion, scenario, ramp: 10, delay: 15 * Int64(distance))
        }
        disturb(downstream, .starvation, scenario, ramp: 10)
        addTruth(scenario, sensors: Array(upstream))
    }
}

extension ScenarioPlan {
    private func index(of sensor: String) -> Int? {
        plan.devices.firstIndex { $0.sensor.sensor == sensor }
    }

    /// The named sensor, or one that fits and that nothing else happens to.
    private mutating func choose(
        _ target: String?,
        prefix: String,
        where fits: (Int) -> Bool = { _ in true }
    ) -> Int? {
        if let target { return index(of: target) }
        let free = plan.devices.indices.filter {
            plan.devices[$0].sensor.sensor.hasPrefix(prefix) && !taken.contains($0) && fits($0)
        }
        return free.isEmpty ? nil : free[random.index(below: free.count)]
    }

    /// Ramp and delay in seconds; the delay is cut short where the scenario is.
    private mutating func disturb(
        _ index: Int,
        _ effect: Disturbance.Effect,
        _ scenario: Scenario,
        ramp: Int64,
        delay: Int64 = 0
    ) {
        let shortest = scenario.durationNanoseconds / 8
        let from = start.advanced(byNanoseconds: scenario.startNanoseconds)
        taken.insert(index)
        disturbances[index, default: []].append(
            Disturbance(
                effect: effect,
                from: from.advanced(byNanoseconds: min(delay * Nanoseconds.perSecond, delay * shortest / 15)),
                to: from.advanced(byNanoseconds: scenario.durationNanoseconds),
                rampNanoseconds: ramp * Nanoseconds.perSecond
            )
        )
    }

    private mutating func addTruth(_ scenario: Scenario, sensors: [Int]) {
        guard let first = sensors.first else { return }
        let from = start.advanced(byNanoseconds: scenario.startNanoseconds)
        truth.append(
            TruthEvent(
                kind: scenario.kind,
                place: plan.devices[first].sensor.site,
                sensors: sensors.map { plan.devices[$0].sensor.sensor },
                from: from,
                to: from.advanced(byNanoseconds: scenario.durationNanoseconds),
                expect: scenario.expect,
                domain: plan.devices[first].sensor.domain
            )
        )
    }
}
