import BelfryModel

/// One key of a vendor's payload whose value is a measured one.
///
/// A format's terms are its allow-list: what is not among them, names of people and devices with it, stays in the decoder.
struct PayloadTerm: Sendable {
    /// The key in lower case, as the vendor documents it.
    var key: StaticString
    /// The taxonomy's name, or another quantity's that the taxonomy does not know.
    var quantity: StaticString
    /// UCUM; nil where the vendor says none and the subscription has to.
    var unit: StaticString?
    /// What the value is multiplied with to be in `unit`.
    var scale: Double

    init(_ key: StaticString, _ quantity: StaticString, _ unit: StaticString?, scale: Double = 1) {
        self.key = key
        self.quantity = quantity
        self.unit = unit
        self.scale = scale
    }
}

/// The terms of one format, found by key.
struct TermTable: Sendable {
    private let terms: [PayloadTerm]
    private let vocabulary: Vocabulary<Int>
    /// Of each term the first one that is the same quantity under another key.
    private let firstOfQuantity: [Int]

    /// - Parameter terms: each key once; at most 32,767.
    init(_ terms: [PayloadTerm]) {
        self.terms = terms
        vocabulary = Vocabulary(terms.enumerated().map { (word: $1.key, meaning: $0) })
        let names = terms.map(\.quantity.description)
        firstOfQuantity = names.map { name in names.firstIndex(of: name) ?? 0 }
    }

    /// A number for the quantity of a term, below the count of terms.
    func quantityIndex(of term: Int16) -> Int { firstOfQuantity[Int(term)] }

    /// The index of the term with a key; nil where the format has none such.
    func index(of key: UnsafeBufferPointer<UInt8>) -> Int16? {
        vocabulary.meaning(of: key).map { Int16(truncatingIfNeeded: $0) }
    }

    /// What a draft with a term of this table measures.
    ///
    /// - Parameter feed: its unit for the quantity, where the operator has declared one, goes before the vendor's.
    func measurand(of names: DraftText, _ feed: Feed) -> Measurand {
        guard terms.indices.contains(names.term) else {
            return Measurand(sensor: names.sensor, quantity: names.quantity, unitText: names.unit)
        }
        let term = terms[names.term]
        var measurand = Measurand(sensor: names.sensor, quantity: term.quantity.description, unitText: names.unit)
        measurand.scale = term.scale
        if names.unit.isEmpty, feed.subscription.units[measurand.quantity] == nil {
            measurand.unit = term.unit.map { Unit($0.description) }
        }
        return measurand
    }
}
