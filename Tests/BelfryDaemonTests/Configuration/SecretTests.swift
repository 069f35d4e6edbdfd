import Testing

@testable import BelfryDaemon

@Suite("Secrets")
struct SecretTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func write(passwordFile: String) throws {
        try folder.write(
            "mqtt: [ { broker: mqtt://h, username: u, password_file: \(passwordFile), subscribe: [ { topic: a } ] } ]",
            to: "belfry.yaml"
        )
    }

    @Test(
        "A file that others may read is refused, with the remedy; its own mode 0600 is fine",
        arguments: [0o644, 0o640, 0o604]
    )
    func worldReadableFile(mode: Int) throws {
        let file = try folder.write("s3cret\n", to: "password", mode: mode)
        try write(passwordFile: file)
        let refused = #expect(throws: ConfigurationFaults.self) { try folder.load() }
        #expect(refused?.faults.map(\.problem) == ["\(file) holds a secret and others may read it"])
        #expect(refused?.faults.map(\.remedy) == ["chmod 600 \(file)"])
        try folder.write("s3cret\n", to: "password", mode: 0o600)
        #expect(try folder.load().brokers[0].password?.revealed == "s3cret")
    }

    @Test("A credential of systemd is found by its name, whatever its mode")
    func credential() throws {
        try folder.write("  with blanks \r\nsecond line", to: "credentials/mqtt-password", mode: 0o440)
        try write(passwordFile: "mqtt-password")
        let configuration = try folder.load(environment: ["CREDENTIALS_DIRECTORY": "\(folder.path)/credentials"])
        #expect(configuration.brokers[0].password?.revealed == "  with blanks ")
    }

    @Test("Checking in a shell leaves credentials unread, running does not")
    func policy() throws {
        try write(passwordFile: "mqtt-password")
        #expect(throws: ConfigurationFaults.self) { try folder.load() }
        let configuration = try folder.load(secrets: .whereAvailable)
        #expect(configuration.brokers[0].username == "u")
        #expect(configuration.brokers[0].password == nil)
    }

    @Test("An empty secret is none")
    func emptySecret() throws {
        let file = try folder.write("\n", to: "password", mode: 0o600)
        try write(passwordFile: file)
        let refused = #expect(throws: ConfigurationFaults.self) { try folder.load() }
        #expect(refused?.faults.map(\.problem) == ["the password file is empty"])
    }

    @Test("Tokens stand one a line with their owner; a weak one is refused by its line")
    func tokens() throws {
        let strong = String(repeating: "0123456789abcdef", count: 4)
        let file = try folder.write("# who may act\nalice \(strong)\n\nbob\t\(strong)\n", to: "tokens", mode: 0o600)
        try folder.write("http: { token_file: \(file) }\n" + soundBroker, to: "belfry.yaml")
        #expect(try folder.load().http.tokens.map(\.owner) == ["alice", "bob"])

        try folder.write("alice \(strong)\ncarol 1234\n", to: "tokens", mode: 0o600)
        let refused = #expect(throws: ConfigurationFaults.self) { try folder.load() }
        #expect(refused?.description.contains("line 2 of the token file") == true)
        #expect(refused?.description.contains("1234") == false)
    }

    @Test("A fault about a secret never tells it")
    func faultsKeepSecrets() throws {
        try folder.write(
            "mqtt: [ { broker: mqtt://me:hunter2@h, password: hunter2, subscribe: [ { topic: a } ] } ]",
            to: "belfry.yaml"
        )
        let refused = #expect(throws: ConfigurationFaults.self) { try folder.load() }
        #expect(refused?.faults.count == 2)
        #expect(refused?.description.contains("hunter2") == false)
    }
}
