// Decides what to do about a fault and what to call it; performs nothing and reads no clock.

/// The disk's state as its writer sees it.
///
/// ```
///            succeed                    fail: full, busy          ┌─► pause ─► the same again
///   ok ◄──────────────── at fault ◄────────────────── writing ────┤
///    ▲                      │           fail: anything else       └─► pause ─► close, open, rewrite ─► the same again
///    │ quick for 10 s       │ succeed
///   slow ◄──────────────────┘ or longer than 250 ms
/// ```
struct StoreHealth: Equatable {
    /// What to do after a failure.
    enum Recovery: Equatable {
        /// Nothing was written; the same connection may try again.
        case retry(afterNanoseconds: Int64)
        /// What the connection believes may no longer be true: a failed fsync is not made good by the next one.
        case reopen(afterNanoseconds: Int64)
        /// It will never succeed.
        case giveUp
    }

    /// What is wrong now; nil while all is well.
    private(set) var fault: StoreError?
    /// The last write that could never succeed and was given up.
    private(set) var refusal: StoreError?
    private(set) var lastCommitNanoseconds: Int64 = 0
    private var failures = 0
    private var began: Int64?
    private var slowUntil: Int64 = .min
    /// The slowest commit of the time that counts as slow.
    private var slowestNanoseconds: Int64 = 0

    /// A write begins.
    mutating func begin(now: Int64) {
        began = now
    }

    /// The write that began is durable.
    mutating func succeed(now: Int64) {
        let taken = now &- (began ?? now)
        lastCommitNanoseconds = taken
        if taken > StoreWriterLimits.slowCommitNanoseconds {
            slowestNanoseconds = now < slowUntil ? max(slowestNanoseconds, taken) : taken
            slowUntil = now &+ StoreWriterLimits.slowMemoryNanoseconds
        }
        began = nil
        fault = nil
        failures = 0
    }

    /// The write that began, or opening the database again, failed.
    mutating func fail(_ error: StoreError) -> Recovery {
        guard error.isWorthRetrying else {
            began = nil
            refusal = error
            return .giveUp
        }
        // While it is being opened again the reason stays the fault that led there.
        if error.kind != .unavailable || fault == nil { fault = error }
        let shift = min(failures, 16)
        failures += 1
        let pause = min(StoreWriterLimits.firstPauseNanoseconds << shift, StoreWriterLimits.longestPauseNanoseconds)
        return error.needsReopening ? .reopen(afterNanoseconds: pause) : .retry(afterNanoseconds: pause)
    }

    /// The state to show.
    func state(now: Int64) -> StoreState {
        switch fault?.kind {
        case .full: .full
        case .readOnly: .readOnly
        case .busy: .slow
        case nil: isSlow(now: now) ? .slow : .ok
        default: .recovering
        }
    }

    /// Why the state is not `ok`; empty where it is.
    func reason(now: Int64) -> String {
        if let fault { return fault.description }
        guard isSlow(now: now) else { return "" }
        let milliseconds = max(now < slowUntil ? slowestNanoseconds : 0, now &- (began ?? now)) / 1_000_000
        return "a commit took \(milliseconds) ms: the device is slow or busy"
    }

    private func isSlow(now: Int64) -> Bool {
        if let began, now &- began > StoreWriterLimits.slowCommitNanoseconds { return true }
        return now < slowUntil
    }
}

extension StoreError {
    /// Whether it is the device or its file system that fails, and not what is in the file.
    var isOfDevice: Bool {
        switch kind {
        case .io, .readOnly, .missing, .notOurs, .unavailable: true
        default: false
        }
    }

    /// Whether the connection must not be used any more.
    var needsReopening: Bool {
        switch kind {
        case .full, .busy, .conflict, .closed: false
        default: true
        }
    }
}
