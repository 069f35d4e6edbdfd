import BelfryAPI
import BelfryIncidents
import BelfryModel
import FoundationEssentials
import Hummingbird
import NIOCore

/// What happens in the city, and what operators do about it.
enum IncidentEndpoints {
    private static let incidentLabels: [LabelMatcher.Label] = [
        .domain, .zone, .agency, .severity, .kind, .place, .rule, .sensor, .quantity,
    ]

    static func all(_ parts: ServerParts) -> [Endpoint] {
        [
            .get("/api/v1/incidents") { request in
                let filter = try incidentFilter(request, parts)
                let incidents = try await parts.storeLane.run { _ in
                    try parts.sources.incidents(filter).prefix(filter.limit).map(IncidentDocument.init)
                }
                return try .json(incidents)
            },
            .get("/api/v1/incidents/{id}") { request in
                let id = request.pathParameters["id"] ?? ""
                let incident = try await parts.storeLane.run { _ in try parts.sources.incident(id) }
                guard let incident else { throw unknownIncident(id) }
                return try .json(IncidentDocument(incident))
            },
            .get("/api/v1/findings") { request in
                let filter = try findingFilter(request, parts)
                let findings = try await parts.storeLane.run { _ in
                    try parts.sources.findings(filter).prefix(filter.limit).map(FindingDocument.init)
                }
                return try .json(findings)
            },
        ] + IncidentAction.Verb.allCases.map { verb in acting(verb, parts) }
    }

    private static func acting(_ verb: IncidentAction.Verb, _ parts: ServerParts) -> Endpoint {
        .post("/api/v1/incidents/{id}/\(verb.rawValue)") { request in
            let action = try action(verb, request)
            let incident = try await parts.storeLane.run { _ in try parts.sources.act(action, request.actor) }
            return try .json(IncidentDocument(incident))
        }
    }

    private static func action(
        _ verb: IncidentAction.Verb,
        _ request: EndpointRequest
    ) throws(RequestFault) -> IncidentAction {
        var body = ActionRequest()
        if request.body.readableBytes > 0 {
            do {
                body = try WireCoding.decode(ActionRequest.self, from: Data(request.body.readableBytesView))
            } catch {
                throw .badRequest("the body is no JSON object with \"reason\" and \"by\"")
            }
        }
        let reason = body.reason ?? ""
        let limit = IncidentLimits.reasonCharacters
        guard reason.count <= limit else { throw .badRequest("the reason is longer than \(limit) characters") }
        guard (body.by ?? "").count <= 100 else { throw .badRequest("\"by\" is longer than 100 characters") }
        if verb == .comment, reason.allSatisfy(\.isWhitespace) {
            throw .badRequest("a comment needs a text; write it as \"reason\"")
        }
        return IncidentAction(
            verb: verb,
            incident: request.pathParameters["id"] ?? "",
            reason: reason,
            by: body.by
        )
    }

    private static func incidentFilter(
        _ request: EndpointRequest,
        _ parts: ServerParts
    ) throws(RequestFault) -> IncidentFilter {
        let known = Set(incidentLabels.map(\.rawValue) + ["state", "since", "limit"])
        let parameters = try request.query(known: known)
        return try IncidentFilter(
            matchers: parameters.matchers(incidentLabels),
            states: parameters.incidentStates(),
            since: parameters.time("since", now: parts.sources.now()),
            limit: parameters.limit(parts.limits)
        )
    }

    private static func findingFilter(
        _ request: EndpointRequest,
        _ parts: ServerParts
    ) throws(RequestFault) -> FindingFilter {
        let known = Set(incidentLabels.map(\.rawValue) + ["state", "since", "limit"])
        let parameters = try request.query(known: known)
        return try FindingFilter(
            matchers: parameters.matchers(incidentLabels),
            phase: parameters.word("state", of: [("raised", Finding.Phase.raised), ("cleared", .cleared)]),
            since: parameters.time("since", now: parts.sources.now()),
            limit: parameters.limit(parts.limits)
        )
    }

    private static func unknownIncident(_ id: String) -> RequestFault {
        .notFound("there is no incident \"\(id)\"; GET /api/v1/incidents lists them")
    }
}
