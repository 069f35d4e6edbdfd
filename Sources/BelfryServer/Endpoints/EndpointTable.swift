import HTTPTypes

/// Finds the endpoint for a method and a path.
///
/// Pure; O(endpoints), of which there are about twenty.
///
/// Hummingbird's router knows a path or knows it not; a table also knows that the path is right and the method is
/// wrong (405 with `Allow`), and lets a test hold the OpenAPI document against it.
struct EndpointTable: Sendable {
    /// What became of a lookup.
    enum Match: Sendable {
        case found(Endpoint, pathParameters: [String: String])
        /// With the methods that the path knows, in order.
        case wrongMethod(allowed: [String])
        case unknownPath
    }

    let endpoints: [Endpoint]
    private let segments: [[Substring]]

    init(_ endpoints: [Endpoint]) {
        self.endpoints = endpoints
        self.segments = endpoints.map { $0.path.split(separator: "/", omittingEmptySubsequences: false) }
    }

    /// The endpoint for a request.
    ///
    /// GET answers HEAD as well.
    func match(method: HTTPRequest.Method, path: String) -> Match {
        let asked = path.split(separator: "/", omittingEmptySubsequences: false)
        let wanted = method == .head ? .get : method
        var allowed: Set<String> = []
        for (endpoint, pattern) in zip(endpoints, segments) {
            guard let parameters = Self.parameters(of: asked, in: pattern) else { continue }
            if endpoint.method == wanted { return .found(endpoint, pathParameters: parameters) }
            allowed.insert(endpoint.method.rawValue)
            if endpoint.method == .get { allowed.insert("HEAD") }
        }
        return allowed.isEmpty ? .unknownPath : .wrongMethod(allowed: allowed.sorted())
    }

    private static func parameters(of path: [Substring], in pattern: [Substring]) -> [String: String]? {
        guard path.count == pattern.count else { return nil }
        var parameters: [String: String] = [:]
        for (segment, name) in zip(path, pattern) {
            if name.hasPrefix("{") {
                guard let value = PercentEncoding.decode(segment), !value.isEmpty else { return nil }
                parameters[String(name.dropFirst().dropLast())] = value
            } else if segment != name {
                return nil
            }
        }
        return parameters
    }
}
