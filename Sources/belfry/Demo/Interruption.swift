import Glibc
import Synchronization

/// Whether somebody asked us to end: Ctrl-C or SIGTERM.
enum Interruption {
    private static let isAsked = Atomic<Bool>(false)

    /// Takes the signals over; from here on ``isRequested`` tells.
    static func watch() {
        // Whoever started us may have blocked them, and a mask is inherited.
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, number) }
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number) { _ in Interruption.isAsked.store(true, ordering: .relaxed) }
        }
    }

    static var isRequested: Bool { isAsked.load(ordering: .relaxed) }
}
