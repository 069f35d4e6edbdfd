/// One line of a truth file.
public enum TruthEntry: TraceLine, Hashable {
    case event(TruthEvent)
    case scope(TruthScope)

    public init(line: [UInt8]) throws(TraceLineFault) {
        let object = try FlatJSON(line)
        self =
            object.members["watched"] == nil ? .event(try TruthEvent(object)) : .scope(try TruthScope(object))
    }

    /// The entry as one line, without its end.
    public var line: String {
        switch self {
        case .event(let event): event.line
        case .scope(let scope): scope.line
        }
    }
}
