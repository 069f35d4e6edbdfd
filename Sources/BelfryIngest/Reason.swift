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

    // Ignored: nothing to keep.
    case noSubscription
    case noValue
    case retainedWithoutTime
    case retainedStale
    case alert
    case deviceEvent
    case description
    case deviceCommand

    // Duplicate.
    case redelivered
    case repeated

    // Shed.
    case seriesLimit

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
        case .noSubscription: "no_subscription"
        case .noValue: "no_value"
        case .retainedWithoutTime: "retained_without_time"
        case .retainedStale: "retained_stale"
        case .alert: "alert"
        case .deviceEvent: "device_event"
        case .description: "description"
        case .deviceCommand: "device_command"
        case .redelivered: "redelivered"
        case .repeated: "repeated"
        case .seriesLimit: "series_limit"
        }
    }
}
