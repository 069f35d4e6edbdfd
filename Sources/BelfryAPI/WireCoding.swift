public import FoundationEssentials

/// JSON as Belfry speaks it: snake_case keys, sorted, times as RFC 3339 text, slashes unescaped.
///
/// JSON has no number for NaN and the infinities. They are written as the texts `"NaN"`, `"Infinity"` and `"-Infinity"`,
/// so that one odd number costs its reader one field and not the whole document.
public enum WireCoding {
    /// The bytes of a document, on one line.
    public static func encode(_ document: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "Infinity",
            negativeInfinity: "-Infinity",
            nan: "NaN"
        )
        return try encoder.encode(document)
    }

    /// A document from its bytes.
    ///
    /// - Throws: `DecodingError` where the bytes are not such a document.
    public static func decode<Document: Decodable>(_ type: Document.Type, from data: Data) throws -> Document {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "Infinity",
            negativeInfinity: "-Infinity",
            nan: "NaN"
        )
        return try decoder.decode(type, from: data)
    }
}
