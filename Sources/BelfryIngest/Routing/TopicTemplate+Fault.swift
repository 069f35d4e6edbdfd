extension TopicTemplate {
    /// Why text is not a topic template.
    public enum Fault: Error, Hashable, Sendable, CustomStringConvertible {
        case empty
        case tooLong
        case controlCharacter
        case sharedSubscription
        case restNotLast
        case mixedLevel(String)
        case unknownCapture(String)
        case repeatedCapture(String)

        public var description: String {
            let known = Capture.allCases.map { "{\($0.rawValue)}" }.joined(separator: ", ")
            return switch self {
            case .empty: "the topic is empty; write for example city/{zone}/{domain}/{sensor}/{quantity}"
            case .tooLong: "the topic is longer than 65,535 bytes, the most that MQTT allows"
            case .controlCharacter: "the topic holds a control character"
            case .sharedSubscription:
                "a shared subscription ($share/…) scatters one sensor over several daemons; give each daemon topics of "
                    + "its own instead"
            case .restNotLast: "# stands for the rest of the topic and can only be its last level"
            case .mixedLevel(let level):
                "level \"\(level)\" mixes text and wildcard; a wildcard or capture is always a whole level"
            case .unknownCapture(let name):
                "unknown capture {\(name)}; known are \(known); write + for a level that says nothing"
            case .repeatedCapture(let name): "capture {\(name)} stands twice"
            }
        }
    }
}
