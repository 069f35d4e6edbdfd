// `${NAME}` and `${NAME:-default}` in values. Expanded after parsing, so a variable can never add structure to a file.

/// Replaces references to environment variables in one text.
struct EnvironmentExpansion {
    /// Why a text could not be expanded.
    struct Failure: Error {
        var problem: String
        var remedy: String
    }

    let environment: [String: String]

    /// The text with its references replaced; `$${` stands for `${` itself and a lone `$` is left alone.
    func expand(_ text: String) throws(Failure) -> String {
        guard text.contains("${") else { return text }
        var result = ""
        var rest = Substring(text)
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            rest = rest[dollar...]
            if rest.hasPrefix("$${") {
                result += "${"
                rest = rest.dropFirst(3)
            } else if rest.hasPrefix("${") {
                guard let end = rest.firstIndex(of: "}") else {
                    throw Failure(problem: "\"\(text)\" lacks a closing }", remedy: "write ${NAME}")
                }
                result += try value(of: rest[..<end].dropFirst(2))
                rest = rest[rest.index(after: end)...]
            } else {
                result += "$"
                rest = rest.dropFirst()
            }
        }
        return result + rest
    }

    private func value(of reference: Substring) throws(Failure) -> String {
        let name: Substring
        var fallback: Substring?
        if let separator = reference.firstRange(of: ":-") {
            name = reference[..<separator.lowerBound]
            fallback = reference[separator.upperBound...]
        } else {
            name = reference
        }
        if let value = environment[String(name)], !value.isEmpty { return value }
        if let fallback { return String(fallback) }
        throw Failure(
            problem: "the environment variable \(name) is not set",
            remedy: "set it, or write ${\(name):-default}"
        )
    }
}
