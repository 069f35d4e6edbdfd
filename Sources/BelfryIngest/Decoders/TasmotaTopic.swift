// A topic of Tasmota's firmware, in the order that it comes with or in the one that Home Assistant used to ask for:
//
//   tele/plug/SENSOR        tele/tasmota/kitchen/SENSOR        kitchen/tele/SENSOR
//        └ device                └ device                      └ device
//
// The last level says what the message is about. On tasmota/discovery/<address>/config and …/sensors the firmware tells
// what it is.

/// What the levels of one of Tasmota's topics say.
struct TasmotaTopic {
    /// What a message on it holds.
    enum Role {
        case readings
        /// How the device is set and how it fares.
        case description
        /// That it came or went, or what it has done.
        case event
        case command
        /// No last level that the firmware knows.
        case unknown
    }

    let role: Role
    /// Everything between prefix and last level, since the part behind the last slash may be in every house.
    let device: UnsafeBufferPointer<UInt8>

    /// nil where the topic is none of theirs.
    init?(_ topic: UnsafeBufferPointer<UInt8>) {
        let slash = UInt8(ascii: "/")
        guard let first = topic.firstIndex(of: slash), let last = topic.lastIndex(of: slash), first < last else {
            return nil
        }
        let word = UnsafeBufferPointer(rebasing: topic[(last + 1)...])
        if topic.starts(with: "tasmota/discovery/".utf8),
            RawBytes.areEqual(word, "config") || RawBytes.areEqual(word, "sensors")
        {
            role = .description
            device = UnsafeBufferPointer(rebasing: topic[(first + 1)..<last])
            return
        }
        let known = Self.role(of: word)
        if let isCommand = Self.isCommand(UnsafeBufferPointer(rebasing: topic[..<first])) {
            role = isCommand ? .command : known
            device = UnsafeBufferPointer(rebasing: topic[(first + 1)..<last])
            return
        }
        // The prefix in the middle is a common word: only with a last level of theirs it is one of theirs.
        guard known != .unknown, let before = topic[..<last].lastIndex(of: slash),
            let isCommand = Self.isCommand(UnsafeBufferPointer(rebasing: topic[(before + 1)..<last]))
        else { return nil }
        role = isCommand ? .command : known
        device = UnsafeBufferPointer(rebasing: topic[..<before])
    }

    /// Whether a level is the prefix of commands; nil where it is no prefix.
    private static func isCommand(_ level: UnsafeBufferPointer<UInt8>) -> Bool? {
        if RawBytes.areEqual(level, "tele") || RawBytes.areEqual(level, "stat") { return false }
        return RawBytes.areEqual(level, "cmnd") ? true : nil
    }

    private static let readingWords: [StaticString] = ["SENSOR", "STATUS8", "STATUS10"]

    private static func role(of word: UnsafeBufferPointer<UInt8>) -> Role {
        if readingWords.contains(where: { RawBytes.areEqual(word, $0) }) { return .readings }
        if RawBytes.areEqual(word, "STATE") || startsWith(word, "STATUS") || startsWith(word, "INFO") {
            return .description
        }
        let isEvent =
            RawBytes.areEqual(word, "LWT") || RawBytes.areEqual(word, "RESULT") || startsWith(word, "POWER")
        return isEvent ? .event : .unknown
    }

    /// Whether a word is another one, with a number behind it or without.
    private static func startsWith(_ word: UnsafeBufferPointer<UInt8>, _ start: StaticString) -> Bool {
        let length = start.utf8CodeUnitCount
        return word.count >= length
            && RawBytes.areEqual(UnsafeBufferPointer(rebasing: word[..<length]), start)
            && word[length...].allSatisfy { $0 &- UInt8(ascii: "0") <= 9 }
    }
}
