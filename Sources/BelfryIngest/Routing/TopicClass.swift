// What a topic's messages are worth under overload has to be known before one is decoded, or shedding would save nothing.
// Where its subscription declares it, it is known at once; otherwise it is learnt:
//
//   unknown ──a reading of public safety──► high          kept for good: a gateway's topic may carry anything
//      │ ──────another reading────────────► normal ──a reading of public safety──► high
//      └──nothing to read, 8 times────────► normal
//
// A topic that is unknown is decoded at every level. It costs no more than before the overload and each topic but once,
// while a smoke alarm that speaks for the first time must not be lost for being new.

/// What is known of a topic's criticality.
struct TopicClass: BitwiseCopyable {
    /// Messages without a reading until a topic is taken to have none; what describes other topics does not count.
    static let fruitlessLimit: UInt8 = 8

    /// nil while nobody knows.
    private(set) var criticality: Criticality?
    private let isDeclared: Bool
    private var fruitless: UInt8 = 0

    /// - Parameter declared: what the subscription says; nil leaves it to the readings.
    init(declared: Criticality?) {
        criticality = declared
        isDeclared = declared != nil
    }

    /// Whether a message tells something new.
    ///
    /// False nearly always, so that the caller's table stays untouched.
    func learns(from tally: MessageTally) -> Bool {
        if isDeclared || criticality == .high { return false }
        return tally.isOfSafety || criticality == nil
    }

    /// Takes into account what became of a message.
    mutating func learn(from tally: MessageTally) {
        guard learns(from: tally) else { return }
        if tally.isOfSafety {
            criticality = .high
        } else if tally.hasValue {
            criticality = .normal
        } else if !tally.isDescription {
            fruitless += 1
            if fruitless >= Self.fruitlessLimit { criticality = .normal }
        }
    }
}
