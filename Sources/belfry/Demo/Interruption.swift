import Glibc
import Synchronization

/// Whether somebody asked us to end: Ctrl-C or SIGTERM.
enum Interruption {
    private static let isAsked = Atomic<Bool>(false)

    /// Takes the signals over; from here on ``isRequested`` tells.
    static func watch() {
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number) { _ in Interruption.isAsked.store(true, ordering: .relaxed) }
        }
    }

    static var isRequested: Bool { isAsked.load(ordering: .relaxed) }
}
