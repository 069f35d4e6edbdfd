/// How the text of a single value is understood, and what a fault tells the person who wrote something else.
struct ScalarForm<Value> {
    /// Completes the sentence `"key" must be …`.
    let expectation: String
    /// Words to suggest when the text is none of them.
    var candidates: [String] = []
    /// nil refuses the text.
    let parse: (String) -> Value?

    init(_ expectation: String, candidates: [String] = [], parse: @escaping (String) -> Value?) {
        self.expectation = expectation
        self.candidates = candidates
        self.parse = parse
    }

    /// The same form with a further condition.
    func limited(_ expectation: String, to accepts: @escaping (Value) -> Bool) -> ScalarForm {
        ScalarForm(expectation, candidates: candidates) { text in
            parse(text).flatMap { accepts($0) ? $0 : nil }
        }
    }
}

extension ScalarForm where Value == String {
    /// Any text but the empty one.
    static var text: ScalarForm {
        ScalarForm("text") { $0.isEmpty ? nil : $0 }
    }

    /// Text that can be a level of an MQTT topic and part of an identity.
    static var name: ScalarForm {
        ScalarForm("a name of 1 to 64 letters, digits, and . _ -") { text in
            let allowed = text.unicodeScalars.allSatisfy { scalar in
                scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                    || "._-".unicodeScalars.contains(scalar)
            }
            return allowed && (1...64).contains(text.count) ? text : nil
        }
    }

    /// One of some words.
    static func word(of words: [String]) -> ScalarForm {
        ScalarForm("one of \(words.joined(separator: ", "))", candidates: words) { words.contains($0) ? $0 : nil }
    }
}

extension ScalarForm where Value == Bool {
    /// `true` or `false`; the yes and no of older YAML are not guessed at.
    static var flag: ScalarForm {
        ScalarForm("true or false") { $0 == "true" ? true : $0 == "false" ? false : nil }
    }
}

extension ScalarForm where Value == Int {
    /// A whole number within a range.
    static func count(_ range: ClosedRange<Int>) -> ScalarForm {
        ScalarForm("a whole number from \(range.lowerBound) to \(range.upperBound)") { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }
}

extension ScalarForm where Value == Double {
    /// A finite number.
    static var number: ScalarForm {
        ScalarForm("a number") { text in Double(text).flatMap { $0.isFinite ? $0 : nil } }
    }

    /// A finite number within a range.
    static func number(_ range: ClosedRange<Double>) -> ScalarForm {
        number.limited("a number from \(range.lowerBound) to \(range.upperBound)") { range.contains($0) }
    }
}
