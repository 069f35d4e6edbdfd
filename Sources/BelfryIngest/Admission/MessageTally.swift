/// What has become of the values of one message, until one bucket can be told.
struct MessageTally {
    private(set) var stored = 0
    private(set) var repeated = 0
    private(set) var shed = 0
    /// Whether a stored reading was late.
    private(set) var isLate = false
    /// Whether a value of it is of public safety.
    var isOfSafety = false
    /// The outcome and reason where there is no reading at all.
    private(set) var outcome = Outcome.readings
    private(set) var reason = Reason.none

    init() {}

    /// A message without readings.
    init(rejected outcome: Outcome, _ reason: Reason) {
        self.outcome = outcome
        self.reason = reason
    }

    /// A message that is known as a whole.
    init(duplicate reason: Reason) {
        repeated = 1
        outcome = .ignored
        self.reason = reason
    }

    /// A message that is dropped before anybody looks into it.
    init(shed reason: Reason) {
        shed = 1
        outcome = .ignored
        self.reason = reason
    }

    mutating func countStored(isLate: Bool) {
        stored += 1
        self.isLate = self.isLate || isLate
    }

    mutating func countRepeated() {
        repeated += 1
    }

    /// Says why a message brought nothing but what is known.
    mutating func explainRepeats(by reason: Reason) {
        if repeated > 0, stored + shed == 0 { self.reason = reason }
    }

    mutating func countShed() {
        shed += 1
    }

    /// Notes why a value became no reading; the first such reason is the message's if nothing else comes of it,
    /// and what had to be dropped hides no failure.
    mutating func note(_ outcome: Outcome, _ reason: Reason) {
        guard self.reason == .none || self.reason == .personalData else { return }
        self.outcome = outcome
        self.reason = reason
    }

    /// Whether a value of it was understood, whatever became of it.
    var hasValue: Bool { stored + repeated + shed > 0 }

    /// Whether it describes other messages.
    var isDescription: Bool { outcome == .metadata || reason == .birthCertificate }

    /// The one bucket: anything new goes before anything dropped, and that before anything known.
    var disposition: Disposition {
        if stored > 0 { return Disposition(outcome: .readings, bucket: .stored, reason: .none, readings: stored) }
        if shed > 0 {
            let isWhole = reason == .topicRate || reason == .overload
            return Disposition(
                outcome: isWhole ? .ignored : .readings,
                bucket: .shed,
                reason: isWhole ? reason : .seriesLimit,
                readings: 0
            )
        }
        if repeated > 0 {
            let isWhole = reason == .redelivered
            return Disposition(
                outcome: isWhole ? .ignored : .readings,
                bucket: .duplicate,
                reason: isWhole ? .redelivered : .repeated,
                readings: 0
            )
        }
        return Disposition(outcome: outcome, bucket: Bucket(outcome), reason: reason, readings: 0)
    }
}
