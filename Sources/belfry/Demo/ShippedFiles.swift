import Glibc

/// Where the files lie that come with the executable: rule packs, the demo's configuration, the broker drop-in.
enum ShippedFiles {
    /// The folder, as an absolute path: `$BELFRY_SHARE`, `Config` of a source tree, or what the package installed.
    ///
    /// - Throws: ``CommandFailure`` that names the places looked at.
    static func folder() throws(CommandFailure) -> String {
        let named = getenv("BELFRY_SHARE").map { String(cString: $0) }
        let candidates = [named, "Config", "/usr/share/belfry"].compactMap { $0 }
        for candidate in candidates {
            guard access("\(candidate)/demo/belfry.yaml", R_OK) == 0, let path = realpath(candidate, nil) else {
                continue
            }
            defer { free(path) }
            return String(cString: path)
        }
        throw CommandFailure(
            "cannot find the demo's files",
            why: "no demo/belfry.yaml in \(candidates.joined(separator: ", "))",
            remedy: "start it in the source tree, or set BELFRY_SHARE to the tree's Config folder",
            status: .noInput
        )
    }

    /// The mosquitto broker; Debian keeps it where no user's PATH looks.
    ///
    /// - Throws: ``CommandFailure`` where it is not installed.
    static func mosquitto() throws(CommandFailure) -> String {
        for path in ["/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/usr/bin/mosquitto"]
        where access(path, X_OK) == 0 {
            return path
        }
        throw CommandFailure(
            "cannot start a broker",
            why: "mosquitto is not installed",
            remedy: "apt-get install mosquitto",
            status: .noInput
        )
    }

    /// This executable, to start it once more.
    ///
    /// - Throws: ``CommandFailure`` where /proc does not tell.
    static func executable() throws(CommandFailure) -> String {
        guard let path = realpath("/proc/self/exe", nil) else {
            throw CommandFailure(
                "cannot find this executable",
                why: String(cString: strerror(errno)),
                status: .inputOutput
            )
        }
        defer { free(path) }
        return String(cString: path)
    }
}
