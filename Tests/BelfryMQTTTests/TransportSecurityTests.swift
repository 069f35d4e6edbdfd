import BelfryMQTT
import BelfryTestSupport
import Foundation
import Testing

/// A broker with a certificate of an authority of the test's own.
@Suite(.serialized)
struct TransportSecurityTests {
    /// A broker that speaks TLS and the folder with its authority.
    private func secureBroker(requiresCertificate: Bool = false) throws -> MosquittoProcess {
        let broker = try MosquittoProcess()
        try authority("ca", in: broker)
        try certificate("server", for: "IP:127.0.0.1", in: broker)
        try certificate("client", for: "DNS:gateway", in: broker)
        for (setting, file) in [("cafile", "ca.pem"), ("certfile", "server.pem"), ("keyfile", "server.key")] {
            try broker.append(setting: "\(setting) \(broker.path(file))")
        }
        try broker.append(setting: "require_certificate \(requiresCertificate)")
        try broker.start()
        return broker
    }

    private func authority(_ name: String, in broker: MosquittoProcess) throws {
        try openssl(
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=\(name) "
                + "-keyout \(broker.path("\(name).key")) -out \(broker.path("\(name).pem"))"
        )
    }

    private func certificate(_ name: String, for subject: String, in broker: MosquittoProcess) throws {
        try broker.write("\(name).ext", "subjectAltName=\(subject)\n")
        try openssl(
            "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=\(name) "
                + "-keyout \(broker.path("\(name).key")) -out \(broker.path("\(name).csr"))"
        )
        try openssl(
            "x509 -req -in \(broker.path("\(name).csr")) -CA \(broker.path("ca.pem")) -CAkey \(broker.path("ca.key")) "
                + "-CAcreateserial -days 2 -extfile \(broker.path("\(name).ext")) -out \(broker.path("\(name).pem"))"
        )
    }

    private func openssl(_ arguments: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = arguments.split(separator: " ").map(String.init)
        process.standardError = FileHandle.nullDevice
        try process.runHearingSignals()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "openssl \(arguments)")
    }

    private func configuration(_ broker: MosquittoProcess, withCertificate: Bool = false) -> MQTTSessionConfiguration {
        var configuration = MQTTSessionConfiguration.loopback(port: broker.port)
        configuration.tls = MQTTTransportSecurity(
            authorityFile: broker.path("ca.pem"),
            certificateFile: withCertificate ? broker.path("client.pem") : nil,
            keyFile: withCertificate ? broker.path("client.key") : nil
        )
        return configuration
    }

    @Test func messagesArriveThroughTLSAndAreAcknowledgedAfterwards() throws {
        let broker = try secureBroker()
        let publisher = try MQTTPublisher(
            MQTTPublisherConfiguration(name: "test", endpoint: configuration(broker).endpoint(clientID: "out"))
        )
        do {
            let driver = try SessionDriver(configuration(broker))
            driver.acknowledges = false
            #expect(driver.runUntilOnline())
            publisher.publishNumbered(0..<500)
            driver.run { driver.received.count == 500 }
        }
        let driver = try SessionDriver(configuration(broker))
        driver.run { driver.received.count == 500 }
        #expect(driver.received.map(\.payload) == (0..<500).map { "\($0)" })
        #expect(driver.redeliveredCount == 500)
    }

    @Test func aBrokerMayAskForACertificate() throws {
        let broker = try secureBroker(requiresCertificate: true)
        let driver = try SessionDriver(configuration(broker, withCertificate: true))
        #expect(driver.runUntilOnline())
        let stranger = try SessionDriver(configuration(broker))
        stranger.run { stranger.session.status.fault != nil }
        #expect(!stranger.session.status.isConnected)
    }

    @Test func aCertificateOfAnotherAuthorityIsRefused() throws {
        let broker = try secureBroker()
        try authority("other", in: broker)
        var configuration = configuration(broker)
        configuration.tls?.authorityFile = broker.path("other.pem")
        let driver = try SessionDriver(configuration)
        driver.run { driver.session.status.fault != nil }
        #expect(driver.session.status.fault?.kind == .tls)
        #expect(driver.session.status.state == .refused)
    }

    @Test func aCertificateForAnotherNameIsRefused() throws {
        let broker = try secureBroker()
        var configuration = configuration(broker)
        configuration.host = "localhost"
        let driver = try SessionDriver(configuration)
        driver.run { driver.session.status.fault != nil }
        #expect(driver.session.status.fault?.kind == .tls)
    }
}
