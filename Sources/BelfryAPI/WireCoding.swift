public import FoundationEssentials

/// JSON as Belfry speaks it: snake_case keys, sorted, times as RFC 3339 text, slashes unescaped.
public enum WireCoding {
    /// The bytes of a document, on one line.
    ///
    /// - Throws: `EncodingError` where a number is not finite.
    public static func encode(_ document: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(document)
    }

    /// A document from its bytes.
    ///
    /// - Throws: `DecodingError` where the bytes are not such a document.
    public static func decode<Document: Decodable>(_ type: Document.Type, from data: Data) throws -> Document {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(type, from: data)
    }
}
