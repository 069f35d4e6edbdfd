/// What a finding or an incident is about: the stable vocabulary of the published interface.
public enum FindingKind: String, CaseIterable, Sendable {
    case threshold
    case rateOfChange = "rate_of_change"
    case anomaly
    case shift
    case sensorSilent = "sensor_silent"
    case sensorNeverSeen = "sensor_never_seen"
    case sensorStuck = "sensor_stuck"
    case sensorOutOfRange = "sensor_out_of_range"
    case sensorSpike = "sensor_spike"
    case sensorNoise = "sensor_noise"
    case sensorClock = "sensor_clock"
    case sensorDisagrees = "sensor_disagrees"
    /// What a sensor tells contradicts itself.
    case sensorFault = "sensor_fault"
    case gatewayOffline = "gateway_offline"
    case brokerOffline = "broker_offline"
    case storeFault = "store_fault"
    case seriesLimit = "series_limit"
    /// More comes in than can be taken, and Belfry sheds.
    case overload
    case trafficIncident = "traffic_incident"
    case trafficQueue = "traffic_queue"
    case wrongWay = "wrong_way"
    case stoppedVehicle = "stopped_vehicle"
    case airLimit = "air_limit"
    case airInformation = "air_information"
    case airAlert = "air_alert"
    case noiseLimit = "noise_limit"
    case flood
    case carbonMonoxideAlarm = "co_alarm"
    case possibleFire = "possible_fire"
    case crowdDensity = "crowd_density"
    case vibration
    case acousticEvent = "acoustic_event"

    /// Whether it speaks of the sensor's health and not of the city.
    public var isAboutSensor: Bool {
        switch self {
        case .sensorSilent, .sensorNeverSeen, .sensorStuck, .sensorOutOfRange, .sensorSpike, .sensorNoise, .sensorClock,
            .sensorDisagrees, .sensorFault:
            true
        default: false
        }
    }

    /// Whether what a sensor says is in doubt while this stands: its numbers are wrong, and not only late, few or missing.
    public var doubtsReadings: Bool {
        switch self {
        case .sensorStuck, .sensorOutOfRange, .sensorSpike, .sensorNoise, .sensorFault: true
        default: false
        }
    }
}
