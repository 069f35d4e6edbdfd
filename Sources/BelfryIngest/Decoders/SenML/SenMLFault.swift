/// Why a pack is refused as a whole.
enum SenMLFault: Error {
    case encoding(CBORFault)
    case notAPack(String)
    case notARecord(String)
    case wrongType(SenMLLabel, String)
    case repeatedLabel(SenMLLabel)
    case severalValues
    case noName
    case noValue
    case newerVersion
    case mustUnderstand

    var outcome: Outcome {
        switch self {
        case .encoding, .notAPack, .notARecord, .wrongType, .repeatedLabel, .severalValues, .noName, .noValue:
            .malformed
        case .newerVersion, .mustUnderstand: .undecoded
        }
    }

    var reason: Reason {
        switch self {
        case .encoding(let fault): fault.reason
        case .notAPack, .notARecord, .wrongType: .wrongType
        case .repeatedLabel: .duplicateKey
        case .severalValues, .noName, .noValue: .brokenRule
        case .newerVersion: .unsupportedVersion
        case .mustUnderstand: .mustUnderstand
        }
    }

    var detail: String {
        switch self {
        case .encoding(let fault): fault.detail
        case .notAPack(let kind): "a SenML pack is an array of records, this is \(kind)"
        case .notARecord(let kind): "a SenML record is a map of labels, this is \(kind)"
        case .wrongType(let label, let kind): "SenML's \(label.text) cannot be \(kind)"
        case .repeatedLabel(let label): "a SenML record has \(label.text) twice"
        case .severalValues: "a SenML record has more than one of v, vs, vb and vd"
        case .noName: "a SenML record whose name is empty, base name included"
        case .noValue: "a SenML pack without a value or a sum"
        case .newerVersion: "SenML version above \(SenMLPack.version)"
        case .mustUnderstand: "a SenML label that ends with _ and is not known"
        }
    }
}
