import BelfryModel

// What an outage says of itself: how many are away, and where to look.

extension OutageWatch {
    /// The sensors of an outage that are away, by name.
    func sensors(of outage: Outage, _ scope: OutageScope) -> [String] {
        Set(outage.silent.compactMap { silences[scope]?[$0]?.series.key.sensor }).sorted()
    }

    /// What an end says of those that are not: ` but s-7 and s-9`.
    func left(of outage: Outage, _ scope: OutageScope) -> String {
        let sensors = sensors(of: outage, scope)
        return sensors.isEmpty ? "" : " but \(sensors.joined(separator: ", "))"
    }

    func text(of outage: Outage, _ scope: OutageScope) -> String {
        let sensors = sensors(of: outage, scope)
        let named = sensors.prefix(OutageLimits.namedSensors).joined(separator: ", ")
        let others = sensors.count - OutageLimits.namedSensors
        let isShrinking = outage.silent.count < outage.most
        let what =
            isShrinking
            ? "\(sensors.count) of the sensors that fell silent together are still away"
            : "\(sensors.count) sensors fell silent together"
        return "\(scope.text): \(what), the last at "
            + "\(outage.instant.alignedDown(toMultipleOf: Nanoseconds.perSecond).rfc3339); look at their gateway, its power "
            + "and its link (\(named)\(others > 0 ? " and \(others) more" : ""))"
    }
}
