public import Foundation

extension Process {
    /// Runs with every signal let through.
    ///
    /// The test runner's threads block SIGTERM, a child inherits that, and a broker that cannot hear it never ends.
    public func runHearingSignals() throws {
        var all = sigset_t()
        var before = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_UNBLOCK, &all, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        try run()
    }
}
