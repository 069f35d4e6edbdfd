/// A bearer token of `http.tokens`: who presents it acts under its name.
///
/// Only the SHA-256 of the secret is kept, so neither a log line nor a core dump of this table gives it away.
public struct Token: Hashable, Sendable {
    /// The actor that is recorded.
    public var name: String
    let digest: SHA256.Digest

    /// A token from its secret text, as read from a credentials file.
    public init(name: String, secret: some StringProtocol) {
        self.name = name
        self.digest = SHA256.digest(of: secret.utf8)
    }

    /// Whether a presented secret has this digest; takes as long wherever the first difference lies.
    func matches(_ presented: SHA256.Digest) -> Bool {
        var difference: UInt32 = 0
        for index in 0..<SHA256.Digest.wordCount {
            difference |= digest.words[index] ^ presented.words[index]
        }
        return difference == 0
    }
}
