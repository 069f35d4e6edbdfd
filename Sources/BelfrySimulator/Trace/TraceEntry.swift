/// One line of a trace.
public enum TraceEntry: TraceLine, Hashable {
    case message(TraceRecord)
    case pause(TracePause)
    case clock(TraceClock)

    public init(line: [UInt8]) throws(TraceLineFault) {
        let object = try FlatJSON(line)
        // A message without its topic is a damaged message, and no pause.
        let isMessage = object.members["topic"] != nil || object.members["payload_base64"] != nil
        if isMessage {
            self = .message(try TraceRecord(object))
        } else if object.members["clock_was"] != nil {
            self = .clock(try TraceClock(object))
        } else {
            self = .pause(try TracePause(object))
        }
    }
}
