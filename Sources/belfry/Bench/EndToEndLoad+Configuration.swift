import BelfryBench

extension EndToEndLoad {
    /// The broker and the subscription by which a daemon hears this load.
    ///
    /// - Parameter units: those of the load, or of its stamped kind.
    static func configuration(port: Int, qos: Int, units: [(quantity: String, unit: String)]) -> String {
        let units = units.map { "\($0.quantity): \"\($0.unit)\"" }.joined(separator: ", ")
        return """
            mqtt:
              - broker: mqtt://127.0.0.1:\(port)
                name: bench
                subscribe:
                  - { topic: "\(template)", format: value, agency: bench, qos: \(qos), unit: { \(units) } }
            """
    }
}
