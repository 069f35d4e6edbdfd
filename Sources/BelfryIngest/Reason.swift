/// Why a message ended as it did: a closed list, so that reasons can be counted.
public enum Reason: UInt8, CaseIterable, Sendable, BitwiseCopyable {
    // Nothing to explain.
    case none

    // Malformed: the bytes are not what the format says.
    case emptyPayload
    case payloadTooLong
    case topicTooLong
    case notUTF8
    case notJSON
    case notCBOR
    case notProtobuf
    case tooDeep
    case duplicateKey
    case wrongType
    case brokenRule

    // Undecoded: well formed, not understood.
    case unknownFormat
    case unsupportedVersion
    case mustUnderstand
    case notANumber
    case notFinite
    case noSensor
    case noQuantity
    case noKnownQuantity
    case unusableName
    case mappingFoundNothing
    case tooManyReadings
    case rawPayload
    case noBirth
    case unknownAlias
    case sequenceGap

    // Ignored: nothing to keep.
    case noSubscription
    case noValue
    case retainedWithoutTime
    case retainedStale
    case alert
    case deviceEvent
    case description
    case deviceCommand
    case birthCertificate
    case deathCertificate
    case outdatedDeath
    case noMeasuredValue
    case hostState
    case gatewayMessage
    case personalData

    // Duplicate.
    case redelivered
    case repeated

    // Shed.
    case seriesLimit
    case topicRate
    case overload

    /// A stable label for metrics: `series_limit`.
    public var name: String {
        switch self {
        case .none: "none"
        case .emptyPayload: "empty_payload"
        case .payloadTooLong: "payload_too_long"
        case .topicTooLong: "topic_too_long"
        case .notUTF8: "not_utf8"
        case .notJSON: "not_json"
        case .notCBOR: "not_cbor"
        case .notProtobuf: "not_protobuf"
        case .tooDeep: "too_deep"
        case .duplicateKey: "duplicate_key"
        case .wrongType: "wrong_type"
        case .brokenRule: "broken_rule"
        case .unknownFormat: "unknown_format"
        case .unsupportedVersion: "unsupported_version"
        case .mustUnderstand: "must_understand"
        case .notANumber: "not_a_number"
        case .notFinite: "not_finite"
        case .noSensor: "no_sensor"
        case .noQuantity: "no_quantity"
        case .noKnownQuantity: "no_known_quantity"
        case .unusableName: "unusable_name"
        case .mappingFoundNothing: "mapping_found_nothing"
        case .tooManyReadings: "too_many_readings"
        case .rawPayload: "raw_payload"
        case .noBirth: "no_birth"
        case .unknownAlias: "unknown_alias"
        case .sequenceGap: "sequence_gap"
        case .noSubscription: "no_subscription"
        case .noValue: "no_value"
        case .retainedWithoutTime: "retained_without_time"
        case .retainedStale: "retained_stale"
        case .alert: "alert"
        case .deviceEvent: "device_event"
        case .description: "description"
        case .deviceCommand: "device_command"
        case .birthCertificate: "birth_certificate"
        case .deathCertificate: "death_certificate"
        case .outdatedDeath: "outdated_death"
        case .noMeasuredValue: "no_measured_value"
        case .hostState: "host_state"
        case .gatewayMessage: "gateway_message"
        case .personalData: "personal_data"
        case .redelivered: "redelivered"
        case .repeated: "repeated"
        case .seriesLimit: "series_limit"
        case .topicRate: "topic_rate"
        case .overload: "overload"
        }
    }
}
