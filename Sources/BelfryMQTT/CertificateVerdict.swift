// OpenSSL knows why it does not accept a certificate; libmosquitto keeps that to itself. The library is there with
// libmosquitto, its headers need not be, so the two functions are looked up by name.

internal import Glibc

/// What OpenSSL thinks of the certificate at the other end of a connection.
struct CertificateVerdict: Equatable {
    /// The code of `openssl/x509_vfy.h`, which is stable; 0 where it has nothing to say.
    var code: Int
    /// OpenSSL's own words.
    var text: String

    static let unknown = CertificateVerdict(code: 0, text: "the reason is not known")

    /// Not valid yet, or not any more.
    var isOutOfTime: Bool { code == 9 || code == 10 }
    /// For another host name or address.
    var isOtherName: Bool { code == 62 || code == 64 }
    /// Issued by nobody that we trust.
    var isOtherAuthority: Bool { [2, 18, 19, 20, 21].contains(code) }
}

extension CertificateVerdict {
    private typealias Result = @convention(c) (UnsafeMutableRawPointer?) -> Int
    private typealias Text = @convention(c) (Int) -> UnsafePointer<CChar>?

    /// The verdict of a connection, an `SSL *` that is alive during the call.
    ///
    /// Unsafe because symbols have no types: these are those of OpenSSL 1.1 and 3.
    init(of connection: UnsafeMutableRawPointer?) {
        self = .unknown
        guard let connection, let result = dlsym(nil, "SSL_get_verify_result"),
            let text = dlsym(nil, "X509_verify_cert_error_string")
        else { return }
        let code = unsafeBitCast(result, to: Result.self)(connection)
        guard code != 0, let words = unsafeBitCast(text, to: Text.self)(code) else { return }
        self.init(code: code, text: String(cString: words))
    }
}
