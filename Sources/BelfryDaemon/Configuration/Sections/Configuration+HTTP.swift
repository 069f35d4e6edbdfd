extension Configuration {
    /// Where operators and machines reach the daemon.
    public struct HTTP: Sendable, Hashable {
        /// Default: `127.0.0.1:8480`, this machine only; port 0 takes a free one.
        public var listen = NetworkAddress(host: "127.0.0.1", port: 8480)
        /// The local socket of the command line.
        ///
        /// Default: `belfry.sock` in `$RUNTIME_DIRECTORY`, which is `/run/belfry` under systemd.
        public var socket: String
        /// Who may act over TCP; with nobody here TCP only shows and the local socket acts.
        public var tokens: [Token] = []
        /// Origins whose pages may act beside our own, as `https://belfry.example`.
        public var allowedOrigins: [String] = []
        /// Whether other machines need a token even to read.
        ///
        /// Default: yes.
        public var remoteReadersNeedToken = true
    }

    /// Somebody who may act over TCP.
    public struct Token: Sendable, Hashable {
        /// The actor that incidents and audit name.
        public var owner: String
        public var secret: Secret
    }
}

extension Configuration.HTTP {
    /// The shortest token that is accepted: 128 bits in hexadecimal digits.
    private static let shortestToken = 32

    init(reading keys: MappingReader?, files: ConfigurationFiles) {
        socket = "\(files.environment["RUNTIME_DIRECTORY"] ?? "/run/belfry")/belfry.sock"
        guard let keys else { return }
        listen = keys.scalar("listen", as: .networkAddress) ?? listen
        // sun_path of sockaddr_un holds 108 bytes and a terminating zero.
        let path = keys.scalar("socket", as: .text).map { TextFile.resolve($0, from: files.folder) }
        if let path, path.utf8.count > 107 {
            keys.report(
                "socket",
                "\(path) is longer than the 107 bytes of a socket's path",
                remedy: "choose a shorter one"
            )
        }
        socket = path ?? socket
        allowedOrigins = keys.list("allowed_origins", of: .origin)
        remoteReadersNeedToken = keys.scalar("remote_readers_need_token", as: .flag) ?? remoteReadersNeedToken
        keys.refuseInlineSecret("token", insteadOf: "token_file")
        if let file = keys.secret("token_file", files: files) {
            tokens = Self.tokens(in: file.text, keys: keys)
        }
    }

    /// The tokens of a file, one a line: the owner, a blank, the token.
    ///
    /// Empty lines and `#` comments are skipped.
    private static func tokens(in text: String, keys: MappingReader) -> [Configuration.Token] {
        var tokens: [Configuration.Token] = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let words = line.split(whereSeparator: \.isWhitespace)
            if words.isEmpty || line.hasPrefix("#") { continue }
            guard words.count == 2, words[1].utf8.count >= shortestToken else {
                keys.report(
                    "token_file",
                    "line \(index + 1) of the token file is not an owner and a token of at least \(shortestToken) characters",
                    remedy: "write: alice $(openssl rand -hex 32)"
                )
                continue
            }
            tokens.append(Configuration.Token(owner: String(words[0]), secret: Secret(String(words[1]))))
        }
        return tokens
    }
}

extension ScalarForm where Value == String {
    /// An origin as browsers send it (RFC 6454): scheme and host, nothing behind.
    fileprivate static var origin: ScalarForm {
        ScalarForm("an origin such as https://belfry.example") { text in
            let schemes = ["https://", "http://"]
            guard let scheme = schemes.first(where: { text.hasPrefix($0) }) else { return nil }
            return NetworkAddress(text.dropFirst(scheme.count), defaultPort: 0) == nil ? nil : text
        }
    }
}
