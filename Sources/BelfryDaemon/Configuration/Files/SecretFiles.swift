/// Finds secrets where the published interface allows them to be.
struct SecretFiles {
    /// The longest secret file in bytes; a longer one is refused.
    static let limit = 64 << 10

    /// `$CREDENTIALS_DIRECTORY`, which systemd sets for `LoadCredential=`.
    let credentialsFolder: String?
    let policy: SecretPolicy

    /// The path and the text of a secret.
    ///
    /// A name without a slash at its start is a credential of systemd, whose folder nobody else can enter; anything
    /// else must be a file of mode 0600.
    ///
    /// - Returns: nil where the policy allows to leave it unread.
    func read(_ name: String) throws(TextFile.Failure) -> (path: String, text: String)? {
        if name.hasPrefix("/") {
            return (name, try TextFile.read(name, limit: Self.limit, isSecret: true))
        }
        if let credentialsFolder {
            let path = "\(credentialsFolder)/\(name)"
            return (path, try TextFile.read(path, limit: Self.limit))
        }
        if policy == .whereAvailable { return nil }
        throw TextFile.Failure(
            problem: "the credential \(name) needs $CREDENTIALS_DIRECTORY, which is not set",
            remedy: "add LoadCredential=\(name):PATH to belfry.service, or name an absolute path of mode 0600"
        )
    }
}
