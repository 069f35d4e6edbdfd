import BelfryAPI
import FoundationEssentials

/// Documents as lines of NDJSON.
enum JSONText {
    /// One document on one line, without the line feed.
    static func line(_ document: some Encodable) throws(CommandFailure) -> String {
        do {
            return String(decoding: try WireCoding.encode(document), as: UTF8.self)
        } catch {
            throw CommandFailure("cannot write JSON", why: "\(error)", status: .inputOutput)
        }
    }
}
