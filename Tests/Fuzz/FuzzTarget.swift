import BelfryIngest

/// What a run of the fuzzer is about.
enum FuzzTarget {
    /// A decoder; `auto` is one as well.
    case format(PayloadFormat)
    case mapping
    case topics
    case zones

    /// The target of a program's name: `fuzz-ngsi`.
    init(program: some StringProtocol) throws(FuzzTargetFault) {
        let name = program.hasPrefix("fuzz-") ? String(program.dropFirst(5)) : String(program)
        switch name {
        case "mapping": self = .mapping
        case "topics": self = .topics
        case "zones": self = .zones
        default:
            guard let format = PayloadFormat(name: name) else { throw FuzzTargetFault(name: name) }
            self = .format(format)
        }
    }

    /// What the inputs of the target go through.
    func door() throws -> any FuzzDoor {
        switch self {
        case .format(.sparkplug): try SequenceDoor(.sparkplug)
        case .format(let format): try MessageDoor(format)
        case .mapping: try MappingDoor()
        case .topics: try TopicDoor()
        case .zones: ZoneDoor()
        }
    }
}

/// A name that no target has.
struct FuzzTargetFault: Error, CustomStringConvertible {
    let name: String
    var description: String { "\"\(name)\" is no target; call the program fuzz-NAME with the name of a format" }
}
