/// What reading a configuration needs of the world around it.
struct ConfigurationFiles {
    /// The folder of the main file; relative paths start here.
    let folder: String
    let environment: [String: String]
    let secrets: SecretFiles
    let faults: FaultCollector

    init(mainFile: String, environment: [String: String], secrets: SecretPolicy, faults: FaultCollector) {
        self.folder = TextFile.folder(of: mainFile)
        self.environment = environment
        self.secrets = SecretFiles(credentialsFolder: environment["CREDENTIALS_DIRECTORY"], policy: secrets)
        self.faults = faults
    }

    /// The text of a file; nil where it cannot be had, which is reported where the file was named.
    func text(of path: String, namedAt place: SourcePlace? = nil) -> String? {
        do {
            return try TextFile.read(path, limit: YAMLLimits.bytes)
        } catch {
            faults.report(place ?? SourcePlace(file: path), error.problem, remedy: error.remedy)
            return nil
        }
    }

    /// The tree of a YAML file; nil where it cannot be had, which is reported.
    func tree(of path: String, namedAt place: SourcePlace? = nil) -> YAMLNode? {
        guard let text = text(of: path, namedAt: place) else { return nil }
        var parser = YAMLParser(file: path, environment: environment, faults: faults)
        return parser.parse(text)
    }
}

extension MappingReader {
    /// The path that a key names, absolute or seen from the configuration's folder; it has to be readable.
    func file(_ key: String, files: ConfigurationFiles) -> String? {
        guard let name = scalar(key, as: .text) else { return nil }
        let path = TextFile.resolve(name, from: files.folder)
        if let failure = TextFile.failureToOpen(path) {
            report(key, failure.problem, remedy: failure.remedy)
            return nil
        }
        return path
    }

    /// The path and the text of the secret that a key names, see ``SecretFiles``.
    func secret(_ key: String, files: ConfigurationFiles) -> (path: String, text: String)? {
        guard let name = scalar(key, as: .text) else { return nil }
        do {
            return try files.secrets.read(name)
        } catch {
            report(key, error.problem, remedy: error.remedy)
            return nil
        }
    }

    /// Refuses a key under which somebody wrote a secret itself.
    func refuseInlineSecret(_ key: String, insteadOf fileKey: String) {
        guard contains(key) else { return }
        faults.report(
            place(of: key),
            "\(name) holds a secret under \"\(key)\"",
            remedy: "put it into a systemd credential or a file of mode 0600 and name that as \(fileKey):"
        )
    }
}
