/// What was said about a TLS connection that has not got as far as CONNACK, and what that means.
///
/// libmosquitto tells of a failed handshake in one word and of its reason in its log alone:
///
/// ```
///   OpenSSL Error[0]: error:0A000086:SSL routines::certificate verify failed     + the verdict of OpenSSL
///   Error: host name verification failed.
///   OpenSSL Error[0]: error:0A00045C:SSL routines::tlsv13 alert certificate required
///   Error: Unable to load client certificate, check certfile "gateway.pem".
/// ```
///
/// Pure.
struct MQTTHandshake {
    /// Lines kept; the first ones name the reason.
    static let lineLimit = 8

    private var lines: [String] = []
    private var verdict = CertificateVerdict.unknown

    /// Takes an error that the library has logged, and what OpenSSL thinks of the broker's certificate at that moment.
    mutating func note(_ line: String, verdict: CertificateVerdict) {
        guard lines.count < Self.lineLimit else { return }
        lines.append(line)
        if self.verdict == .unknown { self.verdict = verdict }
    }

    /// Why the connection failed, or where nothing that was said explains it, what the library made of it.
    func fault(of endpoint: MQTTEndpoint, otherwise fault: MQTTFault) -> MQTTFault {
        if let reason = certificateReason(endpoint) ?? alertReason(endpoint) ?? fileReason() {
            return MQTTFault(.tls, reason)
        }
        guard fault.kind == .lost, endpoint.tls?.certificateFile == nil else { return fault }
        // The broker's alert can be overtaken by the end of its connection.
        return MQTTFault(.lost, "\(fault); if the broker asks for a client certificate, write cert: and key:")
    }

    private func has(_ words: String) -> Bool { lines.contains { $0.contains(words) } }

    /// What is wrong with the broker's certificate.
    private func certificateReason(_ endpoint: MQTTEndpoint) -> String? {
        let certificate = "the certificate of \(endpoint.host):\(endpoint.port)"
        if has("host name verification failed") || verdict.isOtherName {
            return "\(certificate) is not for \(endpoint.host); write the name that it is for in broker:, or have one "
                + "made for this name"
        }
        guard has("certificate verify failed") else { return nil }
        if verdict.isOutOfTime {
            return "\(certificate) is out of its time (\(verdict.text)); have it renewed there, or set this machine's "
                + "clock"
        }
        let authority = endpoint.tls?.authorityFile ?? "/etc/ssl/certs"
        if verdict.isOtherAuthority {
            return "\(certificate) is not vouched for by \(authority) (\(verdict.text)); name the file of the broker's "
                + "authority as ca:"
        }
        return "\(certificate) is not accepted (\(verdict.text)); have it replaced, or look at ca: \(authority)"
    }

    /// What the broker holds against us.
    private func alertReason(_ endpoint: MQTTEndpoint) -> String? {
        let broker = "\(endpoint.host):\(endpoint.port)"
        if has("wrong version number") || has("http request") {
            return "\(broker) does not speak TLS; write mqtt://, or the port at which it does"
        }
        guard let alert = lines.lazy.compactMap(Self.alert).first else { return nil }
        guard Self.isAboutCertificate(alert) else {
            return
                "\(broker) ends the handshake (\(alert)); look at its log, and at the TLS versions and ciphers that it "
                + "allows"
        }
        if let file = endpoint.tls?.certificateFile {
            return "\(broker) refuses our certificate \(file) (\(alert)); have one issued by an authority that it "
                + "trusts, and write it as cert: with its key:"
        }
        return "\(broker) asks for a client certificate (\(alert)); write cert: and key:"
    }

    /// Whether an alert is about a certificate (RFC 8446, 6.2); brokers of TLS 1.2 say "handshake failure" where they
    /// miss one, and say the same of ciphers.
    private static func isAboutCertificate(_ alert: String) -> Bool {
        ["certificate", "unknown ca", "access denied", "handshake failure"].contains { alert.contains($0) }
    }

    /// The broker's word in `…:SSL routines::tlsv13 alert certificate required`.
    private static func alert(in line: String) -> String? {
        let words = line.split(separator: " ")
        return words.firstIndex(of: "alert").map { words[($0 + 1)...].joined(separator: " ") }
    }

    /// A file of ours that cannot be used.
    private func fileReason() -> String? {
        lines.first { $0.hasPrefix("Error: Unable to load") || $0.hasPrefix("Error: Client certificate") }.map {
            "\($0.dropFirst("Error: ".count)) The file may be damaged or belong to another; replace it"
        }
    }
}
