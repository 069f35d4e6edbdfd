import BelfryModel

/// One number of evidence as a column of JSON has it.
struct EvidenceItem: Codable {
    var name: String
    /// null stands for NaN, which JSON cannot tell.
    var value: Double?
    var unit: String
    var nanoseconds: Int64?

    private enum CodingKeys: String, CodingKey {
        case name, value, unit
        case nanoseconds = "time_ns"
    }

    init(_ evidence: Evidence) {
        name = evidence.name
        value = evidence.value.isNaN ? nil : evidence.value
        unit = evidence.unit.code
        nanoseconds = evidence.time?.nanoseconds
    }

    /// The number that it stands for.
    var evidence: Evidence {
        Evidence(
            name: name,
            value: value ?? .nan,
            unit: Unit(unit),
            time: nanoseconds.map(Timestamp.init(nanoseconds:))
        )
    }
}
