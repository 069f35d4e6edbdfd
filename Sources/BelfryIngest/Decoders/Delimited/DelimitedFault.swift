/// Why delimited text, or a line of it, is not read.
enum DelimitedFault: UInt8, Error {
    case noNames
    case headerTooLong
    case columns
    case notAPair
    case ambiguousComma

    var outcome: Outcome {
        switch self {
        case .columns, .notAPair: .malformed
        case .noNames, .headerTooLong, .ambiguousComma: .undecoded
        }
    }

    var reason: Reason {
        switch self {
        case .noNames: .noQuantity
        case .headerTooLong: .unusableName
        case .columns, .notAPair: .brokenRule
        case .ambiguousComma: .notANumber
        }
    }

    /// What is wrong and what to do about it; nothing of the line is repeated.
    var detail: StaticString {
        switch self {
        case .noNames: "the columns have no names; send a header line, or pairs as in temp=21.5;hum=40"
        case .headerTooLong: "the header is longer than 4,096 bytes"
        case .columns: "it has not as many columns as the header; if a comma is decimal, separate by \";\""
        case .notAPair: "a part that is no pair of key and value; if a comma is decimal, separate by \";\""
        case .ambiguousComma: "a comma in a number may be decimal or group digits; send a decimal point"
        }
    }
}
