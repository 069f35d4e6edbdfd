import BelfryBench

extension EndToEndLoad {
    /// The broker and the subscription by which a daemon hears this load.
    ///
    /// - Parameters:
    ///   - units: those of the load, or of its stamped kind.
    ///   - more: further subscriptions like the first, and what else is said of each.
    static func configuration(
        port: Int,
        qos: Int,
        units: [(quantity: String, unit: String)],
        more: [(topic: String, also: String)] = []
    ) -> String {
        let units = units.map { "\($0.quantity): \"\($0.unit)\"" }.joined(separator: ", ")
        let subscriptions = ([(topic: template, also: "")] + more).map { subscription in
            let further = subscription.also.isEmpty ? "" : ", \(subscription.also)"
            return """
                      - { topic: "\(subscription.topic)", format: value, agency: bench, qos: \(qos), unit: { \(units) }\(further) }
                """
        }
        return """
            mqtt:
              - broker: mqtt://127.0.0.1:\(port)
                name: bench
                subscribe:
            \(subscriptions.joined(separator: "\n"))
            """
    }
}
