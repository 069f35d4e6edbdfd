// Encrypted brokers, each with another thing wrong. What works goes on beside what does not; each reason says what
// failed, where, and what to do; and what is put right is noticed without a restart.

import BelfryMQTT
import BelfryTestSupport
import Foundation
import Testing

extension IntegrationTests {
    @Suite("Transport security", .serialized) struct TransportSecurityStories {}
}

extension IntegrationTests.TransportSecurityStories {
    @Test("TLS and mutual TLS work beside brokers at which they fail, each with its reason; what is put right mends")
    func manyBrokers() throws {
        let scene = try Scene()
        try scene.daemon.start()
        try scene.expect("stranger", "not vouched for by \(scene.certificates.path("other.pem"))", "name the file")
        try scene.expect("misnamed", "is not for localhost", "write the name")
        try scene.expect("expired", "127.0.0.1:\(scene.expired.port) is out of its time", "certificate has expired")
        try scene.expect("nameless", "127.0.0.1:\(scene.mutual.port) asks for a client certificate", "cert: and key:")
        try scene.expectConnected("trusted", "known")

        // What works is not held up by what does not.
        let sensors = try Sensors(on: scene.plainSecure, tls: scene.trust(withCertificate: false))
        let others = try Sensors(on: scene.mutual, name: "others", tls: scene.trust(withCertificate: true))
        sensors.send("city/a/temperature", "1")
        others.send("city/b/temperature", "2")
        #expect(try scene.daemon.settled(received: 2)["stored"] == 2)

        // The right authority under the name that the configuration knows, and a certificate that is valid.
        let authority = try String(contentsOfFile: scene.certificates.path("ca.pem"), encoding: .utf8)
        try authority.write(toFile: scene.certificates.path("other.pem"), atomically: true, encoding: .utf8)
        scene.expired.stop()
        try scene.certificates.makeCertificate("old", for: "IP:127.0.0.1")
        try scene.expired.start()
        try scene.expectConnected("stranger", "expired")
        #expect(!scene.daemon.log.contains("PRIVATE KEY"))
    }

    /// Three brokers with certificates of one authority, and a daemon that knows them in six ways.
    private final class Scene {
        let plainSecure: MosquittoProcess
        let mutual: MosquittoProcess
        let expired: MosquittoProcess
        let certificates: CertificateFolder
        let daemon: BelfryProcess

        init() throws {
            plainSecure = try MosquittoProcess()
            mutual = try MosquittoProcess()
            expired = try MosquittoProcess()
            certificates = CertificateFolder(plainSecure.folder)
            for authority in ["ca", "other"] { try certificates.makeAuthority(authority) }
            try certificates.makeCertificate("server", for: "IP:127.0.0.1")
            try certificates.makeCertificate("old", for: "IP:127.0.0.1", days: -1)
            try certificates.makeCertificate("client", for: "DNS:gateway")
            try plainSecure.speakTLS(certificates)
            try mutual.speakTLS(certificates, requiresCertificate: true)
            try expired.speakTLS(certificates, certificate: "old")
            for broker in [plainSecure, mutual, expired] { try broker.start() }
            let login = "cert: \(certificates.path("client.pem")), key: \(certificates.path("client.key"))"
            let brokers = [
                ("trusted", "127.0.0.1", plainSecure.port, "ca: \(certificates.path("ca.pem"))"),
                ("stranger", "127.0.0.1", plainSecure.port, "ca: \(certificates.path("other.pem"))"),
                ("misnamed", "localhost", plainSecure.port, "ca: \(certificates.path("ca.pem"))"),
                ("expired", "127.0.0.1", expired.port, "ca: \(certificates.path("ca.pem"))"),
                ("nameless", "127.0.0.1", mutual.port, "ca: \(certificates.path("ca.pem"))"),
                ("known", "127.0.0.1", mutual.port, "ca: \(certificates.path("ca.pem")), \(login)"),
            ]
            let subscribe =
                "[ { topic: \"city/{sensor}/{quantity}\", format: value, agency: city, unit: { temperature: Cel } } ]"
            daemon = try BelfryProcess(
                yaml: "gateway: { id: proof }\nmqtt:\n"
                    + brokers.map { name, host, port, files in
                        "  - { broker: \"mqtts://\(host):\(port)\", name: \(name), \(files), subscribe: \(subscribe) }\n"
                    }.joined()
            )
        }

        func trust(withCertificate: Bool) -> MQTTTransportSecurity {
            MQTTTransportSecurity(
                authorityFile: certificates.path("ca.pem"),
                certificateFile: withCertificate ? certificates.path("client.pem") : nil,
                keyFile: withCertificate ? certificates.path("client.key") : nil
            )
        }

        /// Waits for a reason about one broker that holds all of these words.
        func expect(_ broker: String, _ words: String...) throws {
            try eventually("\(broker): \(words); \(try daemon.reasons())", within: 20) {
                try daemon.reasons().contains { reason in
                    reason.hasPrefix("broker \(broker): ") && words.allSatisfy { reason.contains($0) }
                }
            }
        }

        func expectConnected(_ names: String...) throws {
            try eventually("\(names) are connected; \(try daemon.reasons())", within: 60) {
                let brokers = try daemon.status("ingest")["brokers"] as? [[String: Any]] ?? []
                return names.allSatisfy { name in
                    brokers.contains { $0["name"] as? String == name && $0["connected"] as? Bool == true }
                }
            }
        }
    }
}
