extension Reason {
    /// The reason in words, for people; empty for ``none``.
    public var text: String {
        switch self {
        case .none: ""
        case .emptyPayload: "the payload is empty"
        case .payloadTooLong: "the payload is longer than allowed"
        case .topicTooLong: "the topic is longer than allowed"
        case .notUTF8: "the text is not UTF-8"
        case .notJSON: "the payload is not JSON"
        case .tooDeep: "the document is nested too deeply"
        case .duplicateKey: "an object names a key twice"
        case .wrongType: "a field has another type than its format says"
        case .brokenRule: "the message breaks a rule of its format"
        case .unknownFormat: "no known format"
        case .unsupportedVersion: "the format's version is not supported"
        case .mustUnderstand: "it carries a field that must be understood and is not known"
        case .notANumber: "the value is not a number"
        case .notFinite: "the number is beyond the range of a double"
        case .noSensor: "neither payload nor topic names a sensor"
        case .noQuantity: "neither payload nor topic names a quantity"
        case .noKnownQuantity: "none of its fields is a known quantity"
        case .unusableName: "a name is too long or holds characters that no name may hold"
        case .mappingFoundNothing: "no pointer of the mapping finds a value"
        case .tooManyReadings: "it carries more readings than one message may"
        case .noSubscription: "no subscription covers the topic"
        case .noValue: "every value in it is empty"
        case .retainedWithoutTime: "a retained message without a time of its own may be of any age"
        case .retainedStale: "a retained message older than the allowed lateness"
        case .alert: "an alert of another system, not a reading"
        case .redelivered: "the broker delivered the message again"
        case .repeated: "every reading of it is known already"
        case .seriesLimit: "the limit of series is reached and this one is new"
        }
    }
}
