import BelfryAPI
import FoundationEssentials
import Hummingbird
import NIOCore

/// What could not be read, and reading it again.
enum QuarantineEndpoints {
    static func all(_ parts: ServerParts) -> [Endpoint] {
        [
            .get("/api/v1/quarantine") { request in
                let parameters = try request.query(known: ["limit", "topic"])
                let limit = try parameters.limit(parts.limits)
                let topic = parameters.text("topic")
                return try .json(try await parts.storeLane.run { _ in try parts.sources.quarantine(limit, topic) })
            },
            .get("/api/v1/quarantine/{number}") { request in
                let text = request.pathParameters["number"] ?? ""
                let found = try await parts.storeLane.run { _ in try Int64(text).flatMap(parts.sources.quarantined) }
                guard let found else {
                    throw RequestFault.notFound(
                        "there is no message \"\(text)\" in quarantine; GET /api/v1/quarantine lists them"
                    )
                }
                return try .json(found)
            },
            .post("/api/v1/quarantine/replay") { request in
                let body = try body(request)
                return try .json(
                    try await parts.storeLane.run { _ in try parts.sources.replayQuarantine(body, request.actor) }
                )
            },
        ]
    }

    private static func body(_ request: EndpointRequest) throws(RequestFault) -> QuarantineReplayRequest {
        guard request.body.readableBytes > 0 else { return QuarantineReplayRequest() }
        let body: QuarantineReplayRequest
        do {
            body = try WireCoding.decode(QuarantineReplayRequest.self, from: Data(request.body.readableBytesView))
        } catch {
            throw .badRequest("the body is no JSON object with \"number\", or \"topic\", and \"by\"")
        }
        if body.number != nil, body.topic != nil {
            throw .badRequest("\"number\" names one message and \"topic\" many; give one of them")
        }
        guard (body.by ?? "").count <= 100 else { throw .badRequest("\"by\" is longer than 100 characters") }
        return body
    }
}
