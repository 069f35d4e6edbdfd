public import Foundation

/// Authorities and certificates of the test's own, made by openssl.
public struct CertificateFolder {
    public let folder: URL

    public init(_ folder: URL) { self.folder = folder }

    /// The path of a file, for settings that name one.
    public func path(_ name: String) -> String { folder.appending(path: name).path }

    /// Makes an authority: `name.pem` and `name.key`.
    public func makeAuthority(_ name: String) throws {
        try openssl(
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=\(name) "
                + "-keyout \(path("\(name).key")) -out \(path("\(name).pem"))"
        )
    }

    /// Makes a certificate: `name.pem` and `name.key`, of mode 0600.
    ///
    /// - Parameters:
    ///   - subject: as `IP:127.0.0.1` or `DNS:gateway`.
    ///   - days: for how long; a negative number makes one that has expired.
    public func makeCertificate(
        _ name: String,
        for subject: String,
        by authority: String = "ca",
        days: Int = 2
    ) throws {
        try "subjectAltName=\(subject)\n".write(toFile: path("\(name).ext"), atomically: true, encoding: .utf8)
        try openssl(
            "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=\(name) "
                + "-keyout \(path("\(name).key")) -out \(path("\(name).csr"))"
        )
        try openssl(
            "x509 -req -in \(path("\(name).csr")) -CA \(path("\(authority).pem")) -CAkey \(path("\(authority).key")) "
                + "-CAcreateserial -days \(days) -extfile \(path("\(name).ext")) -out \(path("\(name).pem"))"
        )
    }

    private func openssl(_ arguments: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = arguments.split(separator: " ").map(String.init)
        process.standardError = FileHandle.nullDevice
        try process.runHearingSignals()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw BelfryProcess.Failure(reason: "openssl \(arguments) failed")
        }
    }
}

extension MosquittoProcess {
    /// Has the broker speak TLS with a certificate by authority `ca`; takes effect at the next start.
    public func speakTLS(
        _ certificates: CertificateFolder,
        certificate: String = "server",
        requiresCertificate: Bool = false
    ) throws {
        try append(setting: "cafile \(certificates.path("ca.pem"))")
        try append(setting: "certfile \(certificates.path("\(certificate).pem"))")
        try append(setting: "keyfile \(certificates.path("\(certificate).key"))")
        try append(setting: "require_certificate \(requiresCertificate)")
    }
}
