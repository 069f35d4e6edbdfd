import BelfryModel

/// What an incident is called: what happened, how bad, where, on one line of a tired person's screen.
///
/// `Flood: water_level 0.42 m at riverside-3`, `Sensor silent: riverside-3 (water_level) at old-bridge`.
enum IncidentTitle {
    static func text(of finding: Finding) -> String {
        let series = finding.series
        let quantity = series.key.quantity.name
        // A rate's own number is a change; what a person wants to read is the level that it has come to.
        let level = finding.evidence.first { $0.name == "current_value" }?.value ?? finding.value
        let value = series.unit.text(of: NumberText.text(of: level))
        let isOwnPlace = series.place.name == series.key.sensor
        let subject =
            switch finding.kind {
            case .sensorSilent, .sensorNeverSeen, .sensorClock: "\(series.key.sensor) (\(quantity))"
            case .gatewayOffline: "\(NumberText.text(of: finding.value)) sensors silent"
            case _ where finding.kind.isAboutSensor: "\(series.key.sensor), \(quantity) \(value)"
            // What these rest on are several quantities, and which of them is in the text.
            case .possibleFire,
                .trafficIncident where series.id.index < 0:
                ""
            default: "\(quantity) \(value)"
            }
        let needsPlace = !finding.kind.isAboutSensor || !isOwnPlace
        let what = subject.isEmpty ? finding.kind.title : "\(finding.kind.title): \(subject)"
        return what + (needsPlace ? " at \(series.place.name)" : "")
    }
}

extension FindingKind {
    /// The kind in words.
    var title: String {
        switch self {
        case .threshold: "Limit crossed"
        case .rateOfChange: "Fast change"
        case .anomaly: "Unusual"
        case .shift: "Shifted level"
        case .sensorSilent: "Sensor silent"
        case .sensorNeverSeen: "Sensor never seen"
        case .sensorStuck: "Sensor stuck"
        case .sensorOutOfRange: "Sensor out of range"
        case .sensorSpike: "Sensor spikes"
        case .sensorNoise: "Sensor noisy"
        case .sensorClock: "Sensor clock wrong"
        case .sensorDisagrees: "Sensor disagrees with its neighbours"
        case .sensorFault: "Sensor contradicts itself"
        case .gatewayOffline: "Gateway offline"
        case .brokerOffline: "Broker offline"
        case .storeFault: "Store fault"
        case .seriesLimit: "Too many series"
        case .overload: "Overload"
        case .trafficIncident: "Traffic incident"
        case .trafficQueue: "Traffic queue"
        case .wrongWay: "Wrong-way driver"
        case .stoppedVehicle: "Stopped vehicle"
        case .airLimit: "Air quality limit"
        case .airInformation: "Air quality information level"
        case .airAlert: "Air quality alert"
        case .noiseLimit: "Noise limit"
        case .flood: "Flood"
        case .carbonMonoxideAlarm: "Carbon monoxide alarm"
        case .possibleFire: "Possible fire"
        case .crowdDensity: "Crowd density"
        case .vibration: "Vibration"
        case .acousticEvent: "Acoustic event"
        }
    }
}
