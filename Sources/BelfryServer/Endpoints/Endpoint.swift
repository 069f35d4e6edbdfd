import HTTPTypes
import Hummingbird

/// One thing the server answers: a method, a path, and what it does.
struct Endpoint: Sendable {
    /// Who may ask.
    enum Kind: Sendable {
        /// Anybody, from anywhere: probes.
        case probe
        /// Who may read; also answers HEAD.
        case reading
        /// Who may act; carries an actor.
        case acting
    }

    typealias Handler = @Sendable (EndpointRequest) async throws -> Response

    var method: HTTPRequest.Method
    /// Segments in braces are parameters: `/api/v1/incidents/{id}/ack`.
    var path: String
    var kind: Kind
    var answer: Handler

    static func get(_ path: String, _ kind: Kind = .reading, _ answer: @escaping Handler) -> Endpoint {
        Endpoint(method: .get, path: path, kind: kind, answer: answer)
    }

    static func post(_ path: String, _ answer: @escaping Handler) -> Endpoint {
        Endpoint(method: .post, path: path, kind: .acting, answer: answer)
    }
}

/// A request that has passed the gate, as an endpoint sees it.
struct EndpointRequest: Sendable {
    var request: Request
    var context: ServerContext
    /// The values of the path's parameters, decoded.
    var pathParameters: [String: String]
    /// The body of an acting request, whole; empty for the others.
    var body: ByteBuffer
    /// Who acts; empty for a request that only reads.
    var actor: String

    /// The query's parameters.
    ///
    /// - Throws: ``RequestFault`` where there is one beside the known.
    func query(known: Set<String>) throws(RequestFault) -> QueryParameters {
        try QueryParameters(request.uri.query ?? "", known: known)
    }
}
