import BelfryMQTT
import BelfryTestSupport
import Testing

/// A broker with a certificate of an authority of the test's own.
@Suite(.serialized)
struct TransportSecurityTests {
    /// A broker that speaks TLS, with its certificates and a client's in its folder.
    private func secureBroker(requiresCertificate: Bool = false) throws -> MosquittoProcess {
        let broker = try MosquittoProcess()
        let certificates = CertificateFolder(broker.folder)
        try certificates.makeAuthority("ca")
        try certificates.makeCertificate("server", for: "IP:127.0.0.1")
        try certificates.makeCertificate("client", for: "DNS:gateway")
        try broker.speakTLS(certificates, requiresCertificate: requiresCertificate)
        try broker.start()
        return broker
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
        #expect(stranger.session.status.fault?.reason.contains("a client certificate") == true)
    }

    @Test func aCertificateOfAnotherAuthorityIsRefused() throws {
        let broker = try secureBroker()
        try CertificateFolder(broker.folder).makeAuthority("other")
        var configuration = configuration(broker)
        configuration.tls?.authorityFile = broker.path("other.pem")
        let driver = try SessionDriver(configuration)
        driver.run { driver.session.status.fault != nil }
        #expect(driver.session.status.fault?.kind == .tls)
        #expect(driver.session.status.state == .refused)
        #expect(driver.session.status.fault?.reason.contains("not vouched for by \(broker.path("other.pem"))") == true)
    }

    @Test func aCertificateForAnotherNameIsRefused() throws {
        let broker = try secureBroker()
        var configuration = configuration(broker)
        configuration.host = "localhost"
        let driver = try SessionDriver(configuration)
        driver.run { driver.session.status.fault != nil }
        #expect(driver.session.status.fault?.kind == .tls)
        #expect(driver.session.status.fault?.reason.contains("is not for localhost") == true)
    }

    @Test func aDamagedFileIsNamed() throws {
        let broker = try secureBroker(requiresCertificate: true)
        try broker.write("client.pem", "no certificate")
        let driver = try SessionDriver(configuration(broker, withCertificate: true))
        driver.run { driver.session.status.fault != nil }
        #expect(driver.session.status.fault?.kind == .tls)
        #expect(driver.session.status.fault?.reason.contains(broker.path("client.pem")) == true)
    }
}
