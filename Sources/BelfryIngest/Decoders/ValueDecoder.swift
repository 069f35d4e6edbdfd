// `21.5` on `city/north/air/a-7/no2`: sensor and quantity stand in the topic, the unit in the subscription.
//
// A decimal comma is refused: "1,234" is one number in Hamburg and another one in Boston, and nobody says where a topic
// was written. So are words: whether "ON" is 1, an event or a fault is for a mapping to say.

/// Reads a payload that is one number.
enum ValueDecoder: PayloadDecoder {
    static func decode(
        _ payload: UnsafeRawBufferPointer,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    ) {
        guard context.topicNamesQuantity else {
            return buffer.reject(
                .undecoded,
                .noQuantity,
                detail: "a plain value needs a topic template with {quantity}"
            )
        }
        let text = PlainText.trimmed(payload)
        if let value = DecimalNumber.double(text) {
            guard value.isFinite else { return buffer.reject(.undecoded, .notFinite) }
            buffer.append(ReadingDraft(value: value, time: .none, names: DraftNames()))
            return buffer.finish(orElse: .notANumber)
        }
        guard UTF8Sequence.isValid(payload) else { return buffer.reject(.malformed, .notUTF8) }
        if PlainText.saysNoValue(text) { return buffer.reject(.ignored, .noValue) }
        buffer.reject(.undecoded, .notANumber, detail: explanation(for: text))
    }

    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand {
        Measurand()
    }

    /// What to do about a text that is no number.
    ///
    /// The text itself is not repeated: it may say anything about anyone.
    private static func explanation(for text: UnsafeBufferPointer<UInt8>) -> String {
        if text.isEmpty { return "only blanks" }
        if text.contains(UInt8(ascii: ",")), text.allSatisfy({ $0 == UInt8(ascii: ",") || PlainText.isOfNumber($0) }) {
            return "a comma in a number may be decimal or group digits; send a decimal point"
        }
        if PlainText.isSwitchWord(text) { return "a switch state is not a number; send 0 or 1" }
        if text.first == UInt8(ascii: "{") || text.first == UInt8(ascii: "[") {
            return "this looks like JSON; use format auto, senml, ngsi or json"
        }
        if PlainText.isOfNumber(text[0]) { return "text after the number; a unit belongs into the subscription" }
        return ""
    }
}
