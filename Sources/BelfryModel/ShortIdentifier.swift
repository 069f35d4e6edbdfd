/// Ten characters that a tired person can read aloud and type: Crockford's base 32, lower case.
public enum ShortIdentifier {
    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".unicodeScalars)

    /// The upper 50 bits of a hash; 1 in 2 million chance of one collision among 30,000.
    public static func text(of hash: UInt64) -> String {
        var text = ""
        for position in 0..<10 {
            let digit = Int((hash >> (59 - 5 * UInt64(position))) & 31)
            text.unicodeScalars.append(alphabet[digit])
        }
        return text
    }
}
