import Glibc

extension Endpoint {
    /// Nobody answers here: say where we knocked and how a daemon is started.
    func unreachable(_ fault: SocketConnection.Fault) -> CommandFailure {
        CommandFailure(
            "cannot reach the daemon at \(name)",
            why: fault.description,
            remedy: remedy(for: fault),
            status: .unavailable
        )
    }

    /// The conversation broke off.
    func broken(_ why: String) -> CommandFailure {
        CommandFailure(
            "lost the daemon at \(name)",
            why: why,
            remedy: "see \"systemctl status belfry\"",
            status: .unavailable
        )
    }

    private func remedy(for fault: SocketConnection.Fault) -> String {
        switch (self, fault) {
        case (.local, .system(EACCES)):
            "join the group belfry (\"sudo adduser $USER belfry\", then log in again), or use sudo"
        case (.local, .system(ENOENT)), (.local, .system(ECONNREFUSED)):
            "start it with \"sudo systemctl start belfry\", or name another socket with --socket PATH or --url URL"
        case (.network, .system(ECONNREFUSED)):
            "start it with \"sudo systemctl start belfry\", or look up its http.listen in /etc/belfry/belfry.yaml"
        default:
            "see \"systemctl status belfry\""
        }
    }
}
