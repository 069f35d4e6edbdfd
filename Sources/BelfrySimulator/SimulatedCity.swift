// A city that never was, with everything that Belfry watches, from one seed.
//
//   seed ─► CityPlan (who stands where) ─► Device state ─► values ─► payload ─► messages in order of time
//              scenarios ─► Disturbance ──────┘       └─► truth
//
// Every sensor draws from a random stream of its own and is asked in order of its own time: how the caller cuts the
// time into steps changes no byte.

public import BelfryModel

/// How a simulated city runs.
public struct SimulationOptions: Sendable, Hashable {
    /// What is made to happen.
    public var scenarios: [Scenario]
    /// No sensor is slower than this; nil leaves every device its own cadence of 1 to 60 s.
    ///
    /// At least a millisecond.
    public var longestCadenceNanoseconds: Int64?
    /// Whether there are twelve sensors more, for what is rare: smoke nodes and vibration meters.
    public var hasHazardSensors: Bool
    /// The hour, of 0 to 23, at which the city always is, whatever its clocks say; nil follows the clocks.
    public var hourOfDay: Int?

    public init(
        scenarios: [Scenario] = [],
        longestCadenceNanoseconds: Int64? = nil,
        hasHazardSensors: Bool = false,
        hourOfDay: Int? = nil
    ) {
        self.scenarios = scenarios
        self.longestCadenceNanoseconds = longestCadenceNanoseconds
        self.hasHazardSensors = hasHazardSensors
        self.hourOfDay = hourOfDay
    }
}

/// The simulated city: a stream of messages, and what is true.
public struct SimulatedCity: SimulatedSource {
    /// 324 sensors of three agencies and a vendor; 336 with those for what is rare.
    public let sensors: [SimulatedSensor]
    public let corridors: [SimulatedCorridor]
    /// What really happens, in order of its beginning.
    public let truth: [TruthEvent]
    public let start: Timestamp
    private var devices: [SimulatedDevice]

    /// A city that begins to send at `start`, each sensor within its first cadence.
    public init(seed: UInt64, start: Timestamp, options: SimulationOptions = SimulationOptions()) {
        var plan = CityPlan(hasHazardSensors: options.hasHazardSensors)
        if let longest = options.longestCadenceNanoseconds {
            for index in plan.devices.indices {
                let cadence = plan.devices[index].sensor.cadenceNanoseconds
                plan.devices[index].sensor.cadenceNanoseconds = max(Nanoseconds.perMillisecond, min(cadence, longest))
            }
        }
        let scenarios = ScenarioPlan(options.scenarios, plan: plan, start: start, seed: seed)
        self.sensors = plan.devices.map(\.sensor)
        self.corridors = plan.corridors
        self.truth = scenarios.truth
        self.start = start
        self.devices = plan.devices.enumerated().map { index, device in
            SimulatedDevice(
                device,
                disturbances: scenarios.disturbances[index] ?? [],
                start: start,
                hourOfDay: options.hourOfDay,
                seed: seed ^ StableHash.of(device.sensor.sensor)
            )
        }
    }

    /// When the next message is due.
    public var nextDue: Timestamp {
        devices.lazy.map(\.due).min() ?? .distantFuture
    }

    /// All that happens, whenever it begins.
    public func truth(until end: Timestamp) -> [TruthEntry] { truth.map { .event($0) } }

    public mutating func messages(until end: Timestamp) -> [SimulatedMessage] {
        var messages: [SimulatedMessage] = []
        for index in devices.indices { devices[index].send(until: end, into: &messages) }
        // Equal times keep the order of the devices: the sort compares places as well.
        let order = messages.indices.sorted { (messages[$0].time, $0) < (messages[$1].time, $1) }
        return order.map { messages[$0] }
    }
}
