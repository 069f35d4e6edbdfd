import FoundationEssentials

/// The Content-Security-Policy (W3C CSP Level 3) of the dashboard: nothing from anywhere else, and no script or style but
/// the page's own, which are named by their SHA-256.
///
/// Whatever a sensor smuggles into a name, it cannot become a script: text that the page did not ship has another hash.
enum ContentPolicy {
    static func header(for page: String) -> String {
        [
            "default-src 'none'",
            "script-src 'self'" + hashes(of: "script", in: page),
            "style-src 'self'" + hashes(of: "style", in: page),
            "img-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        ].joined(separator: "; ")
    }

    /// The hashes of the contents of every such element, as ` 'sha256-…'`.
    private static func hashes(of element: String, in page: String) -> String {
        contents(of: element, in: page)
            .map { " 'sha256-\(Data(SHA256.digest(of: $0.utf8).bytes).base64EncodedString())'" }
            .joined()
    }

    /// Between `<script …>` and `</script>`; the page is our own, so this much of a parser will do.
    static func contents(of element: String, in page: String) -> [Substring] {
        var found: [Substring] = []
        var rest = page[...]
        while let opening = rest.firstRange(of: "<\(element)"),
            let start = rest[opening.upperBound...].firstIndex(of: ">"),
            let end = rest[start...].firstRange(of: "</\(element)>")
        {
            let content = rest[rest.index(after: start)..<end.lowerBound]
            if !content.isEmpty { found.append(content) }
            rest = rest[end.upperBound...]
        }
        return found
    }
}
