import BelfryBench

extension EndToEndLoad {
    /// The broker and the subscription by which a daemon hears this load.
    ///
    /// - Parameters:
    ///   - units: those of the load, or of its stamped kind.
    ///   - more: further subscriptions, a line each.
    static func configuration(
        port: Int,
        qos: Int,
        units: [(quantity: String, unit: String)],
        more: [String] = []
    ) -> String {
        let units = units.map { "\($0.quantity): \"\($0.unit)\"" }.joined(separator: ", ")
        let further = more.map { "\n      - \($0)" }.joined()
        return """
            mqtt:
              - broker: mqtt://127.0.0.1:\(port)
                name: bench
                subscribe:
                  - { topic: "\(template)", format: value, agency: bench, qos: \(qos), unit: { \(units) } }\(further)
            """
    }
}
