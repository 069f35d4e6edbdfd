import BelfryAPI
import Hummingbird

/// What is watched for.
enum RuleEndpoints {
    static func all(_ parts: ServerParts) -> [Endpoint] {
        [
            .get("/api/v1/rules") { request in
                _ = try request.query(known: [])
                return try .json(try await parts.stateLane.run { _ in parts.sources.rules() })
            }
        ]
    }
}
