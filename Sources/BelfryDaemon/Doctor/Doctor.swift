import Glibc

/// Looks at everything that a gateway rests on and says what would go wrong.
public struct Doctor {
    private let configuration: Configuration
    private let mosquittoFolder: String
    private let dropIn: String

    /// - Parameters:
    ///   - mosquittoFolder: where a broker on this machine has its configuration.
    ///   - dropIn: the broker's drop-in that Belfry ships.
    public init(_ configuration: Configuration, mosquittoFolder: String = "/etc/mosquitto", dropIn: String) {
        self.configuration = configuration
        self.mosquittoFolder = mosquittoFolder
        self.dropIn = dropIn
    }

    /// Tells what it finds, one by one.
    ///
    /// - Parameter measuresBrokers: publishes some thousand messages on `belfry/doctor/…` to measure what each broker keeps.
    public func examine(measuringBrokers measuresBrokers: Bool, _ tell: (DoctorFinding) throws -> Void) rethrows {
        try tell(HostExamination.disk(configuration.store))
        try tell(HostExamination.clock())
        for broker in configuration.brokers {
            guard broker.username == nil || broker.password != nil else {
                try tell(Self.withoutPassword(broker))
                continue
            }
            let examination = BrokerExamination(broker: broker)
            let findings = examination.connection()
            for finding in findings { try tell(finding) }
            guard measuresBrokers, !findings.contains(where: { $0.verdict == .fault }) else { continue }
            let topic = "belfry/doctor/\(configuration.gateway.id)-\(getpid())"
            for finding in examination.limits(topic: topic) { try tell(finding) }
        }
        let isLocal = configuration.brokers.contains { ["127.0.0.1", "::1", "localhost"].contains($0.address.host) }
        if isLocal, let finding = HostExamination.mosquitto(folder: mosquittoFolder, dropIn: dropIn) {
            try tell(finding)
        }
    }

    private static func withoutPassword(_ broker: Configuration.Broker) -> DoctorFinding {
        DoctorFinding(
            "broker \(broker.name)",
            .advice,
            "not looked at: its password is not within this user's reach, as systemd hands it to the daemon alone",
            remedy: "systemd-run --pipe -p LoadCredential=mqtt-password:/etc/belfry/mqtt-password belfry doctor"
        )
    }
}
