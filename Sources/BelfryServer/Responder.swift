import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Takes a request to its endpoint: the gate, the lookup, the body, the answer or a problem document.
///
/// ```
///  request ─► host ─► lookup ─► reader/page/actor ─► body ─► endpoint ─► answer
///             421     404 405   401 403 429          413 415             304 400 404 409 503 …
/// ```
struct Responder: HTTPResponder {
    typealias Context = ServerContext

    let table: EndpointTable
    let gatekeeper: Gatekeeper
    let parts: ServerParts

    func respond(to request: Request, context: ServerContext) async throws -> Response {
        var path = ""
        var response: Response
        do {
            let (endpoint, parameters) = try find(request, context)
            path = endpoint.path
            response = try await answer(request, context, endpoint, parameters)
        } catch let fault as RequestFault {
            response = fault.response
        } catch is CancellationError {
            response = RequestFault.unavailable("the daemon is stopping").response
        } catch {
            context.logger.error("request failed", metadata: ["path": "\(path)", "error": "\(error)"])
            let detail = "the daemon could not answer; its log says why"
            response = RequestFault(status: 500, detail: detail).response
        }
        if request.method == .head { response = response.createHeadResponse() }
        harden(&response.headers)
        parts.counters.count(path: path, status: response.status.code)
        return response
    }

    private func find(
        _ request: Request,
        _ context: ServerContext
    ) throws(RequestFault) -> (Endpoint, [String: String]) {
        guard request.uri.string.utf8.count <= parts.limits.targetBytes else {
            throw RequestFault(status: 414, detail: "the path is longer than \(parts.limits.targetBytes) bytes")
        }
        try gatekeeper.checkHost(request.head, from: context.peer)
        switch table.match(method: request.method, path: request.uri.path) {
        case .found(let endpoint, let parameters): return (endpoint, parameters)
        case .unknownPath: throw .notFound("there is nothing here; GET /openapi.json lists what is")
        case .wrongMethod(let allowed):
            let methods = allowed.joined(separator: ", ")
            throw RequestFault(
                status: 405,
                detail: "this path knows \(methods)",
                fields: [.init(name: "Allow", value: methods)]
            )
        }
    }

    private func answer(
        _ request: Request,
        _ context: ServerContext,
        _ endpoint: Endpoint,
        _ parameters: [String: String]
    ) async throws -> Response {
        var actor = ""
        var body = ByteBuffer()
        switch endpoint.kind {
        case .probe: break
        case .reading: try gatekeeper.checkReader(authorization: request.headers[.authorization], from: context.peer)
        case .acting:
            try gatekeeper.checkPage(request.head)
            actor = try await self.actor(request, context)
            body = try await self.body(of: request)
        }
        return try await endpoint.answer(
            EndpointRequest(
                request: request,
                context: context,
                pathParameters: parameters,
                body: body,
                actor: actor
            )
        )
    }

    /// Who acts: the user at the other end of the local socket, or the owner of the token.
    private func actor(_ request: Request, _ context: ServerContext) async throws -> String {
        switch context.peer {
        case .network(let address, _): return try gatekeeper.tokenOwner(request.head, address: address)
        case .local:
            let user = try await PeerUser.identifier(of: context.channel)
            return try await parts.stateLane.run { _ in PeerUser.name(of: user) }
        }
    }

    private func body(of request: Request) async throws -> ByteBuffer {
        let limit = parts.limits.bodyBytes
        let tooLarge = RequestFault(
            status: 413,
            detail: "the body is larger than \(limit) bytes",
            fields: [.init(name: "Connection", value: "close")]
        )
        let announced = request.headers[.contentLength].flatMap { Int($0) }
        if let announced, announced > limit { throw tooLarge }
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: limit)
        } catch is NIOTooManyBytesError {
            throw tooLarge
        }
        // A peer that hangs up in the middle looks like one that has said all it wanted to say.
        if let announced, announced != body.readableBytes { throw RequestFault.badRequest("the body is cut short") }
        if body.readableBytes > 0 {
            let type = request.headers[.contentType]?.split(separator: ";").first?.lowercased()
            guard type == "application/json" else {
                throw RequestFault(status: 415, detail: "send the body as Content-Type: application/json")
            }
        }
        return body
    }

    /// What holds for every answer, whatever it is.
    private func harden(_ headers: inout HTTPFields) {
        headers[.xContentTypeOptions] = "nosniff"
        headers[named: "Referrer-Policy"] = "no-referrer"
        headers[named: "Cross-Origin-Resource-Policy"] = "same-origin"
    }
}
