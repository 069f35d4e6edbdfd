// The history may be locked, full, damaged or gone while the journal takes every reading. Then nothing waits for it: its work
// is left where it is and tried again later, and commits go on meanwhile.

/// When the history is tried again, and what has to happen first; performs nothing and reads no clock.
struct HistoryHealth {
    private(set) var health = StoreHealth()
    /// Monotonic time from which on it may be tried again.
    private(set) var resumesAt: Int64 = .min
    /// Whether its connections must be replaced before.
    private(set) var needsReopening = false
    /// Its file is damaged: to be replaced before anything else.
    private(set) var isDamaged = false
    /// A reader's snapshot keeps the log from being emptied: no more readings go in until it has gone.
    private(set) var pin: StoreError?

    func canSave(now: Int64) -> Bool { now >= resumesAt }

    mutating func succeed(now: Int64) {
        health.succeed(now: now)
        resumesAt = .min
        needsReopening = false
    }

    /// Returns whether trying again may help.
    mutating func fail(_ error: StoreError, now: Int64) -> Bool {
        switch health.fail(error) {
        case .giveUp:
            resumesAt = now + StoreWriterLimits.longestPauseNanoseconds
            return false
        case .retry(let pause):
            resumesAt = now + pause
        case .reopen(let pause):
            needsReopening = true
            resumesAt = now + pause
        }
        return true
    }

    /// Its file was found damaged.
    mutating func noteDamage() {
        isDamaged = true
        resumesAt = .min
    }

    /// A fresh file has taken its place.
    mutating func noteReplacement() {
        isDamaged = false
        needsReopening = false
    }

    /// Whether an error says for the second time in a row that a file is damaged.
    func isDamagedAgain(_ error: StoreError) -> Bool { error.kind == .corrupt && health.fault?.kind == .corrupt }

    /// Its connections were closed for the device's sake.
    mutating func noteGivenUp() {
        needsReopening = true
    }

    mutating func notePin(_ pin: StoreError?) {
        self.pin = pin
    }

    func state(now: Int64) -> StoreState {
        let state = health.state(now: now)
        return state == .ok && pin != nil ? .slow : state
    }

    func reason(now: Int64) -> String {
        let reason = health.reason(now: now)
        return reason.isEmpty ? pin?.description ?? "" : reason
    }
}
