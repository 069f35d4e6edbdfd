import Testing

@testable import BelfryMQTT

/// What libmosquitto and OpenSSL say of a failed handshake, and what a person is told.
struct MQTTHandshakeTests {
    private static let verifyFailed = "OpenSSL Error[0]: error:0A000086:SSL routines::certificate verify failed"

    private static func reason(
        _ lines: [String],
        _ code: Int = 0,
        _ text: String = "ok",
        certificateFile: String? = nil
    ) -> String {
        var handshake = MQTTHandshake()
        let verdict = code == 0 ? .unknown : CertificateVerdict(code: code, text: text)
        for line in lines { handshake.note(line, verdict: verdict) }
        let tls = MQTTTransportSecurity(authorityFile: "/etc/ca.pem", certificateFile: certificateFile, keyFile: "k")
        let endpoint = MQTTEndpoint(host: "hub", port: 8_883, clientID: "c", tls: tls)
        return handshake.fault(of: endpoint, otherwise: MQTTFault(.lost, "gone")).reason
    }

    @Test func aCertificateSaysWhatIsWrongWithIt() {
        let issuer = Self.reason([Self.verifyFailed], 20, "unable to get local issuer certificate")
        #expect(issuer.contains("hub:8883 is not vouched for by /etc/ca.pem (unable to get local issuer certificate)"))
        let expired = Self.reason([Self.verifyFailed], 10, "certificate has expired")
        #expect(expired.contains("out of its time (certificate has expired)"))
        let name = Self.reason(["Error: host name verification failed.", Self.verifyFailed])
        #expect(name.contains("is not for hub"))
        let revoked = Self.reason([Self.verifyFailed], 23, "certificate revoked")
        #expect(revoked.contains("is not accepted (certificate revoked)"))
    }

    @Test func anAlertIsTheBrokersWord() {
        let alert = "OpenSSL Error[0]: error:0A00045C:SSL routines::tlsv13 alert certificate required"
        let missing = Self.reason([alert])
        #expect(missing == "hub:8883 asks for a client certificate (certificate required); write cert: and key:")
        let unknown = "OpenSSL Error[0]: error:0A000418:SSL routines::tlsv1 alert unknown ca"
        let refused = Self.reason([unknown], certificateFile: "gateway.pem")
        #expect(refused.contains("refuses our certificate gateway.pem (unknown ca)"))
    }

    @Test func plainTextAndDamagedFilesAreTold() {
        let plain = "OpenSSL Error[0]: error:0A00010B:SSL routines::wrong version number"
        #expect(Self.reason([plain]).contains("does not speak TLS"))
        let file = "Error: Unable to load client certificate, check certfile \"gateway.pem\"."
        #expect(Self.reason([file]).hasPrefix("Unable to load client certificate, check certfile"))
    }

    @Test func whatNobodyExplainsIsLeftToTheLibrary() {
        for lines in [[], ["Error: something else"]] {
            #expect(Self.reason(lines, certificateFile: "gateway.pem") == "gone")
            #expect(Self.reason(lines) == "gone; if the broker asks for a client certificate, write cert: and key:")
        }
    }

    @Test func linesAreBounded() {
        var lines = (0..<1_000).map { "noise \($0)" }
        lines.append(Self.verifyFailed)
        #expect(Self.reason(lines, certificateFile: "gateway.pem") == "gone")
    }
}
