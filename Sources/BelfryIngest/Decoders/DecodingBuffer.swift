import BelfryModel

/// What a decoder writes: drafts, or the reason why there are none.
///
/// One buffer serves all messages of a thread.
struct DecodingBuffer: ~Copyable {
    /// The most values of one message; at 64 KiB a payload can hold some 9,000 of the shortest.
    static let draftLimit = 4_096

    private(set) var outcome = Outcome.undecoded
    private(set) var reason = Reason.unknownFormat
    /// What exactly, for people; empty where the reason says it all.
    private(set) var detail = ""
    /// The format that was decoded; differs from the subscription's under `auto`.
    private(set) var format = PayloadFormat.auto
    /// On what grounds `auto` took the format.
    var grounds: String { staticGrounds.description }
    private var staticGrounds: StaticString = ""
    private(set) var drafts: [ReadingDraft] = []
    /// Values that were none: null, "nr", NaN.
    private(set) var emptyValues = 0
    /// Why the first value that could not be used could not.
    private(set) var firstFault = Reason.none
    var text = TextArena()
    var document = JSONDocument()
    /// Sparkplug's payload at hand.
    var sparkplugPayload = SparkplugPayload()
    /// What Sparkplug's birth certificates said.
    ///
    /// This and `discovery` are all that outlasts a message.
    var sparkplug = SparkplugMemory()
    /// What Home Assistant's discovery said.
    var discovery = DiscoveryMemory()

    /// Whether nothing has been found so far, not even a fault.
    var isBlank: Bool { drafts.isEmpty && emptyValues == 0 && firstFault == .none }

    init() {
        drafts.reserveCapacity(64)
    }

    /// Starts a message.
    mutating func begin(_ format: PayloadFormat) {
        outcome = .undecoded
        reason = .unknownFormat
        if !detail.isEmpty { detail = "" }
        staticGrounds = ""
        self.format = format
        drafts.removeAll(keepingCapacity: true)
        emptyValues = 0
        firstFault = .none
        text.removeAll()
    }

    /// Says which format `auto` found, and why.
    mutating func recognise(_ format: PayloadFormat, because grounds: StaticString) {
        self.format = format
        staticGrounds = grounds
    }

    /// Adds a value.
    ///
    /// Beyond ``draftLimit`` the message is refused by ``finish()``.
    mutating func append(_ draft: ReadingDraft) {
        guard !isOverfull else { return }
        drafts.append(draft)
    }

    /// Whether ``finish()`` will refuse the message for its many values, so that reading on is in vain.
    var isOverfull: Bool { drafts.count > Self.draftLimit }

    /// Gives the drafts from an index on their time, for formats that write it after the values.
    mutating func setTime(_ time: DraftTime, from first: Int) {
        for index in first..<max(first, drafts.count) { drafts[index].time = time }
    }

    /// Marks the drafts from an index on, for what concerns a whole entity.
    mutating func mark(_ flags: QualityFlags, from first: Int) {
        for index in first..<max(first, drafts.count) { drafts[index].flags.formUnion(flags) }
    }

    /// Marks one draft.
    mutating func mark(_ flags: QualityFlags, at index: Int) {
        drafts[index].flags.formUnion(flags)
    }

    /// Takes drafts back, for formats whose lines count as a whole or not at all.
    mutating func removeDrafts(from first: Int) {
        if first < drafts.count { drafts.removeSubrange(first...) }
    }

    /// Counts a value that says "no value".
    mutating func skipEmptyValue() {
        emptyValues += 1
    }

    /// Counts a value that cannot be used; the message fails by the first such reason if nothing else is in it.
    mutating func skipValue(_ fault: Reason) {
        if firstFault == .none { firstFault = fault }
    }

    /// Ends the message without readings.
    mutating func reject(_ outcome: Outcome, _ reason: Reason, detail: String = "") {
        drafts.removeAll(keepingCapacity: true)
        self.outcome = outcome
        self.reason = reason
        self.detail = detail
    }

    /// Ends the message with what was appended; without anything, `reason` says why.
    mutating func finish(orElse reason: Reason) {
        if isOverfull { return reject(.undecoded, .tooManyReadings) }
        if !drafts.isEmpty {
            outcome = .readings
            self.reason = .none
        } else if firstFault != .none {
            reject(.undecoded, firstFault)
        } else if emptyValues > 0 {
            reject(.ignored, .noValue)
        } else {
            reject(.undecoded, reason)
        }
    }

    /// The names of a draft as text.
    func text(of names: DraftNames) -> DraftText {
        let start = Int(names.start)
        let sensor = Int(names.sensorLength)
        let quantity = Int(names.quantityLength)
        return DraftText(
            sensor: String(decoding: text.bytes(start, sensor), as: UTF8.self),
            quantity: String(decoding: text.bytes(start + sensor, quantity), as: UTF8.self),
            unit: String(decoding: text.bytes(start + sensor + quantity, Int(names.unitLength)), as: UTF8.self),
            term: Int(names.term)
        )
    }
}
